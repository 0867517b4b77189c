import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CatalogService } from '../../src/catalog/index.js';
import { ProductStore } from '../../src/catalog/product-store.js';
import { sortName } from '../../src/catalog/search-text.js';
import { StoreUnavailable } from '../../src/faults/index.js';
import type { TestGateway } from '../support/test-gateway.js';
import { compare, everySku, itemsInGp, PLACES, pageOf, type StartedGateway, startOn } from './gateways.js';

const _NEVER = new AbortController().signal;
const SORTS = ['NAME', 'SKU', 'NEWEST', 'RELEVANCE'];

describe.each(PLACES)('the catalogue in %s', (place) => {
  let started: StartedGateway;
  let gateway: TestGateway;
  /** What a visitor sees of GP's active items, by SKU. */
  let items: Record<string, string>[];

  beforeAll(async () => {
    started = await startOn(place);
    gateway = started.gateway;
    items = (await itemsInGp(gateway)).filter((item) => item['class'] !== 'GOVSUPPLY' && item['handling'] !== 'RESTRICTED');
  });

  afterAll(() => started?.stop());

  const found = async (query: string) => (await pageOf(gateway, { query, first: 100 })).skus;
  const skusWhere = (matches: (item: Record<string, string>) => boolean) => items.filter(matches).map((item) => item['sku']);

  /** Stands beside what others do with the company: every change is undone, and the snapshot follows. */
  async function change(sql: string) {
    await gateway.gateway.sandbox.change(sql);
    await gateway.refreshCatalog();
  }

  describe('search', () => {
    test('the item that is named comes first, then those whose number begins alike', async () => {
      expect(await found('cwr-12')).toHaveProperty('0', 'CWR-12');
      expect(await found('hcs5-38')).toEqual(['HCS5-38-1-PL', 'HCS5-38-1-ZN', 'HCS5-38-2-PL', 'HCS5-38-2-ZN']);
      expect(await found('SLING 2IN/6FT')).toEqual(['SLING 2IN/6FT']);
      expect(await found('  kit-wr ')).toEqual(['KIT-WRENCH']);
    });

    test('words, in any order, whole or begun', async () => {
      const gloves = await found('gloves nitrile');
      expect(gloves.toSorted()).toEqual(skusWhere(({ name }) => /gloves.*nitrile/i.test(name ?? '')));
      expect((await found('NITRILE gloves')).toSorted()).toEqual(gloves.toSorted());
      expect((await found('nitr glov')).toSorted()).toEqual(gloves.toSorted());
      expect(await found('gloves unicorn')).toEqual([]);
    });

    test('other forms of a word', async () => {
      expect(await found('hammers')).toEqual(expect.arrayContaining(['HAM-BALL-24', 'PT-HAMMER-18']));
      expect(await found('glove')).toEqual(await found('gloves'));
    });

    test('the class, the attributes and the description', async () => {
      expect(await found('Welding')).toEqual(expect.arrayContaining(['MIG-030', 'NOZZ-12']));
      expect(await found('hot dip galvanized')).toEqual(expect.arrayContaining(['NUT-58-HG']));
      expect(await found('dropping point')).toEqual(['GREASE-EP2']);
    });

    test.each(['eau glacée', 'EAU GLACÉE', 'eau glacee', 'glac', 'eau glace\u0301e', 'marker GLACEE'])(
      'accents, however they are typed: %s',
      async (query) => {
        expect(await found(query)).toEqual(['DECAL-METRE']);
      },
    );

    test.each([
      "'",
      '"',
      '"gloves',
      '1/2" x 3/4"',
      'a & b | !c',
      'gloves & ! (',
      ':*',
      'gloves:*A',
      '<->',
      '\\',
      "\\'",
      '%',
      '_',
      '-',
      '- -',
      '-gloves',
      'or',
      'gloves or',
      'the',
      '--; drop table product',
      "'); select 1; --",
      '²½',
      '🔩',
      '\ud83d',
      'gloves\0',
      'ﷺ'.repeat(60),
      '㍿'.repeat(66),
      'x'.repeat(200),
      'x '.repeat(100),
    ])('is never an error: %j', async (query) => {
      expect(await pageOf(gateway, { query, first: 1 })).toMatchObject({ unavailable: null });
    });

    test('a wildcard is a character like others', async () => {
      expect(await found('%')).toEqual([]);
      expect(await found('___-__')).toEqual([]);
    });

    test.each(['', '   ', '\0'])('no words browse: %j', async (query) => {
      expect(await everySku(gateway, { query })).toEqual(await everySku(gateway));
      expect(await pageOf(gateway, { query })).toMatchObject({ totalCount: items.length });
    });
  });

  describe('sorts', () => {
    const byName = (one: Record<string, string>, other: Record<string, string>) =>
      compare(sortName(one['name'] || one['sku'] || ''), sortName(other['name'] || other['sku'] || '')) ||
      compare(one['sku'], other['sku']);
    const newestFirst = (one: Record<string, string>, other: Record<string, string>) =>
      compare(other['created'], one['created']) || compare(one['sku'], other['sku']);

    test('by SKU, by name, and the newest first, ties by SKU', async () => {
      expect(await everySku(gateway, { sort: 'SKU' })).toEqual(items.map((item) => item['sku']));
      expect(await everySku(gateway, { sort: 'NAME' })).toEqual(items.toSorted(byName).map((item) => item['sku']));
      expect(await everySku(gateway, { sort: 'NEWEST' })).toEqual(items.toSorted(newestFirst).map((item) => item['sku']));
      expect(new Set(items.map((item) => item['created'])).size).toBeLessThan(items.length);
    });

    test('browsing by relevance is browsing by name', async () => {
      expect(await everySku(gateway)).toEqual(await everySku(gateway, { sort: 'NAME' }));
    });

    test.each(SORTS)('small pages by %s bring everything exactly once', async (sort) => {
      for (const asked of [{ sort }, { sort, query: 'steel' }, { sort, filter: { types: ['KIT', 'SERVICE'] } }]) {
        const whole = await everySku(gateway, asked);
        expect(await everySku(gateway, { ...asked, first: 7 })).toEqual(whole);
        expect(new Set(whole).size).toBe(whole.length);
        expect(await pageOf(gateway, { ...asked, first: 1 })).toMatchObject({ totalCount: whole.length });
      }
    });

    test('equal ranks are in the order of their SKUs, and a page may end among them', async () => {
      await change(`update "IV00101" set "ITEMDESC" = 'Zyzzyva bolt' where "ITEMNMBR" like 'CWR-%'`);
      const whole = await everySku(gateway, { query: 'zyzzyva' });
      expect(whole).toEqual(skusWhere(({ sku }) => sku?.startsWith('CWR-') ?? false));
      expect(whole.length).toBeGreaterThan(3);
      for (const sort of SORTS) {
        expect((await everySku(gateway, { query: 'zyzzyva', sort, first: 1 })).toSorted(compare)).toEqual(whole);
      }
      await Promise.all(
        items
          .filter(({ sku }) => sku?.startsWith('CWR-'))
          .map(({ sku, name }) =>
            gateway.gateway.sandbox.change('update "IV00101" set "ITEMDESC" = $1 where "ITEMNMBR" = $2', [name, sku]),
          ),
      );
      await gateway.refreshCatalog();
    });
  });

  describe('pages', () => {
    test('say whether there is more before and after them', async () => {
      const first = await pageOf(gateway, { sort: 'SKU', first: 2 });
      expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
      const second = await pageOf(gateway, { sort: 'SKU', first: 2, after: first.endCursor ?? null });
      expect(second).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
      expect([...first.skus, ...second.skus]).toEqual(items.slice(0, 4).map((item) => item['sku']));
    });

    test('hold 24 unless told, and up to 100', async () => {
      expect((await pageOf(gateway)).skus).toHaveLength(24);
      expect((await pageOf(gateway, { first: 100 })).skus).toHaveLength(100);
    });

    test('a page that holds exactly the rest has no next one', async () => {
      const filter = { types: ['KIT'] };
      const kits = await everySku(gateway, { filter });
      expect(await pageOf(gateway, { filter, first: kits.length })).toMatchObject({ hasNextPage: false });
      expect(await pageOf(gateway, { filter, first: kits.length - 1 })).toMatchObject({ hasNextPage: true });
    });

    test('products that come and go are neither shown twice nor make others missed', async () => {
      const sort = 'SKU';
      const first = await pageOf(gateway, { sort, first: 10 });
      const [gone, , , , , , , , , last] = first.skus;
      await change(`update "IV00101" set "INACTIVE" = 1 where "ITEMNMBR" in ('${gone}', '${last}')`);
      const second = await pageOf(gateway, { sort, first: 10, after: first.endCursor ?? null });
      expect(second.skus).toEqual(items.slice(10, 20).map((item) => item['sku']));
      await change(`update "IV00101" set "INACTIVE" = 0 where "ITEMNMBR" in ('${gone}', '${last}')`);
      expect((await pageOf(gateway, { sort, first: 10, after: first.endCursor ?? null })).skus).toEqual(second.skus);
    });

    test('a page whose products cannot be read is unavailable: one with holes would look like the end', async () => {
      const { app } = gateway.gateway;
      app.get(CatalogService).snapshotChanged();
      const fault = new StoreUnavailable('catalog.products', { cause: undefined });
      const products = vi.spyOn(app.get(ProductStore), 'products').mockRejectedValue(fault);
      const { data, errors } = await gateway.ask(
        '{ catalog(first: 5) { nodes { sku } totalCount unavailable { reason } pageInfo { hasNextPage } } }',
      );
      products.mockRestore();
      expect(errors).toBeUndefined();
      expect(data.catalog).toEqual({
        nodes: [],
        totalCount: 0,
        unavailable: { reason: 'ERP_UNAVAILABLE' },
        pageInfo: { hasNextPage: false },
      });
      expect((await pageOf(gateway, { first: 5 })).skus).toHaveLength(5);
    });

    test('edges carry the cursors of their nodes', async () => {
      const { data } = await gateway.ask(
        '{ catalog(sort: SKU, first: 3) { edges { cursor node { sku } } pageInfo { startCursor endCursor } } }',
      );
      const { edges, pageInfo } = data.catalog;
      expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor, edges[2]?.cursor]);
      const rest = await pageOf(gateway, { sort: 'SKU', first: 2, after: edges[0]?.cursor ?? null });
      expect(rest.skus).toEqual(edges.slice(1).map(({ node }) => node.sku));
    });
  });

  describe('filters', () => {
    const matching = async (filter: object, more: object = {}) =>
      (await everySku(gateway, { filter, ...more })).toSorted(compare);

    test('an item class, by its key and by its node ID', async () => {
      const fasteners = skusWhere((item) => item['class'] === 'FASTENERS');
      expect(await matching({ categoryId: 'class/FASTENERS' })).toEqual(fasteners);
      const { data } = await gateway.ask('{ category(id: "class/FASTENERS") { id } }');
      expect(await matching({ categoryId: data.category?.id })).toEqual(fasteners);
      expect(await pageOf(gateway, { filter: { categoryId: 'class/FASTENERS' } })).toMatchObject({
        totalCount: fasteners.length,
      });
    });

    test('a user category, and one of its values', async () => {
      expect(await matching({ categoryId: 'category/1' })).toEqual(skusWhere((item) => item['handling'] !== ''));
      expect(await matching({ categoryId: 'category/1/HAZMAT' })).toEqual(skusWhere((item) => item['handling'] === 'HAZMAT'));
      expect(await matching({ categoryId: 'category/2/1/2X2' })).toEqual(skusWhere((item) => item['size'] === '1/2X2'));
    });

    test.each([
      'class/NOSUCH',
      'class/',
      'class',
      'category/7',
      'category/0',
      'category/1/NOSUCH',
      'nonsense',
      'class/\0',
      'class/\ud800',
      '\0',
    ])('a category that does not exist holds nothing: %j', async (categoryId) => {
      expect(await pageOf(gateway, { filter: { categoryId } })).toMatchObject({ totalCount: 0, skus: [], unavailable: null });
    });

    test('attributes: all of them, each with any of its values', async () => {
      const zinc = { name: 'Finish', anyOf: ['Zinc plated'] };
      expect(await matching({ attributes: [zinc] })).toEqual(skusWhere((item) => item['finish'] === 'ZINC'));
      expect(await matching({ attributes: [{ name: 'Finish', anyOf: ['Zinc plated', 'Plain'] }] })).toEqual(
        skusWhere((item) => ['ZINC', 'PLAIN'].includes(item['finish'] ?? '')),
      );
      expect(await matching({ attributes: [zinc, { name: 'Size', anyOf: ['1/2 x 2 in'] }] })).toEqual(
        skusWhere((item) => item['finish'] === 'ZINC' && item['size'] === '1/2X2'),
      );
      expect(await matching({ attributes: [{ name: 'Finish', anyOf: ['no such finish'] }] })).toEqual([]);
      expect(await matching({ attributes: [{ name: `'"\\`, anyOf: [`'"\\{}`] }] })).toEqual([]);
    });

    test('types', async () => {
      expect(await matching({ types: ['KIT'] })).toEqual(skusWhere((item) => item['type'] === '3'));
      expect(await matching({ types: ['DISCONTINUED', 'FLAT_FEE', 'FLAT_FEE'] })).toEqual(
        skusWhere((item) => item['type'] === '2' || item['type'] === '6'),
      );
      expect(await matching({ types: [] })).toEqual(items.map((item) => item['sku']));
    });

    test('named as often as a request can, a type is one type', async () => {
      expect(await pageOf(gateway, { filter: { types: Array.from({ length: 19_900 }, () => 'KIT') } })).toMatchObject({
        totalCount: items.filter((item) => item['type'] === '3').length,
        unavailable: null,
      });
    });

    test('together with each other and with a search', async () => {
      const filter = {
        categoryId: 'class/FASTENERS',
        attributes: [{ name: 'Finish', anyOf: ['Zinc plated'] }],
        types: ['STOCKED'],
      };
      const expected = skusWhere((item) => item['class'] === 'FASTENERS' && item['finish'] === 'ZINC' && item['type'] === '1');
      expect(await matching(filter)).toEqual(expected);
      const screws = expected.filter((sku) => sku?.startsWith('HCS5-'));
      expect(await matching(filter, { query: 'hcs5' })).toEqual(screws);
      expect(await pageOf(gateway, { filter, query: 'hcs5', first: 2 })).toMatchObject({ totalCount: screws.length });
    });

    test('the products of a category, by name unless told', async () => {
      const { data } = await gateway.ask(
        '{ category(id: "class/FASTENERS") { products(first: 100) { totalCount nodes { sku } } bySku: products(first: 3, sort: SKU) { nodes { sku } } } }',
      );
      const fasteners = skusWhere((item) => item['class'] === 'FASTENERS');
      expect(data.category?.products.totalCount).toBe(fasteners.length);
      expect(data.category?.products.nodes.map(({ sku }) => sku)).toEqual(
        (await everySku(gateway, { filter: { categoryId: 'class/FASTENERS' }, sort: 'NAME' })).slice(0, 100),
      );
      expect(data.category).toMatchObject({ bySku: { nodes: fasteners.slice(0, 3).map((sku) => ({ sku })) } });
    });
  });
});
