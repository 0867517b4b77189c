import { type Kysely, sql } from 'kysely';

/**
 * Jobs and their runs. The catalogue's refresh becomes a job, and takes its watermark along. `catalog_state` stays for
 * instances of the former release that run beside this one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table job (
      name text primary key,
      about text not null,
      -- Null where its schedule is switched off.
      cron text,
      time_zone text not null,
      -- When it runs next by its schedule.
      due_at timestamptz,
      watermark text,
      paused_at timestamptz,
      known_since timestamptz not null default now(),
      succeeded_at timestamptz
    )`,
    sql`create table job_run (
      id bigint generated always as identity primary key,
      job text not null references job on delete cascade,
      trigger text not null check (trigger in ('SCHEDULE', 'START', 'OPERATOR', 'RETRY')),
      is_dry_run boolean not null,
      retry_of bigint,
      state text not null check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
      requested_at timestamptz not null default now(),
      started_at timestamptz,
      ended_at timestamptz,
      -- Who works on it, until when; another one may go on afterwards.
      holder text,
      leased_until timestamptz,
      cancel_requested boolean not null default false,
      -- How often it has changed hands since its last chunk.
      takeovers integer not null default 0,
      checkpoint text,
      chunks integer not null default 0,
      records_read bigint not null default 0,
      records_changed bigint not null default 0,
      records_unchanged bigint not null default 0,
      records_failed bigint not null default 0,
      sample jsonb not null default '[]',
      fault text,
      watermark_before text,
      watermark_after text
    )`,
    sql`create unique index job_run_queued on job_run (job) where state = 'QUEUED'`,
    sql`create unique index job_run_running on job_run (job) where state = 'RUNNING'`,
    sql`create index on job_run (job, id)`,
    sql`create table job_failed_record (
      run_id bigint not null references job_run on delete cascade,
      key text not null,
      error text not null,
      primary key (run_id, key)
    )`,
    // The products that a comparison with GP's keys has not found yet.
    sql`create table catalog_unseen_product (sku text primary key)`,
    sql`insert into job (name, about, time_zone, watermark)
      select 'catalog.refresh', '', 'UTC', watermark from catalog_state`,
  ];
  for (const statement of statements) await statement.execute(db);
}
