import { type Kysely, type Migration, Migrator } from 'kysely';
import { StoreUnavailable } from '../faults/index.js';
import * as firstTables from './migrations/0001-first-tables.js';

/** In the order of their names; a name never changes once it has been released. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': firstTables,
};

/** Brings the gateway's tables up to date. Several instances may do so at once: one works, the others wait. */
export async function migrate(db: Kysely<unknown>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new StoreUnavailable('database.migrate', { cause: error });
}
