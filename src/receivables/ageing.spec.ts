import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../values/calendar-date.js';
import { Exact } from '../values/exact.js';
import { type AgeingSetup, ageing } from './ageing.js';

const TODAY = '2026-11-23' as CalendarDate;
const SETUP: AgeingSetup = {
  periods: [
    { name: 'Current', lastDay: 0 },
    { name: '1 - 30 Days', lastDay: 30 },
    { name: '31 and Over', lastDay: 60 },
  ],
  agesCredits: false,
  carriesForward: false,
};

function open(amount: string, date: string, isCredit = false) {
  return { amount: new Exact(amount), date: date as CalendarDate, isCredit };
}

function aged(amounts: Parameters<typeof ageing>[0], setup: Partial<AgeingSetup> = {}): string[] {
  return ageing(amounts, { ...SETUP, ...setup }, TODAY).map(({ name, amount }) => `${name}: ${amount}`);
}

describe("The open amounts by GP's ageing periods", () => {
  it('are in the first period that ends as late as their age; what is older is in the last', () => {
    expect(
      aged([
        open('1', '2026-12-24'),
        open('2', '2026-11-23'),
        open('4', '2026-11-22'),
        open('8', '2026-10-24'),
        open('16', '2026-10-23'),
        open('32', '2020-01-01'),
      ]),
    ).toEqual(['Current: 3', '1 - 30 Days: 12', '31 and Over: 48']);
  });

  it('have credits in the first period, or by their age where GP ages them', () => {
    const credits = [open('100', '2026-10-30'), open('-40.05', '2026-10-30', true)];
    expect(aged(credits)).toEqual(['Current: -40.05', '1 - 30 Days: 100', '31 and Over: 0']);
    expect(aged(credits, { agesCredits: true })).toEqual(['Current: 0', '1 - 30 Days: 59.95', '31 and Over: 0']);
  });

  it('are two where the balance is carried forward', () => {
    expect(aged([open('1', '2026-11-23'), open('2', '2020-01-01')], { carriesForward: true })).toEqual([
      'Current: 1',
      'Non-Current: 2',
    ]);
  });

  it('are one where GP has no periods', () => {
    expect(aged([open('1', '2026-11-23'), open('2', '2020-01-01')], { periods: [] })).toEqual(['Current: 3']);
  });
});
