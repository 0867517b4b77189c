import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CustomerChanges, customerAcceptance } from '../../src/account/customer-changes.job.js';
import { CompanyCalendar } from '../../src/account/index.js';
import { ExtensionsSettings, GpEventsSettings, GpSettings, QuotesSettings } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import type { ObservedStates } from '../../src/events/index.js';
import { Extensions } from '../../src/extensions/index.js';
import { SqlOpenOrderSource } from '../../src/gp/sql/sql-open-order-source.js';
import { SqlOpenQuoteSource } from '../../src/gp/sql/sql-open-quote-source.js';
import { SqlChangedCustomerSource, SqlChangedStockSource, SqlPostedInvoiceSource } from '../../src/gp/sql/sql-stamped-sources.js';
import { StockChanges, stockAcceptance } from '../../src/inventory/stock-changes.job.js';
import type { Job } from '../../src/jobs/index.js';
import { orderAcceptance } from '../../src/ordering/order-acceptance.js';
import { OrderChanges } from '../../src/ordering/order-changes.job.js';
import { QuoteChanges, quoteAcceptance } from '../../src/quotes/quote-changes.job.js';
import { InvoiceChanges, invoiceAcceptance } from '../../src/receivables/invoice-changes.job.js';
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
  'inventory.changes': ({ sku }) => sku !== 'CUT-4',
  'ordering.changes': ({ number }) => judge(number),
  'quotes.changes': ({ number }) => judge(number),
  'receivables.changes': async ({ number }) => judge(number),
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
      ...[customerAcceptance, stockAcceptance, orderAcceptance, quoteAcceptance, invoiceAcceptance],
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
