import type { CalendarDate } from '../../values/calendar-date.js';
import { calendarDate } from './decode.js';

/**
 * The date of a document.
 * @throws {TypeError} there is none, which GP requires on every document
 */
export function documentDate(text: string, number: string): CalendarDate {
  const date = calendarDate(text);
  if (date === null) throw new TypeError(`GP's document ${number} has no date`);
  return date;
}
