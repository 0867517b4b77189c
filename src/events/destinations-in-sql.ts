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

/** All of what waits, by the index of what waits. */
const ALL = {
  before: sql``,
  joined: sql`
    cross join lateral (select count(*)::int from event_delivery w where w.destination = d.name and w.state = 'PENDING') waiting
    left join lateral (
      select e.occurred_at as oldest from event_delivery w join event e on e.id = w.event_id
      where w.destination = d.name and w.state = 'PENDING' order by w.position limit 1) first on true`,
};

/**
 * What a destination still wants of it. A destination wants all events of a type and an account or none, so what waits is counted
 * by these first: to ask of each event took four times as long. A planner takes a condition for one of two values, and so expects
 * few groups.
 */
const WANTED = {
  before: sql`with kinds as materialized (
    select w.destination, e.type, e.account, ${isAddressedInSql('e', sql.ref('w.destination'))} as is_addressed,
      count(*)::int as count, min(e.occurred_at) as oldest
    from event_delivery w join event e on e.id = w.event_id
    where w.state = 'PENDING' group by 1, 2, 3, 4)`,
  joined: sql`
    cross join lateral (
      select coalesce(sum(kinds.count), 0)::int as count, min(kinds.oldest) as oldest from kinds
      where kinds.destination = d.name and coalesce(kinds.is_addressed, ${wantsInSql('kinds', 'd')})) waiting`,
};

/** The destinations by their names. @param counted whether all of what waits counts, or only what a destination still wants */
export function destinationsInSql(counted: 'wanted' | 'all', now: Date): RawBuilder<DestinationRow> {
  const { before, joined } = counted === 'wanted' ? WANTED : ALL;
  return sql<DestinationRow>`${before}
    select d.*, count, oldest, under_way, under_way_until
    from event_destination d ${joined}
    cross join lateral (
      select count(*)::int as under_way, min(leased_until) as under_way_until from event_delivery
      where destination = d.name and leased_until > ${now}) attempts
    order by d.name`;
}
