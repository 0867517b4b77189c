import type { Instant } from '../values/instant.js';

/** Sitecore's clients retry for about ten seconds: a caller that was too fast is admitted again within that time. */
export const WINDOW_MS = 10_000;

/**
 * Counts the requests of one caller: in this window of the clock, which is the same on all instances, and in the one before
 * it. Of the latter, the part counts that lies within the last WINDOW_MS.
 */
export class SlidingWindow {
  private number: number;
  private current = 0;
  private previous = 0;
  /** The part of `current` that is not shared with the other instances yet. */
  private untold = 0;
  /** The part of `current` that is being shared. */
  private onItsWay = 0;

  constructor(now: Instant) {
    this.number = windowOf(now);
  }

  /**
   * Counts points, unless they exceed the quota: refused ones are not counted.
   * @returns how many more are allowed; below 0 if refused
   */
  take(points: number, quota: number, now: Instant): number {
    this.advance(now);
    const left = quota - this.used(now) - points;
    if (left < 0) return left;
    this.current += points;
    this.untold += points;
    return left;
  }

  private used(now: Instant): number {
    const restOfPrevious = 1 - (now % WINDOW_MS) / WINDOW_MS;
    return this.current + Math.floor(this.previous * restOfPrevious);
  }

  /** The points that are not shared yet. */
  get news(): number {
    return this.untold;
  }

  /** Takes the points to share. @returns them, with the window that they were counted in */
  tell(): { readonly window: number; readonly points: number } {
    const points = this.untold;
    this.untold = 0;
    this.onItsWay += points;
    return { window: this.number, points };
  }

  /** To be called when points were shared. @param total the points of all instances in the window, including these */
  told(window: number, points: number, total: number): void {
    if (window === this.number - 1) this.previous = Math.max(this.previous, total);
    if (window !== this.number) return;
    this.onItsWay -= points;
    // Never lowered: if Redis was away for a while, its total lacks points that are known here.
    this.current = Math.max(this.current, total + this.onItsWay + this.untold);
  }

  private advance(now: Instant): void {
    const window = windowOf(now);
    if (window === this.number) return;
    this.previous = window === this.number + 1 ? this.current : 0;
    this.current = 0;
    this.untold = 0;
    this.onItsWay = 0;
    this.number = window;
  }
}

function windowOf(now: Instant): number {
  return Math.floor(now / WINDOW_MS);
}
