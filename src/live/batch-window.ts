/**
 * A page may ask for its keys in several requests, one after the other. After QUIET_MS without a new key no more are expected.
 */
const QUIET_MS = 3;
/** The window ends after LONGEST_MS, also if keys still come. */
const LONGEST_MS = 12;

/**
 * Decides when a batch is complete, so that keys that several requests want at about the same time are asked for together.
 * A batch costs the ERP about the same for few keys as for many. A request for the keys of a whole page does not wait for
 * other requests.
 */
export class BatchWindow {
  private readonly since = performance.now();
  private grownAt = this.since;
  private lastBy: object | undefined;
  private keysOfLast = 0;
  private holdsPage = false;
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  /** @param keysOfAPage a request for this many keys at once counts as a whole page: more keys of it are not expected */
  constructor(
    private readonly keysOfAPage: number,
    private readonly onEnd: () => void,
  ) {
    this.decideSoon();
  }

  /** A key was added. @param by the request that waits for it; undefined if none does */
  grew(by: object | undefined): void {
    this.grownAt = performance.now();
    this.keysOfLast = by !== undefined && by === this.lastBy ? this.keysOfLast + 1 : 1;
    this.lastBy = by;
    if (this.keysOfLast >= this.keysOfAPage) this.holdsPage = true;
  }

  /** Ends the window without calling `onEnd`. */
  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  /** Decides after the requests that have arrived already are read: to read them may take longer than QUIET_MS. */
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
