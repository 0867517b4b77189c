import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayDatabase } from '../../src/database/index.js';
import { SqlOpenOrderSource } from '../../src/gp/sql/sql-open-order-source.js';
import { OrderChanges } from '../../src/ordering/order-changes.job.js';
import { Paperwork } from '../ordering/paperwork.js';
import { PLACES } from '../submissions/office.js';
import { type OpenCompany, SANDBOX_PLACES } from '../support/companies.js';
import { WATCHING, WATCHING_NOTHING, Watcher } from './watcher.js';

const [IN_PROCESS] = SANDBOX_PLACES;

describe.each(PLACES)('What changes in orders in GP, on $place', ({ open }) => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let opened: OpenCompany;
  let paper: Paperwork;
  let watcher: Watcher;

  const watch = (families = WATCHING) =>
    new Watcher(database, (states) => new OrderChanges(new SqlOpenOrderSource(opened.company.gp), states, families));

  beforeAll(async () => {
    ({ database, close } = await open());
    if (!IN_PROCESS) throw new Error('no sandbox');
    opened = await IN_PROCESS.open();
    paper = new Paperwork((sql) => opened.company.change(sql));
    paper.nextCustomer();
    watcher = watch();
  });
  afterAll(async () => {
    await opened.close();
    await close();
  });

  it('is nothing in the first look: the past is not told', async () => {
    await paper.order('W-1');
    await paper.line('W-1');
    expect(await watcher.look()).toEqual([]);
    expect(await watcher.look()).toEqual([]);
  });

  it('is told once: a hold, and its end', async () => {
    await paper.hold('W-1');
    expect(await watcher.dryRun()).toBe(1);
    expect(await watcher.told()).toEqual([]);
    expect(await watcher.look()).toEqual([
      'order.statusChanged order/W-1 {"status":"ON_HOLD","reference":null,"orderNumber":"W-1","previousStatus":"OPEN"}',
    ]);
    expect(await watcher.look()).toEqual([]);
    await opened.company.change(`update "SOP10104" set "DELETE1" = 1 where "SOPNUMBE" = 'W-1'`);
    expect(await watcher.lookTwice()).toEqual([expect.stringContaining('"status":"OPEN"')]);
  });

  it('is told although the process died between the plan and its work', async () => {
    await paper.hold('W-1', { PRCHLDID: 'OTHER' });
    await watcher.planOnly();
    expect(await watcher.told()).toEqual([]);
    expect(await watcher.look()).toEqual([expect.stringContaining('"status":"ON_HOLD"')]);
    await opened.company.change(`delete from "SOP10104" where "SOPNUMBE" = 'W-1'`);
    expect(await watcher.look()).toEqual([expect.stringContaining('"status":"OPEN"')]);
  });

  it('is nothing of a new order, whose entry the gateway has told or staff have made', async () => {
    await paper.order('W-2');
    await paper.line('W-2');
    expect(await watcher.look()).toEqual([]);
  });

  it('is told of goods that leave on an invoice, and of its way to history', async () => {
    await opened.company.change(`update "SOP10200" set "QTYPRINV" = 10, "QTYREMAI" = 0 where "SOPNUMBE" = 'W-2'`);
    await paper.document(3, 'W-2-INV', { ORIGTYPE: 2, ORIGNUMB: 'W-2', DOCDATE: '2026-11-20' });
    await paper.line('W-2-INV', { SOPTYPE: 3, QTYREMAI: 0 });
    expect(await watcher.lookTwice()).toEqual([
      expect.stringMatching(/order.statusChanged .*"status":"SHIPPED"/),
      expect.stringMatching(/order.shipped order\/W-2 .*"shippedOn":"2026-11-20","isComplete":true,.*"shipmentNumber":"W-2-INV"/),
      expect.stringMatching(/order.invoiced .*"invoiceNumber":"W-2-INV"/),
    ]);
    // Posting moves the invoice, and the order that has nothing left goes along.
    for (const [work, history] of [
      ['SOP10100', 'SOP30200'],
      ['SOP10200', 'SOP30300'],
    ]) {
      const rows = await opened.company.change(
        `select column_name from information_schema.columns where table_name = '${history}' and column_name <> 'DEX_ROW_ID'
          and column_name in (select column_name from information_schema.columns where table_name = '${work}')`,
      );
      const columns = (rows as { column_name: string }[]).map(({ column_name }) => `"${column_name}"`).join(', ');
      await opened.company.change(
        `insert into "${history}" (${columns}) select ${columns} from "${work}" where "SOPNUMBE" like 'W-2%'`,
      );
      await opened.company.change(`delete from "${work}" where "SOPNUMBE" like 'W-2%'`);
    }
    expect(await watcher.lookTwice()).toEqual([expect.stringMatching(/order.statusChanged .*"status":"INVOICED"/)]);
    expect(await watcher.look()).toEqual([]);
  });

  it('is told of an order that staff delete, as voided, and once', async () => {
    await paper.remove('W-1');
    expect(await watcher.lookTwice()).toEqual([expect.stringMatching(/order.statusChanged order\/W-1 .*"status":"VOIDED"/)]);
    expect(await watcher.look()).toEqual([]);
  });

  it('is nothing where nobody listens, and GP is not asked', async () => {
    opened.company.trouble.resetQuestions();
    expect(await watch(WATCHING_NOTHING).look()).toEqual(expect.any(Array));
    expect(opened.company.trouble.questions).toBe(0);
  });
});
