declare const calendarDate: unique symbol;

/** A date without time or zone, e.g. "2026-11-23". GP's business dates are of this kind. */
export type CalendarDate = string & { readonly [calendarDate]: true };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The date, or undefined for an invalid one, such as "2026-02-30" or "23.11.2026". */
export function parseCalendarDate(text: string): CalendarDate | undefined {
  const parts = SHAPE.exec(text);
  if (!parts) return undefined;
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? (text as CalendarDate) : undefined;
}

/** The date on the calendar of `timeZone` (IANA name) at this moment. */
export function calendarDateAt(moment: Date, timeZone: string): CalendarDate {
  // sv-SE writes dates as ISO 8601 does.
  return moment.toLocaleDateString('sv-SE', { timeZone }) as CalendarDate;
}

/** The first date of SQL Server's `datetime`, the type of GP's dates. */
export const FIRST_DATE = '1753-01-01' as CalendarDate;

/** How .NET and GP write that there is no date. */
const NO_DATES: ReadonlySet<string> = new Set(['0001-01-01', '1900-01-01']);

export function isNoDate(date: CalendarDate): boolean {
  return NO_DATES.has(date);
}
