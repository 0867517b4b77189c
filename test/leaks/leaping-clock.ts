import type { Clock } from '../../src/values/clock.js';
import type { Instant } from '../../src/values/instant.js';

/** Time that now and then leaps ahead, so that facts age by hours while a test takes seconds. */
export class LeapingClock implements Clock {
  private readonly leaps = [{ at: 0, aheadMs: 0 }];

  now(): Instant {
    return Date.now() + this.aheadMs;
  }

  leap(byMs: number): void {
    this.leaps.push({ at: Date.now(), aheadMs: this.aheadMs + byMs });
  }

  /** When it was really, at a moment of this clock. */
  realTimeOf(instant: Instant): number {
    const leap = this.leaps.findLast(({ at, aheadMs }) => at + aheadMs <= instant);
    return instant - (leap?.aheadMs ?? 0);
  }

  private get aheadMs(): number {
    return this.leaps.at(-1)?.aheadMs ?? 0;
  }
}
