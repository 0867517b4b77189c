/**
 * A page may ask for its keys in several requests, one after the other. After QUIET_MS without a new key no more are expected.
 */
const QUIET_MS = 3;
/** The window ends after LONGEST_MS, also if keys still come. */
const LONGEST_MS = 12;

/**
 * Decides when a batch is complete, so that keys that several requests want at about the same time are asked for together.
 * A batch costs the ERP about the same for few keys as for many. A request for the keys of a whole page does not wait for
 * other requests. Keys whose facts are still fresh, and that no request waits for, are gathered for longer.
 */
export class BatchWindow {
  /** When the first key was added that a request waits for; undefined while no request does. */
  private since: number | undefined;
  private grownAt = 0;
  private lastBy: object | undefined;
  private keysOfLast = 0;
  private holdsPage = false;
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  /**
   * @param keysOfAPage a request for this many keys at once counts as a whole page: more keys of it are not expected
   * @param refreshesForMs how long the window is open if no request waits for its keys
   */
  constructor(
    private readonly keysOfAPage: number,
    private readonly refreshesForMs: number,
    private readonly onEnd: () => void,
  ) {}

  /** A key was added whose fact is still fresh. */
  grewByRefresh(): void {
    if (this.since === undefined) this.timer ??= setTimeout(this.onEnd, this.refreshesForMs).unref();
  }

  /** A key was added that is wanted soon. @param by the request that waits for it; undefined if none does */
  grew(by: object | undefined): void {
    this.hasten();
    this.grownAt = performance.now();
    this.keysOfLast = by !== undefined && by === this.lastBy ? this.keysOfLast + 1 : 1;
    this.lastBy = by;
    if (this.keysOfLast >= this.keysOfAPage) this.holdsPage = true;
  }

  /** One of its keys is wanted soon: the window is not kept open for refreshes any longer. */
  hasten(): void {
    if (this.since !== undefined || this.isOver) return;
    clearTimeout(this.timer);
    this.since = performance.now();
    this.grownAt = this.since;
    this.decideSoon();
  }

  /** Ends the window without calling `onEnd`. */
  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  /** Decides after the requests that have arrived already are read: to read them may take longer than QUIET_MS. */
  private decideSoon(): void {
    setImmediate(() => {
      if (this.isOver || this.since === undefined) return;
      const now = performance.now();
      const quietAt = Math.min(this.grownAt + QUIET_MS, this.since + LONGEST_MS);
      if (this.holdsPage || now >= quietAt) this.onEnd();
      else this.timer = setTimeout(() => this.decideSoon(), quietAt - now);
    });
  }
}
