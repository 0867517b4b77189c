import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact } from '../values/exact.js';
import { applyRounding, type RoundingPolicy } from './rounding-policy.js';

type Direction = RoundingPolicy['direction'];

function rounded(price: string, to: RoundingPolicy['to'], amount: string) {
  const by = (direction: Direction) => applyRounding(new Exact(price), { direction, to, amount }).toFixed();
  return { up: by('UP'), down: by('DOWN'), nearest: by('NEAREST') };
}

describe('rounding to a multiple', () => {
  it.each([
    ['56.91', '0.25', { up: '57', down: '56.75', nearest: '57' }],
    ['56.91', '5', { up: '60', down: '55', nearest: '55' }],
    ['57', '0.25', { up: '57', down: '57', nearest: '57' }],
    ['10.5', '1', { up: '11', down: '10', nearest: '11' }],
    ['0.1', '0.25', { up: '0.25', down: '0.25', nearest: '0.25' }],
    ['0.2', '0.25', { up: '0.25', down: '0.25', nearest: '0.25' }],
    ['1', '0.03', { up: '1.02', down: '0.99', nearest: '0.99' }],
    ['0.00001', '0.00001', { up: '0.00001', down: '0.00001', nearest: '0.00001' }],
    ['99999999999999.99999', '1', { up: '100000000000000', down: '99999999999999', nearest: '100000000000000' }],
  ])('%s to a multiple of %s', (price, amount, expected) => {
    expect(rounded(price, 'MULTIPLE_OF', amount)).toEqual(expected);
  });

  it('makes 0 one multiple', () => {
    expect(rounded('0', 'MULTIPLE_OF', '5')).toEqual({ up: '5', down: '5', nearest: '5' });
  });

  it('makes any price 0 where the multiple is 0', () => {
    expect(rounded('56.91', 'MULTIPLE_OF', '0')).toEqual({ up: '0', down: '0', nearest: '0' });
  });
});

describe('rounding to an ending', () => {
  it.each([
    ['56.91', '0.95', { up: '56.95', down: '55.95', nearest: '56.95' }],
    ['56.91', '9', { up: '59', down: '49', nearest: '59' }],
    ['56.95', '0.95', { up: '56.95', down: '56.95', nearest: '56.95' }],
    ['0.5', '0.99', { up: '0.99', down: '0.99', nearest: '0.99' }],
    ['56.91', '0', { up: '57', down: '56', nearest: '57' }],
    ['0.4', '0', { up: '1', down: '0', nearest: '0' }],
    ['10', '0.5', { up: '10.5', down: '9.5', nearest: '10.5' }],
    ['56.91', '1', { up: '61', down: '51', nearest: '61' }],
    ['1234.56', '10', { up: '1310', down: '1210', nearest: '1210' }],
    ['1234.56', '99.99', { up: '1299.99', down: '1199.99', nearest: '1199.99' }],
    ['1250.5', '100', { up: '2100', down: '1100', nearest: '1100' }],
  ])('%s that ends in %s', (price, amount, expected) => {
    expect(rounded(price, 'ENDS_IN', amount)).toEqual(expected);
  });
});

/** A positive number with up to five decimals. */
const positive = (max: number) => fc.integer({ min: 1, max: max * 100_000 }).map((number) => new Exact(number).div(100_000));
const direction = fc.constantFrom<Direction>('UP', 'DOWN', 'NEAREST');

describe('any price rounded to a multiple', () => {
  const to = (price: Exact, direction: Direction, multiple: Exact) =>
    applyRounding(price, { direction, to: 'MULTIPLE_OF', amount: multiple.toFixed() });

  it('is one or more whole multiples', () => {
    fc.assert(
      fc.property(positive(1_000), positive(100), direction, (price, multiple, direction) => {
        const times = to(price, direction, multiple).div(multiple);
        expect(times.isInteger() && times.gte(1)).toBe(true);
      }),
    );
  });

  it('is less than one multiple away, and on the right side of one multiple', () => {
    fc.assert(
      fc.property(positive(1_000), positive(100), (price, multiple) => {
        const up = to(price, 'UP', multiple);
        expect(up.gte(price) && up.minus(price).lt(multiple)).toBe(true);
        const down = to(price, 'DOWN', multiple);
        expect(price.lt(multiple) ? down.eq(multiple) : down.lte(price) && price.minus(down).lt(multiple)).toBe(true);
      }),
    );
  });

  it('is, nearest, within half a multiple, or one multiple', () => {
    fc.assert(
      fc.property(positive(1_000), positive(100), (price, multiple) => {
        const nearest = to(price, 'NEAREST', multiple);
        expect(nearest.eq(multiple) || nearest.minus(price).abs().lte(multiple.div(2))).toBe(true);
      }),
    );
  });
});

describe('any price rounded to an ending', () => {
  const to = (price: Exact, direction: Direction, ending: Exact) =>
    applyRounding(price, { direction, to: 'ENDS_IN', amount: ending.toFixed() });
  /** 1 for an ending below 1, 10 for one below 10, and so on. */
  const periodOf = (ending: Exact) => new Exact(10).pow(ending.lt(1) ? 0 : ending.floor().toFixed().length);

  it('ends so, and is never below the ending', () => {
    fc.assert(
      fc.property(positive(1_000), positive(200), direction, (price, ending, direction) => {
        const result = to(price, direction, ending);
        expect(result.gte(ending) && result.minus(ending).mod(periodOf(ending)).isZero()).toBe(true);
      }),
    );
  });

  it('is less than one period away, or the ending itself', () => {
    fc.assert(
      fc.property(positive(1_000), positive(200), (price, ending) => {
        const period = periodOf(ending);
        const up = to(price, 'UP', ending);
        expect(up.gte(price) && up.minus(price).lt(period)).toBe(true);
        const down = to(price, 'DOWN', ending);
        expect(price.lt(ending) ? down.eq(ending) : down.lte(price) && price.minus(down).lt(period)).toBe(true);
      }),
    );
  });

  it('is, nearest, the closer of up and down, and up on a tie', () => {
    fc.assert(
      fc.property(positive(1_000), positive(200), (price, ending) => {
        const [up, down, nearest] = [to(price, 'UP', ending), to(price, 'DOWN', ending), to(price, 'NEAREST', ending)];
        const expected = price.minus(down).abs().lt(up.minus(price).abs()) ? down : up;
        expect(nearest.toFixed()).toBe(expected.toFixed());
      }),
    );
  });
});

describe('any rounding', () => {
  it('leaves what is rounded as it is', () => {
    const to = fc.constantFrom<RoundingPolicy['to']>('MULTIPLE_OF', 'ENDS_IN');
    fc.assert(
      fc.property(positive(1_000), positive(200), direction, to, (price, amount, direction, to) => {
        const policy = { direction, to, amount: amount.toFixed() };
        const once = applyRounding(price, policy);
        expect(applyRounding(once, policy).toFixed()).toBe(once.toFixed());
      }),
    );
  });
});
