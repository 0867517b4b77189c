import type { Instant } from '../values/instant.js';
import type { Fact } from './fact.js';
import type { Known } from './live.js';

/** A fact in this process's memory. Whatever was made of it holds until it is outdated. */
export class RememberedFact<V> implements Fact<V> {
  /** Set once another reading has taken its place, it was forgotten, or another instance may have forgotten it unheard. */
  outdated = false;
  /** What a reader gets while it is fresh, made once: a warm page reads a hundred facts and more. */
  readonly cached: Known<V | null>;

  constructor(
    readonly value: V | null,
    readonly readAt: Instant,
  ) {
    this.cached = { known: true, value, asOf: readAt, source: 'CACHE' };
  }
}
