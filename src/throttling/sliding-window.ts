import type { Instant } from '../values/instant.js';

/** Sitecore's clients come back for some ten seconds: who was too fast is let in again within that time. */
export const WINDOW_MS = 10_000;

/**
 * What one caller has asked lately: in this window of the clock, which is the same on all instances, and in the one before
 * it, of which so much counts as still lies within the last ten seconds.
 */
export class SlidingWindow {
  private number: number;
  private current = 0;
  private previous = 0;
  /** Of `current`, what other instances have not been told. */
  private untold = 0;
  /** Of `current`, what they are being told. */
  private onItsWay = 0;

  constructor(now: Instant) {
    this.number = windowOf(now);
  }

  /** Counts, unless there would be too many. A caller who is refused uses up nothing. @returns how many more there may be; below 0 where refused */
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

  /** How much there is to tell other instances. */
  get news(): number {
    return this.untold;
  }

  /** Takes what other instances are to be told. @returns the window that it was counted in, and how much it is */
  tell(): { readonly window: number; readonly points: number } {
    const points = this.untold;
    this.untold = 0;
    this.onItsWay += points;
    return { window: this.number, points };
  }

  /** @param total what all instances have counted in the window, with the points that they were told */
  told(window: number, points: number, total: number): void {
    if (window === this.number - 1) this.previous = Math.max(this.previous, total);
    if (window !== this.number) return;
    this.onItsWay -= points;
    // Never less than is known already: others may have gone away for a while, and what they have counted with them.
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
