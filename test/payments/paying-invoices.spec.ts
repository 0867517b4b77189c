import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { GatewayDatabase } from '../../src/database/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { runJob } from '../support/run-job.js';
import { TestGateway } from '../support/test-gateway.js';
import { Payer } from './paying.js';

let databases: string[];
let gateway: TestGateway;
let second: TestGateway;
let otis: Payer;
let elsewhere: Payer;
let nell: Payer;
let invoices = 0;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  const environment = { DATABASE_URL: databases[0], GP_URL: databases[1], GP_PAYMENT_CARD: 'VISA' };
  gateway = await TestGateway.start(environment);
  second = await TestGateway.start(environment);
  otis = new Payer(gateway, await gateway.signIn('otis.brindle@example.com'));
  elsewhere = new Payer(second, await second.signIn('otis.brindle@example.com'));
  nell = new Payer(gateway, await gateway.signIn('nell.hargate@example.com'));
});
afterAll(async () => {
  await gateway?.stop();
  await second?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
});
afterEach(() => {
  gateway.gp.make({});
  gateway.gp.makeWrites({});
  vi.restoreAllMocks();
});

const look = (sql: string, ...parameters: readonly unknown[]) => gateway.gateway.sandbox.change(sql, parameters);

async function amountOf(number: string, table = 'RM20101') {
  const [row] = (await look(`select trim_scale("CURTRXAM")::text as amount from "${table}" where "DOCNUMBR" = $1`, number)) as {
    amount: string;
  }[];
  return row?.amount;
}
const unapplied = (receipt: string | null | undefined) => amountOf(receipt ?? '', 'RM10201');

/** An invoice of Brindle's, or a credit. */
async function posted(amount: string, { type = 1, discount = '0' } = {}): Promise<string> {
  invoices++;
  const number = `${type === 1 ? 'OWED' : 'CRED'}-${invoices}`;
  await look(
    `insert into "RM20101" ("CUSTNMBR", "CPRCSTNM", "RMDTYPAL", "DOCNUMBR", "DOCDATE", "ORTRXAMT", "CURTRXAM", "DISAVAMT", "DISCDATE")
     values ('BRINDLE', 'BRINDLE', ${type}, $1, '2026-11-20', ${amount}, ${amount}, ${discount}, '2026-11-30')`,
    number,
  );
  await look(`insert into "RM00401" ("RMDTYPAL", "DOCNUMBR", "DCSTATUS", "CUSTNMBR") values (${type}, $1, 2, 'BRINDLE')`, number);
  return number;
}
const of = (...numbers: readonly string[]) => ({ invoices: numbers.map((invoiceNumber) => ({ invoiceNumber })) });
const codes = (payload: {
  readonly userErrors: readonly { readonly code: string; readonly field?: readonly string[] | null }[];
}) => payload.userErrors.map(({ code, field }) => `${code} ${field?.join('.') ?? ''}`.trim());

describe('A payment that was prepared', () => {
  const KEPT_MS = 90 * 24 * 3_600_000;

  it('is forgotten 90 days after its time is over, unless it was made', async () => {
    const made = await otis.prepared(of(await posted('10')));
    await otis.paid(made);
    const never = await otis.prepared(of(await posted('11')));
    const later = await otis.prepared(of(await posted('12')));
    const database = gateway.gateway.app.get(GatewayDatabase);
    const endedAt = (paymentKey: string, ms: number) =>
      database
        .updateTable('prepared_payment')
        .set({ expires_at: new Date(ms) })
        .where('payment_key', '=', paymentKey)
        .execute();
    await endedAt(made.paymentKey, Date.now() - KEPT_MS - 60_000);
    await endedAt(never.paymentKey, Date.now() - KEPT_MS - 60_000);
    await endedAt(later.paymentKey, Date.now() - KEPT_MS + 3_600_000);
    await runJob(gateway.gateway.app, 'payments.prepared-payment-cleanup');
    const keys = [made, never, later].map(({ paymentKey }) => paymentKey);
    const rows = await database.selectFrom('prepared_payment').where('payment_key', 'in', keys).select('payment_key').execute();
    expect(rows.map(({ payment_key }) => payment_key).toSorted()).toEqual([made.paymentKey, later.paymentKey].toSorted());
    const input = { paymentKey: never.paymentKey, method: 'CARD', transactionId: 'txn_late', amount: never.amount.amount };
    expect((await otis.pay(input)).userErrors).toMatchObject([{ code: 'UNKNOWN_PAYMENT_KEY' }]);
  });
});

describe('An invoice', () => {
  it('is paid in two steps, and becomes a cash receipt in GP that is applied to it', async () => {
    const prepared = await otis.prepared(of('INV26-0902'));
    expect(prepared).toMatchObject({
      amount: { amount: '9410.00', currency: 'USD' },
      termsDiscount: { amount: '0.00' },
      creditsUsed: { amount: '0.00' },
    });
    const submission = await otis.paid(prepared, { authorizationCode: 'A-77' });
    expect(submission).toMatchObject({ status: 'PUSHED', attempts: 1, rejection: null, paymentKey: prepared.paymentKey });
    const number = submission.paymentNumber;
    expect(number).toMatch(/^PYMT26-\d{4}$/);
    expect(
      await look(
        `select rtrim("CUSTNMBR") as account, "CSHRCTYP" as type, rtrim("CRCARDID") as card, rtrim("CHEKNMBR") as check_number, rtrim("CHEKBKID") as checkbook,
           rtrim("TRXDSCRN") as transaction, trim_scale("ORTRXAMT")::text as amount, trim_scale("CURTRXAM")::text as unapplied, rtrim("BACHNUMB") ~ '^WEBPAY\\d{6}$' as batch
         from "RM10201" where "DOCNUMBR" = $1`,
        number,
      ),
    ).toEqual([
      {
        account: 'BRINDLE',
        type: 2,
        card: 'VISA',
        check_number: 'A-77',
        checkbook: 'OPERATING',
        transaction: `txn_${prepared.paymentKey.slice(0, 8)}`,
        amount: '9410',
        unapplied: '0',
        batch: true,
      },
    ]);
    expect(await amountOf('INV26-0902')).toBe('0');
    expect(codes(await otis.prepare(of('INV26-0902')))).toEqual(['INVOICE_ALREADY_PAID invoices.0.invoiceNumber']);
  });

  it('is paid with others, with a credit, a terms discount and an amount on account', async () => {
    const [invoice, part, credit] = [await posted('100', { discount: '2' }), await posted('80'), await posted('38', { type: 7 })];
    const prepared = await otis.prepared({
      invoices: [{ invoiceNumber: invoice.toLowerCase() }, { invoiceNumber: part, amount: '50.5' }],
      credits: [credit],
      onAccountAmount: '10',
    });
    expect(prepared).toMatchObject({
      amount: { amount: '120.50' },
      termsDiscount: { amount: '2.00' },
      creditsUsed: { amount: '38.00' },
    });
    const { paymentNumber } = await otis.paid(prepared, { method: 'CHECK', transactionId: '10442' });
    expect([await amountOf(invoice), await amountOf(part), await amountOf(credit)]).toEqual(['0', '29.5', '0']);
    expect(await unapplied(paymentNumber)).toBe('10');
  });

  it('is paid by credits alone, without a transaction and without a receipt', async () => {
    const [invoice, credit] = [await posted('30'), await posted('38', { type: 7 })];
    const prepared = await otis.prepared({ ...of(invoice), credits: [credit] });
    expect(prepared.amount.amount).toBe('0.00');
    const { submission } = await otis.pay({ paymentKey: prepared.paymentKey, method: 'CARD', amount: '0' });
    expect(submission).toMatchObject({ status: 'PUSHED', paymentNumber: null });
    expect([await amountOf(invoice), await amountOf(credit)]).toEqual(['0', '8']);
  });

  it('need not be there: money may be paid on account alone', async () => {
    const { paymentNumber } = await otis.paid(await otis.prepared({ invoices: [], onAccountAmount: '25' }));
    expect(await unapplied(paymentNumber)).toBe('25');
  });
});

describe('What is to be paid', () => {
  it.each<readonly [string, Record<string, unknown>, readonly string[]]>([
    ['nothing', { invoices: [] }, ['INVALID_INPUT invoices']],
    ['less than nothing', { invoices: [{ invoiceNumber: 'INV26-0990', amount: '-1' }] }, ['INVALID_INPUT invoices.0.amount']],
    ['zero', { invoices: [{ invoiceNumber: 'INV26-0990', amount: '0' }] }, ['INVALID_INPUT invoices.0.amount']],
    ['parts of a cent', { invoices: [{ invoiceNumber: 'INV26-0990', amount: '1.001' }] }, ['INVALID_INPUT invoices.0.amount']],
    ['parts of a cent on account', { invoices: [], onAccountAmount: '0.005' }, ['INVALID_INPUT onAccountAmount']],
    ['a negative amount on account', { invoices: [], onAccountAmount: '-5' }, ['INVALID_INPUT onAccountAmount']],
    [
      'more than remains',
      { invoices: [{ invoiceNumber: 'INV26-0990', amount: '18422.11' }] },
      ['AMOUNT_EXCEEDS_BALANCE invoices.0.amount'],
    ],
    ['the same twice', of('INV26-0990', 'inv26-0990 '), ['INVALID_INPUT invoices.1.invoiceNumber']],
    ['nothing with a name', of(''), ['INVALID_INPUT invoices.0.invoiceNumber']],
    ['what GP cannot write', of('INV\u4e2d'), ['INVALID_INPUT invoices.0.invoiceNumber']],
    ["another account's", of('INV26-1001'), ['UNKNOWN_INVOICE invoices.0.invoiceNumber']],
    ['an unknown one', of('INV26-0990', 'NOTHING'), ['UNKNOWN_INVOICE invoices.1.invoiceNumber']],
    ['a credit', of('CRED26-0077'), ['UNKNOWN_INVOICE invoices.0.invoiceNumber']],
    ['an unknown credit', { ...of('INV26-0990'), credits: ['NOTHING'] }, ['UNKNOWN_CREDIT credits.0']],
    ["another account's credit", { ...of('INV26-0990'), credits: ['PYMT26-0311'] }, ['UNKNOWN_CREDIT credits.0']],
    ['too many', of(...Array.from({ length: 81 }, (_, index) => `I${index}`)), ['INVALID_INPUT invoices']],
  ])('may not be %s', async (_, input, expected) => {
    expect(codes(await otis.prepare(input))).toEqual(expected);
  });

  it('says what remains with its currency', async () => {
    const { userErrors } = await otis.prepare({ invoices: [{ invoiceNumber: await posted('2000'), amount: '2000.01' }] });
    expect(userErrors[0]?.message).toMatch(/^2000\.00 USD remains to be paid of OWED-\d+\.$/);
  });

  it('may not be in another currency, nor an invoice that is not posted', async () => {
    const tess = new Payer(gateway, await gateway.signIn('tess.moreau@example.com'));
    expect(codes(await tess.prepare(of('INV26-1002')))).toEqual(['CURRENCY_MISMATCH invoices.0.invoiceNumber']);
    const admin = new Payer(gateway, await gateway.signIn('admin@example.com', 'HARGATE'));
    expect(codes(await admin.prepare(of('INV26-1009')))).toEqual(['INVOICE_NOT_PAYABLE_YET invoices.0.invoiceNumber']);
  });

  it('is for signed-in users who may pay', async () => {
    expect(codes(await nell.prepare(of('INV26-1001')))).toEqual(['NOT_PERMITTED']);
    expect(codes(await new Payer(gateway, undefined).prepare(of('INV26-1001')))).toEqual(['NOT_PERMITTED']);
  });

  it('cannot be said while GP is away', async () => {
    const invoice = await posted('10');
    gateway.gp.make({ failing: true });
    expect(codes(await otis.prepare(of(invoice)))).toEqual(['TEMPORARILY_UNAVAILABLE']);
  });
});

describe('What is prepared', () => {
  it('is held against every other tab, colleague and instance, until it is let go of', async () => {
    const [invoice, credit] = [await posted('10'), await posted('5', { type: 7 })];
    const { paymentKey } = await otis.prepared({ ...of(invoice), credits: [credit] });
    expect(codes(await otis.prepare(of(invoice)))).toEqual(['PAYMENT_UNDER_WAY invoices.0.invoiceNumber']);
    const other = await posted('20');
    expect(codes(await elsewhere.prepare({ ...of(other, invoice), credits: [credit] }))).toEqual([
      'PAYMENT_UNDER_WAY invoices.1.invoiceNumber',
      'PAYMENT_UNDER_WAY credits.0',
    ]);
    // Nothing is held by what was refused.
    await elsewhere.release((await elsewhere.prepared(of(other))).paymentKey);

    expect(await nell.release(paymentKey)).toMatchObject({ released: false, userErrors: [{ code: 'UNKNOWN_PAYMENT_KEY' }] });
    expect(await elsewhere.release(paymentKey)).toMatchObject({ released: true, userErrors: [] });
    expect(await otis.release(paymentKey)).toMatchObject({ released: false, userErrors: [] });
    expect(codes(await otis.prepare(of(invoice)))).toEqual([]);
  });

  it('is free when its time is over, and its payment is recorded all the same', async () => {
    const invoice = await posted('10');
    const late = await otis.prepared(of(invoice));
    await gateway.gateway.app
      .get(GatewayDatabase)
      .updateTable('payment_hold')
      .set({ held_until: new Date(Date.now() - 1) })
      .execute();
    const { paymentKey } = await elsewhere.prepared(of(invoice));
    expect(paymentKey).not.toBe(late.paymentKey);
    expect((await otis.paid(late)).status).toBe('PUSHED');
    expect(await amountOf(invoice)).toBe('0');
    // The other one pays an invoice that is paid: its money stays unapplied.
    const { paymentNumber } = await elsewhere.paid({ ...late, paymentKey });
    expect(await unapplied(paymentNumber)).toBe('10');
  });

  it('is held while its payment is on its way to GP, also when its time is over', async () => {
    const invoice = await posted('10');
    gateway.gp.makeWrites({ deadlock: true });
    const submission = await otis.paid(await otis.prepared(of(invoice)));
    expect(submission.status).toBe('RECEIVED');
    expect(codes(await otis.prepare(of(invoice)))).toEqual(['PAYMENT_UNDER_WAY invoices.0.invoiceNumber']);
    gateway.gp.makeWrites({});
    await vi.waitFor(async () => expect(await amountOf(invoice)).toBe('0'), { timeout: 30_000 });
    await vi.waitFor(async () =>
      expect(codes(await otis.prepare(of(invoice)))).toEqual(['INVOICE_ALREADY_PAID invoices.0.invoiceNumber']),
    );
  });
});

describe('What an account sees of a payment', () => {
  const LOOK = `query ($number: String!) {
    invoice(number: $number) { ... on Invoice { status payable balance { amount } } }
    viewer { account { receivables { ... on Receivables { pendingPayments { amount } } } } }
  }`;
  async function seen(number: string, payer: Payer) {
    const { data } = await payer.ask(LOOK, { number });
    const invoice = data.invoice as { status: string; payable: boolean; balance: { amount: string } };
    const receivables = data.viewer?.account?.receivables;
    const pending = receivables && 'pendingPayments' in receivables ? Number(receivables.pendingPayments.amount) : Number.NaN;
    return { payable: invoice.payable, balance: invoice.balance.amount, pending };
  }

  it('is at once that an invoice is held, and that it is not any more', async () => {
    const invoice = await posted('10');
    expect(await seen(invoice, otis)).toMatchObject({ payable: true, balance: '10.00' });
    const { paymentKey } = await otis.prepared(of(invoice));
    expect(await seen(invoice, otis)).toMatchObject({ payable: false, balance: '10.00' });
    await otis.release(paymentKey);
    expect(await seen(invoice, otis)).toMatchObject({ payable: true });
  });

  it('is the payment while it is on its way to GP, and once when it is there', async () => {
    const invoice = await posted('10');
    const before = await seen(invoice, otis);
    gateway.gp.makeWrites({ deadlock: true });
    await otis.paid(await otis.prepared(of(invoice)));
    const meanwhile = await seen(invoice, otis);
    expect(meanwhile).toMatchObject({ payable: false });
    expect(meanwhile.pending - before.pending).toBeCloseTo(10);
    gateway.gp.makeWrites({});
    await vi.waitFor(
      async () => {
        const after = await seen(invoice, otis);
        expect(after).toMatchObject({ payable: false, balance: '0.00' });
        expect(after.pending - before.pending).toBeCloseTo(10);
      },
      { timeout: 30_000 },
    );
  });
});

describe('A payment that was made', () => {
  it('is recorded once per key, however often and wherever it is told', async () => {
    const prepared = await otis.prepared(of(await posted('10')));
    const first = await otis.paid(prepared);
    const again = await Promise.all([otis, elsewhere, otis].map((payer) => payer.paid(prepared, { amount: '10' })));
    expect(new Set([first, ...again].map(({ id, paymentNumber }) => `${id} ${paymentNumber}`)).size).toBe(1);
    const warned = vi.spyOn(Logger.prototype, 'warn');
    const other = { paymentKey: prepared.paymentKey, method: 'CARD', transactionId: 'txn_other', amount: '10' };
    expect(codes(await otis.pay(other))).toEqual(['IDEMPOTENCY_KEY_REUSED paymentKey']);
    // The buyer may have been charged twice: somebody has to look.
    expect(warned).toHaveBeenCalledWith(expect.objectContaining({ paymentKey: prepared.paymentKey }));
  });

  it('is one payment for each transaction, under whatever key, wherever and at the same moment', async () => {
    const first = await otis.prepared(of(await posted('2000')));
    const second = await elsewhere.prepared(of(await posted('10')));
    const third = await otis.prepared(of(await posted('11')));
    const transactionId = `pi_${first.paymentKey}`;
    const again = ({ paymentKey, amount }: { paymentKey: string; amount: { amount: string } }, method = 'CARD') => ({
      ...{ paymentKey, method, transactionId, amount: amount.amount },
    });
    const paid = await otis.paid(first, { transactionId });
    const warned = vi.spyOn(Logger.prototype, 'warn');
    for (const method of ['CARD', 'BANK_TRANSFER']) {
      expect(codes(await elsewhere.pay(again(second, method)))).toEqual(['PAYMENT_NOT_CONFIRMED transactionId']);
    }
    expect(warned).toHaveBeenCalledWith(expect.objectContaining({ paymentKey: second.paymentKey }));
    // Its own key has the same answer as before.
    expect((await elsewhere.paid(first, { transactionId })).id).toBe(paid.id);

    const another = { transactionId: `${transactionId}_2` };
    const answers = await Promise.all([
      elsewhere.pay({ ...again(second), ...another }),
      otis.pay({ ...again(third), ...another }),
    ]);
    expect(answers.flatMap(({ submission }) => submission?.id ?? [])).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(['PAYMENT_NOT_CONFIRMED transactionId']);
  });

  it('by check is one for each number of a check of the account', async () => {
    const check = { method: 'CHECK', transactionId: '70001' };
    const onAccount = { invoices: [], onAccountAmount: '5' };
    const admin = new Payer(gateway, await gateway.signIn('admin@example.com', 'HARGATE'));
    await otis.paid(await otis.prepared(onAccount), check);
    await admin.paid(await admin.prepared(onAccount), check);
    const { paymentKey } = await otis.prepared(onAccount);
    expect(codes(await otis.pay({ ...check, paymentKey, amount: '5' }))).toEqual(['PAYMENT_NOT_CONFIRMED transactionId']);
  });

  it('has the amount that was prepared, and a transaction', async () => {
    const { paymentKey } = await otis.prepared(of(await posted('10')));
    const pay = (rest: Record<string, unknown>) =>
      otis.pay({ paymentKey, method: 'CARD', transactionId: 'txn_1', amount: '10', ...rest }).then(codes);
    expect(await pay({ amount: '9.99' })).toEqual(['AMOUNT_MISMATCH amount']);
    expect(await pay({ amount: '-10' })).toEqual(['INVALID_INPUT amount']);
    expect(await pay({ amount: '' })).toEqual(['INVALID_INPUT amount']);
    expect(await pay({ transactionId: ' ' })).toEqual(['INVALID_INPUT transactionId']);
    expect(await pay({ transactionId: 'x'.repeat(101) })).toEqual(['INVALID_INPUT transactionId']);
    expect(await pay({ method: 'ON_ACCOUNT' })).toEqual(['INVALID_INPUT method']);
    expect(await pay({ paymentKey: '00000000-0000-4000-8000-000000000000' })).toEqual(['UNKNOWN_PAYMENT_KEY paymentKey']);
    expect(await pay({ paymentKey: 'nothing' })).toEqual(['UNKNOWN_PAYMENT_KEY paymentKey']);
    expect(codes(await nell.pay({ paymentKey, method: 'CARD', transactionId: 'txn_1', amount: '10' }))).toEqual([
      'UNKNOWN_PAYMENT_KEY paymentKey',
    ]);
    expect(await pay({})).toEqual([]);
  });

  it('is taken while GP is away, and pushed later', async () => {
    const invoice = await posted('10');
    const prepared = await otis.prepared(of(invoice));
    gateway.gp.make({ failing: true });
    gateway.gp.makeWrites({ cutBeforeCommit: true });
    const { id, status } = await otis.paid(prepared);
    expect(status).toBe('RECEIVED');
    gateway.gp.make({});
    gateway.gp.makeWrites({});
    await vi.waitFor(
      async () => {
        const { data } = await otis.ask(
          'query ($id: ID!) { node(id: $id) { ... on PaymentSubmission { status paymentNumber } } }',
          { id },
        );
        expect(data.node).toMatchObject({ status: 'PUSHED', paymentNumber: expect.stringMatching(/^PYMT26-/) });
      },
      { timeout: 30_000 },
    );
    expect(await amountOf(invoice)).toBe('0');
    const { data } = await nell.ask('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect(data.node).toBeNull();
  });

  it('is never refused: what others have paid meanwhile stays unapplied, and the operator is told', async () => {
    const [invoice, credit] = [await posted('100', { discount: '2' }), await posted('30', { type: 7 })];
    const prepared = await otis.prepared({ ...of(invoice), credits: [credit] });
    await otis.release(prepared.paymentKey);
    // A colleague's turn, whose payment arrives first.
    await elsewhere.paid(await elsewhere.prepared({ invoices: [{ invoiceNumber: invoice, amount: '60' }], credits: [] }));
    const warned = vi.spyOn(Logger.prototype, 'warn');
    const { status, paymentNumber } = await otis.paid(prepared);
    expect(status).toBe('PUSHED');
    // 100 less 60, the discount and the credit leave 8 of the 68 that were taken.
    expect([await amountOf(invoice), await amountOf(credit), await unapplied(paymentNumber)]).toEqual(['0', '0', '60']);
    expect(warned).toHaveBeenCalledWith(
      expect.objectContaining({ operation: 'payments.apply', receipt: paymentNumber, unapplied: '60' }),
    );
  });
});

const MAY_BE_BUSY = /^(PAYMENT_UNDER_WAY invoices\.0\.invoiceNumber|TEMPORARILY_UNAVAILABLE)$/;

describe('One invoice of 50 calls in two tabs at two instances', () => {
  it('is prepared once and paid once', async () => {
    const invoice = await posted('10');
    const tabs = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? otis : elsewhere));
    // A busy machine may answer none of them: they ask again, as callers are told to.
    const prepared = await vi.waitFor(
      async () => {
        const answers = await Promise.all(tabs.map((tab) => tab.prepare(of(invoice))));
        expect(answers.flatMap((answer) => answer.prepared ?? [])).toHaveLength(1);
        return answers;
      },
      { timeout: 60_000 },
    );
    const [won] = prepared.flatMap((payload) => payload.prepared ?? []);
    expect(prepared.flatMap(codes).filter((code) => !MAY_BE_BUSY.test(code))).toEqual([]);
    if (!won) throw new Error('Nobody could prepare it.');

    const { paymentKey, amount } = won;
    const input = { paymentKey, method: 'CARD', transactionId: `txn_${paymentKey.slice(0, 8)}`, amount: amount.amount };
    const paid = await Promise.all(tabs.map((tab) => tab.pay(input)));
    expect(paid.flatMap(codes).filter((code) => code !== 'TEMPORARILY_UNAVAILABLE')).toEqual([]);
    expect(new Set(paid.flatMap(({ submission }) => submission?.id ?? [])).size).toBe(1);
    await vi.waitFor(async () => expect(await amountOf(invoice)).toBe('0'), { timeout: 30_000 });
    expect(await look(`select 1 from "RM10201" where "TRXDSCRN" = $1`, `txn_${won.paymentKey.slice(0, 8)}`)).toHaveLength(1);
  });
});
