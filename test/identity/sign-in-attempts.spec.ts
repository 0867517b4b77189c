import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newApiKey } from '../../src/callers/index.js';
import { type Contract } from '../../src/contract/index.js';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { SharedLevel } from '../../src/live/index.js';
import { call, type LogLine, logLines } from '../callers/callers.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { RedisServer } from '../support/redis-server.js';
import { TestGateway } from '../support/test-gateway.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const HOUR_MS = 3_600_000;
const KEY = newApiKey();
const MUTATION =
  'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code message field } } }';
const WRONG = ['INVALID_CREDENTIALS'];
const TOO_MANY = ['TOO_MANY_ATTEMPTS'];

let databases: string[];
let redis: RedisServer;
let gateway: TestGateway;
let other: TestGateway;
let users = 0;
let addresses = 0;
let now = NOW;
let lines: LogLine[];

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  redis = await RedisServer.start();
  databases = [await createDatabase(), await createDatabase()];
  const [DATABASE_URL, GP_URL] = databases;
  const environment = {
    DATABASE_URL,
    GP_URL,
    REDIS_URL: redis.url,
    TRUSTED_PROXIES: '127.0.0.1',
    SIGN_IN_FREE_ATTEMPTS: '3',
    SIGN_IN_FAILURES_PER_ADDRESS: '6',
    CLIENTS: JSON.stringify({ clients: [{ name: 'storefront', class: 'SERVER', keys: [{ sha256: KEY.sha256 }] }] }),
  };
  gateway = await TestGateway.start(environment);
  other = await TestGateway.start(environment);
  for (const { app } of [gateway.gateway, other.gateway]) {
    await vi.waitFor(() => expect(app.get(SharedLevel).state).toBe('ready'));
  }
  lines = logLines();
});
beforeEach(() => {
  now += 2 * HOUR_MS;
  vi.setSystemTime(now);
});
afterAll(async () => {
  vi.useRealTimers();
  await gateway?.stop();
  await other?.stop();
  await redis?.remove();
  await Promise.all((databases ?? []).map(dropDatabase));
});

async function newUser(): Promise<string> {
  const email = `buyer-${++users}@example.com`;
  await gateway.addUser({ email, role: 'BUYER', accounts: ['HARGATE'] });
  return email;
}

const newAddress = () => `192.0.2.${++addresses}`;

interface Attempt {
  readonly from?: string;
  readonly through?: Record<string, string>;
  readonly at?: TestGateway;
}

/** Tries to sign in. @returns the codes of the errors; none where it worked */
async function signIn(email: string, password: string, { from = newAddress(), through, at = gateway }: Attempt = {}) {
  const { body } = await call(
    at.url,
    { 'x-forwarded-for': from, ...through },
    { query: MUTATION, variables: { input: { email, password } } },
  );
  return (body.data as { login: Contract.SessionPayload }).login.userErrors.map(({ code }) => code);
}

const guess = (email: string, attempt?: Attempt) => signIn(email, 'wrong', attempt);

async function guesses(times: number, email: string, attempt?: Attempt) {
  const answers = [];
  for (let time = 0; time < times; time++) answers.push(await guess(email, attempt));
  return answers;
}

describe('Whoever guesses the password of one e-mail', () => {
  it('is told to wait after some attempts, from wherever they come, and even where the next guess is right', async () => {
    const email = await newUser();
    expect(await guesses(4, email)).toEqual([WRONG, WRONG, WRONG, TOO_MANY]);
    expect(await signIn(email, DEMO_PASSWORD)).toEqual(TOO_MANY);
  });

  it('learns nothing of whether it is anybody’s', async () => {
    const email = await newUser();
    expect(await guesses(5, `nobody.${email}`)).toEqual(await guesses(5, email));
  });

  it('has to wait twice as long each time, and never longer than a quarter of an hour', async () => {
    const email = await newUser();
    await guesses(3, email);
    for (const pauseMs of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000, 900_000, 900_000]) {
      vi.setSystemTime(Date.now() + pauseMs - 1);
      expect(await guess(email)).toEqual(TOO_MANY);
      vi.setSystemTime(Date.now() + 1);
      expect(await guess(email)).toEqual(WRONG);
    }
  });

  it('gains nothing from another spelling', async () => {
    const email = await newUser();
    const [name] = email.split('@');
    expect(await guess(email)).toEqual(WRONG);
    expect(await guess(` ${email.toUpperCase()} `)).toEqual(WRONG);
    expect(await guess(`${name?.toUpperCase()}@example.com`)).toEqual(WRONG);
    expect(await guess(email)).toEqual(TOO_MANY);
  });

  it('gains nothing from aliases in one operation', async () => {
    const email = await newUser();
    const fields = Array.from({ length: 6 }, (_, index) => `a${index}: login(input: $input) { userErrors { code } }`);
    const { body } = await call(
      gateway.url,
      { 'x-forwarded-for': newAddress() },
      { query: `mutation ($input: LoginInput!) { ${fields.join(' ')} }`, variables: { input: { email, password: 'wrong' } } },
    );
    const codes = Object.values(body.data ?? {}).map((payload) => (payload as Contract.SessionPayload).userErrors[0]?.code);
    expect(codes).toEqual([...Array(3).fill('INVALID_CREDENTIALS'), ...Array(3).fill('TOO_MANY_ATTEMPTS')]);
  });

  it('gains nothing from many attempts at once, nor from going to another gateway', async () => {
    const email = await newUser();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => guess(email, { at: index % 2 === 0 ? gateway : other })),
    );
    expect(answers.filter(([code]) => code === 'INVALID_CREDENTIALS')).toHaveLength(3);
  });

  it('is forgotten when somebody signs in', async () => {
    const email = await newUser();
    await guesses(2, email);
    expect(await signIn(email, DEMO_PASSWORD)).toEqual([]);
    await vi.waitFor(async () => expect(await guess(email)).toEqual(WRONG));
    expect(await guesses(2, email)).toEqual([WRONG, WRONG]);
    expect(await guess(email)).toEqual(TOO_MANY);
  });

  it('does not keep out whoever has signed in from their address before', async () => {
    const email = await newUser();
    const from = newAddress();
    expect(await signIn(email, DEMO_PASSWORD, { from })).toEqual([]);
    await guesses(4, email);
    expect(await signIn(email, DEMO_PASSWORD)).toEqual(TOO_MANY);
    expect(await signIn(email, DEMO_PASSWORD, { from })).toEqual([]);
    expect(await signIn(email, DEMO_PASSWORD, { from, at: other })).toEqual([]);
    expect(await guesses(4, email, { from })).toEqual([WRONG, WRONG, WRONG, TOO_MANY]);
  });
});

describe('Whoever guesses for many e-mails from one address', () => {
  it('is told to come later, and others are not', async () => {
    const from = newAddress();
    for (let time = 0; time < 6; time++) expect(await guess(`somebody-${time}@example.com`, { from })).toEqual(WRONG);
    const email = await newUser();
    expect(await guess('somebody-7@example.com', { from, at: other })).toEqual(TOO_MANY);
    expect(await signIn(email, DEMO_PASSWORD, { from })).toEqual(TOO_MANY);
    expect(await signIn(email, DEMO_PASSWORD)).toEqual([]);
  });

  it('gains little from the many networks of IPv6 that a site has: they share four limits', async () => {
    const from = (network: number) => `2001:db8:77:${network.toString(16)}::1`;
    const answers = [];
    for (let network = 0; network < 25; network++) {
      answers.push(await guess(`somebody-of-${network}@example.com`, { from: from(network), at: network % 2 ? gateway : other }));
    }
    expect(answers).toEqual([...Array(24).fill(WRONG), TOO_MANY]);
    const email = await newUser();
    expect(await signIn(email, DEMO_PASSWORD, { from: from(99) })).toEqual(TOO_MANY);
    expect(await signIn(email, DEMO_PASSWORD, { from: '2001:db8:78::1' })).toEqual([]);
  });

  it('is not whoever signs in there', async () => {
    const from = newAddress();
    const email = await newUser();
    for (let time = 0; time < 10; time++) expect(await signIn(email, DEMO_PASSWORD, { from })).toEqual([]);
  });

  it('is not the server of a storefront, where all visitors come from', async () => {
    const from = newAddress();
    const through = { sc_apikey: KEY.key };
    for (let time = 0; time < 8; time++) {
      expect(await guess(`visitor-${time}@example.com`, { from, through })).toEqual(WRONG);
    }
  });
});

describe('While Redis is away', () => {
  it('each gateway counts by itself', async () => {
    await redis.cut();
    const email = await newUser();
    expect(await guesses(4, email)).toEqual([WRONG, WRONG, WRONG, TOO_MANY]);
    await redis.startAgain();
  });
});

it('Neither Redis nor the log names e-mails or addresses', async () => {
  await vi.waitFor(
    async () => {
      await guess('someone.special@example.com', { from: '198.51.100.77' });
      expect(await redis.call('keys', '*:count:sign-in:*')).not.toEqual([]);
    },
    { interval: 50 },
  );
  const keys = (await redis.call('keys', '*')) as string[];
  expect(keys.filter((key) => key.includes(':count:')).join()).not.toMatch(/example|special|198\.51/);
  expect(lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).not.toMatch(/someone|198\.51/);
});
