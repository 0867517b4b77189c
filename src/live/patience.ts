import type { Instant } from '../values/instant.js';

/**
 * How long one request is still willing to wait. A page asks for several kinds of facts one after another; once it has
 * waited in vain for one of them, it waits for no other, so that a hanging ERP costs it one soft timeout and not several.
 */
export class Patience {
  private spent = false;

  private constructor(
    /** Waits for the end of every question, however it ends, and not only for the soft timeout. */
    readonly waitsToTheEnd: boolean,
    /** Takes nothing that was read before `since`, unless the ERP gives no answer. */
    readonly insistsOnFresh: boolean,
    /** What was read since then was read for this request. */
    readonly since: Instant,
  ) {}

  /**
   * A page's: waits for one soft timeout.
   * @param since when its request came, where facts read since then shall count as LIVE whichever field needed them first
   */
  static ofPage(since: Instant = Number.POSITIVE_INFINITY): Patience {
    return new Patience(false, false, since);
  }

  /** That of somebody who can do nothing without the answer, such as a sign-in for an account never seen before. */
  static toTheEnd(): Patience {
    return new Patience(true, false, Number.POSITIVE_INFINITY);
  }

  /** The checkout's: what it decides on is asked for anew, and what is asked for is waited for. */
  static ofCheckout(since: Instant): Patience {
    return new Patience(true, true, since);
  }

  get exhausted(): boolean {
    return this.spent;
  }

  exhaust(): void {
    this.spent = true;
  }
}
