import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  type LogEvent,
  MssqlAdapter,
  MssqlIntrospector,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import nodeSqlParser from 'node-sql-parser';
import { describe, expect, it } from 'vitest';
import { asOrderNumber, type OrderFilter } from '../../ordering/index.js';
import { asQuoteNumber, type QuotePageAsk } from '../../quotes/index.js';
import { asDocumentNumber } from '../../receivables/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { asAccountNumber, asCurrencyId, asPriceLevel, asPriceSheetId, asSku } from '../../values/identifiers.js';
import { usualQuestions } from '../usual-questions.js';
import * as address from './address.query.js';
import * as catalog from './catalog.query.js';
import * as changedSince from './changed-since.query.js';
import * as columns from './columns.query.js';
import * as company from './company.query.js';
import * as creditMemo from './credit-memo.query.js';
import type { CustomColumn } from './custom-fields.js';
import * as customer from './customer.query.js';
import * as exchangeRate from './exchange-rate.query.js';
import type { GpTables } from './gp-tables.js';
import * as invoice from './invoice.query.js';
import * as openDocument from './open-document.query.js';
import * as order from './order.query.js';
import * as partNumber from './part-number.query.js';
import * as price from './price.query.js';
import * as priceRows from './price-rows.query.js';
import * as priceSheet from './price-sheet.query.js';
import * as quote from './quote.query.js';
import * as receivables from './receivables.query.js';
import { SqlServerCompiler } from './sql-server-compiler.js';
import * as stock from './stock.query.js';

const sqlServer = sqlServerWith(() => undefined);

function sqlServerWith(log: (event: LogEvent) => void): Kysely<GpTables> {
  return new Kysely<GpTables>({
    dialect: {
      createAdapter: () => new MssqlAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new MssqlIntrospector(db),
      createQueryCompiler: () => new SqlServerCompiler(),
    },
    log,
  });
}

const postgres = new Kysely<GpTables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const TODAY = '2026-11-23' as CalendarDate;
const HARGATE = asAccountNumber('HARGATE');
const ACCOUNTS = [HARGATE];
const SKU = asSku('CUT-9');
const SKUS = [SKU];

/** Columns that both masters have, a type each. */
const FIELDS: readonly CustomColumn[] = [
  { column: 'USERDEF1', reading: 'text' },
  { column: 'CREATDDT', reading: 'date' },
  { column: 'NOTEINDX', reading: 'number' },
];

const PRODUCT_FIELDS: readonly CustomColumn[] = [{ column: 'CNTRYORGN', reading: 'text' }, ...FIELDS];

const ALL_ORDERS: OrderFilter = { statuses: [], from: null, to: null, purchaseOrderNumber: null, reference: null, sku: null };
const ORDERS = [asOrderNumber('ORD26-002001')];
const QUOTES = [asQuoteNumber('QTE26-00040')];
const QUOTE_PAGE: QuotePageAsk = { accountNumber: HARGATE, from: null, to: null, isInWork: false, first: 20, after: null };

const STAMP = '2026-11-23T08:00:00.000';

type Compile = (db: Kysely<GpTables>) => { compile(db: Kysely<GpTables>): CompiledQuery } | { compile(): CompiledQuery };

/** Every query of GP, by the name of the function that builds it. Some queries have more than one form. */
const READS: Readonly<Record<string, Compile>> = {
  customersQuery: (db) => customer.customersQuery(db, { accountNumbers: ACCOUNTS, today: TODAY, fields: FIELDS }),
  addressesQuery: (db) => address.addressesQuery(db, ACCOUNTS),
  companyQuery: (db) => company.companyQuery(db, 'TWO'),
  partNumbersQuery: (db) => partNumber.partNumbersQuery(db, [{ accountNumber: HARGATE, sku: SKU }]),
  partCodesQuery: (db) => partNumber.partCodesQuery(db, HARGATE, ['KRF-10442']),
  itemPricingQuery: (db) => price.itemPricingQuery(db, SKUS),
  priceListsQuery: (db) =>
    price.priceListsQuery(db, [
      { sku: SKU, level: asPriceLevel('RETAIL') },
      { sku: SKU, level: null },
    ]),
  sheetLinksQuery: (db) => priceSheet.sheetLinksQuery(db, ACCOUNTS, true),
  'sheetLinksQuery, of customers': (db) => priceSheet.sheetLinksQuery(db, ACCOUNTS, false),
  'sheetLinksQuery, of the base book': (db) => priceSheet.sheetLinksQuery(db, [], true),
  sheetPricesQuery: (db) => priceSheet.sheetPricesQuery(db, [asPriceSheetId('SPRING')], SKUS),
  exchangeRatesQuery: (db) => exchangeRate.exchangeRatesQuery(db, ACCOUNTS, [asCurrencyId('Z-C$')], TODAY),
  'exchangeRatesQuery, of a visitor': (db) => exchangeRate.exchangeRatesQuery(db, [], [asCurrencyId('Z-C$')], TODAY),
  currenciesInUseQuery: (db) => exchangeRate.currenciesInUseQuery(db),
  stockQuery: (db) => stock.stockQuery(db, SKUS),
  warehousesQuery: (db) => stock.warehousesQuery(db),
  orderPlacesQuery: (db) => order.orderPlacesQuery(db, ORDERS),
  ordersQuery: (db) =>
    order.ordersQuery(
      db,
      ORDERS.map((number) => ({ number, accountNumber: HARGATE, masterNumber: 2001, tracked: true })),
    ),
  'ordersQuery, without master numbers': (db) =>
    order.ordersQuery(
      db,
      ORDERS.map((number) => ({ number, accountNumber: HARGATE, masterNumber: 0, tracked: false })),
    ),
  'orderPageQuery, all': (db) => order.orderPageQuery(db, { accountNumber: HARGATE, filter: ALL_ORDERS, first: 20, after: null }),
  'orderPageQuery, unfinished': (db) =>
    order.orderPageQuery(db, {
      accountNumber: HARGATE,
      filter: { ...ALL_ORDERS, statuses: ['OPEN', 'ON_HOLD'] },
      first: 20,
      after: null,
    }),
  'orderPageQuery, of statuses': (db) =>
    order.orderPageQuery(db, {
      accountNumber: HARGATE,
      filter: { ...ALL_ORDERS, statuses: ['SHIPPED', 'INVOICED'] },
      first: 20,
      after: null,
    }),
  'orderPageQuery, searched': (db) =>
    order.orderPageQuery(db, {
      accountNumber: HARGATE,
      filter: {
        statuses: [],
        from: '2026-01-01' as CalendarDate,
        to: TODAY,
        purchaseOrderNumber: 'PO-7801',
        reference: 'WEB-100482',
        sku: SKU,
      },
      first: 20,
      after: { date: TODAY, number: asOrderNumber('ORD26-002014') },
    }),
  invoicesQuery: (db) => invoice.invoicesQuery(db, [asDocumentNumber('INV26-0640')]),
  'invoicePageQuery, first page': (db) =>
    invoice.invoicePageQuery(
      db,
      { accountNumber: HARGATE, filter: { statuses: [], from: null, to: null }, first: 20, after: null },
      TODAY,
    ),
  'invoicePageQuery, later page of statuses': (db) =>
    invoice.invoicePageQuery(
      db,
      {
        accountNumber: HARGATE,
        filter: { statuses: ['OPEN', 'PAST_DUE'], from: '2026-01-01' as CalendarDate, to: TODAY },
        first: 20,
        after: { date: TODAY, number: asDocumentNumber('INV26-1001'), kind: 'INVOICE' },
      },
      TODAY,
    ),
  creditsQuery: (db) => receivables.creditsQuery(db, [asDocumentNumber('PYMT26-0287')]),
  creditMemosQuery: (db) => creditMemo.creditMemosQuery(db, [asDocumentNumber('CRED26-0077')]),
  paymentPageQuery: (db) => receivables.paymentPageQuery(db, { accountNumber: HARGATE, first: 20, after: null }),
  creditPageQuery: (db) => receivables.creditPageQuery(db, { accountNumber: HARGATE, first: 20, after: null }),
  openReceivablesQuery: (db) => receivables.openReceivablesQuery(db, ACCOUNTS, TODAY),
  statementQuery: (db) =>
    receivables.statementQuery(db, { accountNumber: HARGATE, from: '2026-01-01' as CalendarDate, to: TODAY }),
  quotePlacesQuery: (db) => quote.quotePlacesQuery(db, QUOTES),
  quotesQuery: (db) =>
    quote.quotesQuery(
      db,
      QUOTES.map((number) => ({ number, accountNumber: HARGATE, masterNumber: 2001, tracked: true })),
    ),
  'quotesQuery, without master numbers': (db) =>
    quote.quotesQuery(
      db,
      QUOTES.map((number) => ({ number, accountNumber: HARGATE, masterNumber: 0, tracked: false })),
    ),
  quoteSuccessorsQuery: (db) => quote.quoteSuccessorsQuery(db, HARGATE, QUOTES),
  'quotePageQuery, all': (db) => quote.quotePageQuery(db, QUOTE_PAGE),
  'quotePageQuery, in work': (db) =>
    quote.quotePageQuery(db, {
      ...QUOTE_PAGE,
      from: '2026-01-01' as CalendarDate,
      to: TODAY,
      isInWork: true,
      after: { date: TODAY, number: asQuoteNumber('QTE26-00040') },
    }),
  openDocumentsQuery: (db) => openDocument.openDocumentsQuery(db, { after: { number: 'ORD26-002001', type: 2 }, limit: 500 }),
  openQuotesQuery: (db) => openDocument.openQuotesQuery(db, { after: 'QTE26-00040', limit: 500 }),
  changedItemsQuery: (db) => changedSince.changedItemsQuery(db, { since: STAMP, after: 'CUT-9', limit: 500 }),
  changedCustomersQuery: (db) => changedSince.changedCustomersQuery(db, { since: STAMP, after: HARGATE, limit: 500 }),
  changedInvoicesQuery: (db) =>
    changedSince.changedInvoicesQuery(db, {
      since: STAMP,
      after: { customer: HARGATE, type: 1, number: 'INV26-0640' },
      limit: 500,
    }),
  priceRowsQuery: (db) => priceRows.priceRowsQuery(db, SKUS),
  turningItemsQuery: (db) =>
    priceRows.turningItemsQuery(db, { after: '2026-11-22' as CalendarDate, until: TODAY, from: SKU, limit: 400 }),
  postedInvoicesQuery: (db) => changedSince.postedInvoicesQuery(db, ['INV26-0640']),
  clockQuery: (db) => catalog.clockQuery(db),
  'itemVersionsQuery, all': (db) => catalog.itemVersionsQuery(db, { changedSince: null, after: null, limit: 1000 }),
  'itemVersionsQuery, changed ones of a later page': (db) =>
    catalog.itemVersionsQuery(db, { changedSince: STAMP, after: 'CUT-9', limit: 1000 }),
  itemsQuery: (db) => catalog.itemsQuery(db, SKUS, PRODUCT_FIELDS),
  unitsQuery: (db) => catalog.unitsQuery(db, ['EACH']),
  componentsQuery: (db) => catalog.componentsQuery(db, SKUS),
  'itemKeysQuery, first page': (db) => catalog.itemKeysQuery(db, { after: null, limit: 10_000 }),
  'itemKeysQuery, later page': (db) => catalog.itemKeysQuery(db, { after: asSku('CUT-9'), limit: 10_000 }),
  itemClassesQuery: (db) => catalog.itemClassesQuery(db),
  categoryLabelsQuery: (db) => catalog.categoryLabelsQuery(db),
  categoryValuesQuery: (db) => catalog.categoryValuesQuery(db),
  columnsQuery: (db) => columns.columnsQuery(db, ['RM00101']),
};

function compiled(name: string, db: Kysely<GpTables>): CompiledQuery {
  const read = READS[name];
  if (!read) throw new Error(`There is no read ${name}`);
  return read(db).compile(db);
}

const names = Object.keys(READS);

describe('Every read of GP', () => {
  it('is listed here', () => {
    const builders = [
      address,
      catalog,
      changedSince,
      columns,
      company,
      creditMemo,
      customer,
      exchangeRate,
      invoice,
      openDocument,
      order,
      partNumber,
      price,
      priceRows,
      priceSheet,
      quote,
      receivables,
      stock,
    ]
      .flatMap(Object.keys)
      .filter((name) => name.endsWith('Query'));
    expect(new Set(names.map((name) => name.split(',')[0]))).toEqual(new Set(builders));
  });

  it('is written in T-SQL as the golden file has it', async () => {
    const golden = names.map((name) => `-- ${name}\n${laidOut(compiled(name, sqlServer).sql)};\n`).join('\n');
    await expect(golden).toMatchFileSnapshot('reads.golden.sql');
  });

  it('is asked once after the start in each of its forms', async () => {
    const asked = new Set<string>();
    // Rates are asked only of a company that converts prices.
    const sales = { part: 'sales', c2: '1', c3: '1' };
    const gp = sqlServerWith((event) => asked.add(event.query.sql)).withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async () => ({ rows: [sales] }),
    });
    const fields = { ofAccounts: FIELDS, ofProducts: PRODUCT_FIELDS };
    for (const ask of usualQuestions({ gp, readOnly: gp }, fields, 'TWO')) await ask(new AbortController().signal);
    expect(names.filter((name) => !asked.has(compiled(name, sqlServer).sql))).toEqual(['columnsQuery']);
  });

  it('asks both servers for the same with the same parameters', () => {
    for (const name of names) {
      expect(compiled(name, sqlServer).parameters, name).toEqual(compiled(name, postgres).parameters);
    }
  });
});

describe("A read of the system database together with the company's", () => {
  const texts = new Map(names.map((name) => [name, compiled(name, sqlServer).sql]));
  const unites = [...texts].filter(([, sql]) => sql.includes('"DYNAMICS"') && sql.includes('"dbo"') && sql.includes('union'));

  it('takes the collation of the company for every text, since theirs may differ', () => {
    expect(unites.map(([name]) => name)).toEqual(['companyQuery', 'exchangeRatesQuery', 'exchangeRatesQuery, of a visitor']);
    for (const [, sql] of unites) {
      const casts = sql.match(/cast\((?:"p"\."\w+"|null) as varchar\(\d+\)\)/g) ?? [];
      expect(sql.match(/\) collate database_default as "c\d+"/g)).toHaveLength(casts.length);
    }
  });
});

describe.each(names)('The T-SQL of %s', (name) => {
  const { sql, parameters } = compiled(name, sqlServer);

  it('is understood by a parser of T-SQL', () => {
    const parser = new nodeSqlParser.Parser();
    // The parser reads quoted names as texts, and accepts no parameters in "offset" and "fetch", and no collations.
    const readable = sql
      .replaceAll('"', '')
      .replaceAll(/(offset|next) @\d+/g, '$1 1')
      .replaceAll(' collate database_default', '');
    expect(() => parser.astify(readable, { database: 'transactsql' })).not.toThrow();
  });

  it('holds nothing that PostgreSQL alone knows', () => {
    expect(sql).not.toMatch(/::|\blimit\b|\bilike\b|\barray\b|\bunnest\b|\blateral\b|\$\d|\btrue\b|\bfalse\b|\bnow\(\)|\|\|/i);
  });

  it('takes every key as char, so that the index on its column serves', () => {
    const keys = parameters.filter((value) => typeof value === 'string');
    const casts = [...sql.matchAll(/cast\(@\d+ as (char\(\d+\)|datetime)\)/g)];
    expect(casts).toHaveLength(keys.length);
    expect(sql).not.toMatch(/nvarchar|nchar/i);
  });

  it('leaves no decimal to the driver', () => {
    for (const column of DECIMALS) {
      for (const [selection] of selections(sql).matchAll(new RegExp(`(cast\\()?("\\w+"\\.)?"${column}"[^,]*`, 'g'))) {
        expect(selection, `${column} in ${name}`).toMatch(/^cast\(.* as varchar\(/);
      }
    }
  });
});

const DECIMALS = [
  'CRLMTAMT',
  'CRLMTPAM',
  'CUSTBLNC',
  'UNPSTDSA',
  'ONORDAMT',
  'CURTRXAM',
  'STNDCOST',
  'CURRCOST',
  'QTYONHND',
  'ATYALLOC',
  'QTYONORD',
  'QTYBKORD',
  'ORDRPNTQTY',
  'CMPITQTY',
  'LISTPRCE',
  'RNDGAMNT',
  'QTYBSUOM',
  'TOQTY',
  'FROMQTY',
  'UOMPRICE',
  'PSITMVAL',
  'ORSUBTOT',
  'ORTDISAM',
  'ORFRTAMT',
  'ORMISCAMT',
  'ORTAXAMT',
  'ORDOCAMT',
  'ORDEPRVD',
  'ORTRXAMT',
  'ORORGTRX',
  'ORCTRXAM',
  'APPTOAMT',
  'ORAPTOAM',
  'DISAVAMT',
  'ORUNTPRC',
  'OXTNDPRC',
  'ORMRKDAM',
  'QUANTITY',
  'QTYCANCE',
  'QTYPRINV',
  'QTYFULFI',
  'QTYREMAI',
  'QTYTBAOR',
];

/** The columns that a statement selects, without those of its derived tables. */
function selections(sql: string): string {
  let outside = '';
  let depth = 0;
  for (const [index, character] of [...sql].entries()) {
    if (sql.startsWith('(select', index) || (depth > 0 && character === '(')) depth++;
    if (depth === 0) outside += character;
    if (depth > 0 && character === ')') depth--;
  }
  return [...outside.matchAll(/select (.*?)(?= from |$)/gs)].map(([, list]) => list).join(', ');
}

/** One clause a line, so that a change of one clause is one line in the golden file. */
function laidOut(sql: string): string {
  return sql
    .replaceAll(/ (union all|from|inner join|left join|where|group by|order by|offset) /g, '\n$1 ')
    .replaceAll(/, (?=cast\("p")/g, ',\n  ');
}
