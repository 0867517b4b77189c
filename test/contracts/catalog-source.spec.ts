import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogSource, Item, ItemKey, ItemVersion } from '../../src/catalog/index.js';
import { SqlCatalogSource } from '../../src/gp/sql/sql-catalog-source.js';
import { asSku } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

const FIELDS = new Map([
  ['origin', 'CNTRYORGN'],
  ['changed', 'MODIFDT'],
  ['cost', 'STNDCOST'],
  ['warranty', 'WRNTYDYS'],
  ['gone', 'NOSUCH'],
]);

describe.each(PLACES)('The items of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let source: CatalogSource;

  beforeAll(async () => {
    opened = await open();
    source = new SqlCatalogSource(opened.company.gp, FIELDS);
  });
  afterAll(() => opened.close());

  async function versions(changedSince: string | null = null, limit = 100): Promise<ItemVersion[]> {
    const all: ItemVersion[] = [];
    for (let after: ItemKey | null = null; ; after = all.at(-1)?.key ?? null) {
      const page: readonly ItemVersion[] = await source.versions({ changedSince, after, limit }, PATIENT);
      all.push(...page);
      if (page.length < limit) return all;
    }
  }

  async function all(changedSince: string | null = null): Promise<Item[]> {
    const keys = (await versions(changedSince)).map(({ key }) => key);
    return [...(await source.items(keys, PATIENT))];
  }

  it('come page by page, each once, inactive ones among them', async () => {
    const items = await all();
    expect(items).toHaveLength(286);
    expect(new Set(items.map(({ sku }) => sku)).size).toBe(286);
    expect(
      items
        .filter(({ inactive }) => inactive)
        .map(({ sku }) => sku)
        .toSorted(),
    ).toEqual(['BUSH-12X14X15', 'ETAPE-WHITE', 'KIT-XMAS', 'SDR-S14']);
    const keys: ItemKey[] = [];
    for (let after: ItemKey | null = null; ; after = keys.at(-1) ?? null) {
      const page = await source.keys({ after, limit: 90 }, PATIENT);
      keys.push(...page);
      if (page.length < 90) break;
    }
    expect(keys).toEqual((await versions()).map(({ key }) => key));
    expect(keys.toSorted()).toEqual(items.map(({ sku }) => sku as string).toSorted());
  });

  it('come with what describes them', async () => {
    const items = new Map((await all()).map((item) => [item.sku, item]));
    expect(items.get(asSku('ENAM-GRAY'))).toEqual({
      sku: 'ENAM-GRAY',
      description: 'Industrial enamel, machinery gray',
      internetText: expect.any(String),
      imageUrl: expect.any(String),
      type: 'STOCKED',
      inactive: false,
      itemClass: 'PAINT',
      genericDescription: 'ENAMEL',
      categoryValues: ['HAZMAT', '', 'GLOSS', '', 'GRAY', ''],
      baseUnit: 'Gallon',
      sellingUnit: 'Gallon',
      units: [
        { code: 'Gallon', baseQuantity: '1' },
        { code: 'Quart', baseQuantity: '0.25' },
        { code: 'Pail', baseQuantity: '5' },
        { code: 'Drum', baseQuantity: '55' },
      ],
      quantityDecimals: 4,
      shippingWeight: '10.8',
      backorderable: true,
      substitutes: [],
      components: [],
      createdOn: '2025-12-27',
      // As text by the types of their columns; a column that GP does not have costs its field alone.
      customFields: {
        origin: 'US',
        changed: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
        cost: '25.143',
        warranty: '0',
        gone: null,
      },
    });
    expect(items.get(asSku('KIT-WELD'))?.components).toEqual([
      { sku: 'HELM-AD', quantity: '1', unit: 'Each' },
      { sku: 'MIG-035', quantity: '2', unit: 'Spool' },
      { sku: 'NOZZ-12', quantity: '3', unit: 'Each' },
      { sku: 'SVC-CALIB', quantity: '1', unit: 'Each' },
    ]);
    expect(items.get(asSku('GREASE-EP2'))?.internetText).toMatch(/^NLGI 2 .*\nDropping point 500 F\.\n"EP" means/);
  });

  it('are those that changed since a stamp, in themselves or in what belongs to them', async () => {
    // A millisecond earlier, since a stamp is no finer.
    const since = new Date(Date.parse(`${await source.now(PATIENT)}Z`) - 1).toISOString().slice(0, -1);
    const before = new Map((await versions()).map(({ key, version }) => [key, version]));
    const changed = async () => new Set((await all(since)).map(({ sku }) => sku as string));
    const changes: readonly [string, string][] = [
      ['CUT-9', `update "IV00101" set "ITEMDESC" = 'New words' where "ITEMNMBR" = 'CUT-9'`],
      ['CUT-14', `update "IV00102" set "QTYONHND" = 1 where "ITEMNMBR" = 'CUT-14' and "LOCNCODE" = 'WEST'`],
      ['KIT-WELD', `update "IV00104" set "CMPITQTY" = 3 where "ITEMNMBR" = 'KIT-WELD' and "SEQNUMBR" = 32768`],
      ['GREASE-EP2', `update "SY01200" set "INETINFO" = 'Text' where "Master_Type" = 'ITM' and "Master_ID" = 'GREASE-EP2'`],
    ];
    const expected = new Set<string>();
    for (const [sku, change] of changes) {
      expect(await changed()).toEqual(expected);
      await opened.company.change(change);
      expect(await changed()).toEqual(expected.add(sku));
    }
    await opened.company.change(`update "IV40202" set "QTYBSUOM" = 54 where "UOMSCHDL" = 'GALLON' and "UOFM" = 'Drum'`);
    for (const { key, version, changedAt } of await versions()) {
      const isChanged = changedAt > since;
      expect([key, version !== before.get(key)]).toEqual([key, isChanged]);
    }
    const paints = (await all(since)).filter(({ sku }) => !expected.has(sku));
    expect(paints.map(({ sku }) => sku)).toContain('ENAM-GRAY');
    for (const { units } of paints) expect(units).toContainEqual({ code: 'Drum', baseQuantity: '54' });
  });

  it('neither miss nor repeat an item by a stamp that was read', async () => {
    await opened.company.change(`update "IV00101" set "ITEMDESC" = 'Stamped' where "ITEMNMBR" = 'CUT-9'`);
    const latest = (await versions()).find(({ key }) => key === 'CUT-9')?.changedAt ?? '';
    const foundSince = async (stamp: string) => (await versions(stamp)).some(({ key }) => key === 'CUT-9');
    expect(await foundSince(latest)).toBe(false);
    // SQL Server's stamps have steps of 3.3 ms.
    expect(await foundSince(new Date(Date.parse(`${latest}Z`) - 4).toISOString().slice(0, -1))).toBe(true);
  });

  it('are classified by class and user categories', async () => {
    const classification = await source.classification(PATIENT);
    expect(classification.categoryLabels).toEqual(['Handling', 'Size', 'Finish', 'Material', 'Color', '']);
    expect(classification.itemClasses).toContainEqual({ code: 'ABRASIVES', description: 'Abrasives' });
    expect(classification.categoryValues).toContainEqual({
      number: 1,
      value: 'HAZMAT',
      description: 'Hazardous, ground only',
      imageUrl: '',
    });
  });
});
