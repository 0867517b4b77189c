import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlPriceSource } from '../../src/gp/sql/sql-price-source.js';
import type { PriceListKey, PriceSource } from '../../src/pricing/index.js';
import { asPriceLevel, asSku } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

const NO_LIMIT = '999999999999';

describe.each(PLACES)('The prices of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let source: PriceSource;

  beforeAll(async () => {
    opened = await open();
    source = new SqlPriceSource(opened.company.gp);
  });
  afterAll(() => opened.close());
  beforeEach(() => opened.company.trouble.resetQuestions());

  const item = async (sku: string) => (await source.items([asSku(sku)], PATIENT)).get(asSku(sku));

  describe('of an item', () => {
    it('depend on its method, costs, units and list prices', async () => {
      expect(await item('ENAM-GRAY')).toEqual({
        sku: 'ENAM-GRAY',
        isKit: false,
        method: 'MARKUP_ON_STANDARD_COST',
        currentCost: '24.65',
        standardCost: '25.143',
        sellingUnit: 'Gallon',
        units: expect.arrayContaining([
          { code: 'Gallon', baseQuantity: '1' },
          { code: 'Quart', baseQuantity: '0.25' },
          { code: 'Pail', baseQuantity: '5' },
          { code: 'Drum', baseQuantity: '55' },
        ]),
        quantityDecimals: 4,
        scheduleDecimals: 4,
        decimals: 2,
        defaultLevel: 'STANDARD',
        priceGroup: null,
        pricedByCurrency: false,
        currencies: [{ currency: 'Z-US$', listPrice: '46.84', decimals: 2 }],
        components: [],
      });
    });

    it('are those of a currency where some row of its list names one', async () => {
      expect(await item('CUT-9')).toMatchObject({ method: 'PERCENT_OF_LIST', pricedByCurrency: true });
    });

    it("depend on a kit's components, each as often as its unit stands in its schedule", async () => {
      const kit = await item('KIT-WELD');
      expect(kit).toMatchObject({ isKit: true, method: 'MARKUP_ON_CURRENT_COST' });
      expect(kit?.components.map(({ quantity, unitRows }) => [quantity, unitRows]).toSorted()).toEqual([
        ['1', 1],
        ['1', 1],
        ['2', 1],
        ['3', 1],
      ]);
      expect((await item('KIT-ANCHOR'))?.components.map(({ unitRows }) => unitRows)).toContain(2);
    });

    it('are in the base unit where GP has no selling unit', async () => {
      expect(await item('GSA-TAG-RED')).toMatchObject({ sellingUnit: 'Each' });
    });

    it('come for many items in one question, and not for those that GP does not know', async () => {
      const skus = ['CUT-9', 'CUT-14', 'NO-SUCH-ITEM', 'A SKU THAT IS MUCH TOO LONG FOR ANY ITEM OF GP', ''].map(asSku);
      expect([...(await source.items(skus, PATIENT)).keys()].toSorted()).toEqual(['CUT-14', 'CUT-9']);
      expect(opened.company.trouble.questions).toBe(1);
    });
  });

  describe('in a list', () => {
    const key = (sku: string, level: string | null): PriceListKey => ({
      sku: asSku(sku),
      level: level === null ? null : asPriceLevel(level),
    });

    it('are its quantity breaks, with how each unit is sold and rounded', async () => {
      const wanted = key('ENAM-GRAY', 'CONTRACTOR');
      const list = (await source.priceLists([wanted], PATIENT)).get(wanted);
      expect(list?.rows).toHaveLength(4);
      expect(list?.rows).toContainEqual({
        currency: '',
        unit: 'Gallon',
        fromQuantity: '0.0001',
        toQuantity: '4.9999',
        value: '55',
        baseQuantity: '1',
      });
      expect(list?.options).toContainEqual({
        currency: '',
        unit: 'Drum',
        baseQuantity: '55',
        sold: 'NOT_SOLD',
        rounding: { direction: 'DOWN', to: 'MULTIPLE_OF', amount: '0.5' },
      });
      expect(list?.options).toContainEqual(expect.objectContaining({ unit: 'Gallon', sold: 'WHOLE_AND_FRACTIONAL' }));
    });

    it("are found at the item's own level by nobody knowing its name", async () => {
      const [named, own] = [key('PB-12', 'INDUSTRIAL'), key('PB-12', null)];
      const lists = await source.priceLists([named, own], PATIENT);
      expect(lists.get(own)?.rows.length).toBeGreaterThan(0);
      expect(lists.get(own)).toEqual(lists.get(named));
      expect(opened.company.trouble.questions).toBe(1);
    });

    it('are absent at a level that the item lacks', async () => {
      const keys = [key('THHN-12-BK', 'DEALER'), key('CUT-9', 'NOSUCHLEVEL'), key('NOSUCHITEM', null), key('CUT-9', 'DEALER')];
      const lists = await source.priceLists(keys, PATIENT);
      expect([...lists.keys()]).toEqual([keys[3]]);
    });

    it('have no upper limit where GP says so', async () => {
      const wanted = key('CUT-9', 'DEALER');
      const rows = (await source.priceLists([wanted], PATIENT)).get(wanted)?.rows;
      expect(rows?.filter(({ toQuantity }) => toQuantity === NO_LIMIT)).toHaveLength(2);
    });

    it('come in as few questions as parameters allow', async () => {
      const keys = Array.from({ length: 600 }, (_, index) => key(`ITEM${index}`, 'DEALER'));
      await source.priceLists(keys, PATIENT);
      expect(opened.company.trouble.questions).toBe(2);
    });
  });
});
