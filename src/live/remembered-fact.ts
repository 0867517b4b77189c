import type { Instant } from '../values/instant.js';
import type { Fact } from './fact.js';
import { endMark, isMarkValid, NEVER_VALID, newMark, type ValidityMark } from './fact-validity.js';
import type { Known } from './live.js';

/**
 * A fact in the memory of this process. The same object is handed to readers while it is fresh, because there are hundreds
 * of thousands of facts and a warm page reads a hundred or more. Values computed from it are valid until it is outdated.
 */
export class RememberedFact<V> implements Fact<V>, Known<V | null> {
  static #outdatings = 0;

  readonly known = true;
  readonly source = 'CACHE';
  /** Private (#), so that code that copies a fact's properties does not copy this. */
  #outdated = false;
  #changed = false;
  #reads = 0;
  #mark: ValidityMark | undefined;

  constructor(
    readonly value: V | null,
    readonly asOf: Instant,
  ) {}

  /** How many facts of all kinds were outdated since the start. If the number is unchanged, no fact was outdated meanwhile. */
  static get outdatings(): number {
    return RememberedFact.#outdatings;
  }

  get readAt(): Instant {
    return this.asOf;
  }

  /**
   * Whether a newer reading has replaced it, it was dropped, or a message that another instance has forgotten it may have been
   * missed.
   */
  get outdated(): boolean {
    return this.#outdated;
  }

  /** Whether its source has announced that it has changed since: it is the last known value, and not fresh any more. */
  get changed(): boolean {
    return this.#changed;
  }

  /** Counts a read. @returns the number of reads so far */
  countRead(): number {
    this.#reads++;
    return this.#reads;
  }

  /** Stands for the fact in the tables of what rests on it: valid until it is outdated, or longer than others have been given one. */
  get validityMark(): ValidityMark {
    if (this.#outdated) return NEVER_VALID;
    if (!this.#mark || !isMarkValid(this.#mark.slot, this.#mark.version)) this.#mark = newMark();
    return this.#mark;
  }

  outdate(): void {
    this.#outdated = true;
    if (this.#mark) endMark(this.#mark);
    RememberedFact.#outdatings++;
  }

  /** Its source has announced that it has changed. */
  change(): void {
    this.#changed = true;
    this.outdate();
  }
}
