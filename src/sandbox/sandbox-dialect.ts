import type { PGlite } from '@electric-sql/pglite';
import {
  type AbortableOperationOptions,
  type DatabaseConnection,
  type Dialect,
  type DialectAdapter,
  type Driver,
  PGliteAdapter,
  PGliteDialect,
  PostgresDialect,
  type PostgresPool,
  type TransactionSettings,
} from 'kysely';
import { quietDriver } from '../gp/index.js';
import type { TroubleMaker } from './trouble.js';

/**
 * PGlite queues its queries itself. If Kysely queued them too, the latency that a test sets would add up over the queries,
 * which it does not with a server.
 */
class UnqueuedAdapter extends PGliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** The dialect of a company in this process. It is for reading only: its one connection cannot separate two transactions. */
export function embeddedDialect(pglite: PGlite, trouble: TroubleMaker): Dialect {
  return troubled(new PGliteDialect({ pglite }), trouble, new UnqueuedAdapter());
}

/** The dialect of a company on a PostgreSQL server. */
export function serverDialect(pool: PostgresPool, trouble: TroubleMaker): Dialect {
  return troubled(new PostgresDialect({ pool }), trouble);
}

function troubled(dialect: Dialect, trouble: TroubleMaker, adapter?: DialectAdapter): Dialect {
  return {
    createDriver: () => quietDriver(new TroubledDriver(dialect.createDriver(), trouble)),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => adapter ?? dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

/** Applies the current failures to every query before it takes a connection, and to every answer after it was released. */
class TroubledDriver implements Driver {
  constructor(
    private readonly driver: Driver,
    private readonly trouble: TroubleMaker,
  ) {}

  init(options?: AbortableOperationOptions): Promise<void> {
    return this.driver.init(options);
  }

  async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    await this.trouble.strike(options?.signal);
    return this.driver.acquireConnection(options);
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.driver.beginTransaction(connection, settings);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.driver.commitTransaction(connection);
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.driver.rollbackTransaction(connection);
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    await this.driver.releaseConnection(connection);
    await this.trouble.strikeAnswer();
  }

  destroy(): Promise<void> {
    return this.driver.destroy();
  }
}
