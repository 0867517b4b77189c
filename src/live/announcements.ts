import { RememberedFact } from './remembered-fact.js';

/**
 * Which kinds of facts have their changes announced at present. A promise says that every change up to a moment ago has been
 * announced to this instance. It ends by itself unless it is renewed in time, so that no fact is taken for fresh on the word of
 * someone who is silent.
 */
export class Announcements {
  private kinds: ReadonlySet<string> = new Set();
  /** On the clock of `performance.now()`, which is never set. */
  private endsAt = Number.NEGATIVE_INFINITY;
  private promised: RememberedFact<null> | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** Promises the announcement of all changes of these kinds of facts, and of no others, for `forMs` from now on. */
  promise(kinds: Iterable<string>, forMs: number): void {
    const promised = new Set(kinds);
    if ([...this.kinds].some((kind) => !promised.has(kind))) this.end();
    this.kinds = promised;
    this.endsAt = performance.now() + forMs;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), Math.max(0, forMs));
    this.timer.unref();
  }

  /**
   * The present promise about a kind of facts; undefined if there is none. An answer that is made on the word of the promise
   * rests on it as on a fact: it is outdated when the promise ends.
   */
  of(kind: string): RememberedFact<null> | undefined {
    if (!this.kinds.has(kind)) return undefined;
    if (performance.now() >= this.endsAt) {
      this.end();
      return undefined;
    }
    this.promised ??= new RememberedFact<null>(null, Number.NEGATIVE_INFINITY);
    return this.promised;
  }

  /** Ends the promise at once. */
  end(): void {
    clearTimeout(this.timer);
    this.kinds = new Set();
    this.endsAt = Number.NEGATIVE_INFINITY;
    this.promised?.outdate();
    this.promised = undefined;
  }
}
