import type { DatabaseConnection, Driver, QueryResult } from 'kysely';

/**
 * A driver that swallows failures of queries whose signal has fired. Kysely writes each such failure to stderr, with the
 * server's or the driver's message, which may hold a host. No caller waits for the query then, and its guard has logged that
 * it was given up.
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

/** Changes the connection in place, since drivers recognise their connections by private fields. */
function hush(connection: DatabaseConnection): void {
  const executeQuery = connection.executeQuery.bind(connection);
  connection.executeQuery = async <R>(...[query, options]: Parameters<typeof executeQuery>): Promise<QueryResult<R>> => {
    try {
      return await executeQuery<R>(query, options);
    } catch (fault) {
      // The promise has to settle, or Kysely would not release the connection.
      if (options?.signal?.aborted) return { rows: [] };
      throw fault;
    }
  };
}

/** For a connection that was not made: there is none to release, and Kysely would write a rejection to stderr. */
const NEVER = new Promise<never>(() => undefined);
