import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { quietDriver } from './quiet-driver.js';

const FAILURE = new Error('connect ECONNREFUSED gp-sql.internal.example:1433');

/** A server that the test controls step by step. */
class Server implements Driver, DatabaseConnection {
  readonly sought = Promise.withResolvers<void>();
  readonly connecting = Promise.withResolvers<void>();
  readonly answering = Promise.withResolvers<QueryResult<never>>();
  readonly asked = Promise.withResolvers<void>();
  readonly released = Promise.withResolvers<void>();

  async acquireConnection(): Promise<DatabaseConnection> {
    this.sought.resolve();
    await this.connecting.promise;
    return this;
  }

  async executeQuery<R>(): Promise<QueryResult<R>> {
    this.asked.resolve();
    return this.answering.promise;
  }

  async releaseConnection(): Promise<void> {
    this.released.resolve();
  }

  async *streamQuery(): AsyncIterableIterator<QueryResult<never>> {}
  async init(): Promise<void> {}
  async beginTransaction(): Promise<void> {}
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async destroy(): Promise<void> {}
}

let server: Server;
let caller: AbortController;
let db: Kysely<unknown>;
const written = vi.fn<(...words: unknown[]) => void>();

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(written);
  server = new Server();
  caller = new AbortController();
  db = new Kysely({
    dialect: {
      createDriver: () => quietDriver(server),
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  });
});
afterEach(() => {
  expect(written).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

const ask = () => sql`select 1`.execute(db, { signal: caller.signal });
/** Waits until all output caused by earlier events has been written. */
const settled = () => new Promise(setImmediate);

describe('A question that was given up', () => {
  it('fails without a word, and its connection is given back when it ends', async () => {
    server.connecting.resolve();
    const question = expect(ask()).rejects.toThrow('given up');
    await server.asked.promise;
    caller.abort(new Error('given up'));
    await question;
    server.answering.reject(FAILURE);
    await server.released.promise;
    await settled();
  });

  it('is answered without a word, and its connection is given back', async () => {
    server.connecting.resolve();
    const question = expect(ask()).rejects.toThrow('given up');
    await server.asked.promise;
    caller.abort(new Error('given up'));
    await question;
    server.answering.resolve({ rows: [] });
    await server.released.promise;
    await settled();
  });

  it('finds no connection without a word', async () => {
    const question = expect(ask()).rejects.toThrow('given up');
    await server.sought.promise;
    caller.abort(new Error('given up'));
    await question;
    server.connecting.reject(FAILURE);
    await settled();
  });

  it('is not asked once there is a connection, which is given back', async () => {
    const asked = vi.spyOn(server, 'executeQuery');
    const question = expect(ask()).rejects.toThrow('given up');
    await server.sought.promise;
    caller.abort(new Error('given up'));
    await question;
    server.connecting.resolve();
    await server.released.promise;
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('A query that a caller waits for', () => {
  it('fails with what the server says', async () => {
    server.connecting.resolve();
    server.answering.reject(FAILURE);
    await expect(ask()).rejects.toBe(FAILURE);
    await server.released.promise;
  });

  it('fails with what the driver says where there is no connection', async () => {
    server.connecting.reject(FAILURE);
    await expect(ask()).rejects.toBe(FAILURE);
  });
});
