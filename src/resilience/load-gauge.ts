const LOOKS_EVERY_MS = 20;
/** The time constant of the gauge's fall, in milliseconds. Callers that were refused come back after a second at the earliest. */
const FALLS_IN_MS = 500;
/** Time beyond LONGEST_WORK_MS counts as a pause of the process, and not as work on a request. */
const LONGEST_WORK_MS = 20;

/**
 * How late the event loop is, in milliseconds: how long a request waits before the process reads it.
 *
 * A timer that fires late shows it for every kind of work. Only lasting lateness counts: a single pause (of the garbage
 * collector, of a busy machine) makes one reading late, and to refuse the requests that came meanwhile would be wrong, since
 * there is time for them now. So a reading counts as at most as late as the one before it, and closes half of the difference
 * to the gauge.
 *
 * In a flood the loop reads one request after the other before any timer fires, for seconds if a thousand sockets are ready.
 * Then the time of the work itself is counted: each request has waited while the ones before it were worked on. This count
 * decays with FALLS_IN_MS, since it is not known how many more requests are to be read: pages get a share of such a time, and
 * checkouts are not refused.
 */
export class LoadGauge {
  private level = 0;
  private lastReading = 0;
  /** When a request was last read or admitted; undefined if none was since the last reading of the timer. */
  private lastEvent: number | undefined;
  private isWorking = false;
  /** The time of work on requests since the last reading of the timer. */
  private workedMs = 0;

  get lateMs(): number {
    return Math.max(this.level, this.workedMs);
  }

  /** To be called when a request was read. @param now in milliseconds, on the clock of performance.now() */
  arrive(now: number): void {
    this.account(now);
    this.isWorking = false;
  }

  /** To be called when the request that was read is admitted: the time until the next one arrives is work on it. */
  admit(now: number): void {
    this.account(now);
    this.isWorking = true;
  }

  /**
   * Takes a reading of the timer.
   * @param lateMs how late the timer fired
   * @param sinceMs the time since the reading before this one
   */
  read(lateMs: number, sinceMs: number): void {
    const lasting = Math.min(lateMs, this.lastReading);
    this.lastReading = lateMs;
    const share = lasting > this.level ? 0.5 : 1 - Math.exp(-sinceMs / FALLS_IN_MS);
    this.level += (lasting - this.level) * share;
    this.lastEvent = undefined;
    this.isWorking = false;
    this.workedMs = 0;
  }

  /** Starts the timer that reads the event loop of this process. @returns a function that stops it */
  watch(): () => void {
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const sinceMs = now - before;
      before = now;
      this.read(Math.max(0, sinceMs - LOOKS_EVERY_MS), sinceMs);
    }, LOOKS_EVERY_MS);
    timer.unref();
    return () => clearInterval(timer);
  }

  private account(now: number): void {
    if (this.lastEvent !== undefined) {
      const tookMs = now - this.lastEvent;
      this.workedMs *= Math.exp(-tookMs / FALLS_IN_MS);
      if (this.isWorking) this.workedMs += Math.min(tookMs, LONGEST_WORK_MS);
    }
    this.lastEvent = now;
  }
}
