import type { Instant } from '../values/instant.js';

/** A fact as it is remembered: null where the ERP has none. */
export interface Fact<V> {
  readonly value: V | null;
  readonly readAt: Instant;
}
