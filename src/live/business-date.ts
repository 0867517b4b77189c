import { type CalendarDate, calendarDateAt } from '../values/calendar-date.js';
import type { Clock } from '../values/clock.js';
import type { Instant } from '../values/instant.js';
import { RememberedFact } from './remembered-fact.js';
import type { RequestBudget } from './request-budget.js';

/** Longer than any day, also one on which clocks are set back. */
const MORE_THAN_A_DAY_MS = 30 * 3_600_000;

interface Day {
  readonly date: RememberedFact<CalendarDate>;
  readonly since: Instant;
  /** The first instant of the next day. */
  readonly until: Instant;
  readonly aheadMs: number;
}

/**
 * The date on the company's calendar, as a fact that answers rest on. Values that depend on it change at midnight although no
 * row of the ERP does, so that an answer that was made of them may not be given again on the next day.
 */
export class BusinessDate {
  private day: Day | undefined;

  /**
   * @param timeZone of the company, an IANA name
   * @param aheadMs how far the company's clock is ahead of this one
   */
  constructor(
    private readonly clock: Clock,
    private readonly timeZone: string,
    private readonly aheadMs: () => number = () => 0,
  ) {}

  /** Today's date, noted as a dependency of the answer. */
  today(budget: RequestBudget): CalendarDate {
    const now = this.clock.now();
    const aheadMs = this.aheadMs();
    const holds = this.day && aheadMs === this.day.aheadMs && now >= this.day.since && now < this.day.until;
    if (!this.day || !holds) {
      this.day?.date.outdate();
      this.day = this.dayOf(now, aheadMs);
    }
    const { date, until } = this.day;
    budget.dependencies?.add(date, until);
    return date.value as CalendarDate;
  }

  private dayOf(now: Instant, aheadMs: number): Day {
    const date = this.dateAt(now + aheadMs);
    let within = now;
    let until = now + MORE_THAN_A_DAY_MS;
    while (until - within > 1) {
      const middle = Math.floor((within + until) / 2);
      if (this.dateAt(middle + aheadMs) === date) within = middle;
      else until = middle;
    }
    // The youngest fact tells when an answer was read (`Dependencies.newest`), and the date is read from nowhere.
    return { date: new RememberedFact(date, Number.NEGATIVE_INFINITY), since: now, until, aheadMs };
  }

  private dateAt(instant: Instant): CalendarDate {
    return calendarDateAt(new Date(instant), this.timeZone);
  }
}
