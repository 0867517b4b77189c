import { type Kysely, sql } from 'kysely';

/**
 * What is due next at a destination is found by the lanes of subjects. Without them it was looked for among all that waits, which
 * took seconds where much did.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table event_lane (
      destination text not null,
      subject text not null,
      -- When the first delivery is due that waits: never later, but perhaps earlier.
      due_at timestamptz not null,
      -- Of the first delivery's event.
      position bigint not null,
      primary key (destination, subject)
      -- Its rows live for as long as an event is under way.
    ) with (autovacuum_vacuum_scale_factor = 0.02)`,
    sql`insert into event_lane (destination, subject, due_at, position)
      select destination, subject, min(next_attempt_at), min(position) from event_delivery
      where state = 'PENDING' group by destination, subject`,
    sql`create index on event_lane (destination, due_at, position)`,
    sql`create index on event_delivery (destination, leased_until) where leased_until is not null`,
  ];
  for (const statement of statements) await statement.execute(db);
}
