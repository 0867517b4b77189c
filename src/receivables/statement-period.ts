import { type CalendarDate, FIRST_DATE } from '../values/calendar-date.js';

const LONGEST_MONTHS = 24;

/** A period whose days may be blank: fields that the visitor has emptied. */
interface GivenPeriod {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/** The period of a statement, or why there is no statement of it. */
export function statementPeriod({ from, to }: GivenPeriod): { readonly from: CalendarDate; readonly to: CalendarDate } | string {
  if (from === null || to === null) return 'A statement needs its first and its last day.';
  if (from < FIRST_DATE) return `A statement begins on ${FIRST_DATE} or later.`;
  if (to < from) return 'A statement does not end before it begins.';
  if (Date.parse(to) > monthsAfter(from, LONGEST_MONTHS)) return `A statement is of ${LONGEST_MONTHS} months at most.`;
  return { from, to };
}

/** Midnight UTC of the same day so many months later; of a day of the next month where that month is too short. */
function monthsAfter(date: CalendarDate, months: number): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return Date.UTC(year, month - 1 + months, day);
}
