import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CompanyTables } from '../../src/gp/company-tables.js';
import { SqlEmailHolderSource } from '../../src/gp/econnect/sql-email-holder-source.js';
import { OPTIONAL_COLUMNS } from '../../src/gp/sql/optional-columns.js';
import { SqlAddressSource } from '../../src/gp/sql/sql-address-source.js';
import { SqlCatalogSource } from '../../src/gp/sql/sql-catalog-source.js';
import { SqlCompanySource } from '../../src/gp/sql/sql-company-source.js';
import { SqlCustomerSource } from '../../src/gp/sql/sql-customer-source.js';
import { SqlOrderSource } from '../../src/gp/sql/sql-order-source.js';
import { SqlStockSource } from '../../src/gp/sql/sql-stock-source.js';
import { asOrderNumber } from '../../src/ordering/index.js';
import type { SandboxCompany } from '../../src/sandbox/sandbox-company.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { asAccountNumber, asSku } from '../../src/values/identifiers.js';
import { Paperwork } from '../ordering/paperwork.js';
import { type OpenCompany, PATIENT, PLACES } from '../support/companies.js';

const HARGATE = asAccountNumber('HARGATE');

describe('A company of an older GP, which lacks the columns of later releases', () => {
  let opened: OpenCompany;
  let tables: CompanyTables;

  beforeAll(async () => {
    const place = PLACES.find(({ place: name }) => name === 'PostgreSQL');
    if (!place) throw new Error('There is no company on a PostgreSQL');
    opened = await place.open();
    const paper = new Paperwork((sql) => opened.company.change(sql));
    paper.nextCustomer();
    await paper.order('OLD1', { CUSTNMBR: 'HARGATE', ADDRESS1: '1 Front Street', CNTCPRSN: 'Jo Dane' });
    await paper.line('OLD1', { QUANTITY: 2 });
    for (const [table, columns] of Object.entries(OPTIONAL_COLUMNS)) {
      const dropped = Object.keys(columns).map((column) => `drop column "${column}" cascade`);
      await opened.company.change(`alter table "${table}" ${dropped.join(', ')}`);
    }
    const company = opened.company as SandboxCompany;
    tables = new CompanyTables(Object.create(company, { isSqlServer: { value: true } }));
    await tables.learn();
  });
  afterAll(() => opened.close());

  it('is told of in the log, a line a table', async () => {
    const company = Object.create(opened.company, { isSqlServer: { value: true } });
    const again = new CompanyTables(company);
    const log = vi.spyOn(Logger.prototype, 'warn');
    await again.learn();
    await again.learn();
    const told = log.mock.calls.map(([first]) => first);
    log.mockRestore();
    expect(told).toEqual(Object.entries(OPTIONAL_COLUMNS).map(([table, columns]) => ({ table, columns: Object.keys(columns) })));
  });

  it('has customers and addresses, with what the columns that are there tell', async () => {
    const customers = new SqlCustomerSource(tables.gp, () => '2026-11-23' as CalendarDate, new Map());
    const customer = (await customers.customers([HARGATE], PATIENT)).get(HARGATE);
    expect(customer).toMatchObject({ name: 'Hargate Millwork Company', salesperson: { id: 'ADA' } });
    const addresses = (await new SqlAddressSource(tables.gp).addresses([HARGATE], PATIENT)).get(HARGATE) ?? [];
    expect(addresses.length).toBeGreaterThan(0);
    expect(await new SqlEmailHolderSource(tables.gp).holders('nobody@example.com', PATIENT)).toMatchObject({ own: null });
  });

  it('has products, stock and sites, all of them active', async () => {
    const catalog = new SqlCatalogSource(tables.readOnly, new Map());
    expect(await catalog.items(['CUT-9', 'ETAPE-WHITE'], PATIENT)).toEqual([
      expect.objectContaining({ sku: 'CUT-9', inactive: false, imageUrl: '', internetText: '', substitutes: [] }),
      expect.objectContaining({ sku: 'ETAPE-WHITE', inactive: false }),
    ]);
    expect((await catalog.classification(PATIENT)).categoryValues).toContainEqual({
      number: 1,
      value: 'HAZMAT',
      description: '',
      imageUrl: '',
    });
    const stock = new SqlStockSource(tables.gp);
    expect((await stock.levels([asSku('CUT-9')], PATIENT)).get(asSku('CUT-9'))?.[0]).toMatchObject({ inactive: false });
    for (const { inactive } of await stock.warehouses(PATIENT)) expect(inactive).toBe(false);
  });

  it('has orders and its setup', async () => {
    const number = asOrderNumber('OLD1');
    const order = (await new SqlOrderSource(tables.gp).orders([number], PATIENT)).get(number);
    expect(order).toMatchObject({
      status: 'OPEN',
      comment: null,
      shipTo: { line1: '1 Front Street', contactName: 'Jo Dane', country: null },
    });
    expect(order?.lines).toHaveLength(1);
    const company = new SqlCompanySource(tables.gp, opened.company.databaseName, new Map([['', 'USD']]));
    expect(await company.company(PATIENT)).toMatchObject({ requiresPrices: true });
  });
});
