import { type Kysely, sql } from 'kysely';

/** The outbox: what has happened, and what of it was delivered where. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    // The last sequence of each subject. It outlives the events, so that no sequence is used twice.
    sql`create table event_subject (
      subject text primary key,
      sequence int not null
    )`,
    sql`create table event (
      id uuid primary key,
      -- The order of all events. Events of one subject are in the order of their sequence.
      position bigint generated always as identity,
      type text not null,
      subject text not null,
      sequence int not null,
      account text,
      occurred_at timestamptz not null,
      data jsonb not null,
      -- Whether its deliveries have been written.
      routed boolean not null default false,
      unique (subject, sequence)
    )`,
    sql`create index on event (position) where not routed`,
    sql`create index on event (occurred_at)`,
    sql`create table event_delivery (
      destination text not null,
      event_id uuid not null references event on delete cascade,
      position bigint not null,
      subject text not null,
      sequence int not null,
      state text not null check (state in ('PENDING', 'DELIVERED', 'UNWANTED', 'GIVEN_UP')),
      attempts int not null default 0,
      -- Set while PENDING.
      next_attempt_at timestamptz,
      last_error text,
      -- One attempt, and until when no other one may begin.
      lease_holder uuid,
      leased_until timestamptz,
      ended_at timestamptz,
      primary key (event_id, destination)
    )`,
    sql`create index on event_delivery (destination, subject, sequence) where state = 'PENDING'`,
    sql`create index on event_delivery (destination, position) where state = 'PENDING'`,
    sql`create table event_destination (
      name text primary key,
      -- Null while it is sent events.
      disabled_at timestamptz,
      disabled_because text,
      -- Failed attempts since the last one that succeeded, and when the first of them was.
      failures int not null default 0,
      failing_since timestamptz,
      -- It is sent nothing until then.
      paused_until timestamptz,
      succeeded_at timestamptz
    )`,
    sql`create table event_attempt (
      sequence bigint generated always as identity primary key,
      destination text not null,
      event_id uuid not null references event on delete cascade,
      attempt int not null,
      began_at timestamptz not null,
      took_ms int not null,
      -- Null where it succeeded.
      error text,
      -- What the receiver answered, where it did: the status of HTTP and the first kilobyte.
      status int,
      answer text
    )`,
    sql`create index on event_attempt (event_id)`,
    sql`create index on event_attempt (destination, sequence)`,
    sql`create index on event_attempt (began_at)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
