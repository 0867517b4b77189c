import { type Kysely, sql } from 'kysely';

/**
 * A refresh token has a generation and no longer a state of its own. An instance of the release before, still running,
 * finds its column gone and so uses no token up.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`alter table session
      add column generation integer not null default 1,
      add column generation_began_at timestamptz`,
    sql`update session set generation_began_at = started_at`,
    sql`alter table session
      alter column generation drop default,
      alter column generation_began_at set not null`,
    sql`alter table refresh_token add column generation integer not null default 1`,
    sql`update refresh_token set generation = 0 where state <> 'USABLE'`,
    sql`alter table refresh_token
      alter column generation drop default,
      drop column state`,
  ];
  for (const statement of statements) await statement.execute(db);
}
