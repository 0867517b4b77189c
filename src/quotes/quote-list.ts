import type { Contract } from '../contract/index.js';
import { InvalidInput } from '../faults/index.js';
import { isGiven } from '../values/blank.js';
import { type CalendarDate, FIRST_DATE, parseCalendarDate } from '../values/calendar-date.js';
import { cursorOf, keyOfCursor } from '../values/page.js';
import { asQuoteNumber, type Quote, type QuoteStatus } from './quote.js';
import type { QuotePosition } from './quote-source.port.js';

const LIST = 'quotes';

/** A filter of an account's quotes. A null field does not filter. */
export interface QuoteFilter {
  /** Empty for quotes of all statuses. */
  readonly statuses: readonly QuoteStatus[];
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/** The place of a quote in its account's list. */
export function quoteCursor({ date, number }: Pick<Quote, 'date' | 'number'>): string {
  return cursorOf(LIST, [date, number]);
}

/** @throws {InvalidInput} the cursor is not one of a list of quotes */
export function quotePosition(after: string | null | undefined): QuotePosition | null {
  if (!isGiven(after)) return null;
  const [date = '', number = ''] = keyOfCursor(LIST, after, 2) ?? [];
  const day = parseCalendarDate(date);
  if (!day || day < FIRST_DATE || asQuoteNumber(number) !== number || number === '') {
    throw new InvalidInput('after', 'is not a cursor of this list');
  }
  return { date: day, number: asQuoteNumber(number) };
}

export function quoteFilter(filter: Contract.QuoteFilter | null | undefined): QuoteFilter {
  return {
    statuses: [...new Set(filter?.statuses)],
    from: filter?.from && filter.from > FIRST_DATE ? filter.from : null,
    // GP has no document before its first date, and cannot compare with an earlier one.
    to: filter?.to && filter.to < FIRST_DATE ? FIRST_DATE : (filter?.to ?? null),
  };
}
