import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CustomerChanges, customerAcceptance } from '../../src/account/customer-changes.job.js';
import { CompanyCalendar } from '../../src/account/index.js';
import { ProductChanges, productAcceptance } from '../../src/catalog/product-changes.job.js';
import type { FoundChanges } from '../../src/changes/index.js';
import { ExtensionsSettings, GpEventsSettings, GpSettings, QuotesSettings } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import type { ObservedStates } from '../../src/events/index.js';
import { Extensions } from '../../src/extensions/index.js';
import { SqlOpenOrderSource } from '../../src/gp/sql/sql-open-order-source.js';
import { SqlOpenQuoteSource } from '../../src/gp/sql/sql-open-quote-source.js';
import { SqlPriceVersionSource } from '../../src/gp/sql/sql-price-version-source.js';
import { SqlChangedCustomerSource, SqlChangedStockSource, SqlPostedInvoiceSource } from '../../src/gp/sql/sql-stamped-sources.js';
import { SqlTurningItemSource } from '../../src/gp/sql/sql-turning-item-source.js';
import { StockChanges, stockAcceptance } from '../../src/inventory/stock-changes.job.js';
import type { Job } from '../../src/jobs/index.js';
import { orderAcceptance } from '../../src/ordering/order-acceptance.js';
import { OrderChanges } from '../../src/ordering/order-changes.job.js';
import { PricesByTheDay } from '../../src/pricing/extended/prices-by-the-day.job.js';
import { priceAcceptance, priceDayAcceptance } from '../../src/pricing/price-acceptance.js';
import { PriceChanges } from '../../src/pricing/price-changes.job.js';
import { QuoteChanges, quoteAcceptance } from '../../src/quotes/quote-changes.job.js';
import { InvoiceChanges, invoiceAcceptance } from '../../src/receivables/invoice-changes.job.js';
import { dueSoonAcceptance, InvoicesDueSoon } from '../../src/receivables/invoices-due-soon.job.js';
import { WATCHING, Watcher } from '../events/watcher.js';
import { Paperwork } from '../ordering/paperwork.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { PLACES } from '../submissions/office.js';
import { type OpenCompany, SANDBOX_PLACES } from '../support/companies.js';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const clock = { now: () => NOON };
const NO_LEAD = { aheadMs: () => 0 };

/** Of each kind there is one record that is told of, one that is not, and one for which the function throws. */
const ACCEPTED = `
const judge = (name: string) => {
  if (name.includes('THROWS')) throw new Error('cannot judge ' + name);
  return !name.includes('HIDDEN');
};

export const acceptRecord = {
  'account.changes': ({ accountNumber }) => judge(accountNumber),
  'catalog.changes': ({ sku, itemClass }) => judge(sku) && itemClass !== 'HIDDEN-CLASS',
  'inventory.changes': ({ sku }) => sku !== 'CUT-4',
  'ordering.changes': ({ number }) => judge(number),
  'pricing.by-the-day': ({ sku }) => judge(sku),
  'pricing.changes': ({ sku }) => sku !== 'CUT-4',
  'quotes.changes': ({ number }) => judge(number),
  'receivables.changes': async ({ number }) => judge(number),
  'receivables.due-soon': ({ number }) => judge(number.replace('NOT-DUE', 'HIDDEN')),
};
`;
const NAMES = ['SHOWN', 'HIDDEN', 'THROWS'];

describe('Records of which a merchant wants nothing told', () => {
  const folders = new TemporaryFolders();
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let opened: OpenCompany;
  let paper: Paperwork;
  let extensions: Extensions;
  const change = (sql: string) => opened.company.change(sql);

  beforeAll(async () => {
    const [, onPostgresql] = PLACES;
    const [, company] = SANDBOX_PLACES;
    if (!onPostgresql || !company) throw new Error('no place');
    ({ database, close } = await onPostgresql.open());
    opened = await company.open();
    paper = new Paperwork(change);
    paper.nextCustomer();
    const folder = folders.write({ 'accepted.ts': ACCEPTED });
    extensions = await Extensions.open(Object.assign(new ExtensionsSettings(), { folder, timeoutMs: 60_000 }), [
      ...[customerAcceptance, stockAcceptance, orderAcceptance, quoteAcceptance, invoiceAcceptance, dueSoonAcceptance],
      ...[productAcceptance, priceAcceptance, priceDayAcceptance],
    ]);
  });
  afterAll(async () => {
    await extensions?.close();
    await opened?.close();
    await close?.();
    folders.remove();
  });

  /** A job that has had its first look. */
  async function watching(make: (states: ObservedStates) => Job): Promise<Watcher> {
    const watcher = new Watcher(database, make, extensions);
    expect(await watcher.look()).toEqual([]);
    return watcher;
  }

  /** What is told, by its subjects. One that is told of is told of once. */
  async function subjectsOf(watcher: Watcher): Promise<string[]> {
    const told = await watcher.look();
    expect(await watcher.look()).toEqual([]);
    return told.map((event) => event.split(' ')[1] ?? '').toSorted();
  }

  it('are customers', async () => {
    const customers = await watching(
      (states) => new CustomerChanges(new SqlChangedCustomerSource(opened.company.gp), states, WATCHING),
    );
    for (const name of NAMES) await change(`insert into "RM00101" ("CUSTNMBR", "CUSTNAME") values ('${name}', 'New')`);
    expect(await subjectsOf(customers)).toEqual(['customer/SHOWN', 'customer/THROWS']);
  });

  it('are orders', async () => {
    for (const name of NAMES) {
      await paper.order(`O-${name}`);
      await paper.line(`O-${name}`);
    }
    const orders = await watching((states) => new OrderChanges(new SqlOpenOrderSource(opened.company.gp), states, WATCHING));
    for (const name of NAMES) await paper.hold(`O-${name}`);
    expect(await subjectsOf(orders)).toEqual(['order/O-SHOWN', 'order/O-THROWS']);
  });

  it('are quotes', async () => {
    const calendar = new CompanyCalendar(clock, NO_LEAD, Object.assign(new GpSettings(), { timeZone: 'UTC' }));
    const quotes = await watching(
      (states) => new QuoteChanges(new SqlOpenQuoteSource(opened.company.gp), states, WATCHING, new QuotesSettings(), calendar),
    );
    for (const name of NAMES) await paper.document(1, `Q-${name}`, { BACHNUMB: 'SALES', QUOEXPDA: '2026-11-30' });
    expect(await subjectsOf(quotes)).toEqual(['quote/Q-SHOWN', 'quote/Q-THROWS']);
  });

  it('are invoices', async () => {
    const invoices = await watching(
      (states) => new InvoiceChanges(new SqlPostedInvoiceSource(opened.company.gp), states, WATCHING),
    );
    for (const name of NAMES) {
      await change(`insert into "RM20101" ("CUSTNMBR", "DOCNUMBR", "RMDTYPAL", "DOCDATE", "DUEDATE", "ORTRXAMT", "CURTRXAM")
        values ('HARGATE', 'I-${name}', 1, '2026-11-01', '2026-12-31', 100, 100)`);
    }
    expect(await subjectsOf(invoices)).toEqual(['invoice/I-SHOWN', 'invoice/I-THROWS']);
  });

  it('are invoices that will soon be due, while of one that is paid meanwhile is told as of others', async () => {
    const calendar = new CompanyCalendar(clock, NO_LEAD, Object.assign(new GpSettings(), { timeZone: 'UTC' }));
    const source = new SqlPostedInvoiceSource(opened.company.gp);
    const settings = Object.assign(new GpEventsSettings(), { dueSoonDays: 7 });
    const invoices = await watching((states) => new InvoiceChanges(source, states, WATCHING));
    const makeDueSoon = (states: ObservedStates) => new InvoicesDueSoon(source, states, WATCHING, settings, calendar);
    const dueSoon = new Watcher(database, makeDueSoon, extensions);
    // What the company has of them.
    await dueSoon.look();
    for (const name of [...NAMES, 'NOT-DUE']) {
      await change(`insert into "RM20101" ("CUSTNMBR", "DOCNUMBR", "RMDTYPAL", "DOCDATE", "DUEDATE", "ORTRXAMT", "CURTRXAM")
        values ('HARGATE', 'D-${name}', 1, '2026-11-01', '2026-11-25', 100, 100)`);
    }
    expect(await subjectsOf(invoices)).toEqual(['invoice/D-NOT-DUE', 'invoice/D-SHOWN', 'invoice/D-THROWS']);
    await change(`update "RM20101" set "CURTRXAM" = 0 where "DOCNUMBR" = 'D-NOT-DUE'`);
    expect((await dueSoon.look()).map((event) => event.split(' ', 2).join(' ')).toSorted()).toEqual([
      'invoice.dueSoon invoice/D-SHOWN',
      'invoice.dueSoon invoice/D-THROWS',
      'invoice.paid invoice/D-NOT-DUE',
    ]);
    expect(await dueSoon.look()).toEqual([]);
  });

  it('are items by their prices, which instances forget all the same', async () => {
    let announced = 0;
    const facts = { announce: async () => void announced++ } as unknown as FoundChanges;
    const prices = await watching(
      (states) => new PriceChanges(new SqlPriceVersionSource(opened.company.gp), states, WATCHING, facts),
    );
    const raise = (...skus: string[]) =>
      change(`update "IV00108" set "UOMPRICE" = "UOMPRICE" + 1 where "ITEMNMBR" in (${skus.map((sku) => `'${sku}'`).join()})`);
    await raise('CUT-4', 'CUT-6');
    expect(await prices.look()).toEqual(['price.changed price {"skus":["CUT-6"],"isEverything":false}']);
    expect(announced).toBe(1);
    await raise('CUT-4');
    expect(await prices.look()).toEqual([]);
    expect(announced).toBe(2);
  });

  it('are items by the days of their price sheets', async () => {
    let today = NOON;
    const calendar = new CompanyCalendar({ now: () => today }, NO_LEAD, Object.assign(new GpSettings(), { timeZone: 'UTC' }));
    const prices = await watching(
      (states) => new PricesByTheDay(new SqlTurningItemSource(opened.company.gp), states, WATCHING, calendar),
    );
    await change(`insert into "SOP10110" ("PRCSHID", "ACTIVE", "STRTDATE") values ('ACCEPTED', 1, '2026-11-24')`);
    const items = NAMES.map((name, index) => `('ACCEPTED', ${index}, 'I', '${name}', 1)`);
    await change(`insert into "IV10401" ("PRCSHID", "SEQNUMBR", "EPITMTYP", "ITEMNMBR", "ACTIVE") values ${items.join()}`);
    today += 86_400_000;
    expect(await prices.look()).toEqual(['price.changed price {"skus":["SHOWN","THROWS"],"isEverything":false}']);
  });

  it('are products, but for those that are withdrawn', async () => {
    const write = (sku: string, itemClass: string) =>
      database
        .insertInto('product')
        .values({
          ...{ sku, name: sku, type: 'STOCKED', item_class: itemClass, category_values: [], variant_family: null },
          ...{ created_on: '2026-11-01', sort_name: '', sku_pieces: [], name_words: '', keywords: '', content_hash: sku },
          details: JSON.stringify({ sku, itemClass }),
        })
        .execute();
    await write('BEFORE', '');
    const products = await watching((states) => new ProductChanges(database, states, WATCHING));
    for (const name of NAMES) await write(name, '');
    await write('ANOTHER', 'HIDDEN-CLASS');
    expect(await products.look()).toEqual(['product.changed catalog {"skus":["SHOWN","THROWS"],"isEverything":false}']);
    await database.deleteFrom('product').where('sku', '=', 'HIDDEN').execute();
    expect(await products.look()).toEqual(['product.withdrawn product/HIDDEN {"sku":"HIDDEN"}']);
  });

  it('are items, by their stock', async () => {
    const stock = await watching(
      (states) => new StockChanges(new SqlChangedStockSource(opened.company.gp), states, WATCHING, new GpEventsSettings()),
    );
    await change(`update "IV00102" set "QTYONHND" = "QTYONHND" + 7 where "ITEMNMBR" in ('CUT-4', 'CUT-6') and "RCRDTYPE" = 2`);
    const [changed, ...others] = await stock.look();
    expect(changed).toContain('"skus":["CUT-6"]');
    expect(others.join()).not.toContain('CUT-4');
  });
});
