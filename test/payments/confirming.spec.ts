import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newApiKey } from '../../src/callers/index.js';
import { TestGateway } from '../support/test-gateway.js';
import { Payer } from './paying.js';
import { type StripePayment, StripeStandIn } from './stripe-stand-in.js';

const KEYS = { payer: newApiKey(), plain: newApiKey(), browser: newApiKey() };
const CLIENTS = JSON.stringify({
  clients: [
    { name: 'payer', class: 'SERVER', keys: [{ sha256: KEYS.payer.sha256 }], mayConfirmPayments: true },
    { name: 'plain', class: 'SERVER', keys: [{ sha256: KEYS.plain.sha256 }] },
    { name: 'browser', class: 'BROWSER', keys: [{ sha256: KEYS.browser.sha256 }], mayConfirmPayments: true },
  ],
});

const codes = (payload: { readonly userErrors: readonly { readonly code: string }[] }) =>
  payload.userErrors.map(({ code }) => code);
const header = (program: keyof typeof KEYS) => ({ 'x-api-key': KEYS[program].key });
const ON_ACCOUNT = { invoices: [], onAccountAmount: '25.10' };

/** Somebody who pays by program, with and without a signed-in buyer. */
function payers(gateway: TestGateway, token: string) {
  return {
    unknown: new Payer(gateway, token),
    plain: new Payer(gateway, token, header('plain')),
    browser: new Payer(gateway, token, header('browser')),
    payer: new Payer(gateway, token, header('payer')),
    forNobody: new Payer(gateway, undefined, header('payer')),
    nobody: new Payer(gateway, undefined, header('plain')),
  };
}

describe('A payment is believed from', () => {
  let gateway: TestGateway;
  let of: ReturnType<typeof payers>;
  beforeAll(async () => {
    gateway = await TestGateway.start({ ORDER_RIGHTS: 'clients', CLIENTS });
    of = payers(gateway, await gateway.signIn('otis.brindle@example.com'));
  });
  afterAll(() => gateway?.stop());

  async function made() {
    const { paymentKey } = await of.unknown.prepared(ON_ACCOUNT);
    return { paymentKey, method: 'CARD', transactionId: `txn_${paymentKey}`, amount: '25.10' };
  }

  it.each(['unknown', 'plain', 'browser'] as const)('no %s program of a buyer, on its word', async (program) => {
    expect(codes(await of[program].pay(await made()))).toEqual(['NOT_PERMITTED']);
  });

  it('a program that may confirm payments, for the buyer and for nobody', async () => {
    for (const payer of [of.payer, of.forNobody]) {
      const { submission, userErrors } = await payer.pay(await made());
      expect(userErrors).toEqual([]);
      expect(submission?.status).toBe('PUSHED');
    }
  });

  it('nobody who is not signed in and may not confirm payments, for whom there is no such payment', async () => {
    expect(codes(await of.nobody.pay(await made()))).toEqual(['UNKNOWN_PAYMENT_KEY']);
  });

  it('everybody, where nothing was to be paid', async () => {
    await gateway.gateway.sandbox.change(
      `insert into "RM20101" ("CUSTNMBR", "CPRCSTNM", "RMDTYPAL", "DOCNUMBR", "ORTRXAMT", "CURTRXAM") values ('BRINDLE', 'BRINDLE', 1, 'SMALL', 5, 5)`,
    );
    const prepared = await of.unknown.prepared({ invoices: [{ invoiceNumber: 'SMALL' }], credits: ['CRED26-0077'] });
    const { submission } = await of.unknown.pay({ paymentKey: prepared.paymentKey, method: 'CARD', amount: '0' });
    expect(submission).toMatchObject({ status: 'PUSHED', paymentNumber: null });
  });
});

describe('Stripe', () => {
  let stripe: StripeStandIn;
  let gateway: TestGateway;
  let of: ReturnType<typeof payers>;
  let payments = 0;

  beforeAll(async () => {
    stripe = await StripeStandIn.start();
    gateway = await TestGateway.start({
      ORDER_RIGHTS: 'clients',
      CLIENTS,
      PAYMENT_VERIFIER: 'stripe',
      STRIPE_API_KEY: stripe.key,
      STRIPE_API_BASE: stripe.url,
    });
    of = payers(gateway, await gateway.signIn('otis.brindle@example.com'));
  });
  afterAll(async () => {
    await gateway?.stop();
    await stripe?.close();
  });
  afterEach(() => {
    stripe.trouble = null;
    stripe.asked.length = 0;
  });

  /** A payment that was prepared, and what Stripe has of it. @returns what the buyer's own program says of it */
  async function taken(kind: 'pi' | 'ch', differently: Partial<StripePayment> = {}) {
    payments++;
    const { paymentKey } = await of.unknown.prepared(ON_ACCOUNT);
    const transactionId = `${kind}_3MtwBw${payments}`;
    stripe.payments.set(transactionId, { amount: 2510, paymentKey, ...differently });
    return { paymentKey, method: 'CARD', transactionId, amount: '25.10' };
  }

  it.each(['pi', 'ch'] as const)('confirms what it has taken, and the buyer’s own program is believed: %s_…', async (kind) => {
    const input = await taken(kind);
    const { submission, userErrors } = await of.unknown.pay(input);
    expect(userErrors).toEqual([]);
    expect(submission?.status).toBe('PUSHED');
    const place = kind === 'pi' ? 'payment_intents' : 'charges';
    expect(stripe.asked).toEqual([
      { request: `GET /v1/${place}/${input.transactionId}`, key: stripe.key, version: expect.stringMatching(/^\d{4}-\d\d-\d\d/) },
    ]);
    // Recorded once, it is not asked for again.
    expect((await of.unknown.pay(input)).submission?.id).toBe(submission?.id);
    expect(stripe.asked).toHaveLength(1);
  });

  it.each<readonly [string, Partial<StripePayment>, string]>([
    ['of another key', { paymentKey: '00000000-0000-4000-8000-000000000000' }, 'PAYMENT_NOT_CONFIRMED'],
    ['that is only reserved', { status: 'requires_capture' }, 'PAYMENT_NOT_CONFIRMED'],
    ['that is still under way', { status: 'processing' }, 'PAYMENT_NOT_CONFIRMED'],
    ['that was given back', { refunded: 2510 }, 'PAYMENT_NOT_CONFIRMED'],
    ['of which a part was given back', { refunded: 1 }, 'PAYMENT_NOT_CONFIRMED'],
    ['that is disputed', { disputed: true }, 'PAYMENT_NOT_CONFIRMED'],
    ['of another amount', { amount: 2509 }, 'AMOUNT_MISMATCH'],
    ['in another currency', { currency: 'cad' }, 'AMOUNT_MISMATCH'],
  ])('does not confirm a payment %s', async (_, differently, code) => {
    for (const kind of ['pi', 'ch'] as const) expect(codes(await of.unknown.pay(await taken(kind, differently)))).toEqual([code]);
  });

  it('does not confirm what it does not have, nor an ID that is none of its own', async () => {
    const input = await taken('pi');
    expect(codes(await of.unknown.pay({ ...input, transactionId: 'pi_unknown' }))).toEqual(['PAYMENT_NOT_CONFIRMED']);
    stripe.asked.length = 0;
    for (const transactionId of ['txn_1', '../v1/balance', 'pi_1?expand[]=x']) {
      expect(codes(await of.unknown.pay({ ...input, transactionId }))).toEqual(['PAYMENT_NOT_CONFIRMED']);
    }
    expect(stripe.asked).toEqual([]);
  });

  it.each([500, 401, 429])('is asked again later where it answers %i', async (status) => {
    const input = await taken('pi');
    stripe.trouble = status;
    expect(codes(await of.unknown.pay(input))).toEqual(['TEMPORARILY_UNAVAILABLE']);
    stripe.trouble = null;
    expect(codes(await of.unknown.pay(input))).toEqual([]);
  });

  it('is not asked for a program that may confirm payments', async () => {
    const input = await taken('pi');
    expect(codes(await of.payer.pay({ ...input, method: 'CHECK', transactionId: '4711' }))).toEqual([]);
    expect(stripe.asked).toEqual([]);
  });
});
