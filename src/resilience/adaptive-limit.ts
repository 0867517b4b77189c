export interface LimitBounds {
  readonly least: number;
  readonly most: number;
}

/** A call to the ERP that has ended. */
export interface CallSample {
  readonly latencyMs: number;
  /** How many calls were under way when it ended, itself included. */
  readonly inFlight: number;
  /** Whether it was given up at its deadline. */
  readonly dropped: boolean;
}

/** The number of calls after which a limit is judged. */
const WINDOW = 20;
/** Once in WINDOWS_BETWEEN_PROBES windows the limit is halved for one window, to measure the latency of the unloaded ERP. */
const WINDOWS_BETWEEN_PROBES = 30;
/** The first windows may be measured under load, so the first probe comes early. */
const WINDOWS_BEFORE_FIRST_PROBE = 3;
/** A faster window moves the unloaded latency by this part of the difference: one lucky window must not set the measure. */
const DRAW_OF_A_FASTER_WINDOW = 0.25;

/**
 * Finds out from the latency how many calls of one kind the ERP can work on at once, as TCP Vegas does for a connection's
 * window (L. Brakmo, L. Peterson 1995; Netflix's concurrency-limits). Of `limit` calls, `limit * (1 - unloaded / latency)`
 * wait in a queue in the ERP. If there are almost none, the limit rises. If there are many, it falls.
 *
 * Netflix's Vegas was hard to run for two reasons (their issues 37 and 165): the fastest latency ever seen is a lucky one, and
 * under lasting load the estimate creeps up with the load. Here the latency is the median of a window, and the unloaded
 * latency is measured at half the limit, as BBR and Envoy do. A window counts calls, so no clock is needed.
 */
export class AdaptiveLimit {
  private current: number;
  private unloadedMs: number | undefined;
  private latencies: number[] = [];
  private mostInFlight = 0;
  /** The number of running calls that began under another limit. They are not counted for this one. */
  private left = 0;
  private windowsUntilProbe = WINDOWS_BEFORE_FIRST_PROBE;
  /** The limit to go back to when the probe is over. */
  private beforeProbe: number | undefined;

  /** Begins at the upper bound, since that is what the ERP's operator has allowed. */
  constructor(private readonly bounds: LimitBounds) {
    this.current = bounds.most;
  }

  get limit(): number {
    return this.current;
  }

  /** @returns the limit from now on */
  sample({ latencyMs, inFlight, dropped }: CallSample): number {
    if (this.left > 0) {
      this.left--;
    } else if (dropped) {
      this.beforeProbe = undefined;
      // Calls that hang reach their deadline together. The limit is halved once for all of them.
      this.set(this.current / 2, inFlight);
    } else {
      this.latencies.push(latencyMs);
      this.mostInFlight = Math.max(this.mostInFlight, inFlight);
      if (this.latencies.length >= WINDOW) this.look(inFlight);
    }
    return this.current;
  }

  private look(inFlight: number): void {
    const latencyMs = median(this.latencies);
    // So few calls run that the limit holds none back, so their latency says nothing about it.
    const isIdle = this.mostInFlight * 2 < this.current;
    this.latencies = [];
    this.mostInFlight = 0;

    if (this.beforeProbe !== undefined) {
      this.unloadedMs = latencyMs;
      this.set(this.beforeProbe, inFlight);
      this.beforeProbe = undefined;
      return;
    }
    this.unloadedMs ??= latencyMs;
    if (latencyMs < this.unloadedMs) this.unloadedMs += (latencyMs - this.unloadedMs) * DRAW_OF_A_FASTER_WINDOW;
    if (isIdle) return;

    if (--this.windowsUntilProbe <= 0) {
      this.windowsUntilProbe = WINDOWS_BETWEEN_PROBES;
      this.beforeProbe = this.current;
      this.set(this.current / 2, inFlight);
      return;
    }
    const queued = latencyMs > this.unloadedMs ? this.current * (1 - this.unloadedMs / latencyMs) : 0;
    const step = Math.max(1, Math.floor(this.current / 10));
    if (queued < Math.max(1, this.current / 10)) this.set(this.current + step, inFlight);
    else if (queued > Math.max(2, this.current / 4)) this.set(this.current - step, inFlight);
  }

  private set(limit: number, inFlight: number): void {
    const { least, most } = this.bounds;
    const next = Math.min(most, Math.max(least, Math.floor(limit)));
    if (next === this.current) return;
    this.current = next;
    this.left = inFlight - 1;
    this.latencies = [];
    this.mostInFlight = 0;
  }
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
