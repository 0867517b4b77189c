import { Logger } from '@nestjs/common';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/index.js';
import { EConnectOrderIntake } from '../../src/gp/econnect/econnect-order-intake.js';
import { decimal, orderLine, salesOrder } from '../../src/gp/econnect/order-calls.facts.js';
import { rehearseOrder } from '../../src/gp/econnect/order-rehearsal.js';
import type { OrderSetup } from '../../src/gp/econnect/order-setup.js';
import { TransactionGone } from '../../src/gp/index.js';
import type { SalesOrder, WrittenAddress } from '../../src/ordering/index.js';
import { SqlServerCompany } from '../../src/sqlserver/index.js';
import { SystemClock } from '../../src/values/clock.js';
import { asSku } from '../../src/values/identifiers.js';
import { PATIENT } from '../support/companies.js';
import { dropDatabase } from '../support/databases.js';
import { LOGIN, TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';

const SETUP: OrderSetup = { documentId: null, batchId: 'STOREFRONT', cardName: 'VISA', customerClass: null };
/** Rows of a document with one line: its header, line, and user fields. */
const WHOLE = 3;

const DOCK: WrittenAddress = {
  contactName: 'Nell Hargate',
  line1: '4100 Archer Avenue',
  line2: null,
  line3: null,
  city: 'Chicago',
  region: 'IL',
  postalCode: '60632',
  country: 'United States',
  phone: null,
  email: null,
};

describe('Orders that are handed over to a SQL Server', () => {
  let database: string;
  let server: TdsServer;
  /** The database behind the server. */
  let behind: pg.Client;
  let company: SqlServerCompany;
  let intake: EConnectOrderIntake;

  function open(): SqlServerCompany {
    const { gp } = readEnvironment({ GP_URL: `${server.url}?encrypt=false`, GP_PASSWORD: LOGIN.password }).settings;
    if (!gp.sqlServer) throw new TypeError('GP_URL names no SQL Server');
    return SqlServerCompany.open(gp.sqlServer, gp, new SystemClock());
  }

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await createCopy('company');
    server = await TdsServer.start(database);
    behind = new pg.Client({ connectionString: database });
    await behind.connect();
    company = open();
    intake = new EConnectOrderIntake(company.econnect, company.gp, SETUP);
  });
  afterEach(() => {
    server.trouble.makeMidOrder({});
    server.trouble.makeWrites({});
    expect(server.trouble.faults).toEqual([]);
  });
  afterAll(async () => {
    await company.close();
    await server.close();
    await behind.end();
    await dropDatabase(database);
  });

  const submit = (number: string, order: SalesOrder, signal = PATIENT) => intake.submit(number, order, signal);
  const rows = async (sql: string): Promise<readonly Record<string, unknown>[]> => (await behind.query(sql)).rows;

  /** How many rows there are of a document. */
  async function rowsOf(number: string): Promise<unknown> {
    const tables = ['SOP10100', 'SOP10200', 'SOP10105', 'SOP10106'];
    const counts = tables.map((table) => `(select count(*) from "${table}" where "SOPNUMBE" = '${number}')`);
    const [found] = await rows(`select (${counts.join(' + ')})::int as rows`);
    return found?.['rows'];
  }

  it('are written whole, under a number that GP gives', async () => {
    const number = await intake.reserveNumber(PATIENT);
    const order = salesOrder({ reference: 'W-WHOLE', requestedShipDate: '2026-12-01' as SalesOrder['date'] });
    expect(await submit(number, order)).toEqual({ kind: 'accepted' });
    expect(await intake.has(number, order, PATIENT)).toBe(true);
    const dates = ['DOCDATE', 'ReqShipDate'].map((column) => `"${column}"::date::text as "${column}"`);
    expect(await rows(`select ${dates.join(', ')} from "SOP10100" where "SOPNUMBE" = '${number}'`)).toEqual([
      { DOCDATE: '2026-11-23', ReqShipDate: '2026-12-01' },
    ]);
  });

  it('are refused with the numbers of GP, and nothing of them stays', async () => {
    const number = await intake.reserveNumber(PATIENT);
    const lines = [orderLine(), orderLine({ sku: asSku('NOTHING') })];
    const answer = await submit(number, salesOrder({ reference: 'W-NO', lines, total: decimal('40.00') }));
    expect(answer).toMatchObject({ kind: 'refused', code: 108 });
    expect(await rowsOf(number)).toBe(0);
  });

  it.each<[string, () => void, object]>([
    ['a deadlock', () => server.trouble.makeMidOrder({ deadlockAtCall: 2 }), { code: 'SQLSERVER_1205' }],
    ['a connection that breaks', () => server.trouble.makeMidOrder({ cutAtCall: 2 }), { kind: 'transient' }],
    ['a Post procedure', () => server.trouble.makeMidOrder({ rollBackAtCall: 1 }), { code: TransactionGone.code }],
    ['a doomed transaction', () => server.trouble.makeMidOrder({ doomAtCall: 1 }), { code: TransactionGone.code }],
    ['a break before the commit', () => server.trouble.makeWrites({ cutBeforeCommit: true }), { kind: 'transient' }],
  ])('are not there after %s, not even half, and go through with the next attempt', async (trouble, make, fault) => {
    const number = await intake.reserveNumber(PATIENT);
    const order = salesOrder({ reference: trouble.slice(0, 20) });
    make();
    await expect(submit(number, order)).rejects.toMatchObject(fault);
    server.trouble.makeWrites({});
    expect(await intake.has(number, order, PATIENT)).toBe(false);
    expect(await rowsOf(number)).toBe(0);
    expect(await submit(number, order)).toEqual({ kind: 'accepted' });
    expect(await rowsOf(number)).toBe(WHOLE);
  });

  it('are found where the answer to the commit was lost', async () => {
    const number = await intake.reserveNumber(PATIENT);
    const order = salesOrder({ reference: 'W-LOST' });
    server.trouble.makeWrites({ loseAnswer: true });
    await expect(submit(number, order)).rejects.toMatchObject({ kind: 'transient' });
    server.trouble.makeWrites({});
    expect(await intake.has(number, order, PATIENT)).toBe(true);
    expect(await submit(number, order)).toEqual({ kind: 'accepted' });
    expect(await rowsOf(number)).toBe(WHOLE);
  });

  it('are not written where the caller gives up, and the next one finds a connection', async () => {
    const number = await intake.reserveNumber(PATIENT);
    const order = salesOrder({ reference: 'W-ENOUGH' });
    server.trouble.makeWrites({ hangWrites: true });
    const impatient = new AbortController();
    const given = Array.from({ length: 20 }, () => submit(number, order, impatient.signal));
    const refused = given.map((one) => expect(one).rejects.toThrow('enough'));
    impatient.abort(new Error('enough'));
    await Promise.all(refused);
    server.trouble.makeWrites({});
    expect(await submit(number, order)).toEqual({ kind: 'accepted' });
    expect(await rowsOf(number)).toBe(WHOLE);
  });

  it('are rehearsed in a transaction that is rolled back', async () => {
    const rehearsal = await rehearseOrder({ econnect: company.econnect, gp: company.gp }, SETUP, salesOrder(), PATIENT);
    expect(rehearsal).toMatchObject({
      kind: 'written',
      header: { DOCID: 'STDORD', date: '2026-11-23', total: '20.00000' },
      lines: [{ ITEMNMBR: 'HCS5-38-2-ZN', quantity: '2.00000' }],
    });
    expect(await rowsOf('REHEARSAL')).toBe(0);
  });

  it('of 500 lines with taxes take at most 12 round trips, the look-ups among them', async () => {
    const tax = { detail: 'IL-SALES', taxableAmount: decimal('20.00'), provider: null, transactionId: null };
    // Every line has values of its own: a comment and the amount of its tax.
    const lines = Array.from({ length: 500 }, (_, index) =>
      orderLine({
        comment: `Position ${index + 1}`,
        taxes: [{ ...tax, amount: decimal(`1.${String(index % 100).padStart(2, '0')}`) }],
      }),
    );
    // The amounts of the taxes go from 1.00 to 1.99, five times.
    const total = decimal('10747.50');
    const order = salesOrder({ reference: 'W-500', lines, shipTo: { address: DOCK }, total, onAccount: false });
    const before = server.counts.roundTrips;
    const number = await intake.reserveNumber(PATIENT);
    expect(await intake.has(number, order, PATIENT)).toBe(false);
    expect(await submit(number, order)).toEqual({ kind: 'accepted' });
    expect(server.counts.roundTrips - before).toBeLessThanOrEqual(12);
    expect(await rowsOf(number)).toBe(1 + 500 + 501 + 1);
  });

  it('leave out the parameters that an older GP does not have', async () => {
    // None of the procedures is found among those of dbo.
    await rows(
      `create or replace view sys.schemas as select 'public'::regnamespace::oid::integer as schema_id, 'older'::varchar(128) as name`,
    );
    const older = open();
    try {
      const own = new EConnectOrderIntake(older.econnect, older.gp, SETUP);
      const number = await own.reserveNumber(PATIENT);
      expect(await own.submit(number, salesOrder({ reference: 'W-OLDER', shipTo: { address: DOCK } }), PATIENT)).toEqual({
        kind: 'accepted',
      });
      const names = 'rtrim("ShipToName") as name, rtrim("CNTCPRSN") as contact';
      expect(await rows(`select ${names} from "SOP10100" where "SOPNUMBE" = '${number}'`)).toEqual([
        { name: '', contact: 'Nell Hargate' },
      ]);
    } finally {
      await older.close();
    }
  });
});
