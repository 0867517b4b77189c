import { describe, expect, it } from 'vitest';
import { calendarDateAt, parseCalendarDate } from './calendar-date.js';

describe('a calendar date', () => {
  it.each(['2026-11-23', '2024-02-29', '1900-01-01', '9999-12-31'])('is taken as it is written: %s', (text) => {
    expect(parseCalendarDate(text)).toBe(text);
  });

  it.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '23.11.2026',
    '2026-11-23T00:00:00Z',
    '',
    '20261123',
  ])('is none: "%s"', (text) => expect(parseCalendarDate(text)).toBeUndefined());

  it('is that of the time zone in which it is asked for', () => {
    const moment = new Date('2026-11-23T03:30:00Z');
    expect(calendarDateAt(moment, 'UTC')).toBe('2026-11-23');
    expect(calendarDateAt(moment, 'America/Chicago')).toBe('2026-11-22');
    expect(calendarDateAt(moment, 'Pacific/Auckland')).toBe('2026-11-23');
    expect(calendarDateAt(new Date('2026-12-31T23:00:00Z'), 'Europe/Berlin')).toBe('2027-01-01');
  });
});
