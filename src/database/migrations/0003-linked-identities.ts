import { type Kysely, sql } from 'kysely';

/** Which person at an OpenID Connect provider is which user, and the ID tokens that were used for a sign-in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table linked_identity (
      issuer text not null,
      subject text not null,
      user_id uuid not null references app_user on delete cascade,
      linked_at timestamptz not null,
      primary key (issuer, subject),
      -- One person at a provider for a user: a person who gets the user's e-mail address there later is another one.
      unique (user_id, issuer)
    )`,
    sql`create table spent_identity_token (
      hash text primary key,
      ends_at timestamptz not null
    )`,
    sql`create index on spent_identity_token (ends_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
