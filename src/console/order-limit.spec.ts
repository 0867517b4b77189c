import { describe, expect, it } from 'vitest';
import { asCurrencyCode, type Money } from '../values/money.js';
import { decimalsOf } from './asked-of-gp.js';
import { currencyWarnings, decimalsProblem, orderLimitOf } from './order-limit.js';

describe('an order limit', () => {
  const problem = (text: string, decimals: number | undefined) => decimalsProblem(orderLimitOf(text) as Money, decimals);

  it.each([
    ['10.005 USD', 2, 'at most 2 decimals, as GP has of USD'],
    ['10.500 USD', 2, 'at most 2 decimals, as GP has of USD'],
    ['10.25 XTS', 1, 'at most 1 decimal, as GP has of XTS'],
    ['10.5 JPY', 0, 'no decimals, as GP has of JPY'],
  ])('of %s is refused where the currency has %i decimals', (text, decimals, expected) => {
    expect(problem(text, decimals)).toBe(`order limit: expected ${expected}`);
  });

  it('may have as many decimals as its currency or fewer, and up to 5 where GP cannot be asked', () => {
    for (const text of ['10 USD', '10.5 USD', '10.05 USD']) expect(problem(text, 2)).toBeUndefined();
    expect(problem('10.00001 USD', undefined)).toBeUndefined();
    expect(orderLimitOf('10.000001 USD')).toBeUndefined();
  });

  it('counts the decimals of the one that has the most, where several of GP have its currency', () => {
    const code = asCurrencyCode('USD');
    const currencies = [2, 4, 3].map((decimals) => ({ code, decimals }));
    expect(decimalsOf(currencies)).toEqual(new Map([[code, 4]]));
  });

  it('is warned of, once for each currency that GP does not have, where its currencies are known', () => {
    const limits = ['10 USD', '10 XXX', '20 XXX'].map((text) => orderLimitOf(text) as Money);
    expect(currencyWarnings(limits, new Map([[asCurrencyCode('USD'), 2]]))).toEqual([
      'Warning: GP has no currency "XXX": no order is in it.',
    ]);
    expect(currencyWarnings(limits, undefined)).toEqual([]);
  });
});
