import fc from 'fast-check';
import { type GraphQLScalarType, parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Exact } from '../values/exact.js';
import { EMPTIED } from './emptied.js';
import { CurrencyCodeScalar, DateScalar, DateTimeScalar, DecimalScalar } from './scalars.js';

/** What a scalar makes of a value in the text of a query. */
const literal = <T>(scalar: GraphQLScalarType<T, string>, text: string): T => scalar.parseLiteral(parseValue(text));
const badInput = expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } });

const numeric = fc.bigInt(-(10n ** 19n) + 1n, 10n ** 19n - 1n).map((units) => new Exact(units.toString()).div(100_000));

describe('A blank text', () => {
  it.each(['', ' ', '\u00a0', '\u200b', ' '.repeat(1_000)])(
    '%j is a value that was emptied, for every scalar of inputs',
    (blank) => {
      for (const scalar of [DecimalScalar, DateScalar, CurrencyCodeScalar]) {
        expect(scalar.parseValue(blank), scalar.name).toBe(EMPTIED);
        expect(literal(scalar as GraphQLScalarType<unknown, string>, JSON.stringify(blank)), scalar.name).toBe(EMPTIED);
      }
    },
  );
});

describe('Decimal', () => {
  it('comes back as it was sent, to the last digit, as a string and as a literal', () => {
    fc.assert(
      fc.property(numeric, (value) => {
        const text = value.toFixed();
        expect(DecimalScalar.serialize(DecimalScalar.parseValue(text))).toBe(text);
        expect(DecimalScalar.serialize(literal(DecimalScalar, text))).toBe(text);
        expect(DecimalScalar.serialize(literal(DecimalScalar, `"${text}"`))).toBe(text);
      }),
    );
  });

  it.each([
    ['0', '0'],
    ['"1234.50"', '1234.5'],
    ['12345678901234567890.12345', '12345678901234567890.12345'],
    ['1e3', '1000'],
    ['2.5E-3', '0.0025'],
    ['-7', '-7'],
    ['" 5\u00a0"', '5'],
  ])('takes the literal %s', (text, value) => {
    expect(literal(DecimalScalar, text)).toEqual(new Exact(value));
  });

  it.each([0, 5, -3, 0.1, 19.95, 123456789012345, 1e14, 0.00001])('takes the number %d in a variable', (number) => {
    expect(DecimalScalar.parseValue(number)).toEqual(new Exact(String(number)));
  });

  it('refuses a number in a variable that has lost digits on its way', () => {
    for (const json of ['12345678901234567', '0.12345678901234567', '10000000000000001', '100000000000000000001']) {
      expect(() => DecimalScalar.parseValue(JSON.parse(json)), json).toThrow(badInput);
    }
  });

  it.each(['1 5', '1,5', '.5', '5.', '+1', '1e3', '0x10', 'NaN', 'Infinity', '١٢', '1'.repeat(41)])(
    'refuses the text "%s"',
    (text) => expect(() => DecimalScalar.parseValue(text)).toThrow(badInput),
  );

  it.each([null, true, {}, [], Number.NaN, Number.POSITIVE_INFINITY])('refuses %j, which is no number', (value) => {
    expect(() => DecimalScalar.parseValue(value)).toThrow(badInput);
  });

  it.each(['true', 'USD', '[1]', '{ amount: 1 }', '1e400', 'null'])('refuses the literal %s', (text) => {
    expect(() => literal(DecimalScalar, text)).toThrow(badInput);
  });

  it('is written plainly, and as it is where the rule has written it already', () => {
    expect(DecimalScalar.serialize(new Exact('1e21'))).toBe('1000000000000000000000');
    expect(DecimalScalar.serialize('12.50')).toBe('12.50');
  });
});

describe('DateTime', () => {
  const MOMENT = Date.parse('2026-11-23T09:30:00.000Z');

  it('is written in UTC with milliseconds', () => {
    expect(DateTimeScalar.serialize(MOMENT)).toBe('2026-11-23T09:30:00.000Z');
  });

  it.each(['2026-11-23T09:30:00.000Z', '2026-11-23T09:30:00Z', '2026-11-23T09:30:00.0Z', '2026-11-23T03:30:00-06:00'])(
    'takes an instant in any zone: %s',
    (text) => {
      expect(DateTimeScalar.parseValue(text)).toBe(MOMENT);
      expect(literal(DateTimeScalar, `"${text}"`)).toBe(MOMENT);
    },
  );

  it('comes back as it was sent', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
        expect(DateTimeScalar.serialize(DateTimeScalar.parseValue(date.toISOString()))).toBe(date.toISOString());
      }),
    );
  });

  it.each([
    '2026-11-23',
    '2026-11-23T09:30:00',
    '2026-11-23 09:30:00Z',
    '2026-02-30T09:30:00Z',
    '2026-13-01T09:30:00Z',
    '2026-11-23T25:00:00Z',
    '2026-11-23T09:30:00+25:00',
    'tomorrow',
    '',
  ])('refuses "%s"', (text) => expect(() => DateTimeScalar.parseValue(text)).toThrow(badInput));

  it('refuses numbers, which could be seconds or milliseconds', () => {
    expect(() => DateTimeScalar.parseValue(MOMENT)).toThrow(badInput);
    expect(() => literal(DateTimeScalar, '1795512600')).toThrow(badInput);
  });
});

describe('Date', () => {
  it('comes back as it was sent', () => {
    expect(DateScalar.serialize(DateScalar.parseValue('2026-11-23'))).toBe('2026-11-23');
    expect(literal(DateScalar, '"2024-02-29"')).toBe('2024-02-29');
  });

  it.each(['2026-02-30', '2026-11-23T00:00:00Z', '23.11.2026', 20261123, null])('refuses %j', (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow(badInput);
  });

  it('refuses a literal that is no text', () => {
    expect(() => literal(DateScalar, '20261123')).toThrow(badInput);
  });
});

describe('CurrencyCode', () => {
  it('is three capital letters', () => {
    expect(CurrencyCodeScalar.serialize(CurrencyCodeScalar.parseValue('USD'))).toBe('USD');
    expect(literal(CurrencyCodeScalar, '"EUR"')).toBe('EUR');
  });

  it.each(['usd', 'US', 'USDT', 'Z-US$', 'USD\n', 840, null])('refuses %j', (value) => {
    expect(() => CurrencyCodeScalar.parseValue(value)).toThrow(badInput);
  });

  it('refuses a literal that is no text', () => {
    expect(() => literal(CurrencyCodeScalar, 'USD')).toThrow(badInput);
  });
});
