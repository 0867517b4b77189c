import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact } from '../values/exact.js';
import { asSku, asWarehouseCode } from '../values/identifiers.js';
import { allocate, type StockWish } from './allocation.js';

const take = (sku: string, quantity = '1') => ({ sku: asSku(sku), quantity: new Exact(quantity) });

const wish = (quantity: string, rest: Partial<StockWish> = {}): StockWish => ({
  warehouse: asWarehouseCode('CENTRAL'),
  quantity: new Exact(quantity),
  decimals: 0,
  takes: [take('CUT-9')],
  unsellable: false,
  backorderable: false,
  allOrNothing: false,
  ...rest,
});

const kit = (quantity: string, takes: StockWish['takes'], rest: Partial<StockWish> = {}) =>
  wish(quantity, { takes, allOrNothing: true, ...rest });

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
    expect(splitOf('29', wish('3', { takes: [take('CUT-9', '12')], backorderable: true }))).toEqual([['2', '1', '0']]);
  });

  it('of a kit ships or waits as a whole', () => {
    expect(splitOf('10', wish('12', { backorderable: true, allOrNothing: true }))).toEqual([['0', '12', '0']]);
  });

  it('without counted stock ships', () => {
    expect(splitOf('0', wish('12', { takes: [] }))).toEqual([['12', '0', '0']]);
  });

  it('of a kit of which GP does not sell a part can be had neither now nor later', () => {
    expect(splitOf('10', kit('1', [take('CUT-9')], { unsellable: true, backorderable: true }))).toEqual([['0', '0', '1']]);
    expect(splitOf('10', kit('1', [], { unsellable: true }))).toEqual([['0', '0', '1']]);
  });
});

describe('Lines of one product', () => {
  it('share the stock of a warehouse in their order', () => {
    expect(splitOf('10', wish('7'), wish('7', { backorderable: true }))).toEqual([
      ['7', '0', '0'],
      ['3', '4', '0'],
    ]);
  });

  it('share it with the kits that the product is part of, in any order of the lines', () => {
    const saw = [take('SAW'), take('CUT-9', '2')];
    expect(splitOf('10', wish('7'), kit('2', saw, { backorderable: true }))).toEqual([
      ['7', '0', '0'],
      ['0', '2', '0'],
    ]);
    expect(splitOf('10', kit('4', saw), wish('3'))).toEqual([
      ['4', '0', '0'],
      ['2', '0', '1'],
    ]);
  });

  it('share it with kits that have it in common, and with the same kit once more', () => {
    const saw = [take('SAW'), take('CUT-9', '2')];
    const grinder = [take('GRINDER'), take('CUT-9', '3')];
    expect(splitOf('10', kit('2', saw), kit('2', grinder), kit('2', grinder))).toEqual([
      ['2', '0', '0'],
      ['2', '0', '0'],
      ['0', '0', '2'],
    ]);
    expect(splitOf('10', kit('3', saw), kit('3', saw))).toEqual([
      ['3', '0', '0'],
      ['0', '0', '3'],
    ]);
  });

  it('do not share it with those of another warehouse, or with a kit that waits', () => {
    const elsewhere = wish('7', { warehouse: asWarehouseCode('EAST') });
    expect(splitOf('10', wish('7'), elsewhere)).toEqual([
      ['7', '0', '0'],
      ['7', '0', '0'],
    ]);
    expect(splitOf('10', kit('6', [take('CUT-9', '2')], { backorderable: true }), wish('10'))).toEqual([
      ['0', '6', '0'],
      ['10', '0', '0'],
    ]);
  });

  it('take no more of any item together than is there, and lose nothing', () => {
    const taken = fc.uniqueArray(fc.record({ sku: fc.constantFrom('A', 'B', 'C'), each: fc.constantFrom('1', '12', '0.25') }), {
      maxLength: 3,
      selector: ({ sku }) => sku,
    });
    const wishes = fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 50 }),
        taken,
        backorderable: fc.boolean(),
        allOrNothing: fc.boolean(),
        unsellable: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(wishes, fc.integer({ min: -5, max: 200 }), (given, there) => {
        const lines = given.map(({ quantity, taken: parts, ...rest }) =>
          wish(String(quantity), { ...rest, takes: parts.map(({ sku, each }) => take(sku, each)) }),
        );
        const splits = allocate(lines, () => new Exact(there));
        const most = ['A', 'B', 'C'].map((item) =>
          lines.reduce((sum, { takes }, index) => {
            const each = takes.find(({ sku }) => sku === item)?.quantity ?? new Exact(0);
            return sum.plus(each.times(splits[index]?.now ?? 0));
          }, new Exact(0)),
        );
        const inOne = splits.every(({ now, later, short }, index) => {
          return !lines[index]?.allOrNothing || [now, later, short].filter((part) => part.gt(0)).length <= 1;
        });
        const whole = splits.every(({ now, later, short }, index) =>
          now
            .plus(later)
            .plus(short)
            .eq(lines[index]?.quantity ?? 0),
        );
        return most.every((taken) => taken.lte(Math.max(there, 0))) && inOne && whole;
      }),
    );
  });
});
