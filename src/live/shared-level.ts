import type { Fact } from './fact.js';
import type { LivePolicy, Want } from './live-policy.js';

/** What one look into the shared level brings. */
export interface Findings<V> {
  readonly facts: ReadonlyMap<string, Fact<V>>;
  /** Keys that another instance asks the source for just now. All others that are due are the asker's to ask for. */
  readonly askedElsewhere: ReadonlySet<string>;
}

/** One question's dealings with the shared level. None of them fails, and none is waited for longer than some milliseconds. */
export interface SharedLookup<V> {
  /** What is known of the keys; those that are due are reserved for this lookup, unless another instance is at them. */
  look(wants: ReadonlyMap<string, Want>): Promise<Findings<V>>;
  /** Takes in what the source has answered, unless it was forgotten since this lookup's first look; its keys are free again. */
  bring(facts: ReadonlyMap<string, Fact<V>>): void;
  /** Frees the keys that are still reserved. */
  end(): void;
}

/** Hears what another instance has forgotten. */
export interface ForgottenListener {
  /** @param keys all of this kind of fact where not given */
  forgotten(namespace: string, keys: readonly string[] | undefined): void;
  /** Nothing was heard for a while. */
  mayHaveMissedSomething(): void;
}

/** How the level is: not configured, in use, not reachable, or left out for a moment because it answers late or not rightly. */
export type SharedState = 'none' | 'ready' | 'away' | 'skipped';

/** What became of the use of the shared level, since the start. */
export interface SharedFigures {
  /** Facts that were there when they were looked for. */
  hits: number;
  misses: number;
  /** Looks that ended in a fault, and those whose answer came too late. */
  errors: number;
  late: number;
  /** Looks that were not made because the level was away or left out. */
  skipped: number;
  /** Writes that were refused or went wrong. */
  failedWrites: number;
}

/** What the instances of the gateway remember together. */
export abstract class SharedLevel {
  abstract readonly state: SharedState;
  abstract readonly figures: Readonly<SharedFigures>;
  abstract lookup<V>(policy: LivePolicy): SharedLookup<V>;
  /** Forgets keys, or a whole kind of facts, here and in all other instances; later where it can't be done now. */
  abstract forget(policy: LivePolicy, keys?: readonly string[]): void;
  abstract listen(listener: ForgottenListener): void;
}

export function noSharedUse(): SharedFigures {
  return { hits: 0, misses: 0, errors: 0, late: 0, skipped: 0, failedWrites: 0 };
}

const NOTHING: Findings<never> = { facts: new Map(), askedElsewhere: new Set() };

/** A lookup to nowhere: nothing is known, and no other instance asks. */
export const NO_ERRAND: SharedLookup<never> = {
  look: async () => NOTHING,
  bring: () => undefined,
  end: () => undefined,
};
