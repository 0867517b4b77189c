import {
  type AbortableOperationOptions,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  MssqlAdapter,
  MssqlIntrospector,
  type QueryResult,
} from 'kysely';
import { quietDriver, SqlServerCompiler } from '../gp/index.js';
import type { SqlServerConnection } from './sql-server-connection.js';
import type { SqlServerConnections } from './sql-server-connections.js';

/** Kysely's way to GP's tables on a SQL Server, for reading only: eConnect's procedures are called without Kysely. */
export function sqlServerDialect(connections: SqlServerConnections): Dialect {
  return {
    createDriver: () => quietDriver(new SqlServerDriver(connections)),
    createQueryCompiler: () => new SqlServerCompiler(),
    createAdapter: () => new MssqlAdapter(),
    createIntrospector: (db) => new MssqlIntrospector(db),
  };
}

class SqlServerDriver implements Driver {
  constructor(private readonly connections: SqlServerConnections) {}

  async init(): Promise<void> {
    // Connections are opened when the first question comes.
  }

  async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    return new ReadingConnection(await this.connections.acquire(options?.signal));
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.connections.release((connection as ReadingConnection).connection);
  }

  async beginTransaction(): Promise<void> {
    throw new TypeError('Reads of GP have no transactions');
  }

  async commitTransaction(): Promise<void> {
    throw new TypeError('Reads of GP have no transactions');
  }

  async rollbackTransaction(): Promise<void> {
    throw new TypeError('Reads of GP have no transactions');
  }

  async destroy(): Promise<void> {
    await this.connections.close();
  }
}

class ReadingConnection implements DatabaseConnection {
  constructor(readonly connection: SqlServerConnection) {}

  /** After the signal, Kysely frees its caller at once, and releases the connection when this has settled. */
  async executeQuery<R>({ sql, parameters }: CompiledQuery, options?: AbortableOperationOptions): Promise<QueryResult<R>> {
    return { rows: (await this.connection.ask(sql, parameters, options?.signal)) as R[] };
  }

  // biome-ignore lint/correctness/useYield: it yields nothing, since answers are small
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new TypeError('Answers of GP are not streamed');
  }
}
