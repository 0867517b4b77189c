import type { CalendarDate } from '../../values/calendar-date.js';
import type { Sku } from '../../values/identifiers.js';

/** The days on which sheets begin to apply or cease to: those after one day, up to another one. */
export interface TurningDays {
  /** Not among them. */
  readonly after: CalendarDate;
  /** The last of them. */
  readonly until: CalendarDate;
}

export interface TurningItems {
  readonly skus: readonly Sku[];
  /** Where the next page begins; null after the last one. */
  readonly next: string | null;
}

/** Items that have other prices from a day on although no row of the ERP has changed. */
export abstract class TurningItemSource {
  /**
   * A page of the items that are, by themselves or by their groups, on active sheets which have their first day, or had their
   * last one the day before, on one of the days.
   * @param from `next` of the page before; null for the first
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract items(days: TurningDays, from: string | null, limit: number, signal: AbortSignal): Promise<TurningItems>;
}
