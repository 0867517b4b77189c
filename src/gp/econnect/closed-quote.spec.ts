import { describe, expect, it } from 'vitest';
import { saysTheSame } from './closed-quote.js';
import type { ClosedQuoteLine } from './intake.query.js';
import { salesOrder } from './order-calls.facts.js';

const LINE: ClosedQuoteLine = {
  ITEMNMBR: 'HCS5-38-2-ZN                   ',
  UOFM: 'Box      ',
  QUANTITY: '2.00000',
  QTYCANCE: '0.00000',
  ORUNTPRC: '10.00000',
  ORDOCAMT: '20.00000',
};

describe('A quote that is closed with its order', () => {
  it('says what the order says', () => {
    expect(saysTheSame(salesOrder(), [LINE])).toBe(true);
  });

  it.each<[string, readonly ClosedQuoteLine[]]>([
    ['changed a quantity of', [{ ...LINE, QUANTITY: '3.00000' }]],
    ['cancelled units of', [{ ...LINE, QTYCANCE: '1.00000' }]],
    ['changed a price of', [{ ...LINE, ORUNTPRC: '9.00000' }]],
    ['added a line to', [LINE, LINE]],
  ])('says something else where staff have just %s it', (_, lines) => {
    expect(saysTheSame(salesOrder(), lines)).toBe(false);
  });

  it('is not compared where GP keeps no history of it', () => {
    expect(saysTheSame(salesOrder(), [])).toBe(true);
  });
});
