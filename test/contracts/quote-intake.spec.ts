import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EConnectOrderIntake } from '../../src/gp/econnect/econnect-order-intake.js';
import { decimal, orderLine, salesOrder } from '../../src/gp/econnect/order-calls.facts.js';
import { type OrderSetup, QUOTE } from '../../src/gp/econnect/order-setup.js';
import { SqlQuoteSource } from '../../src/gp/sql/sql-quote-source.js';
import { type OrderIntake, type SalesOrder } from '../../src/ordering/index.js';
import { asQuoteNumber, type QuoteIntake } from '../../src/quotes/index.js';
import { asUnitCode } from '../../src/values/identifiers.js';
import { Staff } from '../quotes/staff.js';
import { type OpenCompany, PATIENT, PLACES_WITH_ECONNECT } from '../support/companies.js';

const SETUP: OrderSetup = { documentId: null, batchId: 'WEBQUOTES', cardName: null, customerClass: null };

describe.each(PLACES_WITH_ECONNECT)('Quotes that are written in $place', ({ open }) => {
  let opened: OpenCompany;
  let quotes: QuoteIntake;
  let orders: OrderIntake;
  let source: SqlQuoteSource;
  let staff: Staff;

  beforeAll(async () => {
    opened = await open();
    const { econnect, gp } = opened.company;
    quotes = new EConnectOrderIntake(econnect, gp, SETUP, QUOTE);
    orders = new EConnectOrderIntake(econnect, gp, { ...SETUP, batchId: 'STOREFRONT' });
    source = new SqlQuoteSource(gp);
    staff = new Staff((sql) => opened.company.change(sql));
  });
  afterEach(() => opened.company.trouble.makeWrites({}));
  afterAll(() => opened.close());

  let asked = 0;

  /** Two boxes for 20.00, on account. */
  async function written(): Promise<{ readonly number: string; readonly request: SalesOrder }> {
    asked++;
    const request = salesOrder({ reference: `ASK-${asked}`, payments: [], onAccount: false });
    const number = await quotes.reserveNumber(PATIENT);
    expect(await quotes.submit(number, request, PATIENT)).toEqual({ kind: 'accepted' });
    return { number, request };
  }

  async function quoteOf(number: string) {
    return (await source.quotes([asQuoteNumber(number)], PATIENT)).get(asQuoteNumber(number));
  }

  const orderOf = (number: string, rest: Partial<SalesOrder> = {}) =>
    salesOrder({ reference: `ORDER-${number}`.slice(0, 20), quote: { number, revision: 'seen' }, ...rest });

  const documents = async (number: string) =>
    (
      await opened.company.change(
        `select "SOPNUMBE", "ORIGTYPE", "ORIGNUMB", "MSTRNUMB" from "SOP10100" where "SOPTYPE" = 2 and "ORIGNUMB" = '${number}'`,
      )
    ).length;

  it('are documents of type 1, with a number of their own row, and take nothing', async () => {
    const { number, request } = await written();
    expect(number).toMatch(/^QTE26-/);
    expect(await quoteOf(number)).toMatchObject({
      accountNumber: 'HARGATE',
      reference: request.reference,
      batch: 'WEBQUOTES',
      total: '20',
      isInWork: true,
      ordered: null,
      lines: [{ sku: 'HCS5-38-2-ZN', unit: 'Box', quantity: '2', unitPrice: '10' }],
    });
    expect(await quotes.has(number, request, PATIENT)).toBe(true);
    expect(await quotes.has('QTE99-1', request, PATIENT)).toBe(false);
    // Staff may have priced it before a push that died could be repeated.
    await staff.price(number, { prices: { 'HCS5-38-2-ZN': '9.5' } });
    expect(await quotes.has(number, request, PATIENT)).toBe(true);
    expect(await quotes.submit(number, request, PATIENT)).toEqual({ kind: 'accepted' });
  });

  it('are asked for while the account is on hold', async () => {
    await opened.company.change(`update "RM00101" set "HOLD" = 1 where "CUSTNMBR" = 'HARGATE'`);
    try {
      await written();
    } finally {
      await opened.company.change(`update "RM00101" set "HOLD" = 0 where "CUSTNMBR" = 'HARGATE'`);
    }
  });

  it('are refused by GP with its own words', async () => {
    const request = salesOrder({
      reference: 'ODD',
      payments: [],
      onAccount: false,
      lines: [orderLine({ unit: asUnitCode('Crate') })],
    });
    expect(await quotes.submit(await quotes.reserveNumber(PATIENT), request, PATIENT)).toMatchObject({
      kind: 'refused',
      code: 5313,
    });
  });

  it('are closed by the order that is written from them, which names them', async () => {
    const { number } = await written();
    await staff.price(number);
    const orderNumber = await orders.reserveNumber(PATIENT);
    expect(await orders.submit(orderNumber, orderOf(number), PATIENT)).toEqual({ kind: 'accepted' });
    expect(await quoteOf(number)).toMatchObject({ isInWork: false, isVoided: true, ordered: { orderNumber } });
    expect(await documents(number)).toBe(1);
    expect(await orders.has(orderNumber, orderOf(number), PATIENT)).toBe(true);
    expect(await orders.submit(orderNumber, orderOf(number), PATIENT)).toEqual({ kind: 'accepted' });
    expect(await documents(number)).toBe(1);
  });

  it('that staff have transferred or voided are not ordered once more', async () => {
    const [transferred, voided] = [await written(), await written()];
    await staff.transfer(transferred.number, `S-${transferred.number}`);
    await staff.void(voided.number);
    for (const { number } of [transferred, voided]) {
      const before = await documents(number);
      expect(await orders.submit(await orders.reserveNumber(PATIENT), orderOf(number), PATIENT)).toMatchObject({
        kind: 'refused',
      });
      expect(await documents(number)).toBe(before);
    }
  });

  it('that say something else than the order by now stay as they are', async () => {
    const { number } = await written();
    const cheaper = orderOf(number, {
      lines: [orderLine({ unitPrice: decimal('9.00'), extendedPrice: decimal('18.00') })],
      total: decimal('18.00'),
    });
    expect(await orders.submit(await orders.reserveNumber(PATIENT), cheaper, PATIENT)).toMatchObject({
      kind: 'refused',
      code: null,
    });
    expect(await quoteOf(number)).toMatchObject({ isInWork: true, isVoided: false, ordered: null });
    expect(await documents(number)).toBe(0);
  });

  it('are ordered once where an answer is lost, and not at all where the connection breaks before the commit', async () => {
    const [lost, cut] = [await written(), await written()];
    const number = await orders.reserveNumber(PATIENT);
    opened.company.trouble.makeWrites({ loseAnswer: true }, { loseAnswer: { next: 1 } });
    await expect(orders.submit(number, orderOf(lost.number), PATIENT)).rejects.toThrow();
    expect(await orders.has(number, orderOf(lost.number), PATIENT)).toBe(true);
    const another = await orders.reserveNumber(PATIENT);
    opened.company.trouble.makeWrites({ cutBeforeCommit: true }, { cutBeforeCommit: { next: 1 } });
    await expect(orders.submit(another, orderOf(cut.number), PATIENT)).rejects.toThrow();
    expect(await quoteOf(cut.number)).toMatchObject({ isInWork: true, ordered: null });
  });
});
