import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, dropDatabase } from './support/databases.js';
import { TestGateway } from './support/test-gateway.js';

const FIGURES = `
  __typename
  ... on Unavailable { reason }
  ... on Availability {
    status totalAvailable unitOfMeasure backorderable
    warehouses { warehouse { code } onHand allocated available onOrder backordered distanceKm }
  }`;
const AVAILABILITY = `query ($sku: ID!, $unit: String, $near: LocationInput) {
  product(sku: $sku) { availability(unitOfMeasure: $unit, near: $near) { ${FIGURES} } }
}`;
const CLOSEST = `query ($sku: ID!, $quantity: Decimal!, $unit: String, $near: LocationInput) {
  product(sku: $sku) {
    availability(unitOfMeasure: $unit, near: $near) {
      ... on Availability { closestWith(quantity: $quantity) { warehouse { code } } }
    }
  }
}`;

let urls: string[];
let gateway: TestGateway;
/** CONTRACTOR; ships to SHOP, which CENTRAL serves. Sees all warehouses. */
let hargate: string;
/** RESELLER; ships to WAREHOUSE, which EAST serves. */
let brindle: string;
/** INDUSTRIAL; ships to PLANT-1 in Macon, which SOUTH serves. */
let kestrel: string;
/** EXPORT, which does not see CABLEYARD; ships to MILL in Kenora, which ONTARIO serves. */
let nipigon: string;
/** GOVERNMENT. */
let oakhollow: string;

beforeAll(async () => {
  urls = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: urls[0], GP_URL: urls[1] });
  hargate = await gateway.signIn('nell.hargate@example.com');
  brindle = await gateway.signIn('otis.brindle@example.com');
  kestrel = await gateway.signIn('marta.quill@example.com');
  nipigon = await gateway.signIn('tess.moreau@example.com', 'NIPIGON');
  oakhollow = await gateway.signIn('ruth.viewer@example.com', 'OAKHOLLOW');
});

afterAll(async () => {
  await gateway?.stop();
  for (const url of urls ?? []) await dropDatabase(url);
});

interface Question {
  readonly unit?: string;
  readonly near?: object;
  /** A visitor where not given. */
  readonly as?: string;
}

async function availabilityOf(sku: string, { as, ...variables }: Question = {}) {
  for (let attempt = 1; ; attempt++) {
    const { status, data, errors } = await gateway.ask(AVAILABILITY, { sku, ...variables }, as);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    const found = data.product?.availability;
    // A busy machine may answer too late for a page; it is asked again then, as a visitor would.
    if (attempt < 10 && found?.__typename === 'Unavailable' && found.reason === 'ERP_UNAVAILABLE') continue;
    return found;
  }
}

/** The figures of warehouses, "code: available", in the order given. */
async function availableAt(sku: string, question: Question = {}) {
  const found = await availabilityOf(sku, question);
  if (found?.__typename !== 'Availability') return found;
  return found.warehouses.map(({ warehouse, available }) => `${warehouse.code}: ${available}`);
}

async function closest(sku: string, quantity: string | number, { as, ...variables }: Question = {}) {
  const { data, errors } = await gateway.ask(CLOSEST, { sku, quantity, ...variables }, as);
  expect(errors).toBeUndefined();
  const found = data.product?.availability;
  return found && 'closestWith' in found ? (found.closestWith?.warehouse.code ?? null) : found;
}

const stock = (code: string, figures: object = {}) => ({
  warehouse: { code },
  onHand: '0',
  allocated: '0',
  available: '0',
  onOrder: '0',
  backordered: '0',
  distanceKm: null,
  ...figures,
});

describe('figures', () => {
  test('on hand less allocated, at every warehouse by its code', async () => {
    expect(await availabilityOf('HCS5-38-2-ZN', { as: hargate })).toEqual({
      __typename: 'Availability',
      status: 'IN_STOCK',
      totalAvailable: '25679',
      unitOfMeasure: 'Each',
      backorderable: true,
      warehouses: [
        stock('ALBERTA', { onHand: '2016', allocated: '302', available: '1714' }),
        stock('CENTRAL', { onHand: '12510', allocated: '1001', available: '11509', onOrder: '4500' }),
        stock('EAST', { onHand: '5008', allocated: '851', available: '4157' }),
        stock('NORTHWEST', { onHand: '4631', allocated: '648', available: '3983' }),
        stock('ONTARIO', { onHand: '1260', available: '1260' }),
        stock('SOUTH', { onHand: '1575', available: '1575' }),
        stock('WEST', { onHand: '1481', available: '1481' }),
      ],
    });
  });

  test('negative stock is shown, and none of it is available', async () => {
    expect(await availabilityOf('DISC5-G80')).toMatchObject({
      status: 'IN_STOCK',
      totalAvailable: '1125',
      warehouses: [
        stock('CENTRAL', { onHand: '900', available: '900' }),
        stock('EAST', { onHand: '250', allocated: '25', available: '225' }),
        stock('SOUTH', { onHand: '-40' }),
      ],
    });
  });

  test('more allocated than there is leaves none, and takes none from other warehouses', async () => {
    expect(await availabilityOf('FLAP-G40')).toMatchObject({
      totalAvailable: '350',
      warehouses: [
        stock('CENTRAL', { onHand: '400', allocated: '50', available: '350' }),
        stock('WEST', { onHand: '20', allocated: '35' }),
      ],
    });
  });

  test('a negative allocation lowers what is available', async () => {
    expect(await availabilityOf('CUT-14')).toMatchObject({
      totalAvailable: '118',
      warehouses: [
        stock('CENTRAL', { onHand: '100', allocated: '12', available: '88' }),
        stock('WEST', { onHand: '40', allocated: '10', available: '30' }),
      ],
    });
  });

  test('damaged and returned pieces are not on hand', async () => {
    expect(await availabilityOf('LEVEL-24')).toMatchObject({
      totalAvailable: '41',
      warehouses: [stock('CENTRAL', { onHand: '44', allocated: '3', available: '41' })],
    });
  });
});

describe('units', () => {
  test('whole units only, warehouse by warehouse; other figures are divided exactly', async () => {
    const inBoxes = await availabilityOf('HCS5-38-2-ZN', { unit: 'Box', as: hargate });
    expect(inBoxes).toMatchObject({ unitOfMeasure: 'Box', totalAvailable: '253' });
    expect(inBoxes).toHaveProperty(
      'warehouses.1',
      stock('CENTRAL', { onHand: '125.1', allocated: '10.01', available: '115', onOrder: '45' }),
    );
    expect(await availableAt('HCS5-38-2-ZN', { unit: 'Case', as: hargate })).toEqual([
      'ALBERTA: 1',
      'CENTRAL: 11',
      'EAST: 4',
      'NORTHWEST: 3',
      'ONTARIO: 1',
      'SOUTH: 1',
      'WEST: 1',
    ]);
  });

  test('17 pairs are one dozen, 11 are none', async () => {
    expect(await availableAt('GLV-NIT-S')).toEqual(['CENTRAL: 143', 'EAST: 17', 'ONTARIO: 11']);
    expect(await availableAt('GLV-NIT-S', { unit: 'Dozen' })).toEqual(['CENTRAL: 11', 'EAST: 1', 'ONTARIO: 0']);
  });

  test('negative stock in a larger unit', async () => {
    expect(await availabilityOf('DISC5-G80', { unit: 'Pack' })).toMatchObject({
      totalAvailable: '22',
      warehouses: [
        stock('CENTRAL', { onHand: '18', available: '18' }),
        stock('EAST', { onHand: '5', allocated: '0.5', available: '4' }),
        stock('SOUTH', { onHand: '-0.8' }),
      ],
    });
  });

  test('a product in fractions of its base unit, in whole larger and whole smaller units', async () => {
    expect(await availableAt('ENAM-GRAY')).toEqual([
      'CENTRAL: 206.7',
      'EAST: 53.69',
      'NORTHWEST: 41.86',
      'ONTARIO: 37.46',
      'SOUTH: 47.55',
    ]);
    expect(await availableAt('ENAM-GRAY', { unit: 'Pail' })).toEqual([
      'CENTRAL: 41',
      'EAST: 10',
      'NORTHWEST: 8',
      'ONTARIO: 7',
      'SOUTH: 9',
    ]);
    expect(await availableAt('ENAM-GRAY', { unit: 'Quart' })).toEqual([
      'CENTRAL: 826',
      'EAST: 214',
      'NORTHWEST: 167',
      'ONTARIO: 149',
      'SOUTH: 190',
    ]);
  });

  test('a unit that is sold in fractions, with as many decimals as the item has', async () => {
    expect(await availableAt('BRAZE-AG56')).toEqual(['CENTRAL: 81.81275', 'EAST: 12.00005']);
    expect(await availableAt('BRAZE-AG56', { unit: 'Gram', as: hargate })).toEqual(['CENTRAL: 2544.72006', 'EAST: 373.25194']);
  });

  test('a unit in other letters is the same; one that the item lacks is not defined', async () => {
    expect(await availabilityOf('GLV-NIT-S', { unit: ' dozen ' })).toMatchObject({
      unitOfMeasure: 'Dozen',
      totalAvailable: '12',
    });
    expect(await availabilityOf('GLV-NIT-S', { unit: 'Spool' })).toEqual({ __typename: 'Unavailable', reason: 'NOT_DEFINED' });
  });
});

describe('status', () => {
  test.each([
    ['BRG-6207-2RS', 'BACKORDER', true],
    ['BRG-6208-2RS', 'OUT_OF_STOCK', false],
    ['HAT-BLUE', 'LOW_STOCK', true],
    ['HAT-ORANGE', 'LOW_STOCK', true],
    ['PT-JIG-6', 'IN_STOCK', false],
    ['TIE-14-BK', 'IN_STOCK', false],
    ['PLI-TONG-10', 'DISCONTINUED', false],
    ['CUTFLUID', 'DISCONTINUED', false],
  ])('%s: %s', async (sku, status, backorderable) => {
    expect(await availabilityOf(sku)).toMatchObject({ status, backorderable });
  });

  test('what is on its way and what buyers wait for', async () => {
    expect(await availabilityOf('BRG-6207-2RS')).toMatchObject({
      totalAvailable: '0',
      warehouses: [stock('CENTRAL', { onOrder: '200', backordered: '35' }), stock('EAST', { backordered: '4' })],
    });
    expect(await availabilityOf('CUTFLUID')).toMatchObject({ warehouses: [stock('CENTRAL', { onOrder: '100' })] });
  });

  test('an agency item on order, for the one who sees it', async () => {
    expect(await availabilityOf('GSA-CASE-7', { as: oakhollow })).toEqual({
      __typename: 'Availability',
      status: 'OUT_OF_STOCK',
      totalAvailable: '0',
      unitOfMeasure: 'Each',
      backorderable: false,
      warehouses: [stock('CENTRAL', { onOrder: '12' })],
    });
  });

  test('below the order points and exactly at them, counted in the base unit', async () => {
    expect(await availableAt('HAT-BLUE')).toEqual(['CENTRAL: 7', 'SOUTH: 5']);
    expect(await availableAt('HAT-ORANGE')).toEqual(['CENTRAL: 20', 'EAST: 0']);
  });

  test('a discontinued product sells down, without a site that is closed', async () => {
    expect(await availabilityOf('GRW-6')).toMatchObject({
      status: 'IN_STOCK',
      totalAvailable: '3',
      warehouses: [stock('CENTRAL', { onHand: '3', available: '3' })],
    });
  });

  test.each(['PT-HEAT-15', 'RESP-HALF-M', 'HAM-BALL-24'])('%s is kept at no active warehouse', async (sku) => {
    expect(await availabilityOf(sku, { as: hargate })).toEqual({
      __typename: 'Availability',
      status: 'BACKORDER',
      totalAvailable: '0',
      unitOfMeasure: 'Each',
      backorderable: true,
      warehouses: [],
    });
  });

  test('a warehouse at which the item is inactive does not count', async () => {
    expect(await availabilityOf('CUT-9')).toMatchObject({
      totalAvailable: '350',
      warehouses: [
        stock('CENTRAL', { onHand: '310', allocated: '20', available: '290' }),
        stock('ONTARIO', { onHand: '60', available: '60' }),
      ],
    });
  });

  test.each(['CHG-PALLET', 'SVC-BENCH', 'FEE-CUT'])('no stock is counted for %s', async (sku) => {
    expect(await availabilityOf(sku)).toEqual({ __typename: 'Unavailable', reason: 'NOT_DEFINED' });
  });
});

describe('kits, as many as their counted components make', () => {
  test.each([
    ['KIT-DRILL', 'IN_STOCK', '24', true, { CENTRAL: 18, NORTHWEST: 6 }],
    ['KIT-WRENCH', 'IN_STOCK', '64', true, { CENTRAL: 64 }],
    ['KIT-WELD', 'IN_STOCK', '4', false, { CENTRAL: 4 }],
    ['KIT-ANCHOR', 'IN_STOCK', '15', true, { ALBERTA: 1, CENTRAL: 10, EAST: 1, NORTHWEST: 2, SOUTH: 1 }],
    ['KIT-PPE', 'IN_STOCK', '240', true, { CENTRAL: 147, ONTARIO: 37, SOUTH: 56 }],
    ['KIT-PAINT', 'IN_STOCK', '19', false, { CENTRAL: 12, SOUTH: 7 }],
    ['KIT-CORD', 'BACKORDER', '0', true, {}],
    ['KIT-BUSH', 'OUT_OF_STOCK', '0', false, {}],
    ['KIT-SAW', 'IN_STOCK', '7', false, { CENTRAL: 5, WEST: 2 }],
  ])('%s: %s, %s', async (sku, status, totalAvailable, backorderable, at) => {
    const found = await availabilityOf(sku, { as: hargate });
    expect(found).toMatchObject({ status, totalAvailable, backorderable, unitOfMeasure: 'Each' });
    const warehouses = found?.__typename === 'Availability' ? found.warehouses : [];
    const some = warehouses.filter(({ available }) => available !== '0');
    expect(Object.fromEntries(some.map(({ warehouse, available }) => [warehouse.code, Number(available)]))).toEqual(at);
  });

  test('those warehouses alone are named to which the kit and every component is assigned', async () => {
    // The cord is at CABLEYARD and WEST, the tape at EAST.
    expect(await availableAt('KIT-CORD', { as: hargate })).toEqual([]);
    // WEST has all wrenches but one.
    expect(await availableAt('KIT-WRENCH', { as: hargate })).toEqual(['CENTRAL: 64']);
    // The calibration is done everywhere, the helmet is kept at CENTRAL alone.
    expect(await availableAt('KIT-WELD', { as: hargate })).toEqual(['CENTRAL: 4']);
    expect(await availableAt('KIT-SAW', { as: hargate })).toEqual(['CENTRAL: 5', 'WEST: 2']);
  });

  test('one of uncounted components only has no stock; an inactive one does not exist', async () => {
    expect(await availabilityOf('KIT-SERVICE')).toEqual({ __typename: 'Unavailable', reason: 'NOT_DEFINED' });
    expect(await availabilityOf('KIT-XMAS')).toBeUndefined();
  });
});

describe('near a place', () => {
  const codes = async (sku: string, question: Question) =>
    ((await availableAt(sku, question)) as string[]).map((figure) => figure.split(':')[0]);

  test('a point: nearest first', async () => {
    const reno = { point: { latitude: 39.5, longitude: -119.8 } };
    expect(await codes('HCS5-38-2-ZN', { near: reno })).toEqual([
      'WEST',
      'NORTHWEST',
      'ALBERTA',
      'CENTRAL',
      // Macon is 3,302 km from there, Mississauga 3,338 km.
      'SOUTH',
      'ONTARIO',
      'EAST',
    ]);
  });

  test.each([
    ['89502', 'WEST'],
    ['89502-2210', 'WEST'],
    ['895022210', 'WEST'],
    [' 18104 ', 'EAST'],
    ['L5T 2N7', 'ONTARIO'],
    ['l5t2n7', 'ONTARIO'],
    ['T2E', 'ALBERTA'],
  ])('the postal code "%s" is nearest to %s', async (postalCode, code) => {
    expect(await codes('HCS5-38-2-ZN', { near: { postalCode } })).toHaveProperty('0', code);
  });

  test('distances are great-circle distances; the place of the cable yard is not known, so it comes last', async () => {
    const found = await availabilityOf('THHN-12-BK', { near: { postalCode: '89502' }, as: hargate });
    expect(found).toMatchObject({
      warehouses: [
        { warehouse: { code: 'WEST' }, distanceKm: 0 },
        // Reno to Joliet is 2,630 km, give or take where in a postal code's area one measures.
        { warehouse: { code: 'CENTRAL' }, distanceKm: expect.closeTo(2630, -2) },
        { warehouse: { code: 'CABLEYARD' }, distanceKm: null },
      ],
    });
  });

  test("one of the account's addresses", async () => {
    expect(await codes('HCS5-38-2-ZN', { near: { addressCode: 'PLANT-1' }, as: kestrel })).toHaveProperty('0', 'SOUTH');
    expect(await codes('HCS5-38-2-ZN', { near: { addressCode: ' plant-1 ' }, as: kestrel })).toHaveProperty('0', 'SOUTH');
    expect(await codes('HCS5-38-2-ZN', { near: { addressCode: 'MILL' }, as: nipigon })).toHaveProperty('0', 'CENTRAL');
  });

  test.each([
    ['a postal code that nobody uses', { postalCode: '00000' }, undefined],
    ["an address that is another account's", { addressCode: 'SHOP' }, 'kestrel'],
    ['an address, for a visitor', { addressCode: 'PLANT-1' }, undefined],
    ['a blank address code', { addressCode: '' }, 'kestrel'],
  ])('%s is no place: by code, without distances', async (_, near, who) => {
    const asked = { ...(who && { as: kestrel }), near };
    const { near: _place, ...anywhere } = asked;
    expect(await availabilityOf('HCS5-38-2-ZN', asked)).toEqual(await availabilityOf('HCS5-38-2-ZN', anywhere));
  });
});

describe('the closest warehouse with a quantity', () => {
  test("without a place, the account's own warehouse comes first", async () => {
    expect(await closest('HCS5-38-2-ZN', 1, { as: hargate })).toBe('CENTRAL');
    expect(await closest('HCS5-38-2-ZN', 1, { as: brindle })).toBe('EAST');
    expect(await closest('HCS5-38-2-ZN', 1, { as: kestrel })).toBe('SOUTH');
    expect(await closest('HCS5-38-2-ZN', 1)).toBe('CENTRAL');
  });

  test('then the best stocked', async () => {
    expect(await closest('HCS5-38-2-ZN', 4157, { as: brindle })).toBe('EAST');
    expect(await closest('HCS5-38-2-ZN', '4157.00001', { as: brindle })).toBe('CENTRAL');
    expect(await closest('THHN-12-BK', 1, { as: kestrel })).toBe('CABLEYARD');
    expect(await closest('HCS5-38-2-ZN', 20_000, { as: brindle })).toBeNull();
  });

  test('with a place, the nearest that has enough', async () => {
    const near = { postalCode: '89502' };
    expect(await closest('HCS5-38-2-ZN', 1481, { near })).toBe('WEST');
    expect(await closest('HCS5-38-2-ZN', 1482, { near })).toBe('NORTHWEST');
    expect(await closest('HCS5-38-2-ZN', 10_000, { near })).toBe('CENTRAL');
    expect(await closest('HCS5-38-2-ZN', 12_000, { near })).toBeNull();
  });

  test('counts in the unit that was asked for', async () => {
    expect(await closest('HCS5-38-2-ZN', 41, { unit: 'Box', as: brindle })).toBe('EAST');
    expect(await closest('HCS5-38-2-ZN', 42, { unit: 'Box', as: brindle })).toBe('CENTRAL');
  });

  test('is one by default', async () => {
    const { data } = await gateway.ask(
      '{ product(sku: "CUT-14") { availability { ... on Availability { closestWith { warehouse { code } available } } } } }',
    );
    expect(data).toEqual({
      product: { availability: { closestWith: { warehouse: { code: 'CENTRAL' }, available: '88' } } },
    });
  });
});

describe('warehouses', () => {
  const DEFAULT = '{ viewer { account { defaultWarehouse { code } } } }';
  const everywhere = ['ALBERTA', 'CENTRAL', 'EAST', 'NORTHWEST', 'ONTARIO', 'SOUTH', 'WEST'];

  test('the active ones that no rule withholds', async () => {
    const codes = async (as?: string) =>
      (await gateway.ask('{ warehouses { code } }', {}, as)).data.warehouses.map(({ code }) => code).toSorted();
    expect(await codes()).toEqual(everywhere);
    expect(await codes(nipigon)).toEqual(everywhere);
    expect(await codes(hargate)).toEqual([...everywhere, 'CABLEYARD'].toSorted());
  });

  test('with their addresses, as far as GP has them', async () => {
    const { data } = await gateway.ask(
      '{ warehouses { code name address { line1 city region postalCode country } } }',
      {},
      hargate,
    );
    expect(data.warehouses).toEqual(
      expect.arrayContaining([
        {
          code: 'WEST',
          name: 'Reno branch',
          address: {
            line1: '1190 Silver Bench Road',
            city: 'Reno',
            region: 'NV',
            postalCode: '89502-2210',
            country: 'United States',
          },
        },
        {
          code: 'CABLEYARD',
          name: 'Wire and chain yard',
          address: { line1: 'Rail spur behind Dock 9', city: null, region: null, postalCode: null, country: null },
        },
      ]),
    );
  });

  test('a hidden one appears nowhere', async () => {
    const { data: seen } = await gateway.ask('{ warehouses { id code } }', {}, hargate);
    const id = seen.warehouses.find(({ code }) => code === 'CABLEYARD')?.id;
    const node = 'query ($id: ID!) { node(id: $id) { ... on Warehouse { code } } }';
    expect((await gateway.ask(node, { id }, hargate)).data).toEqual({ node: { code: 'CABLEYARD' } });
    for (const as of [undefined, nipigon]) {
      expect((await gateway.ask(node, { id }, as)).data).toEqual({ node: null });
      const asked = as === undefined ? {} : { as };
      expect(await availableAt('THHN-12-BK', asked)).toEqual(['CENTRAL: 18054', 'WEST: 6804']);
      expect(await availabilityOf('THHN-12-BK', asked)).toMatchObject({ totalAvailable: '24858' });
      expect(await closest('THHN-12-BK', 20_000, asked)).toBeNull();
      expect(await closest('THHN-12-BK', 20_000, { ...asked, near: { postalCode: '60433' } })).toBeNull();
    }
    expect(await availabilityOf('THHN-12-BK', { as: hargate })).toMatchObject({ totalAvailable: '46530' });
    expect(await closest('THHN-12-BK', 20_000, { as: hargate })).toBe('CABLEYARD');
  });

  test("the account's own", async () => {
    for (const [as, code] of [
      [hargate, 'CENTRAL'],
      [brindle, 'EAST'],
      [kestrel, 'SOUTH'],
      [nipigon, 'ONTARIO'],
    ] as const) {
      expect((await gateway.ask(DEFAULT, {}, as)).data).toEqual({ viewer: { account: { defaultWarehouse: { code } } } });
    }
  });
});

test('a source that fails leaves the rest of the page', async () => {
  await gateway.forgetFacts();
  gateway.gp.make({ failing: true });
  const { status, data, errors } = await gateway.ask(
    '{ product(sku: "CUT-14") { name availability { ... on Unavailable { reason } } } }',
  );
  gateway.gp.make({});
  expect({ status, errors }).toEqual({ status: 200, errors: undefined });
  expect(data).toEqual({
    product: { name: 'Cut-off wheel, 14 in x 0.045 in, for steel', availability: { reason: 'ERP_UNAVAILABLE' } },
  });
});
