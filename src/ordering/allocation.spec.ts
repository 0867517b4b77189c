import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact } from '../values/exact.js';
import { asSku, asWarehouseCode } from '../values/identifiers.js';
import { allocate, type StockWish } from './allocation.js';

const wish = (quantity: string, rest: Partial<StockWish> = {}): StockWish => ({
  sku: asSku('CUT-9'),
  warehouse: asWarehouseCode('CENTRAL'),
  quantity: new Exact(quantity),
  baseQuantity: new Exact(1),
  decimals: 0,
  uncounted: false,
  backorderable: false,
  allOrNothing: false,
  ...rest,
});

function splitOf(there: string, ...wishes: StockWish[]) {
  return allocate(wishes, () => new Exact(there)).map(({ now, later, short }) => [now, later, short].map(String));
}

describe('A line', () => {
  it('ships what is there, and lacks the rest where it may not wait', () => {
    expect(splitOf('10', wish('10'))).toEqual([['10', '0', '0']]);
    expect(splitOf('10', wish('12'))).toEqual([['10', '0', '2']]);
  });

  it('waits for the rest where it may be back-ordered', () => {
    expect(splitOf('10', wish('12', { backorderable: true }))).toEqual([['10', '2', '0']]);
    expect(splitOf('-3', wish('2', { backorderable: true }))).toEqual([['0', '2', '0']]);
  });

  it('takes whole units of its own from what is counted in base units', () => {
    expect(splitOf('29', wish('3', { baseQuantity: new Exact(12), backorderable: true }))).toEqual([['2', '1', '0']]);
  });

  it('of a kit ships or waits as a whole', () => {
    expect(splitOf('10', wish('12', { backorderable: true, allOrNothing: true }))).toEqual([['0', '12', '0']]);
  });

  it('that nobody counts ships', () => {
    expect(splitOf('0', wish('12', { uncounted: true }))).toEqual([['12', '0', '0']]);
  });
});

describe('Lines of one product', () => {
  it('share the stock of a warehouse in their order', () => {
    expect(splitOf('10', wish('7'), wish('7', { backorderable: true }))).toEqual([
      ['7', '0', '0'],
      ['3', '4', '0'],
    ]);
  });

  it('take no more together than is there, and lose nothing', () => {
    const wishes = fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 50 }),
        base: fc.constantFrom('1', '12', '0.25'),
        backorderable: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(wishes, fc.integer({ min: -5, max: 200 }), (given, there) => {
        const lines = given.map(({ quantity, base, backorderable }) =>
          wish(String(quantity), { baseQuantity: new Exact(base), backorderable }),
        );
        const splits = allocate(lines, () => new Exact(there));
        const taken = splits.reduce((sum, { now }, index) => sum.plus(now.times(lines[index]?.baseQuantity ?? 1)), new Exact(0));
        const whole = splits.every(({ now, later, short }, index) =>
          now
            .plus(later)
            .plus(short)
            .eq(lines[index]?.quantity ?? 0),
        );
        return taken.lte(Math.max(there, 0)) && whole;
      }),
    );
  });
});
