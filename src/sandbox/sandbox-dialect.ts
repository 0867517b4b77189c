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
  type TransactionSettings,
} from 'kysely';
import type { Pool } from 'pg';
import { quietDriver } from '../gp/index.js';
import type { TroubleMaker } from './trouble.js';

/**
 * PGlite queues its queries itself. Were Kysely to do so too, the latency that a test asks for would add up, as it does
 * not with a server.
 */
class UnqueuedAdapter extends PGliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** The company in this process. For reading: its one connection can't tell two transactions apart. */
export function embeddedDialect(pglite: PGlite, trouble: TroubleMaker): Dialect {
  return troubled(new PGliteDialect({ pglite }), trouble, new UnqueuedAdapter());
}

/** The company in a PostgreSQL server. */
export function serverDialect(pool: Pool, trouble: TroubleMaker): Dialect {
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

/** Lets every question meet the trouble that is switched on before it takes a connection, and every answer once it has given it back. */
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
