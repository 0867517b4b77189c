import type { Instant } from '../values/instant.js';
import type { RememberedFact } from './remembered-fact.js';

/**
 * The facts that one answer was made of, so that the whole answer may be given again for as long as every one of them is
 * unchanged and none nears the end of its freshness.
 */
export class Trail {
  private readonly facts: RememberedFact<unknown>[] = [];
  private freshUntil: Instant = Number.POSITIVE_INFINITY;
  private lasting = true;

  /** @param freshUntil when the fact has to be read again, so that it is refreshed */
  rests(fact: RememberedFact<unknown>, freshUntil: Instant): void {
    this.facts.push(fact);
    if (freshUntil < this.freshUntil) this.freshUntil = freshUntil;
  }

  /** The answer holds something that is true for this request alone: a value read just now, a stale or a missing one. */
  spoil(): void {
    this.lasting = false;
  }

  holds(now: Instant): boolean {
    if (!this.lasting || now >= this.freshUntil) return false;
    for (const fact of this.facts) if (fact.outdated) return false;
    return true;
  }
}
