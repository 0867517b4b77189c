import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { CatalogSource, type Item } from '../../src/catalog/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { SqlCatalogSource } from '../../src/gp/sql/sql-catalog-source.js';
import { JobDesk, JobRunner, JobStore } from '../../src/jobs/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { runJob } from '../support/run-job.js';
import { TestGateway } from '../support/test-gateway.js';
import { everySku, PLACES, pageOf, type StartedGateway, startOn } from './gateways.js';

const NOTHING = { state: 'SUCCEEDED', changed: 0, failed: 0 };

const PRODUCT = `query ($sku: ID!) {
  product(sku: $sku) {
    name description quantityDecimals defaultUnitOfMeasure
    unitsOfMeasure { code baseQuantity } attributes { name value } components { product { sku } quantity }
  }
}`;

async function productOf(gateway: TestGateway, sku: string) {
  return (await gateway.ask(PRODUCT, { sku })).data.product;
}

const run = ({ gateway }: TestGateway, job: string, isDryRun = false) => runJob(gateway.app, job, isDryRun);
const refreshOf = (gateway: TestGateway) => run(gateway, 'catalog.refresh');
const databaseOf = ({ gateway }: TestGateway) => gateway.app.get(GatewayDatabase);

describe.each(PLACES)('the snapshot in %s', (place) => {
  let started: StartedGateway;
  let gateway: TestGateway;

  beforeAll(async () => {
    started = await startOn(place);
    gateway = started.gateway;
  });

  afterAll(() => started?.stop());

  const change = (text: string) => gateway.gateway.sandbox.change(text);
  const refresh = () => refreshOf(gateway);

  /** Changes when any row is written. */
  async function writes(): Promise<unknown> {
    const { rows } = await sql`
      select (select sum(xmin::text::bigint) from product) as products, (select sum(xmin::text::bigint) from category) as categories
    `.execute(databaseOf(gateway));
    return rows[0];
  }

  /** Moves GP's clock on, so that what was changed before is older than every look's overlap. */
  const nextDay = async () => {
    const tomorrow = new Date(Date.parse(gateway.gateway.sandbox.today()) + 24 * 3_600_000);
    await gateway.gateway.sandbox.moveTo(tomorrow.toISOString().slice(0, 10) as CalendarDate);
  };

  test('nothing changed: nothing is written', async () => {
    const before = await writes();
    expect(await refresh()).toMatchObject(NOTHING);
    expect(await refresh()).toMatchObject(NOTHING);
    expect(await writes()).toEqual(before);
  });

  test('a sale stamps an item and changes nothing of the product', async () => {
    await change(`update "IV00102" set "QTYONHND" = "QTYONHND" - 1 where "ITEMNMBR" = 'CUT-6' and "LOCNCODE" = 'CENTRAL'`);
    expect(await refresh()).toMatchObject(NOTHING);
  });

  test("an item's own columns", async () => {
    expect(await productOf(gateway, 'CUT-4')).toMatchObject({ quantityDecimals: 0 });
    await change(`update "IV00101" set "ITEMDESC" = 'Quixotic wheel', "DECPLQTY" = 3 where "ITEMNMBR" = 'CUT-4'`);
    await gateway.refreshCatalog();
    expect(await productOf(gateway, 'CUT-4')).toMatchObject({ name: 'Quixotic wheel', quantityDecimals: 2 });
    expect((await pageOf(gateway, { query: 'quixotic' })).skus).toEqual(['CUT-4']);
  });

  test('its unit schedule: a unit that is new, changed or gone', async () => {
    const pack = (quantity: string) => ({ code: 'Pack', baseQuantity: quantity });
    const units = async () => (await productOf(gateway, 'DISC5-G80'))?.unitsOfMeasure;
    const each = { code: 'Each', baseQuantity: '1' };
    expect(await units()).toEqual([each, pack('50')]);
    await change(`update "IV40202" set "QTYBSUOM" = 60, "EQUOMQTY" = 60 where "UOMSCHDL" = 'PACK50' and "UOFM" = 'Pack'`);
    await gateway.refreshCatalog();
    expect(await units()).toEqual([each, pack('60')]);
    await change(`insert into "IV40202" ("UOMSCHDL", "SEQNUMBR", "UOFM", "EQUIVUOM", "EQUOMQTY", "QTYBSUOM")
      values ('PACK50', 49152, 'Skid', 'Each', 5000, 5000)`);
    await gateway.refreshCatalog();
    expect(await units()).toEqual([each, pack('60'), { code: 'Skid', baseQuantity: '5000' }]);
    await change(`delete from "IV40202" where "UOMSCHDL" = 'PACK50' and "UOFM" = 'Skid'`);
    await gateway.refreshCatalog();
    expect(await units()).toEqual([each, pack('60')]);
  });

  test('its text in the internet information', async () => {
    await change(
      `update "SY01200" set "INETINFO" = 'Perspicuous lenses.' where "Master_Type" = 'ITM' and "Master_ID" = 'GREASE-EP2'`,
    );
    await gateway.refreshCatalog();
    expect(await productOf(gateway, 'GREASE-EP2')).toMatchObject({ description: 'Perspicuous lenses.' });
    expect((await pageOf(gateway, { query: 'perspicuous' })).skus).toEqual(['GREASE-EP2']);
  });

  test('what a kit is made of', async () => {
    await change(`update "IV00104" set "CMPITQTY" = 3 where "ITEMNMBR" = 'KIT-DRILL' and "CMPTITNM" = 'BATT-18-4'`);
    await change(`delete from "IV00104" where "ITEMNMBR" = 'KIT-DRILL' and "CMPTITNM" = 'CHRG-18'`);
    await gateway.refreshCatalog();
    expect(await productOf(gateway, 'KIT-DRILL')).toMatchObject({
      components: [
        { product: { sku: 'PT-DRILL-18' }, quantity: '1' },
        { product: { sku: 'BATT-18-4' }, quantity: '3' },
      ],
    });
  });

  test('new items, inactive ones, and ones that become active', async () => {
    const { totalCount } = await pageOf(gateway);
    await change(`insert into "IV00101" ("ITEMNMBR", "ITEMDESC", "ITEMTYPE", "UOMSCHDL", "DECPLQTY", "ITMCLSCD", "CREATDDT")
      values ('NEW-1', 'Brand new widget', 1, 'EACH', 1, 'SEASONAL', '2026-11-23')`);
    await change(`update "IV00101" set "INACTIVE" = 1 where "ITEMNMBR" = 'CUT-6'`);
    await change(`update "IV00101" set "INACTIVE" = 0 where "ITEMNMBR" = 'SDR-S14'`);
    await gateway.refreshCatalog();
    expect(await productOf(gateway, 'NEW-1')).toMatchObject({ name: 'Brand new widget', unitsOfMeasure: [{ code: 'Each' }] });
    expect(await productOf(gateway, 'CUT-6')).toBeNull();
    expect(await productOf(gateway, 'SDR-S14')).toMatchObject({ name: 'Screwdriver, slotted 1/4 in, cushion grip' });
    expect(await pageOf(gateway, { sort: 'NEWEST', first: 1 })).toMatchObject({ skus: ['NEW-1'], totalCount: totalCount + 1 });
    expect((await gateway.ask('{ category(id: "class/SEASONAL") { name } }')).data).toEqual({
      category: { name: 'Seasonal goods' },
    });
  });

  test('deleted items are found by a job of their own, by their absence', async () => {
    await change(`delete from "IV00101" where "ITEMNMBR" = 'NEW-1'`);
    await gateway.refreshCatalog();
    expect(await productOf(gateway, 'NEW-1')).not.toBeNull();
    expect(await run(gateway, 'catalog.removals', true)).toMatchObject({ changed: 1, sample: [{ key: 'NEW-1', after: null }] });
    expect(await productOf(gateway, 'NEW-1')).not.toBeNull();
    expect(await run(gateway, 'catalog.removals')).toMatchObject({ state: 'SUCCEEDED', changed: 1 });
    expect(await productOf(gateway, 'NEW-1')).toBeNull();
    expect((await gateway.ask('{ category(id: "class/SEASONAL") { name } }')).data).toEqual({ category: null });
  });

  test('names of categories, which carry no stamp, stand in all of their products', async () => {
    await change(`update "IV40100" set "USCATDSC_3" = 'Surface'`);
    await change(`update "IV40600" set "UserCatLongDescr" = 'Zinc, bright' where "USCATNUM" = 3 and "USCATVAL" = 'ZINC'`);
    await change(`update "IV40400" set "ITMCLSDC" = 'Screws and bolts' where "ITMCLSCD" = 'FASTENERS'`);
    await nextDay();
    await gateway.refreshCatalog();
    expect(await productOf(gateway, 'HCS5-38-2-ZN')).toMatchObject({
      attributes: [{ name: 'Size' }, { name: 'Surface', value: 'Zinc, bright' }, { name: 'Material' }],
    });
    const { data } = await gateway.ask(
      '{ category(id: "category/3/ZINC") { name parent { name } } product(sku: "NUT-38-ZN") { categories { name } } }',
    );
    expect(data.category).toEqual({ name: 'Zinc, bright', parent: { name: 'Surface' } });
    expect(data.product?.categories).toContainEqual({ name: 'Screws and bolts' });
    expect(await refresh()).toMatchObject(NOTHING);
  });

  describe('stamps', () => {
    /** Gives an item a new name with a stamp so many minutes old, as a long transaction does. */
    async function changeWithStamp(sku: string, name: string, minutesAgo: number) {
      await change('alter table "IV00101" disable trigger stamp');
      await change(
        `update "IV00101" set "ITEMDESC" = '${name}', "DEX_ROW_TS" = getutcdate() - interval '${minutesAgo} minutes' where "ITEMNMBR" = '${sku}'`,
      );
      await change('alter table "IV00101" enable trigger stamp');
    }

    test('only what has changed since the last look is read', async () => {
      await nextDay();
      await refresh();
      const items = vi.spyOn(gateway.gateway.app.get(CatalogSource), 'items');
      await change(`update "IV00101" set "ITEMDESC" = 'Read alone' where "ITEMNMBR" = 'CUT-9'`);
      expect(await refresh()).toMatchObject({ state: 'SUCCEEDED', changed: 1 });
      const read = await items.mock.results[0]?.value;
      items.mockRestore();
      expect((read as { sku: string }[]).map(({ sku }) => sku)).toEqual(['CUT-9']);
    });

    test('what was read at its stamp is neither read nor written again, however many looks overlap it', async () => {
      await nextDay();
      await refresh();
      const source = gateway.gateway.app.get(CatalogSource);
      const asked = vi.spyOn(source, 'items');
      const itemsRead = () => asked.mock.calls.reduce((sum, [keys]) => sum + keys.length, 0);
      const stamp = (minutesAgo: number) =>
        change(
          `update "IV00101" set "DEX_ROW_TS" = getutcdate() - interval '${minutesAgo} minutes' where "ITEMNMBR" like 'HCS%'`,
        );
      await change('alter table "IV00101" disable trigger stamp');
      await stamp(2);
      await refresh();
      const massUpdate = itemsRead();
      expect(massUpdate).toBeGreaterThan(10);
      const before = await writes();
      for (let look = 0; look < 3; look++) expect(await refresh()).toMatchObject(NOTHING);
      expect(itemsRead()).toBe(massUpdate);
      expect(await writes()).toEqual(before);

      await stamp(1);
      await refresh();
      expect(itemsRead()).toBe(2 * massUpdate);
      await change('alter table "IV00101" enable trigger stamp');
      asked.mockRestore();
    });

    test('looks overlap by five minutes, for transactions that took their time', async () => {
      await nextDay();
      await refresh();
      await changeWithStamp('CUT-9', 'Four minutes late', 4);
      await changeWithStamp('CUT-14', 'An hour late', 60);
      expect(await refresh()).toMatchObject({ state: 'SUCCEEDED', changed: 1 });
      expect((await pageOf(gateway, { query: 'four minutes late' })).skus).toEqual(['CUT-9']);
    });
  });

  describe('an item that cannot be read or written', () => {
    let errors: MockInstance;

    beforeEach(() => {
      errors = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    });
    afterEach(() => errors.mockRestore());

    /** Reads three items anew, one of them spoilt in the gateway's hands. */
    async function changeThree(spoilt: string, spoil: (item: Item) => Item) {
      const { app, company } = gateway.gateway;
      const gp = new SqlCatalogSource(company.gp, new Map());
      const items = vi.spyOn(app.get(CatalogSource), 'items').mockImplementation(async (keys, signal) => {
        return (await gp.items(keys, signal)).map((item) => (item.sku === spoilt ? spoil(item) : item));
      });
      await change(`update "IV00101" set "ITEMDESC" = 'Spoilt ' || random() where "ITEMNMBR" in ('CUT-4', 'CUT-9', 'CUT-14')`);
      const result = await refresh();
      items.mockRestore();
      return result;
    }

    test.each<[string, string, (item: Item) => Item]>([
      ['a text that the database does not take', 'CUT-9', (item) => ({ ...item, internetText: 'half\0text' })],
      [
        'a row that makes no sense',
        'CUT-14',
        () => {
          throw new TypeError('no sense');
        },
      ],
    ])('stays as it was, and all others are written: %s', async (_, sku, spoil) => {
      await nextDay();
      await refresh();
      const before = await productOf(gateway, sku);
      expect(await changeThree(sku, spoil)).toMatchObject({ state: 'SUCCEEDED', changed: 2, failed: 1 });
      expect(errors.mock.calls.map(([fields]) => fields)).toEqual([{ item: sku, fault: expect.any(Error) }]);
      expect(await productOf(gateway, sku)).toEqual(before);
    });
  });

  describe('a page that does not move on', () => {
    test.each(['versions', 'keys'] as const)('ends the run with a fault: %s', async (method) => {
      const source = gateway.gateway.app.get(CatalogSource);
      const full = Array.from({ length: 5_000 }, (_, index) => `KEY-${index}`);
      const pages = vi
        .spyOn(source, method)
        .mockImplementation((async ({ limit }: { limit: number }) =>
          full.slice(0, limit).map((key) => (method === 'keys' ? key : { key, version: '', changedAt: '' }))) as never);
      const job = method === 'keys' ? 'catalog.removals' : 'catalog.refresh';
      expect(await run(gateway, job)).toMatchObject({ state: 'FAILED', fault: 'PageDoesNotMoveOn' });
      expect(pages).toHaveBeenCalledTimes(2);
      pages.mockRestore();
      expect(await run(gateway, job)).toMatchObject({ state: 'SUCCEEDED' });
    });
  });

  describe('a refresh that fails', () => {
    test('before anything: the snapshot stays, and the next one may begin', async () => {
      await change(`update "IV00101" set "ITEMDESC" = 'Seen later' where "ITEMNMBR" = 'CWR-12'`);
      const before = await writes();
      const whole = await everySku(gateway);
      gateway.gp.make({ failing: true });
      expect(await refresh()).toMatchObject({ state: 'FAILED', fault: expect.any(String) });
      gateway.gp.make({});
      expect(await writes()).toEqual(before);
      expect(await everySku(gateway)).toEqual(whole);
      await gateway.refreshCatalog();
      expect(await productOf(gateway, 'CWR-12')).toMatchObject({ name: 'Seen later' });
    });

    test('half way, with new categories and old products: all are there, and the next one completes it', async () => {
      await nextDay();
      await refresh();
      const whole = await everySku(gateway, { sort: 'SKU' });
      await change(`update "IV40100" set "USCATDSC_5" = 'Colour'`);
      await change('alter table "IV40202" rename to "IV40202_away"');
      expect(await refresh()).toMatchObject({ state: 'FAILED' });
      expect(await everySku(gateway, { sort: 'SKU' })).toEqual(whole);
      await change('alter table "IV40202_away" rename to "IV40202"');
      await gateway.refreshCatalog();
      expect(await productOf(gateway, 'HAT-BLUE')).toMatchObject({ attributes: [{ name: 'Material' }, { name: 'Colour' }] });
      expect(await everySku(gateway, { sort: 'SKU' })).toEqual(whole);
    });
  });

  test('the nightly comparison finds what has changed without a stamp, and a dry run shows it', async () => {
    await nextDay();
    await refresh();
    await change('alter table "IV00101" disable trigger stamp');
    await change(`update "IV00101" set "ITEMDESC" = 'Changed in silence' where "ITEMNMBR" = 'CUT-9'`);
    await change('alter table "IV00101" enable trigger stamp');
    expect(await refresh()).toMatchObject(NOTHING);
    const before = await writes();
    const shown = await run(gateway, 'catalog.comparison', true);
    expect(shown).toMatchObject({ isDryRun: true, state: 'SUCCEEDED', changed: 1 });
    expect(shown.sample).toEqual([
      {
        key: 'CUT-9',
        before: { name: expect.any(String), description: expect.any(String) },
        after: expect.objectContaining({ name: 'Changed in silence' }),
      },
    ]);
    expect(await writes()).toEqual(before);
    expect(await run(gateway, 'catalog.comparison')).toMatchObject({ state: 'SUCCEEDED', changed: 1 });
    expect(await productOf(gateway, 'CUT-9')).toMatchObject({ name: 'Changed in silence' });
    expect(await run(gateway, 'catalog.comparison')).toMatchObject(NOTHING);
  });

  test('only the records that have failed are tried again, when an operator asks for it', async () => {
    const source = gateway.gateway.app.get(CatalogSource);
    const gp = new SqlCatalogSource(gateway.gateway.company.gp, new Map());
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const items = vi.spyOn(source, 'items').mockImplementation(async (keys, signal) => {
      return (await gp.items(keys, signal)).map((item) =>
        item.sku === 'HAT-BLUE' ? { ...item, internetText: 'half\0text' } : item,
      );
    });
    await change(`update "IV00101" set "ITEMDESC" = 'Hat, mended' where "ITEMNMBR" in ('HAT-BLUE', 'CUT-4')`);
    expect(await refresh()).toMatchObject({ state: 'SUCCEEDED', failed: 1 });
    items.mockClear();
    items.mockImplementation((keys, signal) => gp.items(keys, signal));
    const desk = gateway.gateway.app.get(JobDesk);
    const retry = await desk.retry('catalog.refresh');
    if (retry.kind !== 'requested') throw new Error(retry.kind);
    await gateway.gateway.app.get(JobRunner).begin();
    expect(await desk.ended(retry.id, AbortSignal.timeout(60_000))).toMatchObject({
      trigger: 'RETRY',
      read: 1,
      changed: 1,
      failed: 0,
    });
    expect(items.mock.calls.map(([keys]) => keys)).toEqual([['HAT-BLUE']]);
    vi.restoreAllMocks();
    expect(await productOf(gateway, 'HAT-BLUE')).toMatchObject({ name: 'Hat, mended' });
  });
});

describe('several gateways and one database', () => {
  let urls: { DATABASE_URL: string; GP_URL: string };

  beforeAll(async () => {
    urls = { DATABASE_URL: await createDatabase(), GP_URL: await createDatabase() };
  });

  afterAll(async () => {
    for (const url of Object.values(urls ?? {})) await dropDatabase(url);
  });

  test('one refreshes, the other leaves GP alone', async () => {
    const one = await TestGateway.start(urls);
    const other = await TestGateway.start(urls);
    try {
      one.gp.make({ hanging: true });
      one.gp.resetQuestions();
      const refreshing = refreshOf(one);
      await vi.waitUntil(() => one.gp.questions > 0);
      other.gp.resetQuestions();
      // Due by its schedule, it is left out; what an operator asks for waits for its turn.
      expect(await other.gateway.app.get(JobStore).request('catalog.refresh', 'SCHEDULE')).toBeNull();
      const wanted = await other.gateway.app.get(JobStore).request('catalog.refresh', 'OPERATOR');
      await other.gateway.app.get(JobRunner).begin();
      expect(await other.gateway.app.get(JobStore).run(wanted ?? '')).toMatchObject({ state: 'QUEUED' });
      expect(other.gp.questions).toBe(0);
      one.gp.make({});
      expect(await refreshing).toMatchObject(NOTHING);
      await other.gateway.app.get(JobRunner).begin();
      expect(await other.gateway.app.get(JobDesk).ended(wanted ?? '', AbortSignal.timeout(60_000))).toMatchObject(NOTHING);
    } finally {
      await one.stop();
      await other.stop();
    }
  });

  test('GP is away at the start: the snapshot that is there is served, and refreshed once GP is back', async () => {
    const TABLES = ['IV00101', 'IV00102', 'IV40400', 'IV40700', 'IV00105', 'IV00108', 'RM00101', 'MC40000'];
    const before = await TestGateway.start(urls);
    const whole = await everySku(before);
    for (const table of TABLES) await before.gateway.sandbox.change(`alter table "${table}" rename to "${table}_away"`);
    await before.stop();

    const after = await TestGateway.start(urls);
    try {
      expect(await everySku(after)).toEqual(whole);
      const page = await after.ask(
        '{ product(sku: "CUT-14") { name availability { __typename ... on Unavailable { reason } } } categories { name } }',
      );
      expect(page).toMatchObject({ status: 200, errors: undefined });
      expect(page.data.product).toEqual({
        name: 'Cut-off wheel, 14 in x 0.045 in, for steel',
        availability: { __typename: 'Unavailable', reason: 'ERP_UNAVAILABLE' },
      });
      expect(page.data.categories.length).toBeGreaterThan(10);
      for (const table of TABLES) await after.gateway.sandbox.change(`alter table "${table}_away" rename to "${table}"`);
      await after.gateway.sandbox.change(`update "IV00101" set "ITEMDESC" = 'Back again' where "ITEMNMBR" = 'CUT-14'`);
      await after.refreshCatalog();
      expect(await productOf(after, 'CUT-14')).toMatchObject({ name: 'Back again' });
    } finally {
      await after.stop();
    }
  });
});
