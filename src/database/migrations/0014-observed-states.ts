import { type Kysely, sql } from 'kysely';

/** What was last seen of things in GP, so that a change of them is found, and told once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table observed_state (
    kind text not null,
    key text not null,
    value jsonb not null,
    -- When the reading began in which it was seen, by this database's clock.
    seen_at timestamptz not null,
    primary key (kind, key)
  )`.execute(db);
}
