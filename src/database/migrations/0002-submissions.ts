import { type Kysely, sql } from 'kysely';

/** Documents on their way to GP. The jobs that push them are in pg-boss' tables, which pg-boss makes itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table submission (
      id uuid primary key,
      sequence integer not null generated always as identity unique,
      kind text not null,
      owner text not null,
      idempotency_key text not null,
      content_hash text not null,
      reference text not null,
      document jsonb not null,
      status text not null check (status in ('RECEIVED', 'PUSHED', 'REJECTED')),
      received_at timestamptz not null,
      pushed_at timestamptz,
      attempts integer not null default 0,
      next_attempt_at timestamptz,
      last_fault text,
      document_number text,
      rejection_code integer,
      rejection_message text,
      lease_holder uuid,
      leased_until timestamptz,
      credit numeric not null,
      credit_account text not null,
      unique (owner, idempotency_key),
      unique (kind, document_number),
      check ((status = 'RECEIVED') = (next_attempt_at is not null)),
      check ((status = 'PUSHED') = (pushed_at is not null)),
      check ((status = 'REJECTED') = (rejection_message is not null)),
      check ((lease_holder is null) = (leased_until is null))
    )`,
    // The index holds the few documents that are still to be pushed, and not the years of pushed ones.
    sql`create index on submission (owner, sequence) where status = 'RECEIVED'`,
    sql`create index on submission (next_attempt_at) where status = 'RECEIVED'`,
    sql`create index on submission (sequence) where status <> 'PUSHED'`,
    sql`create index on submission (credit_account, pushed_at) where status <> 'REJECTED'`,
    sql`create table submission_stock (
      submission_id uuid not null references submission on delete cascade,
      sku text not null,
      warehouse text not null,
      quantity numeric not null,
      -- The submission's own, so that a popular item's claims are found without its whole history.
      pushed_at timestamptz,
      primary key (submission_id, sku, warehouse)
    )`,
    sql`create index on submission_stock (sku, warehouse, pushed_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
