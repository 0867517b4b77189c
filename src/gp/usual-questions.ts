import type { Kysely } from 'kysely';
import type { OrderFilter } from '../ordering/index.js';
import { asOrderNumber } from '../ordering/index.js';
import { asQuoteNumber } from '../quotes/index.js';
import { asDocumentNumber } from '../receivables/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { asAccountNumber, asCurrencyId, asPriceSheetId, asSku } from '../values/identifiers.js';
import {
  beforeWritingQuery,
  documentQuery,
  errorTextsQuery,
  intakeDatabase,
  orderTermsQuery,
  paymentAccountsQuery,
  quotedTermsQuery,
  shippingMethodsQuery,
  taxDetailsQuery,
} from './econnect/intake.query.js';
import { ORDER } from './econnect/order-setup.js';
import { addressesQuery } from './sql/address.query.js';
import * as catalog from './sql/catalog.query.js';
import {
  changedCustomersQuery,
  changedInvoicesQuery,
  changedItemsQuery,
  FIRST_STAMP,
  postedInvoicesQuery,
} from './sql/changed-since.query.js';
import { companyQuery, convertsFunctionalPrices } from './sql/company.query.js';
import { creditMemosQuery } from './sql/credit-memo.query.js';
import type { CustomColumn } from './sql/custom-fields.js';
import { customersQuery } from './sql/customer.query.js';
import { currenciesInUseQuery, exchangeRatesQuery } from './sql/exchange-rate.query.js';
import type { GpTables } from './sql/gp-tables.js';
import { invoicePageQuery, invoicesQuery } from './sql/invoice.query.js';
import { KEY_COUNTS } from './sql/keys.js';
import { openDocumentsQuery, openQuotesQuery } from './sql/open-document.query.js';
import { orderPageQuery, orderPlacesQuery, ordersQuery } from './sql/order.query.js';
import { partCodesQuery, partNumbersQuery } from './sql/part-number.query.js';
import { itemPricingQuery, priceListsQuery } from './sql/price.query.js';
import { priceRowsQuery, turningItemsQuery } from './sql/price-rows.query.js';
import { sheetLinksQuery, sheetPricesQuery } from './sql/price-sheet.query.js';
import { quotePageQuery, quoteSuccessorsQuery, quotesQuery } from './sql/quote.query.js';
import {
  creditPageQuery,
  creditsQuery,
  openReceivablesQuery,
  paymentPageQuery,
  statementQuery,
} from './sql/receivables.query.js';
import { stockQuery, warehousesQuery } from './sql/stock.query.js';
import { whereThere } from './sql/where-there.js';

/** A question about nothing that GP has, whose statement is compiled where it was not. */
export type UsualQuestion = (signal: AbortSignal) => Promise<unknown>;

export interface UsualTables {
  readonly gp: Kysely<GpTables>;
  readonly readOnly: Kysely<GpTables>;
}

export interface UsualFields {
  readonly ofAccounts: readonly CustomColumn[];
  readonly ofProducts: readonly CustomColumn[];
}

/** A page has at most 100 products or orders. A longer list of keys is read in the background, or by a rare request. */
const COUNTS = KEY_COUNTS.filter((count) => count <= 100);
const FEW = KEY_COUNTS.filter((count) => count <= 5);

const NO_DATE = '1900-01-01' as CalendarDate;
const NO_ACCOUNT = asAccountNumber('');
const NO_SKU = asSku('');
const NO_CURRENCY = asCurrencyId('');
const NO_SHEET = asPriceSheetId('');
const NO_ORDER = asOrderNumber('');
const NO_DOCUMENT = asDocumentNumber('');
const NO_QUOTE = asQuoteNumber('');
const ALL_QUOTES = { accountNumber: NO_ACCOUNT, from: null, to: null, first: 20, after: null };
/** Behind all others. */
const LAST_DOCUMENT = { number: '\u007f', type: 0 };
const SINCE_EVER = { since: FIRST_STAMP, limit: 1 };
/** 0 is that of orders without one. */
const NO_MASTER_NUMBER = -1;
const ALL_ORDERS: OrderFilter = { statuses: [], from: null, to: null, purchaseOrderNumber: null, reference: null, sku: null };
/** One for each text of a page of orders. */
const FILTERS: readonly OrderFilter[] = [
  ALL_ORDERS,
  { ...ALL_ORDERS, statuses: ['OPEN'] },
  { ...ALL_ORDERS, statuses: ['INVOICED'] },
  { ...ALL_ORDERS, sku: asSku('-') },
];

/**
 * Every statement of pages, in each of its forms, those that pages need most first. A statement is asked about blank keys,
 * which GP does not have. One is left out: the search for a visitor's e-mail address reads a whole table.
 */
export function usualQuestions({ gp, readOnly }: UsualTables, fields: UsualFields, databaseName: string): UsualQuestion[] {
  const intake = intakeDatabase(gp);
  const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
  const select =
    (query: { execute(options: { readonly signal: AbortSignal }): Promise<unknown> }): UsualQuestion =>
    (signal) =>
      query.execute({ signal });
  const together =
    (query: { ask(db: Kysely<GpTables>, options: { readonly signal: AbortSignal }): Promise<unknown> }, db = gp): UsualQuestion =>
    (signal) =>
      query.ask(db, { signal });
  const orders = (db: Kysely<GpTables>): UsualQuestion[] => [
    ...FILTERS.map((filter) => select(orderPageQuery(db, { accountNumber: NO_ACCOUNT, filter, first: 20, after: null }))),
    ...COUNTS.flatMap((count) =>
      [true, false].map((tracked) => {
        const place = { number: NO_ORDER, accountNumber: NO_ACCOUNT, masterNumber: NO_MASTER_NUMBER, tracked };
        return together(ordersQuery(db, times(count, place)), db);
      }),
    ),
  ];
  const list = { accountNumber: NO_ACCOUNT, first: 20, after: null };
  const listsOfReceivables = (db: Kysely<GpTables>): UsualQuestion[] => [
    select(invoicePageQuery(db, { ...list, filter: { statuses: [], from: null, to: null } }, NO_DATE)),
    select(paymentPageQuery(db, list)),
    select(creditPageQuery(db, list)),
  ];
  const quotes = (db: Kysely<GpTables>): UsualQuestion[] => [
    ...[true, false].map((isInWork) => select(quotePageQuery(db, { ...ALL_QUOTES, isInWork }))),
    ...COUNTS.flatMap((count) =>
      [true, false].map((tracked) => {
        const place = { number: NO_QUOTE, accountNumber: NO_ACCOUNT, masterNumber: NO_MASTER_NUMBER, tracked };
        return together(quotesQuery(db, times(count, place)), db);
      }),
    ),
  ];
  const ofAccounts = { today: NO_DATE, fields: fields.ofAccounts };
  return [
    together(companyQuery(gp, databaseName)),
    ...FEW.map((count) => together(customersQuery(gp, { accountNumbers: times(count, NO_ACCOUNT), ...ofAccounts }))),
    ...COUNTS.flatMap((count) => [
      together(itemPricingQuery(gp, times(count, NO_SKU))),
      together(priceListsQuery(gp, times(count, { sku: NO_SKU, level: null }))),
      select(stockQuery(gp, times(count, NO_SKU))),
      select(partNumbersQuery(gp, times(count, { accountNumber: NO_ACCOUNT, sku: NO_SKU }))),
      select(partCodesQuery(gp, NO_ACCOUNT, times(count, ''))),
    ]),
    select(warehousesQuery(gp)),
    ...[true, false].map((withBaseBook) => together(sheetLinksQuery(gp, [NO_ACCOUNT], withBaseBook))),
    together(sheetLinksQuery(gp, [], true)),
    ratesOf(gp, databaseName),
    ...COUNTS.flatMap((sheets) =>
      COUNTS.map((skus) => together(sheetPricesQuery(gp, times(sheets, NO_SHEET), times(skus, NO_SKU)))),
    ),
    ...FEW.map((count) => select(addressesQuery(gp, times(count, NO_ACCOUNT)))),
    ...orders(gp),
    ...quotes(gp),
    // The places of quotes are asked for with the text of the orders', further down.
    ...COUNTS.map((count) => together(quoteSuccessorsQuery(gp, NO_ACCOUNT, times(count, NO_QUOTE)))),
    ...COUNTS.map((count) => select(orderPlacesQuery(gp, times(count, NO_ORDER)))),
    ...listsOfReceivables(gp),
    ...COUNTS.flatMap((count) => [
      together(invoicesQuery(gp, times(count, NO_DOCUMENT))),
      select(creditsQuery(gp, times(count, NO_DOCUMENT))),
      together(creditMemosQuery(gp, times(count, NO_DOCUMENT))),
    ]),
    ...FEW.map((count) => together(openReceivablesQuery(gp, times(count, NO_ACCOUNT), NO_DATE))),
    together(statementQuery(gp, { accountNumber: NO_ACCOUNT, from: NO_DATE, to: NO_DATE })),
    ...FEW.map((count) => together(orderTermsQuery(intake, times(count, NO_ACCOUNT)))),
    select(shippingMethodsQuery(intake)),
    together(paymentAccountsQuery(intake)),
    ...FEW.flatMap((count) => [
      select(taxDetailsQuery(intake, times(count, ''))),
      ...FEW.map((details) => together(beforeWritingQuery(intake, '', times(count - 1, ''), times(details, '')))),
      select(errorTextsQuery(intake, times(count, 0))),
    ]),
    together(documentQuery(intake, ORDER, '')),
    together(quotedTermsQuery(intake, '')),
    ...(readOnly === gp ? [] : [...orders(readOnly), ...quotes(readOnly), ...listsOfReceivables(readOnly)]),
    select(openDocumentsQuery(gp, { after: LAST_DOCUMENT, limit: 1 })),
    select(openQuotesQuery(gp, { after: LAST_DOCUMENT.number, limit: 1 })),
    select(changedItemsQuery(gp, { ...SINCE_EVER, after: LAST_DOCUMENT.number })),
    select(changedCustomersQuery(gp, { ...SINCE_EVER, after: LAST_DOCUMENT.number })),
    select(changedInvoicesQuery(gp, { ...SINCE_EVER, after: { customer: LAST_DOCUMENT.number, type: 0, number: '' } })),
    ...COUNTS.map((count) => together(priceRowsQuery(gp, times(count, NO_SKU)))),
    select(turningItemsQuery(gp, { after: NO_DATE, until: NO_DATE, from: LAST_DOCUMENT.number, limit: 1 })),
    ...COUNTS.map((count) => select(postedInvoicesQuery(gp, times(count, '')))),
    select(catalog.clockQuery(readOnly)),
    ...[null, '-'].flatMap((after) => [
      ...[null, '1900-01-01T00:00:00.000'].map((changedSince) =>
        select(catalog.itemVersionsQuery(readOnly, { changedSince, after, limit: 1 })),
      ),
      select(catalog.itemKeysQuery(readOnly, { after, limit: 1 })),
    ]),
    ...COUNTS.flatMap((count) => [
      select(catalog.itemsQuery(readOnly, times(count, ''), fields.ofProducts)),
      select(catalog.unitsQuery(readOnly, times(count, ''))),
      select(catalog.componentsQuery(readOnly, times(count, ''))),
    ]),
    select(catalog.itemClassesQuery(readOnly)),
    select(catalog.categoryLabelsQuery(readOnly)),
    select(catalog.categoryValuesQuery(readOnly)),
  ];
}

/** Rates of accounts and of visitors, and which are in use, of a company that converts prices. Another may lack the tables, and a refused question is an alarm. */
function ratesOf(gp: Kysely<GpTables>, databaseName: string): UsualQuestion {
  return async (signal) => {
    const [sales] = (await companyQuery(gp, databaseName).ask(gp, { signal })).sales;
    if (!sales || !convertsFunctionalPrices(sales)) return;
    await currenciesInUseQuery(gp).execute({ signal });
    for (const customers of [[NO_ACCOUNT], []]) {
      await whereThere(exchangeRatesQuery(gp, customers, [NO_CURRENCY], NO_DATE).ask(gp, { signal }));
    }
  };
}
