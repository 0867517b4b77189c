import { type RawBuilder, sql } from 'kysely';
import type { GatewayEvent } from './event.js';
import type { EventType } from './event-type.js';
import { ADDRESSED } from './gateway-events.js';
import { matchesAny } from './type-patterns.js';

/**
 * What a destination wants to be told of. It is data, and is kept with the destination (table event_destination), so that
 * commands that run without a gateway can count what will be sent.
 */
export interface Wanted {
  /** Types of events, or their beginnings such as "order.*"; "*" is all. */
  readonly types: readonly string[];
  /** Those of them that it does not want, likewise. */
  readonly except?: readonly string[];
  /** Of events that belong to an account, those of these accounts only; all where it is not given. */
  readonly accounts?: readonly string[];
}

export const EVERYTHING: Wanted = { types: ['*'] };

/** Whether a destination wants events of a type, of any account. */
export function isWantedType({ types, except = [] }: Wanted, type: string): boolean {
  return matchesAny(types, type) && !matchesAny(except, type);
}

export function isWanted(wanted: Wanted, { type, account }: Pick<GatewayEvent, 'type' | 'account'>): boolean {
  return isWantedType(wanted, type) && (account === null || !wanted.accounts || wanted.accounts.includes(account));
}

/**
 * Whether a destination gets an event, as `isFor` says it, in SQL.
 * @param event the alias of table event
 * @param destination the alias of table event_destination
 */
export function isForInSql(event: string, destination: string): RawBuilder<boolean> {
  const isAddressed = isAddressedInSql(event, sql.ref(`${destination}.name`));
  return sql<boolean>`coalesce(${isAddressed}, ${wantsInSql(event, destination)})`;
}

/** Whether an event goes to the destination of this name and to no other; null of one that goes to all that want it. */
export function isAddressedInSql(event: string, name: RawBuilder<unknown>): RawBuilder<boolean | null> {
  const [type, subject] = [sql.ref(`${event}.type`), sql.ref(`${event}.subject`)];
  const cases = ADDRESSED.map(
    ({ name: addressed, about }: EventType) =>
      sql`when ${type} = ${sql.lit(addressed)} then ${subject} = ${sql.lit(`${about}/`)} || ${name}`,
  );
  return sql<boolean | null>`case ${sql.join(cases, sql` `)} end`;
}

/**
 * Whether a destination wants events of a type and an account. Where it is not known what it wants, as of one that a former
 * release has registered, it wants all.
 * @param kind an alias with the columns type and account
 * @param destination the alias of table event_destination
 */
export function wantsInSql(kind: string, destination: string): RawBuilder<boolean> {
  const [type, account, wanted] = [sql.ref(`${kind}.type`), sql.ref(`${kind}.account`), sql.ref(`${destination}.wanted`)];
  const matches = (member: string) => sql`exists (
    select from jsonb_array_elements_text(coalesce(${wanted} -> ${sql.lit(member)}, '[]')) as pattern
    where pattern in ('*', ${type}) or (pattern like '%.*' and starts_with(${type}, left(pattern, -1))))`;
  return sql<boolean>`(${wanted} is null or (${matches('types')} and not ${matches('except')}
    and (${account} is null or ${wanted} -> 'accounts' is null or ${wanted} -> 'accounts' ? ${account})))`;
}
