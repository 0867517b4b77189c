import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlStockSource } from '../../src/gp/sql/sql-stock-source.js';
import type { StockSource } from '../../src/inventory/index.js';
import { asSku } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

describe.each(PLACES)('The stock of GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let source: StockSource;

  beforeAll(async () => {
    opened = await open();
    source = new SqlStockSource(opened.company.gp);
  });
  afterAll(() => opened.close());
  beforeEach(() => opened.company.trouble.resetQuestions());

  const stockOf = async (sku: string) => (await source.levels([asSku(sku)], PATIENT)).get(asSku(sku));

  it('is that of each site, as GP has it, and not the sum over them', async () => {
    expect((await stockOf('CUT-14'))?.toSorted((one, other) => (one.warehouse < other.warehouse ? -1 : 1))).toEqual([
      {
        warehouse: 'CENTRAL',
        onHand: '100',
        allocated: '-12',
        onOrder: '0',
        backordered: '0',
        orderPoint: '0',
        inactive: false,
      },
      { warehouse: 'WEST', onHand: '40', allocated: '10', onOrder: '0', backordered: '0', orderPoint: '0', inactive: false },
    ]);
  });

  it('keeps every decimal, and the sites where the item is inactive', async () => {
    expect(await stockOf('ENAM-GRAY')).toContainEqual(
      expect.objectContaining({ warehouse: 'EAST', onHand: '53.69', onOrder: '65', orderPoint: '8' }),
    );
    expect(await stockOf('CUT-9')).toContainEqual(expect.objectContaining({ warehouse: 'EAST', inactive: true }));
  });

  it('is present as "0" where there is none, and absent where the item is kept nowhere', async () => {
    expect(await stockOf('KIT-WELD')).toContainEqual(expect.objectContaining({ warehouse: 'CENTRAL', onHand: '0' }));
    expect(await stockOf('PT-HEAT-15')).toBeUndefined();
    expect(await stockOf('NO-SUCH-ITEM')).toBeUndefined();
  });

  it('comes for many items in one question', async () => {
    const skus = ['CUT-9', 'CUT-14', 'ENAM-GRAY', 'A SKU THAT IS MUCH TOO LONG FOR ANY ITEM OF GP'].map(asSku);
    expect((await source.levels(skus, PATIENT)).size).toBe(3);
    expect(opened.company.trouble.questions).toBe(1);
  });

  it('lies at sites, of which some are inactive or nowhere', async () => {
    const warehouses = await source.warehouses(PATIENT);
    expect(warehouses).toHaveLength(9);
    expect(warehouses).toContainEqual({
      code: 'CENTRAL',
      name: 'Joliet distribution center',
      inactive: false,
      address: {
        code: 'CENTRAL',
        contactName: null,
        line1: '2200 Larkfell Way',
        line2: 'Dock 4',
        line3: null,
        city: 'Joliet',
        region: 'IL',
        postalCode: '60433',
        country: 'United States',
        phone: '815-555-0101',
        email: null,
        taxSchedule: null,
        shippingMethod: null,
      },
    });
    expect(warehouses.filter(({ inactive }) => inactive).map(({ code }) => code)).toEqual(['OLDTOWN']);
    expect(warehouses.find(({ code }) => code === 'ALBERTA')?.address?.country).toBe('CA');
  });
});
