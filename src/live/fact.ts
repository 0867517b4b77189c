import type { Instant } from '../values/instant.js';

/** A fact as it is remembered: null where the ERP has none. */
export interface Fact<V> {
  readonly value: V | null;
  /** When the ERP was asked: the value is no older than that, and a later question's answer is no older than this one's. */
  readonly readAt: Instant;
}
