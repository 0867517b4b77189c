import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/index.js';
import { CompanyTables } from '../../src/gp/index.js';
import { SqlAddressSource } from '../../src/gp/sql/sql-address-source.js';
import { SqlCompanySource } from '../../src/gp/sql/sql-company-source.js';
import { SqlCustomerSource } from '../../src/gp/sql/sql-customer-source.js';
import { SqlOrderSource } from '../../src/gp/sql/sql-order-source.js';
import { SqlPriceSource } from '../../src/gp/sql/sql-price-source.js';
import { SqlStockSource } from '../../src/gp/sql/sql-stock-source.js';
import { StatementWarmth } from '../../src/gp/statement-warmth.js';
import { asOrderNumber, type OrderStatus } from '../../src/ordering/index.js';
import { Guard } from '../../src/resilience/index.js';
import { SqlServerCompany } from '../../src/sqlserver/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { SystemClock } from '../../src/values/clock.js';
import { asAccountNumber, asPriceLevel, asSku } from '../../src/values/identifiers.js';
import { PATIENT } from '../support/companies.js';
import { dropDatabase } from '../support/databases.js';
import { LOGIN, TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';

const STATUSES: readonly OrderStatus[] = ['OPEN', 'ON_HOLD', 'PARTIALLY_SHIPPED', 'SHIPPED', 'INVOICED', 'VOIDED'];
const FIELDS = new Map([['territory', 'SALSTERR']]);
/** few-statements.spec.ts counts the texts of 1,000 in every run, without a server. */
const PAGES = process.env.STATEMENTS === 'full' ? 1_000 : 20;

/** The same numbers in every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('The texts that a SQL Server compiles', () => {
  let url: string;
  let server: TdsServer;
  let company: SqlServerCompany;
  let tables: CompanyTables;
  let skus: readonly string[];
  let orders: readonly string[];
  let accounts: readonly string[];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    url = await createCopy('company');
    server = await TdsServer.start(url);
    const { gp } = readEnvironment({ GP_URL: `${server.url}?encrypt=false`, GP_PASSWORD: LOGIN.password }).settings;
    if (!gp.sqlServer) throw new TypeError('GP_URL names no SQL Server');
    company = SqlServerCompany.open(gp.sqlServer, gp, new SystemClock());
    tables = new CompanyTables(company);
    skus = (await company.gp.selectFrom('IV00101').select('ITEMNMBR').execute()).map(({ ITEMNMBR }) => ITEMNMBR.trim());
    const documents = await company.gp.selectFrom('SOP30200').where('SOPTYPE', '=', 2).select(['SOPNUMBE', 'CUSTNMBR']).execute();
    orders = documents.map(({ SOPNUMBE }) => SOPNUMBE.trim());
    accounts = documents.map(({ CUSTNMBR }) => CUSTNMBR.trim());
  });
  afterAll(async () => {
    await company.close();
    await server.close();
    await dropDatabase(url);
  });

  it('are all compiled after the start, so that pages of every kind add none', async () => {
    const customers = new SqlCustomerSource(tables.gp, () => '2026-11-23' as CalendarDate, FIELDS);
    // Asks for the types of the fields' columns as well, which the adapter then knows.
    await customers.customers([asAccountNumber('HARGATE')], PATIENT);
    const guard = new Guard({ deadlineMs: 30_000, concurrency: 1, queue: 1 }, () => undefined);
    await new StatementWarmth(tables, guard, { ofAccounts: FIELDS, ofProducts: new Map() }).run(PATIENT);
    guard.close();
    const compiled = new Set(server.counts.texts);
    server.counts.reset();

    const prices = new SqlPriceSource(tables.gp);
    const stock = new SqlStockSource(tables.gp);
    const orderSource = new SqlOrderSource(tables.gp, tables.readOnly);
    const addresses = new SqlAddressSource(tables.gp);
    const setup = new SqlCompanySource(tables.gp, company.databaseName, new Map([['', 'USD']]));
    const below = numbersFrom(4_710);
    const some = <T>(most: number, list: readonly T[]) => {
      const from = below(list.length);
      return [...list.slice(from), ...list].slice(0, 1 + below(most));
    };
    const maybe = <T>(value: T) => (below(4) === 0 ? value : null);
    const page = async () => {
      const [account = asAccountNumber('')] = some(1, accounts).map(asAccountNumber);
      switch (below(3)) {
        case 0: {
          const shown = some(24, skus).map(asSku);
          const levels = [null, asPriceLevel('RETAIL'), asPriceLevel('DEALER')].slice(below(3));
          const lists = shown.flatMap((sku) => levels.map((level) => ({ sku, level })));
          return Promise.all([prices.items(shown, PATIENT), prices.priceLists(lists, PATIENT), stock.levels(shown, PATIENT)]);
        }
        case 1:
          return Promise.all([
            customers.customers(some(3, accounts).map(asAccountNumber), PATIENT),
            addresses.addresses([account], PATIENT),
            setup.company(PATIENT),
          ]);
        default: {
          const filter = {
            statuses: below(2) === 0 ? [] : STATUSES.filter(() => below(2) === 0),
            from: maybe('2024-02-01' as CalendarDate),
            to: maybe('2026-10-31' as CalendarDate),
            purchaseOrderNumber: maybe(`PO-${below(1e6)}`),
            reference: maybe(`WEB-${below(1e6)}`),
            sku: maybe(asSku(skus[below(skus.length)] ?? '')),
          };
          const after = maybe({ date: '2026-09-30' as CalendarDate, number: asOrderNumber(orders[below(orders.length)] ?? '') });
          return Promise.all([
            orderSource.page({ accountNumber: account, filter, first: 1 + below(50), after }, PATIENT),
            orderSource.orders(some(3, orders).map(asOrderNumber), PATIENT),
          ]);
        }
      }
    };
    for (let count = 0; count < PAGES; count++) await page();

    const { questions, roundTrips, texts } = server.counts;
    if (PAGES > 20) {
      console.log(
        `${PAGES} pages: ${questions} questions in ${roundTrips} round trips, ${texts.size} statements; ${compiled.size} compiled before.`,
      );
    }
    expect(roundTrips).toBe(questions);
    expect(server.counts.questions).toBeGreaterThan(2 * PAGES);
    expect([...server.counts.texts].filter((text) => !compiled.has(text))).toEqual([]);
    expect(server.counts.texts.size).toBeLessThanOrEqual(30);
    expect(server.trouble.faults).toEqual([]);
  });
});
