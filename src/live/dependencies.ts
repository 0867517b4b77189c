import type { Instant } from '../values/instant.js';
import { RememberedFact } from './remembered-fact.js';

/**
 * The facts that one answer was made of. The whole answer may be given again while each of them is unchanged and none has
 * to be refreshed.
 */
export class Dependencies {
  private readonly noted: RememberedFact<unknown>[] = [];
  private readAgainAt: Instant = Number.POSITIVE_INFINITY;
  private lasting = true;
  private youngest: Instant = Number.NEGATIVE_INFINITY;
  /** The value of RememberedFact.outdatings when `holds` last found none of these facts outdated. */
  private heldAt: number | undefined;

  get facts(): readonly RememberedFact<unknown>[] {
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
    this.noted.push(fact);
    this.heldAt = undefined;
    if (fact.readAt > this.youngest) this.youngest = fact.readAt;
    if (freshUntil < this.readAgainAt) this.readAgainAt = freshUntil;
  }

  /** The answer may not be given again: it holds a value of this request alone (just read, stale, or missing). */
  markUncacheable(): void {
    this.lasting = false;
  }

  /** Adds the facts of another object: those of a part of the answer. */
  addAll(other: Dependencies): void {
    this.noted.push(...other.noted);
    this.heldAt = undefined;
    if (other.youngest > this.youngest) this.youngest = other.youngest;
    if (other.readAgainAt < this.readAgainAt) this.readAgainAt = other.readAgainAt;
    if (!other.lasting) this.lasting = false;
  }

  /** Whether the answer may be given again at this instant. */
  holds(now: Instant): boolean {
    if (!this.lasting || now >= this.readAgainAt) return false;
    const { outdatings } = RememberedFact;
    if (this.heldAt === outdatings) return true;
    for (const fact of this.noted) if (fact.outdated) return false;
    this.heldAt = outdatings;
    return true;
  }
}
