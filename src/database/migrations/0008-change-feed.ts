import { type Kysely, sql } from 'kysely';

/** How far the looks for changes in GP have come, and what they have found in the last minutes (ADR 34). */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table change_feed (
      one_row boolean primary key default true check (one_row),
      -- The instance that looks, and until when no other one may.
      holder text not null default '',
      leased_until timestamptz not null default '-infinity',
      -- When the last look began, and when the last one began that has succeeded.
      asked_at timestamptz not null default '-infinity',
      looked_at timestamptz,
      -- The number of looks that have succeeded.
      look bigint not null default 0,
      way text,
      -- The kinds of facts whose changes are all announced.
      announced jsonb not null default '[]',
      position text,
      -- The announcements of all looks from this number on are kept.
      kept_from bigint not null default 0
    )`,
    sql`insert into change_feed default values`,
    sql`create table change_announcement (
      look bigint not null,
      -- The kind of fact; null for all kinds.
      kind text,
      -- A list of keys; null for all facts of the kind.
      keys jsonb,
      told_at timestamptz not null default clock_timestamp()
    )`,
    sql`create index on change_announcement (look)`,
    sql`create index on change_announcement (told_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
