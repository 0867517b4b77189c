import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** The message of pg's timeout error, which has no code. */
const TIMED_OUT = 'Query read timeout';

/**
 * A pool that closes a connection on which an answer did not come in time. pg would hand it out again. Where the answer is
 * lost for good (a firewall forgot the connection), every later query on it would wait in vain, until TCP gives up after
 * 15 minutes.
 */
export function discardingPool(pool: pg.Pool): PostgresPool {
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    let isLost = false;
    const query = async (sql: string, parameters: readonly unknown[]) => {
      try {
        return await client.query(sql, [...parameters]);
      } catch (fault) {
        isLost ||= fault instanceof Error && fault.message === TIMED_OUT;
        throw fault;
      }
    };
    return {
      // Kysely's other signature is for cursors, which the gateway does not use.
      query: query as unknown as PostgresPoolClient['query'],
      release: (discard = false) => client.release(discard || isLost),
    };
  };
  return { options: pool.options, connect, end: () => pool.end() };
}
