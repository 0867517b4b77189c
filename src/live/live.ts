import type { Instant } from '../values/instant.js';

/**
 * Where a value was taken from: read from the ERP during this request, read earlier and still fresh, or past its
 * freshness because the ERP was slow or away. The contract's ValueSource.
 */
export type ValueSource = 'LIVE' | 'CACHE' | 'STALE';

/** When the ERP said so, and how we know. */
export interface Freshness {
  readonly asOf: Instant;
  readonly source: ValueSource;
}

export interface Known<V> extends Freshness {
  readonly known: true;
  readonly value: V;
}

/** The ERP cannot be asked, or makes no sense of this question or we of its answer; and no recent enough answer is remembered. */
export interface Unknown {
  readonly known: false;
  /** The fault is ours, and no outage: asking again brings the same until the code or the row is mended. */
  readonly isFault?: true;
  readonly retryAfterSeconds: number;
}

/** A value that the ERP owns, with its age; or the statement that it is not known now. */
export type Live<V> = Known<V> | Unknown;

const AGE_ORDER: readonly ValueSource[] = ['LIVE', 'CACHE', 'STALE'];

/** The freshness of something worked out from several facts: as old as the oldest, and as stale as the stalest. */
export function freshnessOf(facts: readonly [Freshness, ...Freshness[]]): Freshness {
  let { asOf, source } = facts[0];
  for (const fact of facts) {
    if (fact.asOf < asOf) asOf = fact.asOf;
    if (fact.source !== source && AGE_ORDER.indexOf(fact.source) > AGE_ORDER.indexOf(source)) source = fact.source;
  }
  return { asOf, source };
}
