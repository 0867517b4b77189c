import { type Kysely, sql } from 'kysely';

/** Adds a note for operators, which is written when a document is accepted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table submission add column note text`.execute(db);
}
