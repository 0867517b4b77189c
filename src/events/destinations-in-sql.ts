import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { EventDestinationTable } from '../database/index.js';
import { isAddressedInSql, wantsInSql } from './wanted.js';

/** A destination, with what waits for it. */
export interface DestinationRow extends Selectable<EventDestinationTable> {
  readonly count: number;
  readonly oldest: Date | null;
  readonly under_way: number;
  readonly under_way_until: Date | null;
}

/** All of the deliveries that wait, by the index of what waits. */
const ALL = sql`
  select count(*)::int as count, (
    select e.occurred_at from event_delivery w join event e on e.id = w.event_id
    where w.destination = d.name and w.state = 'PENDING' order by w.position limit 1) as oldest
  from event_delivery w where w.destination = d.name and w.state = 'PENDING'`;

/** What a destination still wants of the groups of a table expression. */
const wantedOf = (kinds: string) => sql`
  select coalesce(sum(count), 0)::int as count, min(oldest) as oldest from ${sql.table(kinds)} as kinds
  where kinds.destination = d.name and coalesce(kinds.is_addressed, ${wantsInSql('kinds', 'd')})`;

/**
 * Events by what decides whether a destination wants them: it wants all of a type and an account or none. To ask of each event
 * took four times as long. A planner takes a condition for one of two values, and so expects few groups.
 * @param destination the column with its name
 * @param from with the alias `e` of table event
 */
const kindsOf = (destination: string, from: RawBuilder<unknown>) => sql`
  select ${sql.ref(destination)} as destination, e.type, e.account,
    ${isAddressedInSql('e', sql.ref(destination))} as is_addressed, count(*)::int as count, min(e.occurred_at) as oldest
  from ${from} group by 1, 2, 3, 4`;

const WAITING = kindsOf('w.destination', sql`event_delivery w join event e on e.id = w.event_id where w.state = 'PENDING'`);

/** Events of which it is not decided yet who gets them. What is replayed meanwhile has a delivery. */
const UNROUTED = kindsOf(
  'd.name',
  sql`event e cross join event_destination d where not e.routed
    and not exists (select from event_delivery w where w.event_id = e.id and w.destination = d.name)`,
);

/** The destinations by their names. @param counted whether all of what waits counts, or only what a destination still wants */
export function destinationsInSql(counted: 'wanted' | 'all', now: Date): RawBuilder<DestinationRow> {
  const isAll = counted === 'all';
  return sql<DestinationRow>`
    with unrouted as materialized (${UNROUTED}) ${isAll ? sql`` : sql`, waiting as materialized (${WAITING})`}
    select d.*, known.count + new.count as count, least(known.oldest, new.oldest) as oldest, under_way, under_way_until
    from event_destination d
    cross join lateral (${isAll ? ALL : wantedOf('waiting')}) known
    cross join lateral (${wantedOf('unrouted')}) new
    cross join lateral (
      select count(*)::int as under_way, min(leased_until) as under_way_until from event_delivery
      where destination = d.name and leased_until > ${now}) attempts
    order by d.name`;
}
