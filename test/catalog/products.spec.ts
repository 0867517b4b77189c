import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestGateway } from '../support/test-gateway.js';
import { PLACES, type StartedGateway, startOn } from './gateways.js';

describe.each(PLACES)('products in %s', (place) => {
  let started: StartedGateway;
  let gateway: TestGateway;

  beforeAll(async () => {
    started = await startOn(place, {
      CATALOG_VARIANT_ATTRIBUTES: 'Size,Finish',
      GP_PRODUCT_FIELDS: 'origin=CNTRYORGN,warranty=WRNTYDYS,altItem=ALTITEM1',
    });
    gateway = started.gateway;
  });

  afterAll(() => started?.stop());

  const ask = async (query: string, variables: Record<string, unknown> = {}, as?: string) => {
    const { data, errors, status } = await gateway.ask(query, variables, as);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    return data;
  };

  test('every field of a stocked product', async () => {
    const data = await ask(`{
      product(sku: "HCS5-38-2-ZN") {
        sku name description type defaultUnitOfMeasure quantityDecimals shippingWeight
        categories { name parent { name } }
        unitsOfMeasure { code baseQuantity }
        attributes { name value }
        media { url alt kind }
        associations { kind product { sku } }
        components { quantity }
        customFields { name value }
        some: customFields(names: ["warranty", "nosuch"]) { name value }
        none: customFields(names: []) { name value }
      }
    }`);
    const name = 'Hex cap screw, grade 5, 3/8-16 x 2 in, zinc plated';
    expect(data.product).toEqual({
      sku: 'HCS5-38-2-ZN',
      name,
      description:
        'Medium carbon steel, quenched and tempered, for general assembly work. Coarse thread. Sold by the box; singles from the counter bin.',
      type: 'STOCKED',
      defaultUnitOfMeasure: 'Box',
      quantityDecimals: 0,
      shippingWeight: '0.07',
      categories: [
        { name: 'Fasteners', parent: null },
        { name: '3/8 x 2 in', parent: { name: 'Size' } },
        { name: 'Zinc plated', parent: { name: 'Finish' } },
        { name: 'Steel', parent: { name: 'Material' } },
      ],
      unitsOfMeasure: [
        { code: 'Each', baseQuantity: '1' },
        { code: 'Box', baseQuantity: '100' },
        { code: 'Case', baseQuantity: '1000' },
      ],
      attributes: [
        { name: 'Size', value: '3/8 x 2 in' },
        { name: 'Finish', value: 'Zinc plated' },
        { name: 'Material', value: 'Steel' },
      ],
      media: [{ url: 'https://images.example.com/items/hcs5-38-2-zn.jpg', alt: name, kind: 'IMAGE' }],
      associations: [
        { kind: 'SUBSTITUTE', product: { sku: 'HCS5-38-2-PL' } },
        { kind: 'SUBSTITUTE', product: { sku: 'HCS8-38-2-YZ' } },
      ],
      components: [],
      customFields: expect.arrayContaining([
        { name: 'origin', value: 'US' },
        { name: 'warranty', value: '0' },
        { name: 'altItem', value: 'HCS5-38-2-PL' },
      ]),
      some: [{ name: 'warranty', value: '0' }],
      none: [],
    });
  });

  test('one without a name, a class, a weight, a picture or a label for its category', async () => {
    await gateway.gateway.sandbox.change(`update "SY01200" set "INET4" = '' where "Master_ID" = 'BIN-9'`);
    const data = await ask(`{
      product(sku: "bin-9") {
        sku name description categories { name } attributes { name } variants { sku } associations { kind } customFields(names: ["altItem"]) { value }
      }
      services: product(sku: "SVC-BENCH") { shippingWeight type quantityDecimals }
    }`);
    expect(data).toEqual({
      product: {
        sku: 'BIN-9',
        name: 'BIN-9',
        description: 'BIN-9',
        categories: [],
        attributes: [],
        variants: [],
        associations: [],
        customFields: [{ value: null }],
      },
      services: { shippingWeight: null, type: 'SERVICE', quantityDecimals: 2 },
    });
  });

  test('texts as GP has them', async () => {
    const data = await ask('query ($skus: [ID!]!) { products(skus: $skus) { name description } }', {
      skus: ['GREASE-EP2', 'ENAM-BLUE', 'DECAL-METRE'],
    });
    expect(data.products).toEqual([
      {
        name: 'Lithium complex grease, EP2, 14 oz cartridge',
        description:
          'NLGI 2 lithium complex grease.\nDropping point 500 F.\n"EP" means it carries load; keep it out of wet clutches.',
      },
      {
        name: 'Industrial enamel, safety blue',
        description: 'Gloss enamel, matches the "safety blue" of <b>panel doors</b> & cabinets; 350 sq ft per gallon.',
      },
      { name: 'Pipe marker film, blue "EAU GLACÉE" / chilled water', description: expect.stringContaining('EAU GLACÉE') },
    ]);
  });

  test.each([
    ['HCS5-38-2-ZN', 'STOCKED', 0],
    ['PT-JIG-6', 'DISCONTINUED', 0],
    ['KIT-PPE', 'KIT', 0],
    ['CHG-PALLET', 'CHARGE', 0],
    ['SVC-BENCH', 'SERVICE', 2],
    ['FEE-CUT', 'FLAT_FEE', 0],
    ['ROD-12', 'STOCKED', 1],
    ['MIG-035', 'STOCKED', 2],
    ['THHN-12-BK', 'STOCKED', 3],
    ['ENAM-GRAY', 'STOCKED', 4],
    ['BRAZE-AG56', 'STOCKED', 5],
  ])('%s is of type %s, counted with %i decimals', async (sku, type, quantityDecimals) => {
    const data = await ask('query ($sku: ID!) { product(sku: $sku) { type quantityDecimals } }', { sku });
    expect(data.product).toEqual({ type, quantityDecimals });
  });

  test('units smaller than the base unit', async () => {
    const data = await ask('{ product(sku: "ENAM-GRAY") { defaultUnitOfMeasure unitsOfMeasure { code baseQuantity } } }');
    expect(data.product).toEqual({
      defaultUnitOfMeasure: 'Gallon',
      unitsOfMeasure: [
        { code: 'Gallon', baseQuantity: '1' },
        { code: 'Quart', baseQuantity: '0.25' },
        { code: 'Pail', baseQuantity: '5' },
        { code: 'Drum', baseQuantity: '55' },
      ],
    });
  });

  test('what a kit is made of, without what is not sold any more', async () => {
    const components = 'components { product { sku } quantity unitOfMeasure }';
    const data = await ask(
      `{ kit: product(sku: "KIT-PPE") { ${components} } bushings: product(sku: "KIT-BUSH") { ${components} } }`,
    );
    expect(data).toEqual({
      kit: {
        components: [
          { product: { sku: 'GLS-CLEAR' }, quantity: '1', unitOfMeasure: 'Each' },
          { product: { sku: 'GLV-NIT-L' }, quantity: '0.5', unitOfMeasure: 'Dozen' },
          { product: { sku: 'EARPLUG-200' }, quantity: '0.1', unitOfMeasure: 'Box' },
          { product: { sku: 'VEST-LIME-L' }, quantity: '1', unitOfMeasure: 'Each' },
        ],
      },
      bushings: {
        components: [
          { product: { sku: 'BUSH-8X10X10' }, quantity: '4', unitOfMeasure: 'Each' },
          { product: { sku: 'BUSH-10X12X12' }, quantity: '4', unitOfMeasure: 'Each' },
        ],
      },
    });
  });

  test('substitutes, without an inactive one; GP knows no other associations', async () => {
    const data = await ask(`{
      product(sku: "SDR-S316") {
        associations { kind product { sku } }
        substitutes: associations(kind: SUBSTITUTE) { product { sku } }
        related: associations(kind: RELATED) { kind }
        accessories: associations(kind: ACCESSORY) { kind }
      }
    }`);
    expect(data.product).toEqual({
      associations: [{ kind: 'SUBSTITUTE', product: { sku: 'SDR-P2' } }],
      substitutes: [{ product: { sku: 'SDR-P2' } }],
      related: [],
      accessories: [],
    });
  });

  test('variants differ in the configured attributes only', async () => {
    const variants = async (sku: string) =>
      (await ask('query ($sku: ID!) { product(sku: $sku) { variants { sku } } }', { sku })).product?.variants.map(
        (variant) => variant.sku,
      );
    // Grade 5 screws of steel in each length, thread and finish; those of other materials are other products.
    const screws = ['12-2', '12-3', '14-1', '14-2', '38-1', '38-2', '516-112'].flatMap((size) => [
      `HCS5-${size}-PL`,
      `HCS5-${size}-ZN`,
    ]);
    expect(await variants('HCS5-38-2-ZN')).toEqual(screws.filter((sku) => sku !== 'HCS5-38-2-ZN'));
    expect(await variants('HCSS-14-1')).toEqual(['HCSS-14-2', 'HCSS-38-1', 'HCSS-38-2', 'HCSS-516-112']);
    // Hard hats differ in their color alone, which is no variant attribute here.
    expect(await variants('HAT-BLUE')).toEqual([]);
    expect(await variants('PT-HEAT-15')).toEqual([]);
  });

  test('unknown, inactive and blank SKUs are null in their places', async () => {
    const skus = ['nosuch', 'HCS5-38-2-ZN', 'SDR-S14', '', ' hcs5-38-2-zn ', 'X'.repeat(31), 'CWR-12'];
    const data = await ask('query ($skus: [ID!]!) { products(skus: $skus) { sku } none: products(skus: []) { sku } }', { skus });
    expect(data).toEqual({
      products: [null, { sku: 'HCS5-38-2-ZN' }, null, null, { sku: 'HCS5-38-2-ZN' }, null, { sku: 'CWR-12' }],
      none: [],
    });
    expect(await ask('{ product(sku: "nosuch") { sku } }')).toEqual({ product: null });
  });

  test('the longest SKU, and one that holds it cut off', async () => {
    const longest = 'SLING-POLY-2IN-X-12FT-EYE-EYE1';
    const data = await ask('query ($skus: [ID!]!) { products(skus: $skus) { sku } }', { skus: [longest, `${longest}X`] });
    expect(data.products).toEqual([{ sku: longest }, null]);
  });

  test('the tree of categories: classes first, then user categories with their values, each by name', async () => {
    const { categories } = await ask('{ categories { id name parent { name } children { name parent { name } } } }');
    expect(categories.map(({ name }) => name)).toEqual([
      'Abrasives',
      'Adhesives, sealants and tape',
      'Bearings and drives',
      'Charges',
      'Fasteners',
      'Hand tools',
      'Lubricants and fluids',
      'Paint and marking',
      'Power tools',
      'RIGGING',
      'Safety and protection',
      'Services',
      'Welding',
      'Wire and electrical',
      'Handling',
      'Size',
      'Finish',
      'Material',
      'Color',
    ]);
    expect(categories.every(({ parent }) => parent === null)).toBe(true);
    expect(categories.find(({ name }) => name === 'Fasteners')?.children).toEqual([]);
    expect(categories.find(({ name }) => name === 'Finish')?.children).toEqual(
      [
        'Black oxide',
        'Chrome',
        'Coated',
        'Flat',
        'Galvanized',
        'Gloss',
        'Hot dip galvanized',
        'Plain',
        'Sealed',
        'Yellow zinc',
        'Zinc plated',
      ].map((name) => ({ name, parent: { name: 'Finish' } })),
    );
  });

  test('one category, by its key and by its ID', async () => {
    const data = await ask(`{
      value: category(id: "category/1/HAZMAT") { id name parent { name } children { name } }
      group: category(id: "category/1") { name children { name } }
      unknown: category(id: "class/NOSUCH") { name }
      empty: category(id: "class/SEASONAL") { name }
    }`);
    expect(data).toMatchObject({
      value: { name: 'Hazardous, ground only', parent: { name: 'Handling' }, children: [] },
      group: { name: 'Handling', children: [{ name: 'Hazardous, ground only' }, { name: 'Oversize freight' }] },
      unknown: null,
      empty: null,
    });
    const { id } = (data as unknown as { value: { id: string } }).value;
    expect(await ask('query ($id: ID!) { category(id: $id) { name } }', { id })).toEqual({
      category: { name: 'Hazardous, ground only' },
    });
  });

  test('nodes are fetched again by their IDs', async () => {
    const { product, category } = await ask('{ product(sku: "CWR-12") { id } category(id: "class/HANDTOOLS") { id } }');
    const ids = [category?.id, 'nonsense', product?.id];
    const fields = '__typename id ... on Product { sku } ... on Category { name }';
    const data = await ask(`query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { ${fields} } node(id: $id) { ${fields} } }`, {
      ids,
      id: product?.id,
    });
    const theProduct = { __typename: 'Product', id: product?.id, sku: 'CWR-12' };
    expect(data).toEqual({
      nodes: [{ __typename: 'Category', id: category?.id, name: 'Hand tools' }, null, theProduct],
      node: theProduct,
    });
  });
});
