import { type CalendarDate, parseCalendarDate } from '../../values/calendar-date.js';
import { type DecimalString, decimalString, Exact } from '../../values/exact.js';

/** The text; null for a blank, which is how GP writes that a text is missing. */
export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

/** A key in the gateway's form; null where GP has none. */
export function keyOrNull<Key>(text: string, asKey: (text: string) => Key): Key | null {
  return text.trim() === '' ? null : asKey(text);
}

/** A decimal as plain text without padding; "0" where the join found no row. */
export function decimal(text: string): DecimalString {
  return decimalString(text.trim() || '0');
}

/** A whole number; 0 where the join found no row. */
export function whole(text: string): number {
  return Number(text);
}

export function flag(text: string): boolean {
  return whole(text) === 1;
}

/** GP stores the number of decimals plus one: 1 means none, 6 means five (DECPLQTY, DECPLCUR). */
export function decimals(encoded: number): number {
  return Math.min(Math.max(encoded - 1, 0), 5);
}

/** A percentage or weight, which GP stores as a whole number of hundredths. */
export function hundredths(whole: number): DecimalString {
  return decimalString(new Exact(whole).div(100));
}

const PHONE = /^(\d{3})(\d{3})(\d{4})(\d{0,4})$/;

/** GP's client keeps a phone number as 10 digits and an extension of 4. Other texts are shown unchanged. */
export function phone(text: string): string | null {
  const parts = PHONE.exec(text.trim());
  if (!parts) return textOrNull(text);
  const [, area, exchange, line, extension = ''] = parts;
  return `${area}-${exchange}-${line}${/[1-9]/.test(extension) ? ` x${extension}` : ''}`;
}

/** The first address of a list separated by semicolons (EmailToAddress), else the single one (INET1). */
export function email(list: string | null, single: string): string | null {
  return textOrNull(list?.split(';')[0] ?? '') ?? textOrNull(single);
}

/** The name of the country, else its code. */
export function country(name: string, code: string): string | null {
  return textOrNull(name) ?? textOrNull(code);
}

const NO_DATE = '1900-01-01';

/** A date that was read as text; null where GP has none. */
export function calendarDate(text: string): CalendarDate | null {
  return text === NO_DATE ? null : (parseCalendarDate(text) ?? null);
}
