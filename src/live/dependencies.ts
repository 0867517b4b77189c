import type { Instant } from '../values/instant.js';
import { RememberedFact } from './remembered-fact.js';

/**
 * The facts that one answer was made of, so that the whole answer may be given again for as long as every one of them is
 * unchanged and none nears the end of its freshness.
 */
export class Dependencies {
  private readonly noted: RememberedFact<unknown>[] = [];
  private readAgainAt: Instant = Number.POSITIVE_INFINITY;
  private lasting = true;
  private youngest: Instant = Number.NEGATIVE_INFINITY;
  /** How many facts, of whatever kind, had been outdated when none of these was. */
  private heldAt: number | undefined;

  get facts(): readonly RememberedFact<unknown>[] {
    return this.noted;
  }

  /** When the first of them has to be read again. */
  get freshUntil(): Instant {
    return this.readAgainAt;
  }

  /** When the youngest of them was read. */
  get newest(): Instant {
    return this.youngest;
  }

  /** @param freshUntil when the fact has to be read again, so that it is refreshed */
  rests(fact: RememberedFact<unknown>, freshUntil: Instant): void {
    this.noted.push(fact);
    this.heldAt = undefined;
    if (fact.readAt > this.youngest) this.youngest = fact.readAt;
    if (freshUntil < this.readAgainAt) this.readAgainAt = freshUntil;
  }

  /** The answer holds something that is true for this request alone: a value read just now, a stale or a missing one. */
  spoil(): void {
    this.lasting = false;
  }

  /** A part of the answer rests on what another dependencies noted. */
  follows(other: Dependencies): void {
    this.noted.push(...other.noted);
    this.heldAt = undefined;
    if (other.youngest > this.youngest) this.youngest = other.youngest;
    if (other.readAgainAt < this.readAgainAt) this.readAgainAt = other.readAgainAt;
    if (!other.lasting) this.lasting = false;
  }

  holds(now: Instant): boolean {
    if (!this.lasting || now >= this.readAgainAt) return false;
    const { outdatings } = RememberedFact;
    if (this.heldAt === outdatings) return true;
    for (const fact of this.noted) if (fact.outdated) return false;
    this.heldAt = outdatings;
    return true;
  }
}
