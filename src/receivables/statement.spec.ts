import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../values/calendar-date.js';
import { type DecimalString } from '../values/exact.js';
import { asDocumentNumber } from './invoice.js';
import { type Movement, statementOf } from './statement.js';
import { statementPeriod } from './statement-period.js';

const day = (text: string) => text as CalendarDate;

function moved(date: string, kind: Movement['kind'], number: string, amount: string): Movement {
  return { date: day(date), kind, number: asDocumentNumber(number), amount: amount as DecimalString };
}

describe('A statement', () => {
  it('runs back from the balance of now', () => {
    const { openingBalance, entries, closingBalance } = statementOf({
      balanceNow: '75.10' as DecimalString,
      movedSince: '-24.90' as DecimalString,
      movements: [moved('2026-11-02', 'PAYMENT', 'P1', '-30'), moved('2026-11-01', 'INVOICE', 'I1', '80')],
    });
    expect([openingBalance, ...entries.map(({ balance }) => balance), closingBalance]).toEqual(['50', '130', '100', '100']);
  });

  it('has what is owed before what is paid on the same day, and a payment before the discount that it took', () => {
    const { entries } = statementOf({
      balanceNow: '0' as DecimalString,
      movedSince: '0' as DecimalString,
      movements: [
        moved('2026-11-01', 'PAYMENT', 'A1', '-0.5'),
        moved('2026-11-01', 'PAYMENT', 'A1', '-99.5'),
        moved('2026-11-01', 'CREDIT_MEMO', 'A0', '-1'),
        moved('2026-11-01', 'INVOICE', 'Z9', '100'),
        moved('2026-11-01', 'DEBIT_MEMO', 'B1', '1'),
      ],
    });
    expect(entries.map(({ number, amount }) => `${number} ${amount}`)).toEqual([
      'B1 1',
      'Z9 100',
      'A0 -1',
      'A1 -99.5',
      'A1 -0.5',
    ]);
  });
});

describe('The period of a statement', () => {
  it.each([
    ['2024-11-23', '2026-11-23', undefined],
    ['2026-11-23', '2026-11-23', undefined],
    ['2024-11-22', '2026-11-23', 'A statement is of 24 months at most.'],
    ['2024-02-29', '2026-03-01', undefined],
    ['9999-12-01', '9999-12-31', undefined],
    ['2026-11-23', '2026-11-22', 'A statement does not end before it begins.'],
    ['1700-01-01', '1700-01-02', 'A statement begins on 1753-01-01 or later.'],
  ])('from %s to %s: %s', (from, to, problem) => {
    const period = { from: day(from), to: day(to) };
    expect(statementPeriod(period)).toEqual(problem ?? period);
    expect(statementPeriod({ ...period, from: null })).toMatch(/needs its first/);
  });
});
