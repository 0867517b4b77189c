import type { Instant } from '../values/instant.js';

/** A fact as it is remembered. Its value is null if the ERP has none. */
export interface Fact<V> {
  readonly value: V | null;
  /** When the ERP was asked: the value is no older than that, and the answer to a later question is no older than this one. */
  readonly readAt: Instant;
}
