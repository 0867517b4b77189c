import type { Fact } from './fact.js';
import type { LivePolicy, Want } from './live-policy.js';

/** What the shared level answered for some keys. */
export interface Findings<V> {
  readonly facts: ReadonlyMap<string, Fact<V>>;
  /** Facts that have changed at the source since they were read: for use only if the source does not answer. */
  readonly lastKnown: ReadonlyMap<string, Fact<V>>;
  /** Keys that another instance is asking the source for. The caller has to ask for all other keys that are due. */
  readonly askedElsewhere: ReadonlySet<string>;
}

/** The use of the shared level by one batch. No call fails, and none takes longer than some milliseconds. */
export interface SharedLookup<V> {
  /** The facts of the keys. Keys that are due are reserved for this lookup, unless another instance has reserved them. */
  find(wants: ReadonlyMap<string, Want>): Promise<Findings<V>>;
  /** Stores answers of the source and frees their keys. A fact that was forgotten since `find` is not stored. */
  store(facts: ReadonlyMap<string, Fact<V>>): void;
  /** Frees the keys that are still reserved. */
  release(): void;
}

/** Is told what other instances have forgotten. */
export interface ForgottenListener {
  /** @param keys undefined for all facts of this kind */
  forgotten(namespace: string, keys: readonly string[] | undefined): void;
  /** The connection was interrupted, so messages may have been missed. */
  mayHaveMissedSomething(): void;
}

/** none: not configured. ready: in use. away: not reachable. skipped: not used for now, because it answered late or wrongly. */
export type SharedState = 'none' | 'ready' | 'away' | 'skipped';

/** How the calls to the shared level ended, counted since the start. */
export interface SharedFigures {
  /** Facts that were found. */
  hits: number;
  misses: number;
  /** Calls that ended in a fault. */
  errors: number;
  /** Calls whose answer came too late. */
  late: number;
  /** Calls that were not made because the level was away or skipped. */
  skipped: number;
  /** Writes that were refused or failed. */
  failedWrites: number;
}

/** The facts that all instances of the gateway share. */
export abstract class SharedLevel {
  abstract readonly state: SharedState;
  abstract readonly figures: Readonly<SharedFigures>;
  /** @param isAnnounced whether changes of this kind of facts are announced at present; never, if it is left out */
  abstract lookup<V>(policy: LivePolicy, isAnnounced?: () => boolean): SharedLookup<V>;
  /**
   * Forgets keys, or all facts of a kind, in the level, and tells the other instances. Repeated later if it is not possible now.
   */
  abstract forget(policy: LivePolicy, keys?: readonly string[]): void;
  /**
   * Marks facts as changed at the source, so that no instance takes them from the level as fresh.
   * @param keys all facts of the kind if undefined
   * @returns whether the level was told; true without a level
   */
  abstract change(policy: LivePolicy, keys?: readonly string[]): Promise<boolean>;
  abstract listen(listener: ForgottenListener): void;
}

export function noSharedUse(): SharedFigures {
  return { hits: 0, misses: 0, errors: 0, late: 0, skipped: 0, failedWrites: 0 };
}

const NOTHING: Findings<never> = { facts: new Map(), lastKnown: new Map(), askedElsewhere: new Set() };

/** A lookup without a shared level: it finds nothing, and no other instance asks. */
export const NO_LOOKUP: SharedLookup<never> = {
  find: async () => NOTHING,
  store: () => undefined,
  release: () => undefined,
};
