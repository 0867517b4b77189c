import { describe, expect, it } from 'vitest';
import { decimalString } from '../values/exact.js';
import { lineDiscount } from './line-discount.js';

const discount = (quantity: string, unitPrice: string, extendedPrice: string, decimals = 2) =>
  lineDiscount(
    {
      quantity: decimalString(quantity),
      unitPrice: decimalString(unitPrice),
      extendedPrice: decimalString(extendedPrice),
    },
    decimals,
  );

describe("An order line's discount", () => {
  it('is what its price comes to, rounded to the currency, less what the line costs', () => {
    expect(discount('4', '112.998', '271.20')).toBe('180.79');
    expect(discount('10', '8', '70')).toBe('10');
    expect(discount('3', '8', '24')).toBe('0');
  });

  it('rounds half a cent up', () => {
    expect(discount('1', '0.125', '0.10')).toBe('0.03');
  });

  it('goes by the decimals of the currency', () => {
    expect(discount('3', '33.5', '90', 0)).toBe('11');
  });
});
