import { type Kysely, sql } from 'kysely';

/** When each destination has failed last, so that failures with quiet days between them are not taken for days of failures. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table event_destination add column failed_at timestamptz`.execute(db);
}
