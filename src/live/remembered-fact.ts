import type { Instant } from '../values/instant.js';
import type { Fact } from './fact.js';
import type { Known } from './live.js';

/**
 * A fact in this process's memory, and at the same time what a reader gets while it is fresh: there are hundreds of
 * thousands of them, and a warm page reads a hundred and more. Whatever was made of it holds until it is outdated.
 */
export class RememberedFact<V> implements Fact<V>, Known<V | null> {
  static #outdatings = 0;

  readonly known = true;
  readonly source = 'CACHE';
  /** Of no concern to readers, and not copied along by those who make something of the fact. */
  #outdated = false;
  #reads = 0;

  constructor(
    readonly value: V | null,
    readonly asOf: Instant,
  ) {}

  /** How many facts were outdated by now: none has been since this was the same. */
  static get outdatings(): number {
    return RememberedFact.#outdatings;
  }

  get readAt(): Instant {
    return this.asOf;
  }

  /** Whether another reading has taken its place, it was forgotten, or another instance may have forgotten it unheard. */
  get outdated(): boolean {
    return this.#outdated;
  }

  /** @returns how often it was read by now */
  countRead(): number {
    this.#reads++;
    return this.#reads;
  }

  outdate(): void {
    this.#outdated = true;
    RememberedFact.#outdatings++;
  }
}
