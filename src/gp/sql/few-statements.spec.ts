import { type CompiledQuery, DummyDriver, Kysely, type LogEvent, MssqlAdapter, MssqlIntrospector } from 'kysely';
import { describe, expect, it } from 'vitest';
import { asOrderNumber, type OrderFilter, type OrderStatus } from '../../ordering/index.js';
import { asDocumentNumber, type InvoiceStatus } from '../../receivables/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { asAccountNumber, asPriceLevel, asSku } from '../../values/identifiers.js';
import { usualQuestions } from '../usual-questions.js';
import { addressesQuery } from './address.query.js';
import { companyQuery } from './company.query.js';
import { customersQuery } from './customer.query.js';
import type { GpTables } from './gp-tables.js';
import { invoicePageQuery, invoicesQuery } from './invoice.query.js';
import { charKeys, filledUp, inParts, KEY_COUNTS, keyTable } from './keys.js';
import { orderPageQuery, orderPlacesQuery, ordersQuery } from './order.query.js';
import { itemPricingQuery, priceListsQuery } from './price.query.js';
import { creditPageQuery, openReceivablesQuery, paymentPageQuery, statementQuery } from './receivables.query.js';
import { SqlServerCompiler } from './sql-server-compiler.js';
import { stockQuery, warehousesQuery } from './stock.query.js';

const db = database();

function database(log?: (event: LogEvent) => void): Kysely<GpTables> {
  return new Kysely<GpTables>({
    dialect: {
      createAdapter: () => new MssqlAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new MssqlIntrospector(db),
      createQueryCompiler: () => new SqlServerCompiler(),
    },
    ...(log && { log }),
  });
}

/** The same numbers in every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const INVOICE_STATUSES: readonly InvoiceStatus[] = ['UNPOSTED', 'OPEN', 'PAST_DUE', 'PAID', 'VOIDED'];
const STATUSES: readonly OrderStatus[] = ['OPEN', 'ON_HOLD', 'PARTIALLY_SHIPPED', 'SHIPPED', 'INVOICED', 'VOIDED'];

interface Statement {
  readonly of: string;
  readonly text: string;
}

/** What is asked of GP for a page of a product list, of an account, of its orders or of its receivables, with everything about it at random. */
function questionsOfAPage(below: (limit: number) => number): Statement[] {
  const some = <T>(most: number, make: (index: number) => T) =>
    Array.from({ length: 1 + below(most) }, (_, index) => make(index));
  const maybe = <T>(value: T) => (below(3) === 0 ? value : null);
  const account = asAccountNumber(`A${below(1e6)}`);
  const day = () => `20${10 + below(16)}-0${1 + below(9)}-1${below(10)}` as CalendarDate;
  const of = (name: string, query: { compile(db: Kysely<GpTables>): CompiledQuery }) => ({
    of: name,
    text: query.compile(db).sql,
  });
  switch (below(4)) {
    case 0: {
      const skus = some(24, (index) => asSku(`ITEM-${below(1e6)}-${index}`));
      const levels = [null, asPriceLevel('RETAIL'), asPriceLevel('DEALER')].slice(below(3));
      const lists = skus.flatMap((sku) => levels.map((level) => ({ sku, level })));
      return [
        of('items', itemPricingQuery(db, skus)),
        of('lists', priceListsQuery(db, lists)),
        of('stock', stockQuery(db, skus)),
        of('warehouses', warehousesQuery(db)),
      ];
    }
    case 1: {
      const accountNumbers = [account, ...some(1, () => asAccountNumber(`A${below(1e6)}`)).slice(below(2))];
      return [
        of('customers', customersQuery(db, { accountNumbers, today: day(), fields: [] })),
        of('addresses', addressesQuery(db, [account])),
        of('company', companyQuery(db, 'TWO')),
      ];
    }
    case 2: {
      const statuses = below(2) === 0 ? [] : INVOICE_STATUSES.filter(() => below(2) === 0);
      const place = maybe({ date: day(), number: asDocumentNumber(`INV${below(1e6)}`) });
      const list = { accountNumber: account, first: 1 + below(100) };
      const numbers = some(below(20) === 0 ? 100 : 20, (index) => asDocumentNumber(`INV${below(1e6)}-${index}`));
      return [
        of(
          'invoice page',
          invoicePageQuery(
            db,
            {
              ...list,
              filter: { statuses, from: maybe(day()), to: maybe(day()) },
              after: place && { ...place, kind: 'INVOICE' },
            },
            day(),
          ),
        ),
        of('invoices', invoicesQuery(db, numbers)),
        of('payments', paymentPageQuery(db, { ...list, after: place && { ...place, kind: 'PAYMENT' } })),
        of('credits', creditPageQuery(db, { ...list, after: place && { ...place, kind: 'RETURN' } })),
        of(
          'receivables',
          openReceivablesQuery(
            db,
            some(2, () => account),
            day(),
          ),
        ),
        of('statement', statementQuery(db, { accountNumber: account, from: day(), to: day() })),
      ];
    }
    default: {
      const filter: OrderFilter = {
        statuses: below(2) === 0 ? [] : STATUSES.filter(() => below(2) === 0),
        from: maybe(day()),
        to: maybe(day()),
        purchaseOrderNumber: maybe(`PO${below(1e6)}`),
        reference: maybe(`WEB${below(1e6)}`),
        sku: maybe(asSku(`ITEM-${below(1e6)}`)),
      };
      const after = maybe({ date: day(), number: asOrderNumber(`ORD${below(1e6)}`) });
      const tracked = below(5) > 0;
      const places = some(below(20) === 0 ? 100 : 20, (index) => ({
        number: asOrderNumber(`ORD${below(1e6)}-${index}`),
        accountNumber: account,
        masterNumber: below(1e6) + 1,
        tracked,
      }));
      const numbers = places.slice(0, 5).map(({ number }) => number);
      return [
        of('page', orderPageQuery(db, { accountNumber: account, filter, first: 1 + below(100), after })),
        of('orders', ordersQuery(db, places)),
        of('places', orderPlacesQuery(db, numbers)),
      ];
    }
  }
}

describe('The statements of pages', () => {
  const below = numbersFrom(4_710);
  const statements = Array.from({ length: 1_000 }, () => questionsOfAPage(below)).flat();
  const texts = new Set(statements.map(({ text }) => text));

  it('are few: 1,000 different pages add at most 25 texts to the first of each', () => {
    const kinds = new Set(statements.map(({ of }) => of));
    expect(kinds.size).toBe(16);
    expect(texts.size - kinds.size).toBeLessThanOrEqual(25);
  });

  it('are asked once after the start, so that no page waits for the first compilation of one', async () => {
    const asked = new Set<string>();
    const server = database((event) => asked.add(event.query.sql));
    const questions = usualQuestions({ gp: server, readOnly: server }, { ofAccounts: [], ofProducts: [] }, 'TWO');
    for (const ask of questions) await ask(new AbortController().signal);
    for (const { of, text } of statements) expect([of, asked.has(text)]).toEqual([of, true]);
    // This one does not say that it converts prices: it is not asked for rates.
    expect(questions.length).toBe(asked.size + 1);
  });

  it('hold nothing of what was asked for', () => {
    for (const text of texts) expect(text).not.toMatch(/ITEM-|ORD\d|INV\d|PO\d|WEB\d|RETAIL|\bA\d|\b20\d\d/);
  });
});

describe('A list of keys', () => {
  it.each([
    [1, 1],
    [2, 5],
    [5, 5],
    [6, 25],
    [24, 25],
    [101, 400],
    [401, 2_000],
  ])('of %i is filled up to %i with its last key', (count, filled) => {
    const keys = Array.from({ length: count }, (_, index) => `K${index}`);
    expect(charKeys(keys, 15)).toHaveLength(filled);
    expect(filledUp(keys)).toEqual([...keys, ...Array.from({ length: filled - count }, () => keys.at(-1))]);
  });

  it('of none stays empty', () => expect(filledUp([])).toEqual([]));

  it('as a table is filled up with blank rows, so that no row joins twice', () => {
    const rows = ['A', 'B', 'C'].map((key) => ({ key }));
    const { parameters } = db
      .selectFrom(keyTable('w', { key: 15 }, rows))
      .select('w.key')
      .compile();
    expect(parameters).toEqual(['A', 'B', 'C', '', '']);
  });

  it.each([1, 2, 4, 5, 13])('in parts for %i parameters each never has more than 2,000 parameters in a part', (each) => {
    const parts = inParts(
      Array.from({ length: 4_321 }, (_, index) => index),
      each,
    );
    expect(parts.flat()).toHaveLength(4_321);
    for (const part of parts) expect(filledUp(part).length * each).toBeLessThanOrEqual(2_000);
    expect(KEY_COUNTS).toContain(parts[0]?.length);
  });
});
