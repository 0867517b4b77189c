const DAY_MS = 24 * 3_600_000;

/** The date on a generated company's calendar. It is fixed, so that the files are the same on any day. */
export const TODAY = '2026-11-23';

/** GP's "no date". */
export const NO_DATE = '1900-01-01';

/** The date that is `days` days before another. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

/** The number of days from a date to a later one. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / DAY_MS);
}
