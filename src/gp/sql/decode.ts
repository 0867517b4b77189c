import { type CalendarDate, parseCalendarDate } from '../../values/calendar-date.js';
import { type DecimalString, decimalString, Exact } from '../../values/exact.js';

/** GP's "nothing" for texts is blank. */
export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

/** A key in our form; null where GP has none. */
export function keyOrNull<Key>(text: string, asKey: (text: string) => Key): Key | null {
  return text.trim() === '' ? null : asKey(text);
}

/** A decimal as plain text without padding; "0" where there was no row to join. */
export function decimal(text: string): DecimalString {
  return decimalString(text.trim() || '0');
}

/** A whole number; 0 where there was no row to join. */
export function whole(text: string): number {
  return Number(text);
}

export function flag(text: string): boolean {
  return whole(text) === 1;
}

/** GP keeps numbers of decimals one higher than they are: 1 is none, 6 is five (DECPLQTY, DECPLCUR). */
export function decimals(encoded: number): number {
  return Math.min(Math.max(encoded - 1, 0), 5);
}

/** Percentages and weights are whole numbers of hundredths. */
export function hundredths(whole: number): DecimalString {
  return decimalString(new Exact(whole).div(100));
}

const PHONE = /^(\d{3})(\d{3})(\d{4})(\d{0,4})$/;

/** GP's client keeps a phone number as 10 digits and an extension of 4; other texts are shown as they are. */
export function phone(text: string): string | null {
  const parts = PHONE.exec(text.trim());
  if (!parts) return textOrNull(text);
  const [, area, exchange, line, extension = ''] = parts;
  return `${area}-${exchange}-${line}${/[1-9]/.test(extension) ? ` x${extension}` : ''}`;
}

/** The first address of a list with semicolons (EmailToAddress), else the single one (INET1). */
export function email(list: string | null, single: string): string | null {
  return textOrNull(list?.split(';')[0] ?? '') ?? textOrNull(single);
}

/** The name of the country, else its code. */
export function country(name: string, code: string): string | null {
  return textOrNull(name) ?? textOrNull(code);
}

const NO_DATE = '1900-01-01';

/** A date that was asked for as text; null where GP has none. */
export function calendarDate(text: string): CalendarDate | null {
  return text === NO_DATE ? null : (parseCalendarDate(text) ?? null);
}
