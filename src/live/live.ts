import type { Instant } from '../values/instant.js';

/**
 * Where a value comes from. LIVE: read from the ERP during this request. CACHE: read earlier and still fresh. STALE: past
 * its freshness, because the ERP was slow or away. The contract's ValueSource.
 */
export type ValueSource = 'LIVE' | 'CACHE' | 'STALE';

/** When the ERP was asked for a value, and where the value comes from. */
export interface Freshness {
  readonly asOf: Instant;
  readonly source: ValueSource;
}

export interface Known<V> extends Freshness {
  readonly known: true;
  readonly value: V;
}

/**
 * No recent enough value is remembered, and the ERP cannot be asked, refuses the question, or gives an answer that cannot be
 * read.
 */
export interface Unknown {
  readonly known: false;
  /** A fault in the code or in a row of the ERP, not an outage: asking again does not help until it is mended. */
  readonly isFault?: true;
  readonly retryAfterSeconds: number;
}

/** A value that the ERP owns, with its age; or the statement that it is not known now. */
export type Live<V> = Known<V> | Unknown;

/** From the freshest on. */
export const VALUE_SOURCES: readonly ValueSource[] = ['LIVE', 'CACHE', 'STALE'];

/** The freshness of a value that is computed from several facts: as old as the oldest, and as stale as the stalest. */
export function freshnessOf(facts: readonly [Freshness, ...Freshness[]]): Freshness {
  let { asOf, source } = facts[0];
  for (const fact of facts) {
    if (fact.asOf < asOf) asOf = fact.asOf;
    if (fact.source !== source && VALUE_SOURCES.indexOf(fact.source) > VALUE_SOURCES.indexOf(source)) source = fact.source;
  }
  return { asOf, source };
}
