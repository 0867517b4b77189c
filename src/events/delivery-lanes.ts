import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { GatewayTables } from '../database/index.js';

/**
 * The deliveries of one subject to one destination are made one after the other: they are a lane (table event_lane). Its row tells
 * when the first of them is due, or a time before that, so that what is due is found without looking at all that waits.
 *
 * A transaction locks a lane before it changes its deliveries. Otherwise one could add a delivery while another one, which does not
 * see it yet, removes the lane of the last.
 */
export interface Lane {
  readonly destination: string;
  readonly subject: string;
}

/** The first delivery of a lane that waits. `lane` is what its two columns are compared with. */
const firstOf = (destination: RawBuilder<unknown>, subject: RawBuilder<unknown>) => sql`
  select destination, event_id, position, greatest(next_attempt_at, leased_until) as due_at from event_delivery
  where destination = ${destination} and subject = ${subject} and state = 'PENDING' order by sequence limit 1`;

/** Locks lanes to which deliveries are going to be added, and makes those that are missing. @param added destination, subject, position */
export async function openLanes(transaction: Kysely<GatewayTables>, added: RawBuilder<unknown>, dueAt: Date): Promise<void> {
  // In one order, so that two transactions cannot wait for each other.
  await sql`
    insert into event_lane as lane (destination, subject, due_at, position)
    select destination, subject, ${dueAt}::timestamptz, min(position) from (${added}) as added
    group by destination, subject order by destination, subject
    on conflict (destination, subject)
      do update set due_at = least(lane.due_at, excluded.due_at), position = least(lane.position, excluded.position)
  `.execute(transaction);
}

/** Locks the lane of a delivery that is going to be changed. */
export async function lockLane(transaction: Kysely<GatewayTables>, { destination, subject }: Lane): Promise<void> {
  await transaction
    .selectFrom('event_lane')
    .where('destination', '=', destination)
    .where('subject', '=', subject)
    .select('subject')
    .forUpdate()
    .execute();
}

/** Writes when a lane is due after its first delivery has changed, or removes it after the last. */
export async function moveLane(transaction: Kysely<GatewayTables>, { destination, subject }: Lane): Promise<void> {
  await sql`
    with first as (${firstOf(sql`${destination}`, sql`${subject}`)}), gone as (
      delete from event_lane where destination = ${destination} and subject = ${subject} and not exists (select from first)
    )
    insert into event_lane (destination, subject, due_at, position)
    select ${destination}, ${subject}, due_at, position from first
    on conflict (destination, subject) do update set due_at = excluded.due_at, position = excluded.position
  `.execute(transaction);
}

/** Locks lanes that are due, those first that have been due for longest. What another transaction has locked is left out. */
export async function lockDueLanes(
  transaction: Kysely<GatewayTables>,
  destination: string,
  now: Date,
  limit: number,
): Promise<readonly string[]> {
  const rows = await transaction
    .selectFrom('event_lane')
    .where('destination', '=', destination)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('position')
    .limit(limit)
    .select('subject')
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ subject }) => subject);
}

export interface TakenRow {
  readonly event_id: string;
  readonly attempts: number;
}

/**
 * Leases the first delivery of each of these lanes, which this transaction has locked. Lanes that were looked at too early are
 * put off, and those without a delivery removed.
 * @returns a query of the deliveries that were leased, with their attempts
 */
export function leaseFirst(
  destination: string,
  subjects: readonly string[],
  lease: { readonly holder: string; readonly now: Date; readonly until: Date },
): RawBuilder<TakenRow> {
  const { holder, now, until } = lease;
  return sql<TakenRow>`
    with first as (
      select lane.subject, waiting.* from unnest(${subjects}::text[]) as lane (subject)
      left join lateral (${firstOf(sql`${destination}`, sql`lane.subject`)}) waiting on true
    ), gone as (
      delete from event_lane lane using first
      where lane.destination = ${destination} and lane.subject = first.subject and first.event_id is null
    ), moved as (
      update event_lane lane
      set due_at = case when first.due_at <= ${now} then ${until}::timestamptz else first.due_at end, position = first.position
      from first where lane.destination = ${destination} and lane.subject = first.subject and first.event_id is not null
    )
    update event_delivery d
    set lease_holder = ${holder}, leased_until = ${until}, attempts = attempts + 1
    from first
    -- A destination that is known beforehand leads a planner without statistics to read all that waits for it.
    where d.event_id = first.event_id and d.destination = first.destination and first.due_at <= ${now}
      -- An instance of a former release, which knows no lanes, may have taken it.
      and d.state = 'PENDING' and (d.leased_until is null or d.leased_until <= ${now})
    returning d.event_id, d.attempts`;
}

/** Makes all due that waits for its pause at a destination. Lanes that are being worked on decide for themselves. */
export async function endPauses(database: Kysely<GatewayTables>, destination: string, now: Date): Promise<void> {
  await sql`
    with lanes as (
      select subject from event_lane where destination = ${destination} and due_at > ${now} for update skip locked
    ), moved as (
      update event_lane lane set due_at = ${now} from lanes
      where lane.destination = ${destination} and lane.subject = lanes.subject
    )
    update event_delivery d set next_attempt_at = ${now} from lanes
    where d.destination = ${destination} and d.subject = lanes.subject and d.state = 'PENDING' and d.next_attempt_at > ${now}
  `.execute(database);
}

/** Makes lanes for deliveries that have none. @returns how many */
export async function openMissingLanes(database: Kysely<GatewayTables>): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into event_lane (destination, subject, due_at, position)
    select destination, subject, min(next_attempt_at), min(position) from event_delivery d
    where state = 'PENDING'
      and not exists (select from event_lane lane where lane.destination = d.destination and lane.subject = d.subject)
    group by destination, subject order by destination, subject
    on conflict do nothing`.execute(database);
  return Number(numAffectedRows ?? 0);
}
