import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact, ZERO } from '../values/exact.js';
import { type OrderAmounts, totalsOf } from './totals.js';

const NOTHING_ELSE = { freight: null, fees: [], duties: [], discount: ZERO, taxes: [] };
const amounts = (...texts: string[]) => texts.map((text) => new Exact(text));
const line = (unitPrice: string, quantity: string, discount = '0', taxes: string[] = []) => ({
  unitPrice: new Exact(unitPrice),
  quantity: new Exact(quantity),
  discount: new Exact(discount),
  taxes: amounts(...taxes),
});
const charge = (amount: string, discount = '0', taxes: string[] = []) => ({
  amount: new Exact(amount),
  discount: new Exact(discount),
  taxes: amounts(...taxes),
});

describe('The totals of an order', () => {
  it('round each line once, half away from zero, to the decimals of the currency', () => {
    const { extended, subtotal } = totalsOf({ ...NOTHING_ELSE, lines: [line('0.2982', '25'), line('0.125', '1')] }, 2);
    expect(extended.map(String)).toEqual(['7.46', '0.13']); // 7.455 and 0.125
    expect(subtotal.toString()).toBe('7.59');
  });

  it('add up lines, freight, fees, duties and every tax, less every discount', () => {
    const order: OrderAmounts = {
      lines: [line('10.00', '3', '1.00', ['2.32']), line('5.55', '2')],
      freight: charge('12.00', '2.00', ['0.80']),
      fees: [charge('3.00', '0', ['0.24'])],
      duties: [charge('7.50')],
      discount: new Exact('4.00'),
      taxes: amounts('0.10'),
    };
    // 29.00 + 11.10 = 40.10; - 4.00 + 10.00 + 3.00 + 7.50 + 3.46
    expect(totalsOf(order, 2)).toMatchObject({ subtotal: new Exact('40.1'), freight: new Exact(10), tax: new Exact('3.46') });
    expect(totalsOf(order, 2).total.toFixed(2)).toBe('60.06');
  });

  it('never have more decimals than the currency where the given amounts have none', () => {
    const cents = fc.integer({ min: 0, max: 9_999_999 }).map((value) => new Exact(value).div(100));
    const prices = fc.integer({ min: 1, max: 99_999_999 }).map((value) => new Exact(value).div(100_000));
    const lines = fc.array(fc.record({ unitPrice: prices, quantity: prices, discount: cents, taxes: fc.array(cents) }));
    fc.assert(
      fc.property(lines, cents, (given, discount) => {
        const { total } = totalsOf({ ...NOTHING_ELSE, lines: given, discount }, 2);
        return total.decimalPlaces() <= 2;
      }),
    );
  });
});
