const DAY_MS = 24 * 3_600_000;

/** The date at which a generated company's calendar stands; a fixed one, so that its files are the same on any day. */
export const TODAY = '2026-11-23';

/** GP's "no date". */
export const NO_DATE = '1900-01-01';

/** So many days before a date. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days a date lies after another. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / DAY_MS);
}
