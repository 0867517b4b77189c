import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** pg gives it no code. */
const TIMED_OUT = 'Query read timeout';

/**
 * A pool that closes connections on which an answer did not come in time. pg would hand them out again, and where the answer
 * is lost for good (a firewall forgot the connection), each who gets one would wait in vain, until TCP gives up after a
 * quarter of an hour.
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
      // Kysely's other way to call it is for cursors, which nobody uses here.
      query: query as unknown as PostgresPoolClient['query'],
      release: (discard = false) => client.release(discard || isLost),
    };
  };
  return { options: pool.options, connect, end: () => pool.end() };
}
