import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { customerPolicy } from '../../src/account/account.policy.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');

const PAGE = `{ viewer {
  user { name }
  account {
    number name class currency
    status { ... on AccountStatus { onHold inactive asOf source } ... on Unavailable { reason retryAfterSeconds } }
    credit { ... on CreditStatus { available { amount currency } asOf source } ... on Unavailable { reason retryAfterSeconds } }
    paymentTerms { code }
    addresses { totalCount nodes { code } edges { cursor } pageInfo { hasNextPage } unavailable { reason retryAfterSeconds } }
    address(code: "PRIMARY") { code }
    billingAddress { code }
    contacts { name }
  }
  accounts { number name }
  permissions {
    seePrices { allowed denials } placeOrders { allowed denials } purchaseOnAccount { allowed denials }
    requestQuotes { allowed denials } payInvoices { allowed denials }
    source
  }
} }`;

const YES = { allowed: true, denials: [] };
const no = (denial: string) => ({ allowed: false, denials: [denial] });
const AWAY = { reason: 'ERP_UNAVAILABLE', retryAfterSeconds: 5 };
const NO_ADDRESSES = { totalCount: 0, nodes: [], edges: [], pageInfo: { hasNextPage: false }, unavailable: AWAY };

let databases: string[];
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL, ACCESS_TOKEN_MINUTES: '60' });
});

afterEach(() => gateway.gp.make({}));

afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
  vi.useRealTimers();
});

describe.each([
  ['fails', { failing: true }],
  ['hangs', { hanging: true }],
])('while GP %s', (_, trouble) => {
  it('the account is shown as it was last seen, with its age, and what was never seen is unavailable', async () => {
    await gateway.forgetFacts();
    token = await gateway.signIn('ivo.brandt@example.com');
    const seen = new Date().toISOString();
    vi.advanceTimersByTime(customerPolicy.freshForMs);
    gateway.gp.make(trouble);

    expect(await gateway.ask(PAGE, {}, token)).toEqual({
      status: 200,
      errors: undefined,
      data: {
        viewer: {
          user: { name: 'Ivo Brandt' },
          account: {
            number: 'COBALT',
            name: 'Cobalt Bay Marine Works',
            class: 'CONTRACTOR',
            currency: 'USD',
            status: { onHold: true, inactive: false, asOf: seen, source: 'STALE' },
            credit: { available: { amount: '7035.75', currency: 'USD' }, asOf: seen, source: 'STALE' },
            paymentTerms: { code: 'Net 30' },
            addresses: NO_ADDRESSES,
            address: null,
            billingAddress: null,
            contacts: [],
          },
          accounts: [{ number: 'COBALT', name: 'Cobalt Bay Marine Works' }],
          permissions: {
            seePrices: YES,
            placeOrders: no('ACCOUNT_ON_HOLD'),
            purchaseOnAccount: no('ACCOUNT_ON_HOLD'),
            requestQuotes: YES,
            payInvoices: no('ROLE_NOT_PERMITTED'),
            source: 'STALE',
          },
        },
      },
    });
  });

  it('an account that nobody remembers is its number: prepaid orders alone, and no error', async () => {
    token = await gateway.signIn('otis.brindle@example.com');
    await gateway.forgetFacts();
    gateway.gp.make(trouble);

    expect(await gateway.ask(PAGE, {}, token)).toEqual({
      status: 200,
      errors: undefined,
      data: {
        viewer: {
          user: { name: 'Otis Brindle' },
          account: {
            number: 'BRINDLE',
            name: 'BRINDLE',
            class: null,
            // None is known, and none is guessed.
            currency: 'XXX',
            status: AWAY,
            credit: AWAY,
            paymentTerms: null,
            addresses: NO_ADDRESSES,
            address: null,
            billingAddress: null,
            contacts: [],
          },
          accounts: [{ number: 'BRINDLE', name: 'BRINDLE' }],
          permissions: {
            seePrices: YES,
            placeOrders: YES,
            purchaseOnAccount: no('ACCOUNT_STATUS_UNKNOWN'),
            requestQuotes: YES,
            payInvoices: YES,
            source: 'STALE',
          },
        },
      },
    });
  });

  it('what is still fresh is not asked for', async () => {
    token = await gateway.signIn('marta.quill@example.com');
    await gateway.ask(PAGE, {}, token);
    vi.advanceTimersByTime(1_000);
    gateway.gp.resetQuestions();
    gateway.gp.make(trouble);
    const { data } = await gateway.ask(PAGE, {}, token);
    expect(data).toMatchObject({
      viewer: {
        account: { status: { source: 'CACHE' }, credit: { source: 'CACHE' }, addresses: { totalCount: 3, unavailable: null } },
        permissions: { source: 'CACHE' },
      },
    });
    expect(gateway.gp.questions).toBe(0);
  });

  it('and when it is back, the page is live again', async () => {
    token = await gateway.signIn('ivo.brandt@example.com');
    vi.advanceTimersByTime(customerPolicy.freshForMs);
    const { data } = await gateway.ask(PAGE, {}, token);
    expect(data).toMatchObject({
      viewer: {
        account: { status: { asOf: new Date().toISOString(), source: 'LIVE' }, addresses: { totalCount: 2, unavailable: null } },
      },
    });
  });
});
