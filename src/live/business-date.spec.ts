import { describe, expect, it } from 'vitest';
import { BusinessDate } from './business-date.js';
import { RequestBudget } from './request-budget.js';

function companyIn(timeZone: string, start: string) {
  const clock = { at: Date.parse(start), now: () => clock.at };
  return { clock, date: new BusinessDate(clock, timeZone) };
}

describe('the business date', () => {
  it('is the one on the calendar of the company, to the millisecond', () => {
    const { clock, date } = companyIn('America/Chicago', '2026-11-23T05:59:59.999Z');
    const budget = RequestBudget.ofPage();
    expect(date.today(budget)).toBe('2026-11-22');
    clock.at += 1;
    expect(date.today(budget)).toBe('2026-11-23');
  });

  it.each([
    ['a day of 25 hours', '2026-11-01T06:00:00.000Z', '2026-11-02T06:00:00.000Z'],
    ['a day of 23 hours', '2026-03-08T07:00:00.000Z', '2026-03-09T05:00:00.000Z'],
  ])('keeps an answer until midnight and not longer: %s', (_, start, midnight) => {
    const { clock, date } = companyIn('America/Chicago', start);
    const budget = RequestBudget.ofPage(undefined, true);
    date.today(budget);
    expect(budget.dependencies?.holds(Date.parse(midnight) - 1)).toBe(true);
    expect(budget.dependencies?.holds(Date.parse(midnight))).toBe(false);
    clock.at = Date.parse(midnight);
    const next = RequestBudget.ofPage(undefined, true);
    date.today(next);
    expect(next.dependencies?.holds(clock.at)).toBe(true);
  });

  it('follows a clock that is set back', () => {
    const { clock, date } = companyIn('UTC', '2026-11-24T00:00:00.000Z');
    expect(date.today(RequestBudget.ofPage())).toBe('2026-11-24');
    clock.at -= 1;
    expect(date.today(RequestBudget.ofPage())).toBe('2026-11-23');
  });
});
