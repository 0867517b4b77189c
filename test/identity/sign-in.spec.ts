import { Logger } from '@nestjs/common';
import { verify } from '@node-rs/argon2';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { customerPolicy } from '../../src/account/account.policy.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { UserStore } from '../../src/identity/index.js';
import { LiveReaders } from '../../src/live/index.js';
import { decimalString } from '../../src/values/exact.js';
import { asCurrencyCode } from '../../src/values/money.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { login, refused, sessionOf, whoIs } from './workflow.js';

// The real function, with a count of its calls.
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>();
  return { ...argon2, verify: vi.fn(argon2.verify) };
});

const NOW = Date.parse('2026-11-23T12:00:00Z');
const INVALID_CREDENTIALS = {
  session: null,
  viewer: null,
  userErrors: [{ code: 'INVALID_CREDENTIALS', message: expect.any(String), field: ['input'] }],
};

let databases: string[];
let gateway: TestGateway;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL });
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
  vi.useRealTimers();
});

const users = () => gateway.gateway.app.get(UserStore);

describe('a sign-in', () => {
  it('answers with the session and all that the first page needs', async () => {
    const { status, data, errors } = await gateway.ask(
      `mutation ($input: LoginInput!) {
        login(input: $input) {
          session { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }
          viewer {
            user { email name role orderLimit { amount } }
            account {
              number name class priceLevel currency
              status { ... on AccountStatus { onHold inactive source } }
              credit { ... on CreditStatus { limitType available { amount currency } asOf source } }
            }
            accounts { number }
            permissions { purchaseOnAccount { allowed denials } payInvoices { allowed denials } asOf source }
          }
          userErrors { code }
        }
      }`,
      { input: { email: 'nell.hargate@example.com', password: DEMO_PASSWORD } },
    );
    expect({ status, errors, data }).toEqual({
      status: 200,
      errors: undefined,
      data: {
        login: {
          session: {
            accessToken: expect.any(String),
            accessTokenExpiresAt: '2026-11-23T12:15:00.000Z',
            refreshToken: expect.stringMatching(/^[\w-]{43}$/),
            refreshTokenExpiresAt: '2026-12-23T12:00:00.000Z',
          },
          viewer: {
            user: { email: 'nell.hargate@example.com', name: 'Nell Hargate', role: 'BUYER', orderLimit: null },
            account: {
              number: 'HARGATE',
              name: 'Hargate Millwork Company',
              class: 'CONTRACTOR',
              priceLevel: 'CONTRACTOR',
              currency: 'USD',
              status: { onHold: false, inactive: false, source: 'LIVE' },
              credit: {
                limitType: 'AMOUNT',
                available: { amount: '18850.65', currency: 'USD' },
                asOf: '2026-11-23T12:00:00.000Z',
                source: 'LIVE',
              },
            },
            accounts: [{ number: 'HARGATE' }],
            permissions: {
              purchaseOnAccount: { allowed: true, denials: [] },
              payInvoices: { allowed: false, denials: ['ROLE_NOT_PERMITTED'] },
              asOf: '2026-11-23T12:00:00.000Z',
              source: 'LIVE',
            },
          },
          userErrors: [],
        },
      },
    });
  });

  it('makes the requests with its token those of the user', async () => {
    const { accessToken } = sessionOf(await login(gateway, 'otis.brindle@example.com'));
    expect(await whoIs(gateway, accessToken)).toEqual({ status: 200, email: 'otis.brindle@example.com', account: 'BRINDLE' });
    const { data } = await gateway.ask('{ viewer { user { email } } }');
    expect(data).toEqual({ viewer: null });
  });

  it('takes the e-mail in any case and with blanks around it', async () => {
    const { viewer } = await login(gateway, '  Nell.HARGATE@Example.com ');
    expect(viewer?.user.email).toBe('nell.hargate@example.com');
  });

  it('starts with the first account that GP knows', async () => {
    await gateway.addUser({ email: 'moved@example.com', role: 'BUYER', accounts: ['LONG-GONE', 'COBALT', 'HARGATE'] });
    expect((await login(gateway, 'moved@example.com')).viewer?.account.number).toBe('COBALT');
  });

  it('shows the limit of the user on one order', async () => {
    const orderLimit = { amount: decimalString('750.00', 2), currency: asCurrencyCode('USD') };
    await gateway.addUser({ email: 'limited@example.com', role: 'BUYER', accounts: ['HARGATE'], orderLimit });
    const { data } = await gateway.ask(
      '{ viewer { user { orderLimit { amount currency } } } }',
      {},
      await gateway.signIn('limited@example.com'),
    );
    expect(data).toEqual({ viewer: { user: { orderLimit: { amount: '750.00', currency: 'USD' } } } });
  });
});

describe('a sign-in that is refused', () => {
  it('is answered alike for an unknown e-mail and a wrong password, after the same work', async () => {
    vi.mocked(verify).mockClear();
    const wrong = await login(gateway, 'nell.hargate@example.com', 'not the password');
    const unknown = await login(gateway, 'nobody@example.com', 'not the password');
    expect(wrong).toEqual(INVALID_CREDENTIALS);
    expect(unknown).toEqual(wrong);

    const stored = (await users().byEmail('nell.hargate@example.com'))?.passwordHash;
    const [ofWrong, ofUnknown] = vi.mocked(verify).mock.calls.map(([hash, password]) => ({ hash: String(hash), password }));
    expect(vi.mocked(verify)).toHaveBeenCalledTimes(2);
    expect(ofWrong).toEqual({ hash: stored, password: 'not the password' });
    expect(ofUnknown?.password).toBe('not the password');
    expect(ofUnknown?.hash).not.toBe(stored);
    // The algorithm and its costs, which decide how long it takes.
    const costs = (hash = '') => hash.split('$').slice(0, 4);
    expect(costs(ofUnknown?.hash)).toEqual(['', 'argon2id', 'v=19', 'm=19456,t=2,p=1']);
    expect(costs(ofUnknown?.hash)).toEqual(costs(ofWrong?.hash));
  });

  it.each([
    ['none', ''],
    ['in other letters', DEMO_PASSWORD.toUpperCase()],
    ['with a blank after it', `${DEMO_PASSWORD} `],
    ['with more after a NUL', `${DEMO_PASSWORD}\0`],
    ['far too long', 'x'.repeat(100_000)],
  ])('has the wrong password: %s', async (_, password) => {
    expect(await login(gateway, 'nell.hargate@example.com', password)).toEqual(INVALID_CREDENTIALS);
  });

  it.each([
    ['none', ''],
    ['a pattern', '%'],
    ['SQL', "' or 1=1 --"],
    ['one with a NUL, which no database takes', 'nell.hargate\0@example.com'],
    ['a long text', 'x'.repeat(100_000)],
  ])('has no e-mail of a user: %s', async (_, email) => {
    expect(await login(gateway, email)).toEqual(INVALID_CREDENTIALS);
  });

  it('is that of a disabled user, who learns so with the right password alone', async () => {
    await gateway.addUser({ email: 'left@example.com', role: 'BUYER', accounts: ['HARGATE'] });
    await users().setDisabled('left@example.com', true);
    expect(await login(gateway, 'left@example.com')).toEqual(refused('USER_DISABLED'));
    expect(await login(gateway, 'left@example.com', 'wrong password')).toEqual(INVALID_CREDENTIALS);
    await users().setDisabled('left@example.com', false);
    expect(sessionOf(await login(gateway, 'left@example.com'))).toBeDefined();
  });

  it.each([
    ['no account', []],
    ['accounts that GP does not know', ['LONG-GONE', 'NEVER-WAS', 'LONGER-THAN-ANY-CUSTOMER-NUMBER']],
  ])('is that of a user with %s, and leaves no session', async (what, accounts) => {
    const email = `${accounts.length}@example.com`;
    await gateway.addUser({ email, name: what, role: 'BUYER', accounts });
    expect(await login(gateway, email)).toEqual(refused('NO_ACCOUNT'));
    expect(await sessionsOf(email)).toEqual([]);
  });
});

describe('passwords', () => {
  it('are kept as argon2id hashes and nothing else', async () => {
    const kept = await gateway.gateway.app.get(GatewayDatabase).selectFrom('app_user').selectAll().execute();
    for (const { password_hash } of kept) expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(kept)).not.toContain(DEMO_PASSWORD);
  });
});

describe.each([
  ['fails', { failing: true }],
  ['hangs', { hanging: true }],
])('a sign-in while GP %s', (_, trouble) => {
  afterEach(() => gateway.gp.make({}));

  it('takes an account from what was seen of it before', async () => {
    await login(gateway, 'marta.quill@example.com');
    vi.advanceTimersByTime(customerPolicy.freshForMs);
    gateway.gp.make(trouble);
    expect(await login(gateway, 'marta.quill@example.com')).toMatchObject({ viewer: { account: { number: 'KESTREL' } } });
  });

  it('takes it from the database where the process has just started', async () => {
    await login(gateway, 'marta.quill@example.com');
    await vi.waitFor(async () => expect(await factsOf('KESTREL')).toHaveLength(1));
    vi.advanceTimersByTime(customerPolicy.freshForMs);
    gateway.gateway.app.get(LiveReaders).forget([customerPolicy.namespace]);
    gateway.gp.make(trouble);
    expect(await login(gateway, 'marta.quill@example.com')).toMatchObject({ viewer: { account: { number: 'KESTREL' } } });
  });

  it('cannot be had for an account that was never seen, and leaves no session', async () => {
    await gateway.forgetFacts();
    gateway.gp.make(trouble);
    const before = await sessionsOf('ivo.brandt@example.com');
    expect(await login(gateway, 'ivo.brandt@example.com')).toEqual(refused('TEMPORARILY_UNAVAILABLE'));
    expect(await sessionsOf('ivo.brandt@example.com')).toEqual(before);
    gateway.gp.make({});
    expect(await login(gateway, 'ivo.brandt@example.com')).toMatchObject({ viewer: { account: { number: 'COBALT' } } });
  });

  it('still refuses a wrong password', async () => {
    gateway.gp.make(trouble);
    expect(await login(gateway, 'ivo.brandt@example.com', 'wrong password')).toEqual(INVALID_CREDENTIALS);
  });
});

function sessionsOf(email: string) {
  return gateway.gateway.app
    .get(GatewayDatabase)
    .selectFrom('session')
    .innerJoin('app_user', 'app_user.id', 'session.user_id')
    .where('email', '=', email)
    .select('session.id')
    .execute();
}

function factsOf(accountNumber: string) {
  return gateway.gateway.app
    .get(GatewayDatabase)
    .selectFrom('known_fact')
    .where('namespace', '=', customerPolicy.namespace)
    .where('key', '=', accountNumber)
    .select('key')
    .execute();
}

describe('a user whose stored hash cannot be read', () => {
  const EMAIL = 'broken@example.com';
  const MALFORMED = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21l$bad';

  it('signs in as little as an unknown one, and the log names their ID alone', async () => {
    await gateway.addUser({ email: EMAIL, role: 'BUYER', accounts: ['HARGATE'], passwordHash: MALFORMED });
    const errors = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    try {
      expect(await login(gateway, EMAIL)).toEqual(await login(gateway, 'nobody@example.com'));
      const user = await users().byEmail(EMAIL);
      expect(errors.mock.calls).toEqual([[{ userId: user?.id }, expect.any(String)]]);
      expect(JSON.stringify(errors.mock.calls)).not.toMatch(/broken|argon2/);
    } finally {
      errors.mockRestore();
    }
  });
});
