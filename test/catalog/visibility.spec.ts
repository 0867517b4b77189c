import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalogRules } from '../../src/config/index.js';
import { globalId, parseGlobalId } from '../../src/values/global-id.js';
import type { TestGateway } from '../support/test-gateway.js';
import { compare, everySku, itemsInGp, PLACES, pageOf, type StartedGateway, startOn } from './gateways.js';

/** One rule of every kind. The labels of the categories are Handling, Size, Finish, Material, Color and none. */
const RULES = {
  products: [
    { itemClasses: ['govsupply'], visibleTo: { customerClasses: ['Government'] } },
    { categories: [{ number: 1, values: ['RESTRICTED'] }], hiddenFrom: { anonymous: true } },
    { categories: [{ number: 2, values: ['1/2X2'] }], hiddenFrom: { customerClasses: ['INDUSTRIAL'] } },
    {
      categories: [{ number: 3, values: ['HOTDIP', 'YELLOWZINC'] }],
      visibleTo: { priceLevels: ['CONTRACTOR'], anonymous: true },
    },
    { categories: [{ number: 4, values: ['NYLON'] }], hiddenFrom: { priceLevels: ['DEALER'], customerClasses: ['NOBODY'] } },
    { categories: [{ number: 5, values: ['PINK'] }], visibleTo: { customerClasses: ['RESELLER'] } },
    { categories: [{ number: 6, values: ['BACKROOM'] }], hiddenFrom: { anonymous: true, priceLevels: ['KESTREL'] } },
    { itemClasses: ['SERVICES'], categories: [{ number: 5, values: ['LIME'] }], hiddenFrom: { anonymous: true } },
  ],
  warehouses: [],
};

type Row = Record<string, string>;

const HIDDEN_FROM: Record<string, (item: Row) => boolean> = {
  visitor: (item) =>
    item['class'] === 'GOVSUPPLY' ||
    item['class'] === 'SERVICES' ||
    item['1'] === 'RESTRICTED' ||
    ['PINK', 'LIME'].includes(item['5'] ?? '') ||
    item['6'] === 'BACKROOM',
  hargate: (item) => item['class'] === 'GOVSUPPLY' || item['5'] === 'PINK',
  brindle: (item) => item['class'] === 'GOVSUPPLY' || ['HOTDIP', 'YELLOWZINC'].includes(item['3'] ?? '') || item['4'] === 'NYLON',
  kestrel: (item) =>
    item['class'] === 'GOVSUPPLY' ||
    item['2'] === '1/2X2' ||
    ['HOTDIP', 'YELLOWZINC'].includes(item['3'] ?? '') ||
    item['5'] === 'PINK' ||
    item['6'] === 'BACKROOM',
  oakhollow: (item) => ['HOTDIP', 'YELLOWZINC'].includes(item['3'] ?? '') || item['5'] === 'PINK',
};
const VIEWERS = Object.keys(HIDDEN_FROM);

describe.each(PLACES)('visibility in %s', (place) => {
  let folder: string;
  let started: StartedGateway;
  let gateway: TestGateway;
  let items: Row[];
  let tokens: Record<string, string | undefined>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gateway-rules-'));
    const file = join(folder, 'rules.json');
    writeFileSync(file, JSON.stringify(RULES));
    started = await startOn(place, { CATALOG_RULES: file, CATALOG_VARIANT_ATTRIBUTES: 'Size,Finish,Color' });
    gateway = started.gateway;
    const categories = await gateway.gateway.sandbox.change(
      `select rtrim("ITEMNMBR") as sku, rtrim("USCATVLS_1") as "1", rtrim("USCATVLS_2") as "2", rtrim("USCATVLS_3") as "3",
         rtrim("USCATVLS_4") as "4", rtrim("USCATVLS_5") as "5", rtrim("USCATVLS_6") as "6" from "IV00101"`,
    );
    const bySku = new Map((categories as Row[]).map((row) => [row['sku'], row]));
    items = (await itemsInGp(gateway)).map((item) => ({ ...item, ...bySku.get(item['sku']) }));
    tokens = {
      visitor: undefined,
      hargate: await gateway.signIn('nell.hargate@example.com'),
      brindle: await gateway.signIn('otis.brindle@example.com'),
      kestrel: await gateway.signIn('marta.quill@example.com'),
      oakhollow: await gateway.signIn('ruth.viewer@example.com', 'OAKHOLLOW'),
    };
  });

  afterAll(async () => {
    await started?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const asked = (viewer: string) => (tokens[viewer] === undefined ? {} : { as: tokens[viewer] });
  const hidden = (viewer: string) => items.filter((item) => HIDDEN_FROM[viewer]?.(item));
  const seen = (viewer: string) => items.filter((item) => !HIDDEN_FROM[viewer]?.(item));

  test('the rules of these tests are rules', () => {
    expect(readCatalogRules(join(folder, 'rules.json')).products).toHaveLength(RULES.products.length);
    for (const viewer of VIEWERS) expect(hidden(viewer).length).toBeGreaterThan(2);
  });

  test.each(VIEWERS)('%s: the list, its count and its pages', async (viewer) => {
    const skus = seen(viewer).map((item) => item['sku']);
    expect(await everySku(gateway, { sort: 'SKU', ...asked(viewer) })).toEqual(skus);
    expect(await everySku(gateway, { sort: 'NEWEST', first: 50, ...asked(viewer) })).toHaveLength(skus.length);
    expect(await pageOf(gateway, { first: 1, ...asked(viewer) })).toMatchObject({ totalCount: skus.length });
  });

  test.each(VIEWERS)('%s: a search for the name or the number of what is hidden', async (viewer) => {
    // The first and the last of each kind stand for the others.
    const kinds = Map.groupBy(hidden(viewer), (item) => [item['class'], item['1'], item['3'], item['5'], item['6']].join());
    for (const item of [...kinds.values()].flatMap((kind) => [kind[0], kind.at(-1)])) {
      const bySku = await pageOf(gateway, { query: item?.['sku'] ?? '', first: 100, ...asked(viewer) });
      const byName = await pageOf(gateway, { query: item?.['name'] || 'BIN', first: 100, ...asked(viewer) });
      for (const found of [bySku, byName]) {
        expect(found.skus).not.toContain(item?.['sku']);
        expect(found).toMatchObject({ totalCount: found.skus.length, hasNextPage: false });
      }
    }
  });

  test.each(VIEWERS)('%s: by SKU and by node ID, with price and availability', async (viewer) => {
    const skus = hidden(viewer)
      .slice(0, 100)
      .map((item) => item['sku'] ?? '');
    const { data } = await gateway.ask(
      `query ($skus: [ID!]!, $ids: [ID!]!, $sku: ID!, $id: ID!) {
        products(skus: $skus) { sku price { __typename } availability { __typename } }
        nodes(ids: $ids) { id ... on Product { price { __typename } availability { __typename } } }
        product(sku: $sku) { sku price { __typename } availability { __typename } }
        node(id: $id) { id }
      }`,
      { skus, ids: skus.map((sku) => globalId('Product', sku)), sku: skus[0], id: globalId('Product', skus[0] ?? '') },
      tokens[viewer],
    );
    expect(data).toEqual({ products: skus.map(() => null), nodes: skus.map(() => null), product: null, node: null });
  });

  test.each(VIEWERS)('%s: as substitute, component and variant', async (viewer) => {
    const rows = seen(viewer).map((item) => item['sku'] ?? '');
    const mentioned = new Set<string>();
    for (let start = 0; start < rows.length; start += 100) {
      const { data } = await gateway.ask(
        `query ($skus: [ID!]!) {
          products(skus: $skus) { associations { product { sku } } components { product { sku } } variants { sku } }
        }`,
        { skus: rows.slice(start, start + 100) },
        tokens[viewer],
      );
      for (const product of data.products) {
        for (const { product: other } of product?.associations ?? []) mentioned.add(other.sku);
        for (const { product: other } of product?.components ?? []) mentioned.add(other.sku);
        for (const other of product?.variants ?? []) mentioned.add(other.sku);
      }
    }
    expect(mentioned.size).toBeGreaterThan(50);
    expect([...mentioned].filter((sku) => !rows.includes(sku))).toEqual([]);
  });

  test.each(VIEWERS)('%s: the categories in which they see something, and their counts', async (viewer) => {
    const expected = new Map<string, number>();
    const count = (key: string) => expected.set(key, (expected.get(key) ?? 0) + 1);
    for (const item of seen(viewer)) {
      if (item['class']) count(`class/${item['class']}`);
      for (const number of [1, 2, 3, 4, 5]) {
        const value = item[String(number)];
        if (!value) continue;
        count(`category/${number}`);
        count(`category/${number}/${value}`);
      }
    }
    // GP's list of values lacks it, so it is no category.
    expected.delete('category/5/PINK');

    const { data } = await gateway.ask('{ categories { id children { id } } }', {}, tokens[viewer]);
    const keys = data.categories
      .flatMap((category) => [category, ...category.children])
      .map(({ id }) => parseGlobalId(id)?.key ?? id);
    expect(keys.toSorted(compare)).toEqual([...expected.keys()].toSorted(compare));
    for (const categoryId of keys.filter((key) => /^class|^category.[136]/.test(key))) {
      const { totalCount } = await pageOf(gateway, { filter: { categoryId }, first: 1, ...asked(viewer) });
      expect([categoryId, totalCount]).toEqual([categoryId, expected.get(categoryId)]);
    }
  });

  test('a category of hidden products only does not exist', async () => {
    const id = globalId('Category', 'class/GOVSUPPLY');
    const query = `query ($id: ID!) { category(id: $id) { name products { totalCount } } node(id: $id) { id } }`;
    for (const viewer of VIEWERS) {
      const sees = viewer === 'oakhollow';
      const { data } = await gateway.ask(query, { id }, tokens[viewer]);
      expect(data).toEqual(
        sees
          ? { category: { name: 'Agency supply list', products: { totalCount: 4 } }, node: { id } }
          : { category: null, node: null },
      );
      const listed = await pageOf(gateway, { filter: { categoryId: id }, ...asked(viewer) });
      expect(listed.totalCount).toBe(sees ? 4 : 0);
      const restricted = await pageOf(gateway, { filter: { categoryId: 'category/1/RESTRICTED' }, ...asked(viewer) });
      expect(restricted.totalCount).toBe(viewer === 'visitor' ? 0 : 3);
    }
  });

  test('filters find nothing that is hidden', async () => {
    const filter = { attributes: [{ name: 'Color', anyOf: ['PINK'] }] };
    for (const viewer of VIEWERS) {
      const { skus, totalCount } = await pageOf(gateway, { filter, ...asked(viewer) });
      expect({ skus, totalCount }).toEqual(
        viewer === 'brindle' ? { skus: ['MARK-PINK'], totalCount: 1 } : { skus: [], totalCount: 0 },
      );
    }
  });

  test('a kit is as available as its components are, whoever sees them', async () => {
    const query =
      '{ product(sku: "KIT-PPE") { components { product { sku } } availability { ... on Availability { totalAvailable } } } }';
    const visitor = await gateway.ask(query);
    const hargate = await gateway.ask(query, {}, tokens['hargate']);
    const all = ['EARPLUG-200', 'GLS-CLEAR', 'GLV-NIT-L', 'VEST-LIME-L'];
    const components = (data: typeof visitor.data) =>
      data.product?.components.map(({ product }) => product.sku).toSorted(compare);
    expect(components(hargate.data)).toEqual(all);
    expect(components(visitor.data)).toEqual(all.filter((sku) => sku !== 'VEST-LIME-L'));
    expect(visitor.data.product?.availability).toEqual({ totalAvailable: '240' });
  });

  test('who is not known to GP at the moment sees the least', async () => {
    await gateway.forgetFacts();
    gateway.gp.make({ failing: true });
    const skus = ['MARK-PINK', 'GSA-CASE-7', 'BIN-9', 'CWR-12'];
    const { data } = await gateway.ask('query ($skus: [ID!]!) { products(skus: $skus) { sku } }', { skus }, tokens['brindle']);
    gateway.gp.make({});
    await gateway.forgetFacts();
    expect(data.products).toEqual([null, null, null, { sku: 'CWR-12' }]);
  });
});
