import { type Kysely, sql } from 'kysely';

/** What each destination wants, by which commands count what will be sent. Null until a gateway of this release has run. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table event_destination add column wanted jsonb`.execute(db);
}
