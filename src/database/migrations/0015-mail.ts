import { type Kysely, sql } from 'kysely';

/** Which buyers and staff have got which message. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table mail_sent (
      event_id uuid not null,
      -- A hash of the address.
      recipient text not null,
      sent_at timestamptz not null,
      primary key (event_id, recipient)
    )`,
    sql`create index on mail_sent (sent_at)`,
    sql`create table staff_notice (
      event_id uuid not null,
      address text not null,
      noticed_at timestamptz not null,
      -- Whether it is a message of its own, or a line of a digest.
      alone boolean not null,
      -- Its subject, in the language of the staff.
      line text not null,
      -- The digest that it is in; null where it is in none yet.
      digest_id uuid,
      -- An instance sends the digest until then, and no other one does.
      leased_until timestamptz,
      sent_at timestamptz,
      primary key (event_id, address)
    )`,
    sql`create index on staff_notice (address, noticed_at)`,
    sql`create index on staff_notice (noticed_at) where sent_at is null and not alone`,
  ];
  for (const statement of statements) await statement.execute(db);
}
