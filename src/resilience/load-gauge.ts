const LOOKS_EVERY_MS = 20;
/** How fast the gauge goes down: callers that were refused come back after a second at the earliest. */
const FALLS_IN_MS = 500;
/** What takes longer is a pause and not the work on a request. */
const LONGEST_WORK_MS = 20;

/**
 * How late the event loop is, in milliseconds: how long a request waits before anybody reads it.
 *
 * A timer that comes too late shows it, whatever the process is busy with. What counts is what lasts: a single pause (of the
 * garbage collector, of a busy machine) makes one reading late, and to refuse those who came meanwhile would help nobody,
 * since there is time for them now. So a reading is as late as the one before it, at most, and raises the gauge by half.
 *
 * In a flood the loop reads one request after the other, for seconds where a thousand sockets are ready, before any timer has
 * its turn. Then those who arrive show it: each has waited while those before it were worked on. This part leaks, since how
 * many more are to be read is not known: pages get a share of such a time, and checkouts are left alone.
 */
export class LoadGauge {
  private level = 0;
  private lastReading = 0;
  /** When a request was last read or admitted since the last reading. */
  private lastEvent: number | undefined;
  private isWorking = false;
  /** What has been worked on since the last reading. */
  private workedMs = 0;

  get lateMs(): number {
    return Math.max(this.level, this.workedMs);
  }

  /** A request was read. Times are in milliseconds, on the clock of performance.now(). */
  arrive(now: number): void {
    this.account(now);
    this.isWorking = false;
  }

  /** The request that was read is admitted: what follows is work on it, until the next one arrives. */
  admit(now: number): void {
    this.account(now);
    this.isWorking = true;
  }

  /**
   * @param lateMs how late the timer came
   * @param sinceMs how long ago the reading before this one was
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

  /** Reads the event loop of this process from now on. @returns ends that */
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
