import type { DatabaseConnection, Driver, QueryResult } from 'kysely';

/**
 * A driver whose failures that come after a question was given up are nobody's. Kysely writes each to stderr, with the words
 * of the server or its driver, which may hold a host. Nobody waits for the question then: its guard has told of it.
 */
export function quietDriver(driver: Driver): Driver {
  const acquireConnection = driver.acquireConnection.bind(driver);
  const quiet = new WeakSet<DatabaseConnection>();
  driver.acquireConnection = async (options) => {
    try {
      const connection = await acquireConnection(options);
      if (!quiet.has(connection)) {
        quiet.add(connection);
        hush(connection);
      }
      return connection;
    } catch (fault) {
      if (options?.signal?.aborted) return await NEVER;
      throw fault;
    }
  };
  return driver;
}

/** In place, since drivers know their connections again by what only they can see. */
function hush(connection: DatabaseConnection): void {
  const executeQuery = connection.executeQuery.bind(connection);
  connection.executeQuery = async <R>(...[query, options]: Parameters<typeof executeQuery>): Promise<QueryResult<R>> => {
    try {
      return await executeQuery<R>(query, options);
    } catch (fault) {
      // It has to end, or Kysely would not give the connection back.
      if (options?.signal?.aborted) return { rows: [] };
      throw fault;
    }
  };
}

/** There is no connection to give back, and a failure would be written. */
const NEVER = new Promise<never>(() => undefined);
