import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressPolicy, customerPolicy } from '../../account/index.js';
import { stockPolicy } from '../../inventory/index.js';
import { orderTermsPolicy } from '../../ordering/index.js';
import { itemPricingPolicy, priceListPolicy, sheetLinksPolicy, sheetPricesPolicy } from '../../pricing/index.js';
import { openReceivablesPolicy } from '../../receivables/index.js';
import { READS, type Read, TABLES_WITH_STAMP_TRIGGERS } from '../used-objects.js';
import { ANNOUNCED_KINDS, CHANGED_FACTS, CHANGED_TABLES, KEYS_OF_STAMPED_TABLES, STAMPED_ELSEWHERE } from './changed-facts.js';

/** The kinds of facts whose changes are announced, by the statement that reads them. */
const ANNOUNCED = {
  stockQuery: stockPolicy,
  itemPricingQuery: itemPricingPolicy,
  priceListsQuery: priceListPolicy,
  sheetLinksQuery: sheetLinksPolicy,
  sheetPricesQuery: sheetPricesPolicy,
  customersQuery: customerPolicy,
  addressesQuery: addressPolicy,
  orderTermsQuery: orderTermsPolicy,
  openReceivablesQuery: openReceivablesPolicy,
};

/** What goes by time alone, and why. */
const BY_TIME: Readonly<Record<string, string>> = {
  companyQuery: 'a setup of a few rows, partly in the system database, which has versions of its own; kept warm by a job',
  exchangeRatesQuery: 'rates are in the system database, which has versions of its own; a job finds those that have changed',
  warehousesQuery: 'a list of a few rows; kept warm by a job',
  shippingMethodsQuery: 'a list of a few rows, and every order reads it anew',
  paymentAccountsQuery: 'a list of a few rows, and every order reads it anew',
  partNumbersQuery: 'staff agree upon them with a customer, and seldom change them',
  partCodesQuery: 'staff agree upon them with a customer, and seldom change them',
  taxDetailsQuery: 'setup, and every order reads it anew',
  orderPlacesQuery: 'orders are fresh for seconds, and seldom asked for',
  ordersQuery: 'orders are fresh for seconds, and seldom asked for',
  orderPageQuery: 'orders are fresh for seconds, and seldom asked for',
  invoicesQuery: 'invoices are fresh for seconds, and seldom asked for',
  invoicePageQuery: 'invoices are fresh for seconds, and seldom asked for',
  paymentPageQuery: 'payments are fresh for seconds, and seldom asked for',
  creditsQuery: 'credits are fresh for seconds, and seldom asked for',
  creditMemosQuery: 'credits are fresh for seconds, and seldom asked for',
  creditPageQuery: 'credits are fresh for seconds, and seldom asked for',
  statementQuery: 'a statement is fresh for seconds, and seldom asked for',
  quotePlacesQuery: 'quotes are fresh for seconds, and seldom asked for',
  quotesQuery: 'quotes are fresh for seconds, and seldom asked for',
  quotePageQuery: 'quotes are fresh for seconds, and seldom asked for',
  quoteSuccessorsQuery: 'quotes are fresh for seconds, and seldom asked for',
  clockQuery: 'the catalogue is a snapshot, brought up to date by its own looks',
  itemVersionsQuery: 'the catalogue is a snapshot, brought up to date by its own looks',
  itemsQuery: 'the catalogue is a snapshot, brought up to date by its own looks',
  unitsQuery: 'the catalogue is a snapshot, brought up to date by its own looks',
  componentsQuery: 'the catalogue is a snapshot, brought up to date by its own looks',
  itemKeysQuery: 'the catalogue is a snapshot, brought up to date by its own looks',
  itemClassesQuery: 'the catalogue is a snapshot, brought up to date by its own looks',
  categoryLabelsQuery: 'the catalogue is a snapshot, brought up to date by its own looks',
  categoryValuesQuery: 'the catalogue is a snapshot, brought up to date by its own looks',
};

/** Statements at the start, on the way of an order, and for events of changes, whose answers are no facts of live readers. */
const UNREMEMBERED = [
  'openOrderQuery',
  'openDocumentsQuery',
  'openQuotesQuery',
  'changedItemsQuery',
  'changedCustomersQuery',
  'changedInvoicesQuery',
  'postedInvoicesQuery',
  'priceRowsQuery',
  'turningItemsQuery',
  'currenciesInUseQuery',
  'voidedOrderQuery',
  'columnsQuery',
  'documentQuery',
  'customersOfEmailQuery',
  'beforeWritingQuery',
  'errorTextsQuery',
  'usualDocumentIdsQuery',
  'quotedTermsQuery',
  'closedQuoteQuery',
  'unusableDefaultsQuery',
  'documentSetupQuery',
];

const statements = new Map(['sql/reads.golden.sql', 'econnect/intake.golden.sql'].flatMap(statementsOf));

describe('What a change in GP outdates', () => {
  it('is looked for by stamps whose triggers the check looks at', () => {
    const stamped = [...Object.keys(KEYS_OF_STAMPED_TABLES), ...Object.keys(STAMPED_ELSEWHERE)];
    expect(stamped.filter((table) => !TABLES_WITH_STAMP_TRIGGERS.some((checked) => checked === table))).toEqual([]);
  });

  it('is not looked for by stamps that some companies do not have: those of prices', () => {
    const asked = Object.keys(KEYS_OF_STAMPED_TABLES);
    const read = Object.values<Read>(READS).flatMap(({ columns }) => Object.entries(columns));
    for (const table of ['IV00107', 'IV00108']) {
      expect(asked).not.toContain(table);
      expect(read.filter(([name, columns]) => name === table && columns.includes('DEX_ROW_TS'))).toEqual([]);
    }
  });

  it('is known for every statement: its facts are announced, go by time, or are not remembered', () => {
    const known = [...Object.keys(ANNOUNCED), ...Object.keys(BY_TIME), ...UNREMEMBERED];
    expect([...new Set([...statements.keys()].map(queryOf))].filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(Object.entries(ANNOUNCED))('has every table that %s reads', (query, { namespace }) => {
    const read = [...statements].filter(([name]) => queryOf(name) === query).flatMap(([, sql]) => tablesOf(sql));
    const listed = CHANGED_FACTS.filter(({ kind }) => kind === namespace).map(({ table }) => table);
    expect([...new Set(listed)].sort()).toEqual([...new Set(read)].sort());
  });

  it('is announced for the kinds of facts that may be fresh for longer on that word', () => {
    const policies = Object.values(ANNOUNCED);
    expect(new Set(ANNOUNCED_KINDS)).toEqual(new Set(policies.map(({ namespace }) => namespace)));
    for (const { namespace, freshForMs, announcedFreshForMs } of policies) {
      expect(announcedFreshForMs, namespace).toBeGreaterThan(freshForMs);
    }
  });

  it('goes by keys that are in the primary keys of the tables, as Change Tracking tells no other columns', () => {
    const keys = primaryKeys();
    for (const { table, by, where = {} } of CHANGED_FACTS) {
      expect(keys.get(table), table).toEqual(expect.arrayContaining([...by, ...Object.keys(where)]));
    }
  });

  it('shows by stamps in tables that have some', () => {
    const tables = sandboxTables();
    for (const [table, column] of Object.entries(KEYS_OF_STAMPED_TABLES)) {
      expect(tables.get(table)).toContain('"DEX_ROW_TS"');
      expect(primaryKeys().get(table)).toContain(column);
    }
    for (const [table, carrier] of Object.entries(STAMPED_ELSEWHERE)) {
      expect(CHANGED_TABLES).toContain(table);
      expect(primaryKeys().get(table)).toContain(KEYS_OF_STAMPED_TABLES[carrier]);
    }
  });
});

/** The statements of a golden file by their names. */
function statementsOf(file: string): [string, string][] {
  const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
  return [...text.matchAll(/^-- (.+)\n([\s\S]*?);$/gm)].map(([, name = '', sql = '']) => [name, sql]);
}

/** "ordersQuery, without master numbers" is a form of ordersQuery. */
function queryOf(name: string): string {
  return name.split(',')[0] ?? name;
}

function tablesOf(sql: string): string[] {
  return [...sql.matchAll(/(?:from|join) (?:"DYNAMICS"\."dbo"\.)?"([A-Z]{2,3}\d{5,6})"/g)].map(([, table = '']) => table);
}

function sandboxTables(): Map<string, string> {
  const sql = ['tables.sql', 'sales-tables.sql', 'extended-pricing-tables.sql', 'receivables-tables.sql']
    .map((file) => readFileSync(join(import.meta.dirname, '../../sandbox', file), 'utf8'))
    .join('\n');
  return new Map([...sql.matchAll(/create table "(\w+)" \(([\s\S]*?)\n\);/g)].map(([, name = '', body = '']) => [name, body]));
}

function primaryKeys(): Map<string, string[]> {
  const keys = [...sandboxTables()].map(([table, body]): [string, string[]] => {
    const [, columns = ''] = /primary key \((.*)\)/.exec(body) ?? [];
    return [table, [...columns.matchAll(/"(\w+)"/g)].map(([, column = '']) => column)];
  });
  return new Map(keys);
}
