import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { GatewayDatabase } from '../../src/database/index.js';
import { PaymentDesk } from '../../src/payments/index.js';
import { PreparedPayments } from '../../src/payments/prepared-payments.js';
import { Pusher, type PushStep } from '../../src/submissions/pusher.js';
import { eventsOf } from '../mail/delivering.js';
import { TestGateway } from '../support/test-gateway.js';
import { Payer } from './paying.js';

let gateway: TestGateway;
let otis: Payer;
let documents = 0;

beforeAll(async () => {
  gateway = await TestGateway.start();
  otis = new Payer(gateway, await gateway.signIn('otis.brindle@example.com'));
});
afterAll(() => gateway?.stop());
afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(gateway.gateway.app.get(Pusher), { onStep: () => undefined });
});

const change = (sql: string, ...parameters: readonly unknown[]) => gateway.gateway.sandbox.change(sql, parameters);

/** An invoice of Brindle's (1), or a credit memo (7). */
async function posted(type: 1 | 7, amount: string): Promise<string> {
  documents++;
  const number = `${type === 1 ? 'OWED' : 'CRED'}-${documents}`;
  await change(
    `insert into "RM20101" ("CUSTNMBR", "CPRCSTNM", "RMDTYPAL", "DOCNUMBR", "DOCDATE", "ORTRXAMT", "CURTRXAM")
     values ('BRINDLE', 'BRINDLE', ${type}, $1, '2026-11-20', ${amount}, ${amount})`,
    number,
  );
  await change(
    `insert into "RM00401" ("RMDTYPAL", "DOCNUMBR", "DCSTATUS", "CUSTNMBR") values (${type}, $1, 2, 'BRINDLE')`,
    number,
  );
  return number;
}

const mostlyUsedUp = (credit: string) => change(`update "RM20101" set "CURTRXAM" = 10 where "DOCNUMBR" = $1`, credit);

/** The process that pushes a payment dies once GP has it, and another one goes on later. */
const CUTS = {
  'before it has written down what GP made of it': () => {
    vi.spyOn(gateway.gateway.app.get(PreparedPayments), 'writeReceipt').mockRejectedValueOnce(new Error('the process died'));
  },
  'after it has written down what GP made of it': () => dieAfterwards(async () => undefined),
} as const;

/** Dies before the submission is marked, and its lease runs out. @param meanwhile what happens before another process goes on */
function dieAfterwards(meanwhile: () => Promise<unknown>): void {
  let isAlive = true;
  const onStep = async (step: PushStep, id: string) => {
    if (step !== 'submitted' || !isAlive) return;
    isAlive = false;
    await meanwhile();
    await gateway.gateway.app
      .get(GatewayDatabase)
      .updateTable('submission')
      .set({ leased_until: new Date(Date.now() - 1) })
      .where('id', '=', id)
      .execute();
    throw new Error('the process died');
  };
  Object.assign(gateway.gateway.app.get(Pusher), { onStep });
}

async function isTold({ paymentKey }: { readonly paymentKey: string }) {
  const events = await vi.waitFor(
    async () => {
      const told = await eventsOf(gateway, 'payment.applied', 'payment.unapplied');
      const ofPayment = told.filter(({ data }) => (data as { paymentKey: string }).paymentKey === paymentKey);
      expect(ofPayment).not.toEqual([]);
      return ofPayment;
    },
    { timeout: 60_000 },
  );
  const desk = new PaymentDesk(gateway.gateway.app.get(GatewayDatabase));
  const open = (await desk.list('open', 500)).find((payment) => payment.paymentKey === paymentKey);
  return {
    events: events.map(({ type }) => type),
    open: open && { unapplied: open.unexpectedlyUnapplied, notApplied: open.notApplied },
  };
}

describe.each(Object.entries(CUTS))('A payment whose process dies %s', (_, cut) => {
  it('is told as applied where it is', async () => {
    const [invoice, credit] = [await posted(1, '100'), await posted(7, '30')];
    const prepared = await otis.prepared({ invoices: [{ invoiceNumber: invoice }], credits: [credit] });
    cut();
    await otis.paid(prepared);
    expect(await isTold(prepared)).toEqual({ events: ['payment.applied.v1'], open: undefined });
  });

  it('is told as unapplied where others had used up its credit', async () => {
    const [invoice, credit] = [await posted(1, '100'), await posted(7, '30')];
    const prepared = await otis.prepared({ invoices: [{ invoiceNumber: invoice }], credits: [credit] });
    await mostlyUsedUp(credit);
    cut();
    await otis.paid(prepared);
    expect(await isTold(prepared)).toEqual({
      events: ['payment.unapplied.v1'],
      open: { unapplied: '0.00', notApplied: [`20 of ${credit} to ${invoice}`] },
    });
  });

  it('is told as unapplied where others had used up its credit, and there is no money', async () => {
    const [invoice, credit] = [await posted(1, '30'), await posted(7, '30')];
    const prepared = await otis.prepared({ invoices: [{ invoiceNumber: invoice }], credits: [credit] });
    await mostlyUsedUp(credit);
    cut();
    const { userErrors } = await otis.pay({ paymentKey: prepared.paymentKey, method: 'CARD', amount: '0' });
    expect(userErrors).toEqual([]);
    expect(await isTold(prepared)).toEqual({
      events: ['payment.unapplied.v1'],
      open: { unapplied: '0.00', notApplied: [`20 of ${credit} to ${invoice}`] },
    });
  });
});

describe('A payment whose process dies, and whose receipt staff void before the next one goes on', () => {
  const voided = async (transactionId: string) => {
    await change(
      `insert into "RM20101" ("CUSTNMBR", "CPRCSTNM", "RMDTYPAL", "DOCNUMBR", "DOCDATE", "ORTRXAMT", "CURTRXAM", "VOIDSTTS")
       select "CUSTNMBR", "CUSTNMBR", 9, "DOCNUMBR", "DOCDATE", "ORTRXAMT", 0, 1 from "RM10201" where "TRXDSCRN" = $1`,
      transactionId,
    );
    await change(`delete from "RM10201" where "TRXDSCRN" = $1`, transactionId);
  };

  it.each<readonly [string, () => Promise<Record<string, unknown>>, string]>([
    ['of an invoice', async () => ({ invoices: [{ invoiceNumber: await posted(1, '100') }] }), '100.00'],
    ['on account alone', async () => ({ invoices: [], onAccountAmount: '25' }), '0.00'],
  ])('is told as unapplied: %s', async (_, input, unapplied) => {
    const prepared = await otis.prepared(await input());
    const transactionId = `txn_${unapplied}`;
    dieAfterwards(() => voided(transactionId));
    const { paymentNumber } = await otis.paid(prepared, { transactionId });
    expect(await isTold(prepared)).toEqual({
      events: ['payment.unapplied.v1'],
      open: { unapplied, notApplied: [expect.stringMatching(new RegExp(`of ${paymentNumber}, which was voided in GP$`))] },
    });
  });
});
