import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

/** The message of pg's timeout error, which has no code. */
const TIMED_OUT = 'Query read timeout';

export type ServerPoolOptions = Omit<pg.PoolConfig, 'query_timeout'>;

/** Connections to a server of PostgreSQL's. Failures of idle ones do not end the process: the next query replaces them. */
export function serverPool(options: ServerPoolOptions): pg.Pool {
  const pool = new pg.Pool(options);
  // Whether the connection is idle in the pool or between two statements of a transaction.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * A pool whose queries fail after `queryTimeoutMs`, and whose connections are closed then. pg would hand them out again, and
 * without a timeout would never get them back. Where an answer is lost for good (a firewall forgot the connection), every
 * later query on it would wait in vain, until TCP gives up after 15 minutes.
 */
export function discarding(pool: pg.Pool, queryTimeoutMs: number): PostgresPool {
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    let isLost = false;
    const query = async (text: string, values: readonly unknown[]) => {
      try {
        // pg's type of a query lacks the timeout.
        const config: pg.QueryConfig & { readonly query_timeout: number } = {
          text,
          values: [...values],
          query_timeout: queryTimeoutMs,
        };
        return await client.query(config);
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
