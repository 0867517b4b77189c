import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CustomerChanges } from '../../src/account/customer-changes.job.js';
import { type AccountService, CompanyCalendar } from '../../src/account/index.js';
import { ProductChanges } from '../../src/catalog/product-changes.job.js';
import { ChangeLog } from '../../src/changes/change-log.js';
import { ErpAbsence } from '../../src/changes/erp-absence.job.js';
import { FoundChanges } from '../../src/changes/index.js';
import { GpEventsSettings, GpSettings, QuotesSettings } from '../../src/config/index.js';
import type { GatewayDatabase } from '../../src/database/index.js';
import { SqlOpenQuoteSource } from '../../src/gp/sql/sql-open-quote-source.js';
import { SqlPriceVersionSource } from '../../src/gp/sql/sql-price-version-source.js';
import { SqlRateInUseSource } from '../../src/gp/sql/sql-rate-in-use-source.js';
import { SqlChangedCustomerSource, SqlChangedStockSource, SqlPostedInvoiceSource } from '../../src/gp/sql/sql-stamped-sources.js';
import { SqlTurningItemSource } from '../../src/gp/sql/sql-turning-item-source.js';
import { StockChanges } from '../../src/inventory/stock-changes.job.js';
import type { LiveReaders } from '../../src/live/index.js';
import { PricesByTheDay } from '../../src/pricing/extended/prices-by-the-day.job.js';
import { exchangeRatePolicy } from '../../src/pricing/index.js';
import { PriceChanges } from '../../src/pricing/price-changes.job.js';
import { RateChanges } from '../../src/pricing/rate-changes.job.js';
import { QuoteChanges } from '../../src/quotes/quote-changes.job.js';
import { InvoiceChanges } from '../../src/receivables/invoice-changes.job.js';
import { InvoicesDueSoon } from '../../src/receivables/invoices-due-soon.job.js';
import { Paperwork } from '../ordering/paperwork.js';
import { PLACES } from '../submissions/office.js';
import { type OpenCompany, SANDBOX_PLACES } from '../support/companies.js';
import { WATCHING, Watcher } from './watcher.js';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const clock = { now: () => NOON };
const NO_LEAD = { aheadMs: () => 0 };
const gpSettings = Object.assign(new GpSettings(), { timeZone: 'UTC' });

describe('What changes in GP', () => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  let opened: OpenCompany;
  let paper: Paperwork;
  const change = (sql: string) => opened.company.change(sql);
  let quotes: Watcher, invoices: Watcher, dueSoon: Watcher, stock: Watcher, customers: Watcher;
  let prices: Watcher, pricesByTheDay: Watcher, rates: Watcher, products: Watcher, erp: Watcher;
  let minute = 0;
  let day = 0;
  let gpAnswers = true;
  /** Null while nothing is known of the company. */
  let converts: boolean | null = true;
  const erpClock = {
    now: async () => {
      if (!gpAnswers) throw new Error('no answer');
      return '';
    },
  };

  beforeAll(async () => {
    const [, onPostgresql] = PLACES;
    const [, company] = SANDBOX_PLACES;
    if (!onPostgresql || !company) throw new Error('no place');
    ({ database, close } = await onPostgresql.open());
    opened = await company.open();
    const { gp } = opened.company;
    paper = new Paperwork(change);
    paper.nextCustomer();
    const posted = new SqlPostedInvoiceSource(gp);
    const calendar = new CompanyCalendar(clock, NO_LEAD, gpSettings);
    const settings = Object.assign(new GpEventsSettings(), { lowStock: 10, dueSoonDays: 7 });
    quotes = new Watcher(
      database,
      (states) => new QuoteChanges(new SqlOpenQuoteSource(gp), states, WATCHING, new QuotesSettings(), calendar),
    );
    invoices = new Watcher(database, (states) => new InvoiceChanges(posted, states, WATCHING));
    dueSoon = new Watcher(database, (states) => new InvoicesDueSoon(posted, states, WATCHING, settings, calendar));
    stock = new Watcher(database, (states) => new StockChanges(new SqlChangedStockSource(gp), states, WATCHING, settings));
    customers = new Watcher(database, (states) => new CustomerChanges(new SqlChangedCustomerSource(gp), states, WATCHING));
    const readers = { changeShared: () => Promise.resolve(true) } as unknown as LiveReaders;
    const found = new FoundChanges(readers, new ChangeLog(database));
    prices = new Watcher(database, (states) => new PriceChanges(new SqlPriceVersionSource(gp), states, WATCHING, found));
    const days = { now: () => NOON + day * 86_400_000 };
    pricesByTheDay = new Watcher(
      database,
      (states) =>
        new PricesByTheDay(new SqlTurningItemSource(gp), states, WATCHING, new CompanyCalendar(days, NO_LEAD, gpSettings)),
    );
    const accounts = {
      company: () => ({ known: converts !== null, value: { convertsFunctionalPrices: converts } }),
    } as unknown as AccountService;
    const today = new CompanyCalendar(days, NO_LEAD, gpSettings);
    rates = new Watcher(
      database,
      (states) => new RateChanges(new SqlRateInUseSource(gp), states, WATCHING, accounts, today, found),
    );
    products = new Watcher(database, (states) => new ProductChanges(database, states, WATCHING));
    const minutes = { now: () => NOON + minute * 60_000 };
    erp = new Watcher(database, (states) => new ErpAbsence(erpClock, states, WATCHING, minutes));
    await writeProduct('P-1', 'one');
    for (const first of [quotes, invoices, stock, customers, prices, pricesByTheDay, rates, products, erp])
      expect(await first.look()).toEqual([]);
  });
  afterAll(async () => {
    await opened?.close();
    await close?.();
  });

  async function writeProduct(sku: string, hash: string): Promise<void> {
    const texts = { name: sku, item_class: '', sort_name: '', name_words: '', keywords: '', details: '{}' };
    await database
      .insertInto('product')
      .values({
        ...{ sku, type: 'STOCKED', category_values: [], variant_family: null, created_on: '2026-11-01', sku_pieces: [] },
        ...{ ...texts, content_hash: hash },
      })
      .onConflict((conflict) => conflict.column('sku').doUpdateSet({ content_hash: hash }))
      .execute();
  }

  describe('of quotes', () => {
    it('is that staff have priced a request, once', async () => {
      await paper.document(1, 'Q-1', { BACHNUMB: 'WEBQUOTES', QUOEXPDA: '2026-11-30' });
      expect(await quotes.look()).toEqual([]);
      await paper.change('Q-1', `"BACHNUMB" = 'SALES'`);
      expect(await quotes.lookTwice()).toEqual(['quote.opened quote/Q-1 {"expiresOn":"2026-11-30","quoteNumber":"Q-1"}']);
    });

    it('is that the last day has passed, once, and again open where staff move it', async () => {
      await paper.change('Q-1', `"QUOEXPDA" = '2026-11-22'`);
      expect(await quotes.lookTwice()).toEqual(['quote.expired quote/Q-1 {"expiredOn":"2026-11-22","quoteNumber":"Q-1"}']);
      await paper.change('Q-1', `"QUOEXPDA" = '2026-12-31'`);
      expect(await quotes.look()).toEqual([expect.stringContaining('quote.opened')]);
    });

    it('is nothing where a quote was ordered, voided or deleted', async () => {
      await paper.remove('Q-1');
      expect(await quotes.look()).toEqual([]);
      expect(await quotes.look()).toEqual([]);
    });
  });

  describe('of invoices', () => {
    const post = (number: string, due: string, balance: number) =>
      change(`insert into "RM20101" ("CUSTNMBR", "DOCNUMBR", "RMDTYPAL", "DOCDATE", "DUEDATE", "ORTRXAMT", "CURTRXAM")
        values ('HARGATE', '${number}', 1, '2026-11-01', '${due}', 100, ${balance})`);

    it('is that one was posted, and that it was paid, each once', async () => {
      await post('E-INV-1', '2026-12-31', 100);
      expect(await invoices.lookTwice()).toEqual([
        'invoice.posted invoice/E-INV-1 {"dueOn":"2026-12-31","invoiceNumber":"E-INV-1"}',
      ]);
      await change(`update "RM20101" set "CURTRXAM" = 40 where "DOCNUMBR" = 'E-INV-1'`);
      expect(await invoices.look()).toEqual([]);
      await change(`update "RM20101" set "CURTRXAM" = 0 where "DOCNUMBR" = 'E-INV-1'`);
      expect(await invoices.lookTwice()).toEqual([
        'invoice.paid invoice/E-INV-1 {"dueOn":"2026-12-31","invoiceNumber":"E-INV-1"}',
      ]);
    });

    it('is not told of credits and payments', async () => {
      await change(`insert into "RM20101" ("CUSTNMBR", "DOCNUMBR", "RMDTYPAL", "DOCDATE", "ORTRXAMT", "CURTRXAM")
        values ('HARGATE', 'E-CREDIT', 7, '2026-11-01', 100, 100)`);
      expect(await invoices.look()).toEqual([]);
    });

    it('is that one is due soon, once for each due date, and not of one that was voided', async () => {
      await dueSoon.look();
      await post('E-INV-2', '2026-11-30', 100);
      await post('E-INV-3', '2026-11-25', 100);
      await post('E-INV-4', '2026-12-01', 100);
      await invoices.look();
      await change(`delete from "RM20101" where "DOCNUMBR" = 'E-INV-3'`);
      expect(await dueSoon.lookTwice()).toEqual([
        'invoice.dueSoon invoice/E-INV-2 {"dueOn":"2026-11-30","invoiceNumber":"E-INV-2"}',
      ]);
      await change(`update "RM20101" set "DUEDATE" = '2026-11-29' where "DOCNUMBR" = 'E-INV-2'`);
      expect(await invoices.look()).toEqual([]);
      expect(await dueSoon.look()).toEqual([expect.stringContaining('"dueOn":"2026-11-29"')]);
      expect(await dueSoon.look()).toEqual([]);
    });
  });

  describe('of stock', () => {
    const setStock = (onHand: number) =>
      change(`update "IV00102" set "QTYONHND" = ${onHand}, "ATYALLOC" = 0 where "ITEMNMBR" = 'CWR-12' and "RCRDTYPE" = 2
        and "LOCNCODE" = (select min("LOCNCODE") from "IV00102" where "ITEMNMBR" = 'CWR-12' and "RCRDTYPE" = 2)`);

    it('is told in one list, with what has become low and what is back', async () => {
      await change(`update "IV00102" set "QTYONHND" = 0, "ATYALLOC" = 0 where "ITEMNMBR" = 'CWR-12'`);
      await stock.look();
      await setStock(50);
      expect(await stock.lookTwice()).toEqual([
        'stock.changed stock {"skus":["CWR-12"],"isEverything":false}',
        'stock.backInStock product/CWR-12 {"sku":"CWR-12"}',
      ]);
      await setStock(9);
      expect(await stock.look()).toEqual([
        'stock.changed stock {"skus":["CWR-12"],"isEverything":false}',
        'stock.low product/CWR-12 {"sku":"CWR-12"}',
      ]);
      await setStock(8);
      expect(await stock.look()).toEqual([expect.stringContaining('stock.changed')]);
    });

    it('is nothing where only the item was touched', async () => {
      await change(`update "IV00101" set "ITMGEDSC" = 'other' where "ITEMNMBR" = 'CWR-12'`);
      expect(await stock.look()).toEqual([]);
    });
  });

  describe('of customers', () => {
    it('is that there is a new one, a hold, or another limit', async () => {
      await change(`insert into "RM00101" ("CUSTNMBR", "CUSTNAME", "CRLMTTYP") values ('E-NEW', 'New', 1)`);
      expect(await customers.lookTwice()).toEqual(['customer.created customer/E-NEW {"accountNumber":"E-NEW"}']);
      await change(`update "RM00101" set "HOLD" = 1 where "CUSTNMBR" = 'E-NEW'`);
      expect(await customers.lookTwice()).toEqual([
        'customer.holdChanged customer/E-NEW {"onHold":true,"accountNumber":"E-NEW"}',
      ]);
      await change(`update "RM00101" set "CRLMTTYP" = 2, "CRLMTAMT" = 5000 where "CUSTNMBR" = 'E-NEW'`);
      expect(await customers.look()).toEqual(['customer.creditChanged customer/E-NEW {"accountNumber":"E-NEW"}']);
      await change(`update "RM00101" set "CUSTNAME" = 'Newer' where "CUSTNMBR" = 'E-NEW'`);
      expect(await customers.look()).toEqual([]);
    });
  });

  describe('of prices', () => {
    it('is which items have others, at a level or in a sheet, and not what they are', async () => {
      await change(`update "IV00108" set "UOMPRICE" = "UOMPRICE" + 1 where "ITEMNMBR" = 'CWR-12'`);
      expect(await prices.lookTwice()).toEqual(['price.changed price {"skus":["CWR-12"],"isEverything":false}']);
      await change(`delete from "IV00108" where "ITEMNMBR" = 'CWR-12'`);
      expect(await prices.look()).toEqual([expect.stringContaining('"skus":["CWR-12"]')]);
      await change(`insert into "SOP10110" ("PRCSHID", "ACTIVE") values ('E-SHEET', 1)`);
      await change(`insert into "IV10401" ("PRCSHID", "EPITMTYP", "ITEMNMBR", "ACTIVE") values ('E-SHEET', 'I', 'CWR-12', 1)`);
      await change(
        `insert into "IV10402" ("PRCSHID", "EPITMTYP", "ITEMNMBR", "UOFM", "PSITMVAL") values ('E-SHEET', 'I', 'CWR-12', 'Each', 7)`,
      );
      expect(await prices.look()).toEqual([expect.stringContaining('"skus":["CWR-12"]')]);
    });

    it('outdates what the instances remember of prices, but for kinds of facts that looks announce by themselves', async () => {
      const kinds = async () => {
        const rows = await database
          .selectFrom('change_announcement' as never)
          .selectAll()
          .execute();
        return (rows as { kind: string; keys: unknown }[]).map(({ kind, keys }) => [kind, keys]).toSorted();
      };
      const all = ['item-pricing', 'price-list', 'sheet-links', 'sheet-prices'];
      const announcedSince = async (before: number) => (await kinds()).length - before;
      await prices.look();
      const before = (await kinds()).length;
      await prices.look();
      expect(await announcedSince(before)).toBe(0);
      await change(`update "IV10402" set "PSITMVAL" = 8 where "PRCSHID" = 'E-SHEET'`);
      await prices.look();
      expect(await announcedSince(before)).toBe(all.length);
    });

    it('is nothing where the cost of an item that is sold by a list has changed', async () => {
      await change(`update "IV00101" set "CURRCOST" = "CURRCOST" + 1 where "ITEMNMBR" = 'CWR-12' and "PRICMTHD" in (1, 2)`);
      expect(await prices.look()).toEqual([]);
    });
  });

  describe('of exchange rates', () => {
    /** Prices in Canadian dollars: NIPIGON's are converted by the table CAD-SELL. */
    const EVERY_PRICE = 'price.changed price {"skus":[],"isEverything":true}';
    const rateFrom = (date: string, rate: number, until = '2099-12-31') =>
      change(`insert into "DYNAMICS"."MC00100" ("EXGTBLID", "CURNCYID", "EXCHDATE", "XCHGRATE", "EXPNDATE")
        values ('CAD-SELL', 'Z-C$', '${date}', ${rate}, '${until}')`);
    const onDay = (next: number) => {
      day = next;
      return rates.lookTwice();
    };
    afterAll(() => {
      day = 0;
    });

    it('is that any price may have changed, once for each change, and what the instances remember of rates is outdated', async () => {
      const outdated = async () =>
        (
          await database
            .selectFrom('change_announcement' as never)
            .where('kind' as never, '=', exchangeRatePolicy.namespace as never)
            .selectAll()
            .execute()
        ).length;
      const before = await outdated();
      expect(await rates.look()).toEqual([]);
      await change(`update "DYNAMICS"."MC00100" set "XCHGRATE" = 0.72 where "EXGTBLID" = 'CAD-SELL'`);
      expect(await rates.dryRun()).toBe(1);
      expect(await rates.lookTwice()).toEqual([EVERY_PRICE]);
      expect(await outdated()).toBe(before + 1);
      await change(`update "DYNAMICS"."MC40300" set "RTCLCMTD" = 1 where "EXGTBLID" = 'CAD-SELL'`);
      expect(await rates.look()).toEqual([EVERY_PRICE]);
    });

    it('is a rate that begins or ends with the day, on which no row changes', async () => {
      await rateFrom('2026-11-25', 0.74, '2026-11-26');
      expect(await onDay(1)).toEqual([]);
      expect(await onDay(2)).toEqual([EVERY_PRICE]);
      expect(await onDay(3)).toEqual([]);
      expect(await onDay(4)).toEqual([EVERY_PRICE]);
      await change(`update "DYNAMICS"."MC00100" set "EXPNDATE" = '2026-11-26' where "EXGTBLID" = 'CAD-SELL'`);
      expect(await rates.look()).toEqual([EVERY_PRICE]);
      await rateFrom('2026-11-27', 0.73);
      expect(await rates.look()).toEqual([EVERY_PRICE]);
    });

    it('is nothing where a new row has the same rate, or another table has another one', async () => {
      await rateFrom('2026-11-28', 0.73);
      expect(await onDay(5)).toEqual([]);
      await change(`update "DYNAMICS"."MC00100" set "XCHGRATE" = 0.5 where "EXGTBLID" <> 'CAD-SELL' and "CURNCYID" = 'Z-C$'`);
      expect(await rates.look()).toEqual([]);
    });

    it("is the company's usual rate type, where another one has another rate", async () => {
      await change(`update "MC40000" set "DEFSLSTP" = 'AVERAGE'`);
      expect(await rates.look()).toEqual([EVERY_PRICE]);
      await change(`update "MC40000" set "DEFSLSTP" = 'SELL'`);
      expect(await rates.look()).toEqual([EVERY_PRICE]);
    });

    it('is nothing where the first account buys in a currency', async () => {
      await change(
        `insert into "RM00101" ("CUSTNMBR", "CUSTNAME", "CURNCYID", "RATETPID") values ('E-RATE', 'New', 'Z-C$', 'SELL2')`,
      );
      await change(
        `insert into "MC40301" ("CURNCYID", "RATETPID", "EXGTBLID", "DFLTRATE") values ('Z-C$', 'SELL2', 'CAD-SELL', 1)`,
      );
      expect(await rates.look()).toEqual([]);
    });

    it('waits while nothing is known of the company, and is nothing in one that does not convert', async () => {
      converts = null;
      await change(`update "DYNAMICS"."MC00100" set "XCHGRATE" = 0.71 where "EXGTBLID" = 'CAD-SELL'`);
      expect(await rates.look()).toEqual([]);
      converts = true;
      expect(await rates.look()).toEqual([EVERY_PRICE]);
      converts = false;
      await change(`update "DYNAMICS"."MC00100" set "XCHGRATE" = 0.7 where "EXGTBLID" = 'CAD-SELL'`);
      opened.company.trouble.resetQuestions();
      expect(await rates.look()).toEqual([]);
      expect(opened.company.trouble.questions).toBe(0);
    });
  });

  describe("of the company's day", () => {
    const toDay = async (next: number) => {
      day = next;
      return pricesByTheDay.lookTwice();
    };
    const changed = (...skus: string[]) => `price.changed price ${JSON.stringify({ skus, isEverything: false })}`;

    it('is which items are on sheets that begin or have ended, once, whatever was missed', async () => {
      await change(`insert into "SOP10110" ("PRCSHID", "ACTIVE", "STRTDATE", "ENDDATE") values
        ('E-SOON', 1, '2026-11-25', '2026-11-26'), ('E-OFF', 0, '2026-11-25', '2026-11-26')`);
      await change(`insert into "IV10401" ("PRCSHID", "SEQNUMBR", "EPITMTYP", "ITEMNMBR", "ACTIVE") values
        ('E-SOON', 1, 'I', 'CUT-4', 1), ('E-SOON', 2, 'I', 'CUT-6', 1), ('E-OFF', 1, 'I', 'CUT-9', 1)`);
      expect(await toDay(1)).toEqual([]);
      expect(await toDay(2)).toEqual([changed('CUT-4', 'CUT-6')]);
      expect(await toDay(3)).toEqual([]);
      expect(await toDay(4)).toEqual([changed('CUT-4', 'CUT-6')]);
      await change(`update "SOP10110" set "STRTDATE" = '2026-11-29', "ENDDATE" = '2026-12-20' where "PRCSHID" = 'E-SOON'`);
      expect(await toDay(9)).toEqual([changed('CUT-4', 'CUT-6')]);
    });

    it('goes on after a page, for the days that the run began with', async () => {
      const many = Array.from(
        { length: 900 },
        (_, index) => `('E-MANY', ${index}, 'I', 'MANY-${String(index).padStart(3, '0')}', 1)`,
      );
      await change(`insert into "SOP10110" ("PRCSHID", "ACTIVE", "STRTDATE") values ('E-MANY', 1, '2026-12-04')`);
      await change(`insert into "IV10401" ("PRCSHID", "SEQNUMBR", "EPITMTYP", "ITEMNMBR", "ACTIVE") values ${many.join()}`);
      const told = await toDay(11);
      expect(told.map((event) => event.match(/MANY-\d+/g)?.length)).toEqual([400, 400, 100]);
      expect(new Set(told.flatMap((event) => event.match(/MANY-\d+/g))).size).toBe(900);
    });
  });

  describe('of products', () => {
    it('is which of them are new or other ones, in one list, and which are gone', async () => {
      await writeProduct('P-1', 'two');
      await writeProduct('P-2', 'one');
      expect(await products.lookTwice()).toEqual(['product.changed catalog {"skus":["P-1","P-2"],"isEverything":false}']);
      await database.deleteFrom('product').where('sku', '=', 'P-1').execute();
      expect(await products.dryRun()).toBe(1);
      expect(await products.lookTwice()).toEqual(['product.withdrawn product/P-1 {"sku":"P-1"}']);
      expect(await products.look()).toEqual([]);
    });
  });

  describe('of GP itself', () => {
    const inMinute = async (at: number, answers: boolean) => {
      minute = at;
      gpAnswers = answers;
      return erp.lookTwice();
    };

    it('is that it is away once it has been silent for a while, and back once it has answered for a while', async () => {
      expect(await inMinute(1, false)).toEqual([]);
      expect(await inMinute(2, false)).toEqual([]);
      expect(await inMinute(3, false)).toEqual(['erp.away erp {}']);
      expect(await inMinute(4, false)).toEqual([]);
      expect(await inMinute(5, true)).toEqual([]);
      expect(await inMinute(6, true)).toEqual(['erp.back erp {}']);
    });

    it('is nothing where single answers fail', async () => {
      for (let at = 10; at < 16; at++) expect(await inMinute(at, at % 2 === 0)).toEqual([]);
    });
  });
});
