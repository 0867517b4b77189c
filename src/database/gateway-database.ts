import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { type Dialect, Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import type { DatabaseSettings } from '../config/index.js';
import { reasonOf, StartRefused } from '../faults/index.js';
import { discarding, isFilled, openEmbedded, serverPool } from '../postgresql/index.js';
import { migrate } from './migrate.js';
import type { GatewayTables } from './tables.js';

/** How long the pool waits for a connection before a query counts as failed: pages must not hang on the gateway's own database. */
const CONNECT_TIMEOUT_MS = 2_000;
const QUERY_TIMEOUT_MS = 10_000;
/**
 * The server ends a transaction whose process sends nothing for this long. A process that stands still in the middle (a
 * debugger, a frozen machine) would otherwise keep its locks, such as one on an account's credit, and block all others.
 */
const IDLE_IN_TRANSACTION_MS = 10_000;

/** Where the database is: in this process or on a server. For callers with tables and connections of their own. */
export type DatabasePlace =
  | { readonly kind: 'embedded'; readonly pglite: PGlite }
  | { readonly kind: 'server'; readonly url: string };

/** The gateway's own PostgreSQL: users, sessions, the catalogue's snapshot, documents on their way to GP and facts of GP. */
export class GatewayDatabase extends Kysely<GatewayTables> {
  private constructor(readonly place: DatabasePlace) {
    super({ dialect: place.kind === 'server' ? server(place.url) : new PGliteDialect({ pglite: place.pglite }) });
  }

  /** Whether there is one to open: in a data folder, one that was made and filled. Of a server it is not known before. */
  static isThere({ url, dataDir }: DatabaseSettings): boolean {
    return url !== undefined || isFilled(folderOf(dataDir));
  }

  /**
   * Connects and brings the tables up to date. Embedded in the data folder where no URL is set.
   * @throws {StartRefused} it cannot be reached or opened
   */
  static async open(settings: DatabaseSettings): Promise<GatewayDatabase> {
    let database: GatewayDatabase | undefined;
    try {
      database = new GatewayDatabase(await placeOf(settings));
      await migrate(database);
      return database;
    } catch (cause) {
      await database?.destroy().catch(() => undefined);
      const place = settings.url ? 'the database that DATABASE_URL names' : `the database in the data folder ${settings.dataDir}`;
      throw new StartRefused(`Cannot open ${place}: ${reasonOf(cause)}.`, { cause });
    }
  }
}

function server(url: string): Dialect {
  const pool = serverPool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  return new PostgresDialect({ pool: discarding(pool, QUERY_TIMEOUT_MS) });
}

function folderOf(dataDir: string): string {
  return join(dataDir, 'gateway');
}

async function placeOf({ url, dataDir }: DatabaseSettings): Promise<DatabasePlace> {
  return url ? { kind: 'server', url } : { kind: 'embedded', pglite: await openEmbedded(folderOf(dataDir)) };
}
