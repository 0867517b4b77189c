import type { Instant } from '../values/instant.js';
import { isMarkValid } from './fact-validity.js';
import { RememberedFact } from './remembered-fact.js';

/**
 * The facts that one answer was made of. The whole answer may be given again while each of them is unchanged and none has
 * to be refreshed.
 */
export class Dependencies {
  /** The slot and the version of each fact's mark, in turn. */
  private readonly noted: number[] = [];
  private readAgainAt: Instant = Number.POSITIVE_INFINITY;
  private lasting = true;
  private youngest: Instant = Number.NEGATIVE_INFINITY;
  /** The value of RememberedFact.outdatings when `holds` last found none of these facts outdated. */
  private heldAt: number | undefined;

  /** The slot and the version of the validity mark of each fact, in turn. */
  get marks(): readonly number[] {
    return this.noted;
  }

  /** The earliest instant at which one of them has to be read again. */
  get freshUntil(): Instant {
    return this.readAgainAt;
  }

  /** When the youngest of them was read. */
  get newest(): Instant {
    return this.youngest;
  }

  /** Notes a fact. @param freshUntil when the fact has to be refreshed */
  add(fact: RememberedFact<unknown>, freshUntil: Instant): void {
    const { slot, version } = fact.validityMark;
    this.noted.push(slot, version);
    this.limit(freshUntil, fact.readAt);
  }

  /** Notes a fact of which only the mark is known. */
  addMark(slot: number, version: number): void {
    this.noted.push(slot, version);
    this.heldAt = undefined;
  }

  /** @param freshUntil when facts that were noted have to be refreshed. @param newest when the youngest of them was read */
  limit(freshUntil: Instant, newest: Instant): void {
    this.heldAt = undefined;
    if (newest > this.youngest) this.youngest = newest;
    if (freshUntil < this.readAgainAt) this.readAgainAt = freshUntil;
  }

  /** The answer may not be given again: it holds a value of this request alone (just read, stale, or missing). */
  markUncacheable(): void {
    this.lasting = false;
  }

  /** Adds the facts of another object: those of a part of the answer. */
  addAll(other: Dependencies): void {
    this.noted.push(...other.noted);
    this.limit(other.readAgainAt, other.youngest);
    if (!other.lasting) this.lasting = false;
  }

  /** Whether the answer may be given again at this instant. */
  holds(now: Instant): boolean {
    if (!this.lasting || now >= this.readAgainAt) return false;
    const { outdatings } = RememberedFact;
    if (this.heldAt === outdatings) return true;
    const { noted } = this;
    for (let index = 0; index < noted.length; index += 2) {
      if (!isMarkValid(noted[index] as number, noted[index + 1] as number)) return false;
    }
    this.heldAt = outdatings;
    return true;
  }
}
