import { type Kysely, sql } from 'kysely';

/** Keeps a document as it is handed to GP, where that differs from what was accepted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table submission add column prepared_document jsonb`.execute(db);
}
