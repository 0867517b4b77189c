import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Product, ProductType } from '../catalog/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { decimalString, Exact } from '../values/exact.js';
import { asSku, asUnitCode, asWarehouseCode } from '../values/identifiers.js';
import { type Availability, availability, type CountingUnit } from './availability.js';
import type { StockLevel } from './stock.js';
import type { StockFacts } from './supply.js';

const EACH: CountingUnit = { code: asUnitCode('EACH'), baseQuantity: new Exact(1), decimals: 0 };
const boxOf = (baseQuantity: string, decimals = 0): CountingUnit => ({
  code: asUnitCode('BOX'),
  baseQuantity: new Exact(baseQuantity),
  decimals,
});

function product(given: Partial<Product> = {}): Product {
  return {
    sku: asSku('BOLT'),
    name: 'Bolt',
    description: 'Bolt',
    type: 'STOCKED',
    itemClass: '',
    categoryValues: [],
    baseUnit: asUnitCode('EACH'),
    id: '',
    defaultUnitOfMeasure: asUnitCode('EACH'),
    unitsOfMeasure: [
      { code: asUnitCode('EACH'), baseQuantity: decimalString(1) },
      { code: asUnitCode('BOX'), baseQuantity: decimalString(12) },
    ],
    quantityDecimals: 0,
    shippingWeight: null,
    backorderable: false,
    attributes: [],
    media: [],
    substitutes: [],
    components: [],
    variantFamily: null,
    createdOn: '2026-01-02' as CalendarDate,
    customFields: {},
    ...given,
  };
}

type Level = Partial<Record<'onHand' | 'allocated' | 'onOrder' | 'backordered' | 'orderPoint', string>> & { inactive?: boolean };

function at(warehouse: string, { inactive = false, ...given }: Level): StockLevel {
  const figure = (key: keyof typeof given) => decimalString(given[key] ?? '0');
  return {
    warehouse: asWarehouseCode(warehouse),
    onHand: figure('onHand'),
    allocated: figure('allocated'),
    onOrder: figure('onOrder'),
    backordered: figure('backordered'),
    orderPoint: figure('orderPoint'),
    inactive,
  };
}

function facts(given: Partial<StockFacts> & { sites?: readonly string[] } = {}): StockFacts {
  return {
    product: product(),
    serving: (given.sites ?? ['MAIN', 'NORTH']).map(asWarehouseCode),
    takesBackOrders: true,
    stock: null,
    components: new Map(),
    ...given,
  };
}

/** Every figure as text, so that a failed test shows numbers. */
function shown(found: Availability | undefined) {
  return (
    found && {
      ...found,
      totalAvailable: found.totalAvailable.toFixed(),
      warehouses: found.warehouses.map(({ warehouse, onHand, allocated, available, onOrder, backordered }) => ({
        warehouse,
        onHand: onHand.toFixed(),
        allocated: allocated.toFixed(),
        available: available.toFixed(),
        onOrder: onOrder.toFixed(),
        backordered: backordered.toFixed(),
      })),
    }
  );
}

const ofStock = (stock: readonly StockLevel[], given: Partial<Product> = {}, unit = EACH) =>
  shown(availability(facts({ product: product(given), stock }), unit));

describe('availability at a warehouse', () => {
  it('is what is on hand less what is allocated', () => {
    const found = ofStock([at('MAIN', { onHand: '10', allocated: '3', onOrder: '20', backordered: '1' })]);
    expect(found?.warehouses).toEqual([
      { warehouse: 'MAIN', onHand: '10', allocated: '3', available: '7', onOrder: '20', backordered: '1' },
    ]);
    expect(found).toMatchObject({ totalAvailable: '7', unit: 'EACH' });
  });

  it('is nothing, and no less, where more is allocated than there is', () => {
    const found = ofStock([at('MAIN', { onHand: '2', allocated: '5' }), at('NORTH', { onHand: '4' })]);
    expect(found?.warehouses[0]).toMatchObject({ available: '0', allocated: '5' });
    expect(found?.totalAvailable).toBe('4');
  });

  it('is lowered by a negative allocation, which shows as its size', () => {
    expect(ofStock([at('MAIN', { onHand: '10', allocated: '-3' })])?.warehouses[0]).toMatchObject({
      allocated: '3',
      available: '7',
    });
  });

  it('takes in neither what is on order nor what is back-ordered', () => {
    expect(ofStock([at('MAIN', { onHand: '5', onOrder: '100', backordered: '4' })])?.totalAvailable).toBe('5');
  });

  it('counts the warehouses that serve the viewer alone', () => {
    expect(ofStock([at('MAIN', { onHand: '5' }), at('FAR', { onHand: '100' })])).toMatchObject({
      totalAvailable: '5',
      warehouses: [{ warehouse: 'MAIN' }],
    });
  });

  it('leaves out a warehouse that the item is not sold from', () => {
    const found = ofStock([at('MAIN', { onHand: '5' }), at('NORTH', { onHand: '9', inactive: true })]);
    expect(found?.warehouses.map(({ warehouse }) => warehouse)).toEqual(['MAIN']);
    expect(found?.totalAvailable).toBe('5');
  });

  it('is listed by the code of the warehouse', () => {
    const found = ofStock([at('NORTH', { onHand: '1' }), at('MAIN', { onHand: '1' })]);
    expect(found?.warehouses.map(({ warehouse }) => warehouse)).toEqual(['MAIN', 'NORTH']);
  });

  it('is never negative and never more than is on hand, and the total is the sum', () => {
    const figure = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((units) => new Exact(units).div(1000).toFixed());
    const level = fc.record({ onHand: figure, allocated: figure });
    fc.assert(
      fc.property(level, level, fc.constantFrom(EACH, boxOf('12'), boxOf('0.5', 2)), (main, north, unit) => {
        const found = availability(facts({ stock: [at('MAIN', main), at('NORTH', north)] }), unit);
        const available = found?.warehouses.map((site) => site.available) ?? [];
        expect(available.every((amount) => amount.gte(0))).toBe(true);
        expect(found?.warehouses.every((site) => site.available.lte(Exact.max(site.onHand, 0)))).toBe(true);
        expect(Exact.sum(...available).toFixed()).toBe(found?.totalAvailable.toFixed());
      }),
    );
  });
});

describe('the status of stock', () => {
  const lots = [at('MAIN', { onHand: '50' })];
  const none = [at('MAIN', { onHand: '0', orderPoint: '5' })];

  it.each([
    ['IN_STOCK', 'some is available', lots, {}],
    ['BACKORDER', 'none is available and it may be back-ordered', none, { backorderable: true }],
    ['OUT_OF_STOCK', 'none is available and it may not be back-ordered', none, {}],
    ['DISCONTINUED', 'it is discontinued and none is left', none, { type: 'DISCONTINUED' }],
    [
      'DISCONTINUED',
      'it is discontinued and none is left, although GP allows back orders',
      none,
      { type: 'DISCONTINUED', backorderable: true },
    ],
    ['IN_STOCK', 'it is discontinued and some is left', lots, { type: 'DISCONTINUED' }],
  ] as const)('is %s where %s', (status, _, stock, given) => {
    expect(ofStock(stock, given)?.status).toBe(status);
  });

  it.each([
    ['below the sum of the order points', '6', '5', 'LOW_STOCK'],
    ['at the sum of the order points', '7', '5', 'LOW_STOCK'],
    ['above the sum of the order points', '8', '5', 'IN_STOCK'],
    ['without an order point', '1', '0', 'IN_STOCK'],
  ])('tells low stock: %s', (_, onHand, orderPoint, status) => {
    const stock = [at('MAIN', { onHand, orderPoint }), at('NORTH', { onHand: '3', orderPoint })];
    expect(ofStock(stock)?.status).toBe(status);
  });

  it('compares with the order points of the warehouses that serve the viewer alone', () => {
    const stock = [
      at('MAIN', { onHand: '6', orderPoint: '5' }),
      at('FAR', { onHand: '0', orderPoint: '100' }),
      at('NORTH', { onHand: '0', orderPoint: '100', inactive: true }),
    ];
    expect(ofStock(stock)?.status).toBe('IN_STOCK');
  });

  it('tells low stock in base units for any unit asked for', () => {
    const stock = [at('MAIN', { onHand: '24', orderPoint: '10' })];
    expect(ofStock(stock, {}, boxOf('12'))).toMatchObject({ totalAvailable: '2', status: 'IN_STOCK' });
  });

  it('says nothing is there where less is left than one of the unit asked for', () => {
    expect(ofStock([at('MAIN', { onHand: '11' })], { backorderable: true }, boxOf('12'))?.status).toBe('BACKORDER');
  });

  it('is that of none where no warehouse that serves the viewer keeps the item', () => {
    expect(ofStock([])).toMatchObject({ status: 'OUT_OF_STOCK', totalAvailable: '0', warehouses: [] });
    expect(shown(availability(facts({ stock: null }), EACH))).toMatchObject({ status: 'OUT_OF_STOCK', totalAvailable: '0' });
  });

  it('never lets a discontinued item be back-ordered', () => {
    expect(ofStock(lots, { type: 'DISCONTINUED', backorderable: true })?.backorderable).toBe(false);
    expect(ofStock(lots, { backorderable: true })?.backorderable).toBe(true);
  });

  it('never lets anything be back-ordered where the document ID of orders allows no back orders', () => {
    const none = (given: Partial<StockFacts>) =>
      shown(availability(facts({ product: product({ backorderable: true }), takesBackOrders: false, ...given }), EACH));
    expect(none({ stock: lots })).toMatchObject({ backorderable: false, status: 'IN_STOCK' });
    expect(none({ stock: [] })).toMatchObject({ backorderable: false, status: 'OUT_OF_STOCK' });
    expect(none({ stock: [], takesBackOrders: true })).toMatchObject({ backorderable: true, status: 'BACKORDER' });
  });
});

describe('availability in another unit', () => {
  it('is what each warehouse has of it whole, and the total is the sum of those', () => {
    const found = ofStock([at('MAIN', { onHand: '23' }), at('NORTH', { onHand: '23' })], {}, boxOf('12'));
    expect(found?.warehouses.map(({ available }) => available)).toEqual(['1', '1']);
    expect(found).toMatchObject({ totalAvailable: '2', unit: 'BOX' });
  });

  it('is rounded down to the decimals in which the unit is sold', () => {
    const found = ofStock([at('MAIN', { onHand: '20' })], { quantityDecimals: 2 }, boxOf('12', 2));
    expect(found?.warehouses[0]?.available).toBe('1.66');
  });

  it('shows the other figures divided, rounded down to five decimals', () => {
    const level = at('MAIN', { onHand: '20', allocated: '1', onOrder: '24', backordered: '7' });
    expect(ofStock([level], {}, boxOf('12'))?.warehouses[0]).toEqual({
      warehouse: 'MAIN',
      onHand: '1.66666',
      allocated: '0.08333',
      available: '1',
      onOrder: '2',
      backordered: '0.58333',
    });
  });

  it('is rounded down even where the unit holds one base unit', () => {
    const pack: CountingUnit = { code: asUnitCode('PACK'), baseQuantity: new Exact(1), decimals: 0 };
    expect(ofStock([at('MAIN', { onHand: '2.5' })], { quantityDecimals: 2 }, pack)?.totalAvailable).toBe('2');
  });

  it('leaves the base unit as GP counts it', () => {
    expect(ofStock([at('MAIN', { onHand: '2.5' })], { quantityDecimals: 2 }, { ...EACH, decimals: 2 })?.totalAvailable).toBe(
      '2.5',
    );
  });
});

describe('products that GP counts no stock of', () => {
  it.each<ProductType>(['CHARGE', 'SERVICE', 'FLAT_FEE'])('have no availability: %s', (type) => {
    expect(ofStock([at('MAIN', { onHand: '5' })], { type })).toBeUndefined();
  });
});

describe('availability of a kit', () => {
  type Part = { sku: string; quantity: string; unit?: string; stock?: readonly StockLevel[]; missing?: boolean } & Partial<
    Pick<Product, 'type' | 'backorderable'>
  >;
  const EVERYWHERE = [at('MAIN', {}), at('NORTH', {})];

  function ofKit(parts: readonly Part[], { stock = EVERYWHERE, unit = EACH, ...given }: KitGiven = {}) {
    const components = parts.map(({ sku, quantity, unit: partUnit = 'EACH' }) => ({
      sku: asSku(sku),
      quantity: decimalString(quantity),
      unit: asUnitCode(partUnit),
    }));
    const known = parts.map(({ sku, type = 'STOCKED', backorderable = false, stock: own = EVERYWHERE, missing = false }) => {
      return [asSku(sku), { product: missing ? null : product({ sku: asSku(sku), type, backorderable }), stock: own }] as const;
    });
    const kit = product({ type: 'KIT', components, backorderable: true, ...given });
    return shown(availability(facts({ product: kit, stock, components: new Map(known) }), unit));
  }
  type KitGiven = Partial<Product> & { stock?: readonly StockLevel[]; unit?: CountingUnit };

  it('is as many as the scarcest component makes, warehouse by warehouse', () => {
    const found = ofKit([
      { sku: 'BOLT', quantity: '4', stock: [at('MAIN', { onHand: '40' }), at('NORTH', { onHand: '7' })] },
      { sku: 'NUT', quantity: '2', stock: [at('MAIN', { onHand: '10', allocated: '3' }), at('NORTH', { onHand: '90' })] },
    ]);
    expect(found?.warehouses.map(({ available }) => available)).toEqual(['3', '1']);
    expect(found?.totalAvailable).toBe('4');
  });

  it('shows what is available as on hand, and the other figures as nothing', () => {
    const stock = [at('MAIN', { onHand: '9', allocated: '1', onOrder: '5', backordered: '2' })];
    expect(ofKit([{ sku: 'BOLT', quantity: '2', stock }])?.warehouses[0]).toEqual({
      warehouse: 'MAIN',
      onHand: '4',
      allocated: '0',
      available: '4',
      onOrder: '0',
      backordered: '0',
    });
  });

  it('takes a component in the unit that the kit names, as its own schedule has it', () => {
    const stock = [at('MAIN', { onHand: '30' })];
    expect(ofKit([{ sku: 'BOLT', quantity: '1', unit: 'BOX', stock }])?.totalAvailable).toBe('2');
    expect(ofKit([{ sku: 'BOLT', quantity: '1', unit: 'box', stock }])?.totalAvailable).toBe('2');
  });

  it('counts a discontinued component as well', () => {
    const stock = [at('MAIN', { onHand: '3' })];
    expect(ofKit([{ sku: 'BOLT', quantity: '1', type: 'DISCONTINUED', stock }])?.totalAvailable).toBe('3');
  });

  it.each<ProductType>(['CHARGE', 'SERVICE', 'FLAT_FEE'])('passes over a component that is not counted: %s', (type) => {
    const parts: Part[] = [
      { sku: 'BOLT', quantity: '1', stock: [at('MAIN', { onHand: '3' })] },
      { sku: 'WORK', quantity: '1', type },
    ];
    expect(ofKit(parts)?.totalAvailable).toBe('3');
  });

  it('does not exist where no component is counted', () => {
    expect(ofKit([{ sku: 'WORK', quantity: '1', type: 'SERVICE' }])).toBeUndefined();
    expect(ofKit([])).toBeUndefined();
  });

  it('is nowhere but where the kit itself and every component is assigned, counted or not', () => {
    const bolts = { sku: 'BOLT', quantity: '1', stock: [at('MAIN', { onHand: '3' }), at('NORTH', { onHand: '5' })] };
    const sites = (found: ReturnType<typeof ofKit>) =>
      found?.warehouses.map(({ warehouse, available }) => `${warehouse} ${available}`);
    expect(sites(ofKit([bolts, { sku: 'NUT', quantity: '1', stock: [at('NORTH', { onHand: '3' })] }]))).toEqual(['NORTH 3']);
    expect(sites(ofKit([bolts, { sku: 'WORK', quantity: '1', type: 'SERVICE', stock: [at('MAIN', {})] }]))).toEqual(['MAIN 3']);
    expect(sites(ofKit([bolts], { stock: [at('MAIN', {})] }))).toEqual(['MAIN 3']);
    expect(sites(ofKit([bolts], { stock: [at('MAIN', {}), at('NORTH', { inactive: true })] }))).toEqual(['MAIN 3']);
    expect(sites(ofKit([{ ...bolts, stock: [] }]))).toEqual([]);
    const split = [
      { ...bolts, stock: [at('MAIN', { onHand: '3' })] },
      { ...bolts, sku: 'NUT', stock: [at('NORTH', { onHand: '3' })] },
    ];
    expect(ofKit(split)).toMatchObject({ totalAvailable: '0', status: 'OUT_OF_STOCK', warehouses: [] });
  });

  it('counts a component that stands in it twice twice', () => {
    const bolt = { sku: 'BOLT', quantity: '2', stock: [at('MAIN', { onHand: '10' })] };
    expect(ofKit([bolt, { ...bolt, quantity: '3' }])?.totalAvailable).toBe('2');
  });

  it('is none where GP does not sell a component any more', () => {
    const bolts = { sku: 'BOLT', quantity: '1', backorderable: true, stock: [at('MAIN', { onHand: '3' })] };
    expect(ofKit([bolts, { sku: 'GONE', quantity: '1', missing: true }])).toMatchObject({
      totalAvailable: '0',
      backorderable: false,
      status: 'OUT_OF_STOCK',
    });
  });

  it('is none of a kit of services of which GP does not sell one any more', () => {
    const work = { sku: 'WORK', quantity: '1', type: 'SERVICE', missing: true } as const;
    expect(ofKit([work])).toMatchObject({ totalAvailable: '0', backorderable: false });
  });

  it('may be back-ordered where the kit itself and all counted components may', () => {
    const bolt = { sku: 'BOLT', quantity: '1', backorderable: true };
    expect(ofKit([bolt, { sku: 'NUT', quantity: '1', backorderable: true }])).toMatchObject({
      backorderable: true,
      status: 'BACKORDER',
    });
    const none = { backorderable: false, status: 'OUT_OF_STOCK' };
    expect(ofKit([bolt, { sku: 'NUT', quantity: '1' }])).toMatchObject(none);
    expect(ofKit([bolt], { backorderable: false })).toMatchObject(none);
    expect(ofKit([{ ...bolt, type: 'DISCONTINUED' }])).toMatchObject(none);
    expect(ofKit([bolt, { sku: 'WORK', quantity: '1', type: 'SERVICE' }])?.backorderable).toBe(true);
  });

  it('counts whole kits, or as many decimals as the kit has', () => {
    const parts = [{ sku: 'BOLT', quantity: '3', stock: [at('MAIN', { onHand: '10' })] }];
    expect(ofKit(parts)?.totalAvailable).toBe('3');
    expect(ofKit(parts, { quantityDecimals: 2, unit: { ...EACH, decimals: 2 } })?.totalAvailable).toBe('3.33');
  });

  it('is never low, since no order point is set for what is not kept itself', () => {
    const stock = [at('MAIN', { onHand: '1', orderPoint: '100' })];
    expect(ofKit([{ sku: 'BOLT', quantity: '1', stock }])?.status).toBe('IN_STOCK');
  });
});
