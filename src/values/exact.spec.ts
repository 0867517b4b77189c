import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalString, Exact, isPlainDecimal, roundTo, truncateTo } from './exact.js';

/** Every value that a numeric(19,5) column can hold. */
const numeric = fc.bigInt(-(10n ** 19n) + 1n, 10n ** 19n - 1n).map((units) => new Exact(units.toString()).div(100_000));

describe('exact arithmetic', () => {
  it('has no binary fractions', () => {
    expect(new Exact('0.1').plus('0.2').toFixed()).toBe('0.3');
  });

  it('multiplies two numeric(19,5) without losing a digit', () => {
    expect(new Exact('99999999999999.99999').times('99999999999999.99999').toFixed()).toBe(
      '9999999999999999998000000000.0000000001',
    );
  });

  it.each([
    ['2.345', 2, '2.35'],
    ['2.344', 2, '2.34'],
    ['-2.345', 2, '-2.35'],
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['1.5', 3, '1.5'],
  ])('rounds half away from zero, as SQL Server does: %s to %i places', (value, decimals, rounded) => {
    expect(roundTo(new Exact(value), decimals).toFixed()).toBe(rounded);
  });

  it('truncates towards zero', () => {
    expect(truncateTo(new Exact('1.99999'), 2).toFixed()).toBe('1.99');
    expect(truncateTo(new Exact('-1.99999'), 2).toFixed()).toBe('-1.99');
  });
});

describe('a number as text', () => {
  it('is plain, and reads back as the same number', () => {
    fc.assert(
      fc.property(numeric, (value) => {
        expect(isPlainDecimal(decimalString(value))).toBe(true);
        expect(new Exact(decimalString(value)).eq(value)).toBe(true);
      }),
    );
  });

  it('has exactly as many places as asked for, rounded half away from zero', () => {
    fc.assert(
      fc.property(numeric, fc.integer({ min: 0, max: 5 }), (value, decimals) => {
        const text = decimalString(value, decimals);
        expect(text.split('.')[1]?.length ?? 0).toBe(decimals);
        expect(new Exact(text).eq(roundTo(value, decimals))).toBe(true);
      }),
    );
  });

  it('is never in exponent form', () => {
    expect(decimalString('1e21')).toBe('1000000000000000000000');
    expect(decimalString('1e-7')).toBe('0.0000001');
  });

  it('has no sign where it rounds to nothing', () => {
    expect(decimalString('-0.004', 2)).toBe('0.00');
    expect(decimalString('-0')).toBe('0');
    expect(decimalString('-0.005', 2)).toBe('-0.01');
  });

  it.each(['0', '-3', '12.50', '007'])('is a plain decimal: "%s"', (text) => expect(isPlainDecimal(text)).toBe(true));
  it.each(['', '-', '.5', '5.', '+1', '1e3', '1,000', ' 1', '1 ', '0x10', 'NaN', 'Infinity', '1\n'])(
    'is no plain decimal: "%s"',
    (text) => expect(isPlainDecimal(text)).toBe(false),
  );
});
