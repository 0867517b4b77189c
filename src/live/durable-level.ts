import type { Fact } from './fact.js';

/**
 * Where facts that are few and small outlive the process. A failure or a slow answer counts as "nothing remembered", so
 * trouble here costs speed only.
 */
export abstract class DurableLevel {
  /** The remembered facts among `keys`; keys without one are absent. */
  abstract read<V>(namespace: string, keys: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>>;
  abstract write<V>(namespace: string, facts: ReadonlyMap<string, Fact<V>>): Promise<void>;
}
