import type { Instant } from '../values/instant.js';

/** A fact as it is remembered: null where the ERP has none. */
export interface Fact<V> {
  readonly value: V | null;
  readonly readAt: Instant;
}

/**
 * Where facts outlive the process. Whatever it does, it costs speed at most: a failure or a slow answer counts as
 * "nothing remembered".
 */
export abstract class SecondLevel {
  /** The remembered facts among `keys`; keys without one are absent. */
  abstract read<V>(namespace: string, keys: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>>;
  abstract write<V>(namespace: string, facts: ReadonlyMap<string, Fact<V>>): Promise<void>;
}
