import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EConnectOrderCancellation } from '../../src/gp/econnect/econnect-order-cancellation.js';
import { EConnectOrderIntake } from '../../src/gp/econnect/econnect-order-intake.js';
import { decimal, orderLine, salesOrder } from '../../src/gp/econnect/order-calls.facts.js';
import type { OrderSetup } from '../../src/gp/econnect/order-setup.js';
import { asOrderNumber, type SalesOrder } from '../../src/ordering/index.js';
import { asAccountNumber, asSku, asUnitCode } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES_WITH_ECONNECT } from '../support/companies.js';

const SETUP: OrderSetup = { documentId: null, batchId: 'STOREFRONT', cardName: 'VISA', customerClass: null };
const HARGATE = asAccountNumber('HARGATE');
const KIT = 'KIT-DRILL';

describe.each(PLACES_WITH_ECONNECT)('Cancelling orders in GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let intake: EConnectOrderIntake;
  let cancellation: EConnectOrderCancellation;

  beforeAll(async () => {
    opened = await open();
    intake = new EConnectOrderIntake(opened.company.econnect, opened.company.gp, SETUP);
    cancellation = new EConnectOrderCancellation(opened.company.econnect, opened.company.gp);
  });
  afterAll(() => opened.close());
  afterEach(() => opened.company.trouble.makeWrites({}));

  const cancel = (number: string, account = HARGATE, reason: string | null = null) =>
    cancellation.cancel(asOrderNumber(number), account, reason, PATIENT);

  async function rows(sql: string, ...parameters: unknown[]): Promise<readonly Record<string, unknown>[]> {
    const found = (await opened.company.change(sql, parameters)) as readonly Record<string, unknown>[];
    return found.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value.trimEnd() : value])),
    );
  }

  async function ordered(order: SalesOrder = salesOrder()): Promise<string> {
    const number = await intake.reserveNumber(PATIENT);
    expect(await intake.submit(number, order, PATIENT)).toEqual({ kind: 'accepted' });
    return number;
  }

  /** Where the order is, and what GP adds up itself. */
  async function state() {
    const [sums] = await rows(
      `select (select "ONORDAMT"::text from "RM00103" where "CUSTNMBR" = 'HARGATE') as credit,
        (select sum("ATYALLOC")::text || ' ' || sum("QTYBKORD")::text from "IV00102") as stock,
        (select "NUMOFTRX"::text || ' ' || "BCHTOTAL"::text from "SY00500" where "BACHNUMB" = 'STOREFRONT') as batch`,
    );
    return sums;
  }

  const places = (number: string) =>
    rows(
      `select 'work' as place, 0 as voided from "SOP10100" where "SOPNUMBE" = $1 and "SOPTYPE" = 2
       union all select 'history', "VOIDSTTS" from "SOP30200" where "SOPNUMBE" = $1 and "SOPTYPE" = 2`,
      number,
    );
  const IN_WORK = [{ place: 'work', voided: 0 }];
  const VOIDED = [{ place: 'history', voided: 1 }];

  it('moves it to history as voided, with its lines, and frees its stock, its credit and its place in the batch', async () => {
    await ordered();
    const before = await state();
    const number = await ordered(
      salesOrder({
        lines: [
          orderLine({ quantity: decimal('2'), quantityBackordered: decimal('1'), extendedPrice: decimal('30.00') }),
          orderLine({
            sku: asSku(KIT),
            unit: asUnitCode('Each'),
            quantity: decimal('1'),
            unitPrice: decimal('20.00'),
            extendedPrice: decimal('20.00'),
          }),
        ],
        total: decimal('50.00'),
      }),
    );
    const lines = await rows(
      `select "LNITMSEQ", "CMPNTSEQ", "ITEMNMBR" from "SOP10200" where "SOPNUMBE" = $1 order by 1, 2`,
      number,
    );
    expect(lines.length).toBeGreaterThan(2);
    expect(await state()).not.toEqual(before);
    expect(await cancel(number, HARGATE, 'Ordered twice')).toEqual({ kind: 'cancelled' });
    expect(await places(number)).toEqual(VOIDED);
    expect(await state()).toEqual(before);
    expect(
      await rows(`select "LNITMSEQ", "CMPNTSEQ", "ITEMNMBR" from "SOP30300" where "SOPNUMBE" = $1 order by 1, 2`, number),
    ).toEqual(lines);
    expect(await rows(`select 1 from "SOP10200" where "SOPNUMBE" = $1`, number)).toEqual([]);
  });

  it('is said to be cancelled of an order that is voided already, whoever voided it', async () => {
    const number = await ordered();
    expect(await cancel(number)).toEqual({ kind: 'cancelled' });
    expect(await cancel(number)).toEqual({ kind: 'cancelled' });
    expect(await cancel(number, asAccountNumber('BRINDLE'))).toEqual({ kind: 'notOpen' });
  });

  it('is said to be no open order once it is finished, of another account, or not there', async () => {
    const number = await ordered();
    expect(await cancel(number, asAccountNumber('BRINDLE'))).toEqual({ kind: 'notOpen' });
    expect(await cancel(number)).toEqual({ kind: 'cancelled' });
    await rows(`update "SOP30200" set "VOIDSTTS" = 0 where "SOPNUMBE" = $1 and "SOPTYPE" = 2`, number);
    expect(await cancel(number)).toEqual({ kind: 'notOpen' });
    expect(await cancel('NO-SUCH')).toEqual({ kind: 'notOpen' });
    expect(await cancel('X'.repeat(40))).toEqual({ kind: 'notOpen' });
  });

  it.each([
    ['a line is invoiced in part', `update "SOP10200" set "QTYPRINV" = 1 where "SOPNUMBE" = $1 and "SOPTYPE" = 2`],
    ['a part has gone to a back order', `update "SOP10200" set "QTYPRBAC" = 1 where "SOPNUMBE" = $1 and "SOPTYPE" = 2`],
    ['a line has a date of shipment', `update "SOP10200" set "ACTLSHIP" = '20261124' where "SOPNUMBE" = $1 and "SOPTYPE" = 2`],
    ['it has a tracking number', `insert into "SOP10107" ("SOPNUMBE", "SOPTYPE", "Tracking_Number") values ($1, 2, 'T-1')`],
    [
      'an invoice came from it',
      `insert into "SOP10100" ("SOPTYPE", "SOPNUMBE", "CUSTNMBR", "ORIGTYPE", "ORIGNUMB") values (3, 'C-1', 'HARGATE', 2, $1)`,
    ],
    [
      'a posted invoice came from it',
      `insert into "SOP30200" ("SOPTYPE", "SOPNUMBE", "CUSTNMBR", "ORIGTYPE", "ORIGNUMB") values (3, 'C-2', 'HARGATE', 2, $1)`,
    ],
    [
      'a fulfilment order came from it',
      `insert into "SOP10100" ("SOPTYPE", "SOPNUMBE", "CUSTNMBR", "ORIGTYPE", "ORIGNUMB") values (6, 'C-3', 'HARGATE', 2, $1)`,
    ],
    ['it is linked to a purchase order', `insert into "SOP60100" ("SOPNUMBE", "SOPTYPE", "PONUMBER") values ($1, 2, 'PO1')`],
  ])('is too late, and changes nothing, where %s', async (_, touch) => {
    const number = await ordered();
    await rows(touch, number);
    const before = await state();
    expect(await cancel(number)).toEqual({ kind: 'tooLate' });
    expect(await places(number)).toEqual(IN_WORK);
    expect(await state()).toEqual(before);
  });

  it('is not too late where the document that came from it is voided', async () => {
    const number = await ordered();
    await rows(
      `insert into "SOP30200" ("SOPTYPE", "SOPNUMBE", "CUSTNMBR", "ORIGTYPE", "ORIGNUMB", "VOIDSTTS") values (3, 'C-4', 'HARGATE', 2, $1, 1)`,
      number,
    );
    expect(await cancel(number)).toEqual({ kind: 'cancelled' });
  });

  it('is too late for a picked line only where the warehouse fulfils by itself: otherwise GP fills QTYFULFI on allocation', async () => {
    const allocated = await ordered();
    expect(await rows(`select 1 from "SOP10200" where "SOPNUMBE" = $1 and "QTYFULFI" > 0`, allocated)).not.toEqual([]);
    expect(await cancel(allocated)).toEqual({ kind: 'cancelled' });
    const picked = await ordered();
    await rows(`update "SOP40200" set "USPFULPR" = 1 where "SOPTYPE" = 2`);
    expect(await cancel(picked)).toEqual({ kind: 'tooLate' });
    await rows(`update "SOP10200" set "QTYFULFI" = 0 where "SOPNUMBE" = $1`, picked);
    expect(await cancel(picked)).toEqual({ kind: 'cancelled' });
    await rows(`update "SOP40200" set "USPFULPR" = 0 where "SOPTYPE" = 2`);
  });

  it('is for people where money was booked, and not where a card is only noted', async () => {
    const payment = { authorizationCode: null, account: null, recurrence: null, transactionId: 'ch_1', amount: decimal('20.00') };
    const byCard = await ordered(salesOrder({ payments: [{ ...payment, method: 'CARD' }], onAccount: false }));
    expect(await cancel(byCard)).toEqual({ kind: 'cancelled' });
    const deposit = await ordered(salesOrder({ payments: [{ ...payment, method: 'BANK_TRANSFER' }], onAccount: false }));
    expect(await cancel(deposit)).toEqual({ kind: 'tooLate' });
    expect(await places(deposit)).toEqual(IN_WORK);
  });

  it('waits for a user of GP who has the order open', async () => {
    const number = await ordered();
    await rows(
      `insert into "DEX_LOCK" ("row_id", "table_path_name") select "DEX_ROW_ID", 'SOP10100' from "SOP10100" where "SOPNUMBE" = $1`,
      number,
    );
    expect(await cancel(number)).toEqual({ kind: 'inUse' });
    await rows(`delete from "DEX_LOCK"`);
    expect(await cancel(number)).toEqual({ kind: 'cancelled' });
  });

  it('is told of a rule of the site, and of an audit trail that is not set up, as too late', async () => {
    const number = await ordered();
    opened.company.trouble.makeWrites({ refuseWith: 3804 });
    expect(await cancel(number)).toEqual({ kind: 'tooLate' });
    opened.company.trouble.makeWrites({});
    await rows(`update "SY01000" set "TRXSRCPX" = 'NOTVT' where "TRXSRCPX" = 'SLSVT'`);
    expect(await cancel(number)).toEqual({ kind: 'tooLate' });
    await rows(`update "SY01000" set "TRXSRCPX" = 'SLSVT' where "TRXSRCPX" = 'NOTVT'`);
    expect(await places(number)).toEqual(IN_WORK);
  });

  it.each([
    ['before the commit', { cutBeforeCommit: true }, IN_WORK],
    ['by a deadlock', { deadlock: true }, IN_WORK],
    ['after the commit', { loseAnswer: true }, VOIDED],
  ])('does all or nothing where the connection breaks %s, and says that it does not know', async (_, trouble, place) => {
    const number = await ordered();
    opened.company.trouble.makeWrites(trouble, Object.fromEntries(Object.keys(trouble).map((kind) => [kind, { next: 1 }])));
    await expect(cancel(number)).rejects.toThrow();
    expect(await places(number)).toEqual(place);
  });

  it('ends in one of the two where staff invoice the order at the same moment', async () => {
    for (let round = 0; round < 6; round++) {
      const number = await ordered();
      const invoice = `RACE-${round}`;
      // As GP's client does it: the invoice, and what is left of the order, in one transaction.
      const invoicing = rows(
        `with touched as (update "SOP10200" set "QTYPRINV" = "QUANTITY", "QTYREMAI" = 0 where "SOPNUMBE" = $1 and "SOPTYPE" = 2 returning 1)
         insert into "SOP10100" ("SOPTYPE", "SOPNUMBE", "CUSTNMBR", "ORIGTYPE", "ORIGNUMB")
         select 3, $2, 'HARGATE', 2, $1 where exists (select from touched) returning 1`,
        number,
        invoice,
      );
      const [outcome, invoiced] = await Promise.all([cancel(number), invoicing]);
      const isInvoiced = invoiced.length > 0;
      expect({ isInvoiced, outcome: outcome.kind, place: await places(number) }).toEqual(
        isInvoiced ? { isInvoiced, outcome: 'tooLate', place: IN_WORK } : { isInvoiced, outcome: 'cancelled', place: VOIDED },
      );
    }
  });

  it('is voided once, however many ask for it at once', async () => {
    const number = await ordered();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => cancel(number)));
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => ({ kind: 'cancelled' })));
    expect(await places(number)).toEqual(VOIDED);
  });
});

describe.each(PLACES_WITH_ECONNECT)('A GP without the procedure, in $place', ({ open }) => {
  it('offers no cancellation, and nothing has changed', async () => {
    const opened = await open();
    try {
      const { econnect, gp } = opened.company;
      const intake = new EConnectOrderIntake(econnect, gp, SETUP);
      const number = await intake.reserveNumber(PATIENT);
      await intake.submit(number, salesOrder(), PATIENT);
      await opened.company.change(`drop function "taSopVoidDocument"(jsonb)`);
      const cancellation = new EConnectOrderCancellation(econnect, gp);
      expect(await cancellation.cancel(asOrderNumber(number), HARGATE, null, PATIENT)).toEqual({ kind: 'notOffered' });
      expect(await opened.company.change(`select 1 from "SOP10100" where "SOPNUMBE" = $1`, [number])).toHaveLength(1);
    } finally {
      await opened.close();
    }
  });
});
