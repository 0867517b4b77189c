import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ErpUnavailable } from '../../src/faults/index.js';
import { EConnectCashReceiptIntake } from '../../src/gp/econnect/econnect-cash-receipt-intake.js';
import { DocumentNumberTaken } from '../../src/gp/econnect/econnect-errors.js';
import { application, invoicePayment, RECEIPT_SETUP } from '../../src/gp/econnect/receipt-calls.facts.js';
import type { InvoicePayment, ReceiptResult } from '../../src/payments/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import type { DecimalString } from '../../src/values/exact.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { type OpenCompany, PATIENT, PLACES_WITH_ECONNECT } from '../support/companies.js';

const TODAY = '2026-11-23' as CalendarDate;
const decimal = (text: string) => text as DecimalString;

describe.each(PLACES_WITH_ECONNECT)('The way of payments into GP in $place', ({ open }) => {
  let opened: OpenCompany;
  let intake: EConnectCashReceiptIntake;
  let customers = 0;

  beforeAll(async () => {
    opened = await open();
    intake = new EConnectCashReceiptIntake(opened.company.econnect, opened.company.gp, () => TODAY, RECEIPT_SETUP);
  });
  afterAll(() => opened.close());
  afterEach(() => opened.company.trouble.makeWrites({}));

  const reserve = () => intake.reserveNumber(PATIENT);
  const submit = (number: string, payment: InvoicePayment) => intake.submit(number, payment, PATIENT);
  const find = (number: string, payment: InvoicePayment) => intake.find(number, payment, PATIENT);
  const change = (sql: string, ...parameters: readonly unknown[]) => opened.company.change(sql, parameters);

  /** A customer of its own with an invoice of 100.00, and a credit of 30.00. */
  async function owing(balance = '100') {
    customers++;
    const account = `PAYER${customers}`;
    const [invoice, credit] = [`OWED-${customers}`, `CRED-${customers}`];
    await change(`insert into "RM00101" ("CUSTNMBR", "CUSTNAME") values ('${account}', 'A payer')`);
    await change(`insert into "RM00103" ("CUSTNMBR", "CUSTBLNC") values ('${account}', ${balance})`);
    for (const [type, number, amount] of [
      [1, invoice, balance],
      [7, credit, '30'],
    ] as const) {
      await change(
        `insert into "RM20101" ("CUSTNMBR", "CPRCSTNM", "RMDTYPAL", "DOCNUMBR", "DOCDATE", "ORTRXAMT", "CURTRXAM") values ('${account}', '${account}', ${type}, '${number}', '2026-11-20', ${amount}, ${amount})`,
      );
      await change(
        `insert into "RM00401" ("RMDTYPAL", "DOCNUMBR", "DCSTATUS", "CUSTNMBR") values (${type}, '${number}', 2, '${account}')`,
      );
    }
    const payment = (rest: Partial<InvoicePayment> = {}) =>
      invoicePayment({ accountNumber: asAccountNumber(account), applications: [application(invoice, '100.00')], ...rest });
    return { account, invoice, credit, payment };
  }

  async function amountOf(number: string, column = 'CURTRXAM', table = 'RM20101') {
    const [row] = (await change(
      `select cast("${column}" as varchar(40)) as amount from "${table}" where "DOCNUMBR" = $1`,
      number,
    )) as {
      amount: string;
    }[];
    return row && Number(row.amount);
  }
  const appliedFrom = async (number: string) =>
    (
      (await change(
        `select "APTODCNM", cast("APPTOAMT" as varchar(40)) as amount, cast("DISTKNAM" as varchar(40)) as discount from "RM20201" where "APFRDCNM" = $1 order by "APTODCNM"`,
        number,
      )) as { APTODCNM: string; amount: string; discount: string }[]
    ).map(({ APTODCNM, amount, discount }) => `${Number(amount)} to ${APTODCNM.trim()} with ${Number(discount)}`);

  it('gives every receipt a number of its own', async () => {
    const numbers = await Promise.all([reserve(), reserve(), reserve()]);
    expect(new Set(numbers).size).toBe(3);
    for (const number of numbers) expect(number).toMatch(/^PYMT26-\d{4}$/);
  });

  it('writes the receipt, and applies it and the credit with the discount', async () => {
    const { invoice, credit, payment } = await owing();
    const use = { kind: 'creditMemo' as const, number: credit, amount: decimal('30.00') };
    const applications = [application(invoice, '68.00', { termsDiscount: decimal('2.00'), credits: [use] })];
    const number = await reserve();
    const paid = payment({ applications, onAccount: decimal('5.00'), amount: decimal('73.00') });
    expect(await find(number, paid)).toBeNull();
    expect(await submit(number, paid)).toEqual({ kind: 'accepted', receipt: { unapplied: '5.00', notApplied: [] } });
    expect(await appliedFrom(number)).toEqual([`68 to ${invoice} with 2`]);
    expect(await appliedFrom(credit)).toEqual([`30 to ${invoice} with 0`]);
    expect([await amountOf(invoice), await amountOf(credit), await amountOf(number, 'CURTRXAM', 'RM10201')]).toEqual([0, 0, 5]);
    expect(await find(number, paid)).toEqual({ unapplied: '5.00', notApplied: [] });
  });

  it('leaves on the receipt what others have paid meanwhile, whatever GP says of it', async () => {
    const { invoice, payment } = await owing();
    await change(`update "RM20101" set "CURTRXAM" = 40 where "DOCNUMBR" = $1`, invoice);
    const number = await reserve();
    expect(await submit(number, payment())).toEqual({
      kind: 'accepted',
      receipt: { unapplied: '60.00', notApplied: [`60 of ${number} to ${invoice}`] },
    });
    expect([await amountOf(invoice), await amountOf(number, 'CURTRXAM', 'RM10201')]).toEqual([0, 60]);
  });

  it.each([
    ['paid', `update "RM20101" set "CURTRXAM" = 0 where "DOCNUMBR" = $1`],
    ['voided', `update "RM20101" set "VOIDSTTS" = 1, "CURTRXAM" = 0 where "DOCNUMBR" = $1`],
    ['gone to history', `delete from "RM20101" where "DOCNUMBR" = $1`],
  ])('leaves all of it on the receipt where the invoice is %s', async (_, meanwhile) => {
    const { invoice, payment } = await owing();
    await change(meanwhile, invoice);
    const number = await reserve();
    expect(await submit(number, payment())).toMatchObject({ kind: 'accepted', receipt: { unapplied: '100.00' } });
    expect(await amountOf(number, 'CURTRXAM', 'RM10201')).toBe(100);
  });

  it('reads the balances again where GP refuses an application, and leaves out one that it refuses by itself', async () => {
    const { invoice, payment } = await owing();
    opened.company.trouble.makeWrites({ refuseWith: 574 }, { refuseWith: { next: 1 } });
    // The first call that is refused is the receipt's: that is tried again later.
    const number = await reserve();
    await expect(submit(number, payment())).rejects.toThrow(ErpUnavailable);
    expect(await find(number, payment())).toBeNull();

    // Another customer's invoice is refused for good (165), beside one that is applied.
    const other = await owing();
    const applications = [application(invoice, '60.00'), application(other.invoice, '40.00')];
    await change(`update "RM20101" set "CPRCSTNM" = $1 where "DOCNUMBR" = $2`, 'X', other.invoice);
    await change(`update "RM20101" set "CURNCYID" = 'Z-C$' where "DOCNUMBR" = $1`, invoice);
    await change(`update "RM20101" set "CURNCYID" = '' where "DOCNUMBR" = $1`, invoice);
    expect(await submit(number, payment({ applications }))).toMatchObject({ kind: 'accepted', receipt: { unapplied: '40.00' } });
    expect(await appliedFrom(number)).toEqual([`60 to ${invoice} with 0`]);
  });

  it('leaves out those of several applications that GP refuses, although the balances allow them (570)', async () => {
    const { account, invoice, payment } = await owing();
    const others = ['A', 'B', 'C', 'D'].map((letter) => `${invoice}${letter}`);
    for (const other of others) {
      await change(
        `insert into "RM20101" ("CUSTNMBR", "CPRCSTNM", "RMDTYPAL", "DOCNUMBR", "DOCDATE", "ORTRXAMT", "CURTRXAM") values ($1, $1, 1, $2, '2026-11-20', 20, 20)`,
        account,
        other,
      );
      await change(
        `insert into "RM00401" ("RMDTYPAL", "DOCNUMBR", "DCSTATUS", "CUSTNMBR") values (1, $1, 2, $2)`,
        other,
        account,
      );
    }
    for (const odd of ['B', 'D']) await change(`update "RM20101" set "ORTRXAMT" = 1 where "DOCNUMBR" = $1`, `${invoice}${odd}`);
    const applications = [invoice, ...others].map((each) => application(each, '20.00'));
    const number = await reserve();
    const { receipt } = (await submit(number, payment({ applications }))) as Extract<ReceiptResult, { kind: 'accepted' }>;
    expect(receipt).toEqual({
      unapplied: '40.00',
      notApplied: [`20 of ${number} to ${invoice}B (570)`, `20 of ${number} to ${invoice}D (570)`],
    });
    expect(await appliedFrom(number)).toEqual(['', 'A', 'C'].map((letter) => `20 to ${invoice}${letter} with 0`));
  });

  it('is found after its answer was lost, and written once', async () => {
    const { invoice, payment } = await owing();
    const number = await reserve();
    opened.company.trouble.makeWrites({ loseAnswer: true });
    await expect(submit(number, payment())).rejects.toThrow();
    opened.company.trouble.makeWrites({});
    expect(await find(number, payment())).toEqual({ unapplied: '0.00', notApplied: [] });
    // Whoever did not look first is told so by GP (7).
    expect(await submit(number, payment())).toMatchObject({ kind: 'accepted' });
    expect(await amountOf(invoice)).toBe(0);
    expect(await appliedFrom(number)).toEqual([`100 to ${invoice} with 0`]);
  });

  describe('says of what has arrived, however often it is asked,', () => {
    /** GP has committed it, and nobody knows. */
    async function arrives(number: string, payment: InvoicePayment) {
      opened.company.trouble.makeWrites({ loseAnswer: true });
      await expect(submit(number, payment)).rejects.toThrow();
      opened.company.trouble.makeWrites({});
    }
    /** GP removes documents that are settled, and what was applied of them. */
    async function goneToHistory(...numbers: readonly string[]) {
      for (const number of numbers) {
        await change(
          `insert into "RM30101" ("CUSTNMBR", "RMDTYPAL", "DOCNUMBR", "ORTRXAMT") select "CUSTNMBR", "RMDTYPAL", "DOCNUMBR", "ORTRXAMT" from "RM20101" where "DOCNUMBR" = $1`,
          number,
        );
        await change(`delete from "RM20101" where "DOCNUMBR" = $1`, number);
        await change(
          `insert into "RM30201" ("CUSTNMBR", "APFRDCTY", "APFRDCNM", "APTODCTY", "APTODCNM", "APPTOAMT") select "CUSTNMBR", "APFRDCTY", "APFRDCNM", "APTODCTY", "APTODCNM", "APPTOAMT" from "RM20201" where "APFRDCNM" = $1`,
          number,
        );
        await change(`delete from "RM20201" where "APFRDCNM" = $1`, number);
      }
    }
    async function posted(number: string, voided: boolean) {
      await change(
        `insert into "RM20101" ("CUSTNMBR", "CPRCSTNM", "RMDTYPAL", "DOCNUMBR", "ORTRXAMT", "CURTRXAM", "VOIDSTTS") select "CUSTNMBR", "CUSTNMBR", "RMDTYPAL", "DOCNUMBR", "ORTRXAMT", "CURTRXAM", ${voided ? 1 : 0} from "RM10201" where "DOCNUMBR" = $1`,
        number,
      );
      if (voided) await change(`update "RM20101" set "CURTRXAM" = 0 where "DOCNUMBR" = $1`, number);
      await change(`delete from "RM10201" where "DOCNUMBR" = $1`, number);
    }
    const use = (credit: string) => ({ kind: 'creditMemo' as const, number: credit, amount: decimal('30.00') });
    /** A payment of an invoice with 70 in money and a credit of 30 has arrived. */
    async function seventyAndCredit() {
      const { invoice, credit, payment } = await owing();
      const paid = payment({
        applications: [application(invoice, '70.00', { credits: [use(credit)] })],
        amount: decimal('70.00'),
      });
      const number = await reserve();
      await arrives(number, paid);
      return { invoice, credit, number, paid };
    }

    it('which credits and how much money are not applied, as others were quicker', async () => {
      const { invoice, credit, payment } = await owing();
      await change(`update "RM20101" set "CURTRXAM" = 60 where "DOCNUMBR" = $1`, invoice);
      await change(`update "RM20101" set "CURTRXAM" = 10 where "DOCNUMBR" = $1`, credit);
      const paid = payment({
        applications: [application(invoice, '70.00', { credits: [use(credit)] })],
        amount: decimal('75.00'),
        onAccount: decimal('5.00'),
      });
      const number = await reserve();
      await arrives(number, paid);
      const receipt = { unapplied: '25.00', notApplied: [`20 of ${credit} to ${invoice}`, `20 of ${number} to ${invoice}`] };
      expect(await find(number, paid)).toEqual(receipt);
      expect(await submit(number, paid)).toEqual({ kind: 'accepted', receipt });
    });

    it('the same of a payment of credits alone', async () => {
      const { invoice, credit, payment } = await owing('30');
      await change(`update "RM20101" set "CURTRXAM" = 10 where "DOCNUMBR" = $1`, credit);
      const alone = payment({
        applications: [application(invoice, '0.00', { credits: [use(credit)] })],
        amount: decimal('0.00'),
        transactionId: null,
      });
      await arrives('a-payment-key', alone);
      expect(await find('a-payment-key', alone)).toBeNull();
      const receipt = { unapplied: '0.00', notApplied: [`20 of ${credit} to ${invoice}`] };
      expect(await submit('a-payment-key', alone)).toEqual({ kind: 'accepted', receipt });
      expect([await amountOf(invoice), await amountOf(credit)]).toEqual([20, 0]);
    });

    it('that all of it is applied, also once it has gone to history', async () => {
      const { invoice, credit, number, paid } = await seventyAndCredit();
      await posted(number, false);
      expect(await find(number, paid)).toEqual({ unapplied: '0.00', notApplied: [] });
      await goneToHistory(number, credit, invoice);
      expect(await find(number, paid)).toEqual({ unapplied: '0.00', notApplied: [] });
    });

    it('that all of a payment of credits alone is applied, also once it has gone to history', async () => {
      const { invoice, credit, payment } = await owing('30');
      const alone = payment({
        applications: [application(invoice, '0.00', { credits: [use(credit)] })],
        amount: decimal('0.00'),
        transactionId: null,
      });
      await arrives('another-payment-key', alone);
      await goneToHistory(credit, invoice);
      expect(await submit('another-payment-key', alone)).toEqual({
        kind: 'accepted',
        receipt: { unapplied: '0.00', notApplied: [] },
      });
    });

    it('that nothing of its money is applied where staff have voided the receipt, open or in history', async () => {
      const { number, paid } = await seventyAndCredit();
      await posted(number, true);
      const receipt = { unapplied: '70.00', notApplied: [`70 of ${number}, which was voided in GP`] };
      expect(await find(number, paid)).toEqual(receipt);
      await goneToHistory(number);
      await change(`update "RM30101" set "VOIDSTTS" = 1 where "DOCNUMBR" = $1`, number);
      expect(await find(number, paid)).toEqual(receipt);
    });

    it('with one question before it is there, and with one more once it is', async () => {
      const { payment } = await owing();
      const number = await reserve();
      const questionsOf = async () => {
        opened.company.trouble.resetQuestions();
        await find(number, payment());
        return opened.company.trouble.questions;
      };
      expect(await questionsOf()).toBe(1);
      await submit(number, payment());
      expect(await questionsOf()).toBe(2);
    });
  });

  it('applies credits alone without a receipt, and nothing twice', async () => {
    const { invoice, credit, payment } = await owing('30');
    const use = { kind: 'creditMemo' as const, number: credit, amount: decimal('30.00') };
    const alone = payment({
      applications: [application(invoice, '0.00', { credits: [use] })],
      amount: decimal('0.00'),
      transactionId: null,
    });
    for (let attempt = 1; attempt <= 2; attempt++) {
      expect(await submit('a-payment-key', alone)).toEqual({ kind: 'accepted', receipt: { unapplied: '0.00', notApplied: [] } });
    }
    expect([await amountOf(invoice), await amountOf(credit)]).toEqual([0, 0]);
  });

  it('takes the receipt’s own number where the customer has sent a check of the same number before (11481)', async () => {
    const { payment } = await owing('300');
    const numbers = [await reserve(), await reserve()] as const;
    const check = payment({ method: 'CHECK', transactionId: '4711' });
    for (const number of numbers) expect(await submit(number, check)).toMatchObject({ kind: 'accepted' });
    const stored = (await change(
      `select "CHEKNMBR" from "RM10201" where "DOCNUMBR" in ($1, $2) order by "DOCNUMBR"`,
      ...numbers,
    )) as {
      CHEKNMBR: string;
    }[];
    expect(stored.map(({ CHEKNMBR }) => CHEKNMBR.trim())).toEqual(['4711', numbers[1]]);
  });

  it('waits for a batch that is being posted (25), as the money was taken, and is refused for a customer who is gone (24)', async () => {
    const { payment } = await owing();
    const busy = new EConnectCashReceiptIntake(opened.company.econnect, opened.company.gp, () => TODAY, {
      ...RECEIPT_SETUP,
      batchId: 'BUSY',
    });
    await change(`insert into "SY00500" ("BCHSOURC", "BACHNUMB", "MKDTOPST") values ('RM_Cash', 'BUSY', 1)`);
    const number = await reserve();
    await expect(busy.submit(number, payment(), PATIENT)).rejects.toThrow(ErpUnavailable);
    await change(`update "SY00500" set "MKDTOPST" = 0 where "BACHNUMB" = 'BUSY'`);
    expect(await busy.submit(number, payment(), PATIENT)).toMatchObject({ kind: 'accepted' });
    await change(`delete from "SY00500" where "BACHNUMB" = 'BUSY'`);

    expect(await submit(await reserve(), payment({ accountNumber: asAccountNumber('NOBODY') }))).toMatchObject({
      kind: 'refused',
      code: 24,
      message: expect.stringContaining('(24)'),
    });
  });

  it('does not take another receipt of the same number for it', async () => {
    const { payment } = await owing();
    await expect(find('PYMT26-0345', payment())).rejects.toThrow(DocumentNumberTaken);
  });
});
