/** Where requests ask for a few keys each, those of one page may come one by one: so long after the last, no other follows. */
const QUIET_MS = 3;
const LONGEST_MS = 12;

/**
 * Decides when keys that requests want at about the same time have been gathered, so that they can travel in one batch.
 * Every batch costs the ERP about the same, however few its keys; and a page that asks for all of its keys at once need
 * not wait for others.
 */
export class BatchWindow {
  private readonly since = performance.now();
  private grownAt = this.since;
  private lastBy: object | undefined;
  private keysOfLast = 0;
  private holdsPage = false;
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  /** @param keysOfAPage a request for this many at once is taken for a whole page's: no other key of it is likely to follow */
  constructor(
    private readonly keysOfAPage: number,
    private readonly onEnd: () => void,
  ) {
    this.decideSoon();
  }

  /** Another key has come. @param by the request that wants it, where one does */
  grew(by: object | undefined): void {
    this.grownAt = performance.now();
    this.keysOfLast = by !== undefined && by === this.lastBy ? this.keysOfLast + 1 : 1;
    this.lastBy = by;
    if (this.keysOfLast >= this.keysOfAPage) this.holdsPage = true;
  }

  /** Ends without a decision. */
  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  /** Requests that have arrived already come first: reading them may take this process longer than any of them waits. */
  private decideSoon(): void {
    setImmediate(() => {
      if (this.isOver) return;
      const now = performance.now();
      const quietAt = Math.min(this.grownAt + QUIET_MS, this.since + LONGEST_MS);
      if (this.holdsPage || now >= quietAt) this.onEnd();
      else this.timer = setTimeout(() => this.decideSoon(), quietAt - now);
    });
  }
}
