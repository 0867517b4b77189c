import type { MaybePromise } from '../values/maybe-promise.js';
import type { Backoff } from './backoff.js';

/** Counts that end by themselves. What is counted is named without personal data: names are seen wherever counts are kept. */
export abstract class Counts {
  /** Whether other instances count together with this one. */
  abstract readonly isShared: boolean;

  /**
   * Adds to a count that ends the given time after it began.
   * @param points 0 to look, below 0 to take back
   * @returns the count with what was added
   */
  abstract add(name: string, points: number, keptMs: number): MaybePromise<number>;

  /** Notes an attempt, unless one is not allowed yet. @returns the milliseconds until the next is allowed; 0 where this one was */
  abstract attempt(name: string, backoff: Backoff): MaybePromise<number>;

  abstract forget(name: string): void;
}
