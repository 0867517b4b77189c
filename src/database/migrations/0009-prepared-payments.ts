import { type Kysely, sql } from 'kysely';

/** Payments of invoices that buyers have prepared, and the documents that each holds until it is made or given up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table prepared_payment (
      payment_key uuid primary key,
      account_number text not null,
      plan jsonb not null,
      prepared_at timestamptz not null,
      expires_at timestamptz not null,
      -- What GP has made of it; null until then.
      receipt jsonb
    )`,
    sql`create index on prepared_payment (account_number)`,
    sql`create table payment_hold (
      document text primary key,
      payment_key uuid not null references prepared_payment on delete cascade,
      held_until timestamptz not null
    )`,
    sql`create index on payment_hold (payment_key)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
