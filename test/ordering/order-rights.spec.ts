import { type CryptoKey, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newApiKey } from '../../src/callers/index.js';
import { type Contract } from '../../src/contract/index.js';
import { assertion, call } from '../callers/callers.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { RedisServer } from '../support/redis-server.js';
import { TestGateway } from '../support/test-gateway.js';
import { orderOf, PLACE_ORDER } from './checkout.js';

const PUBLIC_URL = 'https://gateway.example.com';
const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
const ADDRESS = {
  address: { line1: '1 First Street', city: 'Joliet', region: 'IL', postalCode: '60433', country: 'United States' },
};
const CARD = { method: 'CARD', transactionId: 'txn_1234567890', account: 'VISA' };

const KEYS = {
  discounter: newApiKey(),
  payer: newApiKey(),
  guests: newApiKey(),
  plain: newApiKey(),
  browser: newApiKey(),
  mixed: newApiKey(),
  unknown: newApiKey(),
};
type Program = keyof typeof KEYS;

const keysOf = (program: Program) => [{ sha256: KEYS[program].sha256 }];
const key = (program: Program) => ({ 'x-api-key': KEYS[program].key });

let databases: string[];
let redis: RedisServer;
let pair: { privateKey: CryptoKey; publicKey: CryptoKey };
let gateway: TestGateway;
let second: TestGateway;
let nell: string;

beforeAll(async () => {
  pair = await generateKeyPair('EdDSA', { extractable: true });
  const jwks = { keys: [await exportJWK(pair.publicKey)] };
  redis = await RedisServer.start();
  databases = [await createDatabase(), await createDatabase()];
  const environment = {
    DATABASE_URL: databases[0],
    GP_URL: databases[1],
    REDIS_URL: redis.url,
    PUBLIC_URL,
    TRUSTED_PROXIES: '127.0.0.1',
    ORDER_RIGHTS: 'clients',
    VISITOR_ORDERS_PER_MINUTE: '8',
    CLIENTS: JSON.stringify({
      clients: [
        { name: 'discounter', class: 'SERVER', keys: keysOf('discounter'), mayDiscount: true },
        { name: 'payer', class: 'SERVER', keys: keysOf('payer'), mayConfirmPayments: true },
        { name: 'guests', class: 'SERVER', keys: keysOf('guests'), mayOrderForVisitors: true, mayConfirmPayments: true },
        { name: 'plain', class: 'SERVER', keys: keysOf('plain') },
        {
          name: 'browser',
          class: 'BROWSER',
          keys: keysOf('browser'),
          mayDiscount: true,
          mayConfirmPayments: true,
          mayOrderForVisitors: true,
        },
        { name: 'mixed', class: 'MOBILE', keys: keysOf('mixed'), jwks, mayDiscount: true },
      ],
    }),
  };
  gateway = await TestGateway.start(environment);
  second = await TestGateway.start(environment);
  nell = await gateway.signIn('nell.hargate@example.com');
});
afterAll(async () => {
  await gateway?.stop();
  await second?.stop();
  await redis?.remove();
  await Promise.all((databases ?? []).map(dropDatabase));
});

/** What came of an order: "accepted", or the codes and places of what stood in its way. */
async function outcome(input: object, headers: Record<string, string>, token?: string, asked = gateway) {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { status, body } = await call(asked.url, { ...headers, ...authorization }, { query: PLACE_ORDER, variables: { input } });
  if (status !== 200 || body.errors) throw new Error(JSON.stringify({ status, body }));
  const { submission, userErrors } = (body.data as unknown as Pick<Contract.Mutation, 'placeOrder'>).placeOrder;
  return submission ? 'accepted' : userErrors.map(({ code, field }) => [code, ...(field ?? [])].join(' '));
}

const ONE_CENT = {
  payments: [{ method: 'ON_ACCOUNT', amount: '0.01' }],
  total: { amount: '0.01', currency: 'USD' },
};
const discounted = () => orderOf([CUT_4], { discount: { amount: '19.19' }, ...ONE_CENT });
const discountedLine = () => orderOf([{ ...CUT_4, discount: { amount: '19.19' } }], ONE_CENT);
const discountedFreight = () => orderOf([CUT_4], { freight: { amount: '5.00', discount: { amount: '5.00', code: 'FREE' } } });
const paidBy = (payment: object) => orderOf([CUT_4], { payments: [{ amount: '19.20', ...payment }] });

let guests = 0;
const ofVisitor = () => ({
  ...paidBy(CARD),
  customer: { email: `guest.${++guests}@example.net`, name: 'A Guest' },
  shipTo: ADDRESS,
  billTo: ADDRESS,
});

describe('Somebody who has not signed in and does not say who orders', () => {
  it('is told one reason: that the program may not order for them, or else that the customer is missing', async () => {
    const order = () => ({ ...ofVisitor(), customer: undefined, payments: [{ method: 'ON_ACCOUNT', amount: '19.20' }] });
    for (const headers of [{}, key('plain'), key('browser')]) {
      expect(await outcome(order(), headers)).toEqual(['NOT_PERMITTED customer']);
    }
    expect(await outcome(order(), key('guests'))).toEqual(['INVALID_INPUT customer']);
  });
});

describe('A discount', () => {
  it.each([
    ['the order', discounted, 'discount'],
    ['a line', discountedLine, 'lines 0 discount'],
    ['the freight', discountedFreight, 'freight discount'],
  ])('of %s is given by a program that may, and by no other', async (_, order, field) => {
    for (const program of ['plain', 'payer', 'guests', 'browser', 'mixed', 'unknown'] as const) {
      expect(await outcome(order(), key(program), nell), program).toEqual([`NOT_PERMITTED ${field}`]);
    }
    expect(await outcome(order(), {}, nell)).toEqual([`NOT_PERMITTED ${field}`]);
    expect(await outcome(order(), key('discounter'), nell)).toBe('accepted');
  });

  it('is given by a program of any class that signs for itself', async () => {
    const signed = await assertion(pair.privateKey, 'EdDSA', { issuer: 'mixed', audience: PUBLIC_URL });
    expect(await outcome(discounted(), { 'x-client-assertion': signed }, nell)).toBe('accepted');
    expect(await outcome(discounted(), { 'x-client-assertion': signed }, nell)).toEqual(['NOT_PERMITTED discount']);
  });
});

describe('A payment', () => {
  it.each(['CARD', 'BANK_TRANSFER', 'CHECK'])('by %s is confirmed by a program that may, and by no other', async (method) => {
    const order = () => paidBy({ ...CARD, method, ...(method !== 'CARD' && { account: undefined, transactionId: '10442' }) });
    for (const program of ['plain', 'discounter', 'browser', 'mixed', 'unknown'] as const) {
      expect(await outcome(order(), key(program), nell), program).toEqual(['NOT_PERMITTED payments 0 method']);
    }
    expect(await outcome(order(), {}, nell)).toEqual(['NOT_PERMITTED payments 0 method']);
    expect(await outcome(order(), key('payer'), nell)).toBe('accepted');
  });

  it.each([
    ['transactionId', { transactionId: 'txn_1' }],
    ['authorizationCode', { authorizationCode: 'A-77' }],
    ['recurrence subscriptionId', { recurrence: { every: 'MONTH', subscriptionId: 'sub_1' } }],
  ])("on account does not bring a provider's %s into GP either", async (field, more) => {
    const order = () => paidBy({ method: 'ON_ACCOUNT', ...more });
    expect(await outcome(order(), key('plain'), nell)).toEqual([`NOT_PERMITTED payments 0 ${field}`]);
    expect(await outcome(order(), key('payer'), nell)).toBe('accepted');
  });

  it('on account needs no right', async () => {
    for (const program of ['plain', 'browser'] as const) {
      expect(await outcome(orderOf([CUT_4]), key(program), nell)).toBe('accepted');
    }
    expect(await outcome(orderOf([CUT_4]), {}, nell)).toBe('accepted');
  });
});

describe('An order of a visitor', () => {
  it('is placed by a program that may, and by no other', async () => {
    for (const program of ['plain', 'browser', 'unknown'] as const) {
      const problems = await outcome(ofVisitor(), key(program));
      expect(problems, program).toEqual(['NOT_PERMITTED customer', 'NOT_PERMITTED payments 0 method']);
    }
    expect(await outcome(ofVisitor(), key('payer'))).toEqual(['NOT_PERMITTED customer']);
    expect(await outcome(ofVisitor(), key('guests'))).toBe('accepted');
  });

  it('asks GP for nothing where it may not be placed', async () => {
    gateway.gp.resetQuestions();
    await outcome(ofVisitor(), key('plain'));
    expect(gateway.gp.questions).toBe(0);
  });

  it('is one of few in a minute of a client and an address, on all instances together', async () => {
    const from = (address: string) => ({ ...key('guests'), 'x-forwarded-for': address });
    const first = ofVisitor();
    expect(await outcome(first, from('192.0.2.7'))).toBe('accepted');
    // All at once: on a busy machine a minute is over before eleven orders were placed one after the other.
    const outcomes = await Promise.all(
      Array.from({ length: 11 }, (_, order) => outcome(ofVisitor(), from('192.0.2.7'), undefined, order % 2 ? gateway : second)),
    );
    expect(outcomes.filter((each) => each === 'accepted')).toHaveLength(7);
    expect(outcomes.filter((each) => each !== 'accepted')).toEqual(Array(4).fill(['TOO_MANY_ATTEMPTS']));
    // What was accepted before is told again, and others are not kept out.
    expect(await outcome(first, from('192.0.2.7'))).toBe('accepted');
    expect(await outcome(ofVisitor(), from('192.0.2.8'))).toBe('accepted');
    expect(await outcome(orderOf([CUT_4]), from('192.0.2.7'), nell)).toBe('accepted');
  });
});
