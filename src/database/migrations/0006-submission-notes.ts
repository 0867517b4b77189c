import { type Kysely, sql } from 'kysely';

/** What whoever accepted a document has to say of it to operators. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table submission add column note text`.execute(db);
}
