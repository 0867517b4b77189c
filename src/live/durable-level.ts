import type { Fact } from './fact.js';

/**
 * Where few and small facts outlive every process. Whatever it does, it costs speed at most: a failure or a slow answer
 * counts as "nothing remembered".
 */
export abstract class DurableLevel {
  /** The remembered facts among `keys`; keys without one are absent. */
  abstract read<V>(namespace: string, keys: readonly string[]): Promise<ReadonlyMap<string, Fact<V>>>;
  abstract write<V>(namespace: string, facts: ReadonlyMap<string, Fact<V>>): Promise<void>;
}
