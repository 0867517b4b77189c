import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newApiKey } from '../../src/callers/index.js';
import { SharedLevel } from '../../src/live/index.js';
import { RateLimiter } from '../../src/throttling/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { RedisServer } from '../support/redis-server.js';
import { TestGateway } from '../support/test-gateway.js';
import { call, type Reply } from './callers.js';

const SERVER = newApiKey();
const SECOND = newApiKey();
const SPECIAL = newApiKey();
const APP = newApiKey();
interface SitecorePackage {
  readonly GraphQLRequestClient: new (
    endpoint: string,
    options: { apiKey: string; retries: number },
  ) => { request(query: string): Promise<unknown> };
}

/** The first moment of a window, so that none ends within a test that does not want it to. */
const NOW = Math.ceil(Date.now() / 10_000) * 10_000;

let databases: string[];
let redis: RedisServer;
let first: TestGateway;
let second: TestGateway;
let nell: string;
let marta: string;
let visitors = 0;

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
    ACCESS_TOKEN_MINUTES: '1440',
    RATE_LIMITS: 'SERVER=10,BROWSER=5,MOBILE=5,ACCOUNT=8',
    CLIENTS: JSON.stringify({
      clients: [
        { name: 'storefront', class: 'SERVER', keys: [{ sha256: SERVER.sha256 }, { sha256: SECOND.sha256 }] },
        { name: 'special', class: 'SERVER', rateLimit: 3, keys: [{ sha256: SPECIAL.sha256 }] },
        { name: 'app', class: 'MOBILE', keys: [{ sha256: APP.sha256 }] },
      ],
    }),
  };
  first = await TestGateway.start(environment);
  second = await TestGateway.start(environment);
  for (const { app } of [first.gateway, second.gateway]) {
    await vi.waitFor(() => expect(app.get(SharedLevel).state).toBe('ready'));
  }
  nell = await first.signIn('nell.hargate@example.com');
  marta = await first.signIn('marta.quill@example.com');
});
let now = NOW;
beforeEach(() => {
  // Whatever was asked before is forgotten.
  now += 60_000;
  vi.setSystemTime(now);
});
afterEach(() => redis.letGo());
afterAll(async () => {
  vi.useRealTimers();
  await first?.stop();
  await second?.stop();
  await redis?.remove();
  await Promise.all((databases ?? []).map(dropDatabase));
});

const visitor = () => ({ 'x-forwarded-for': `192.0.2.${++visitors}` });

/** Asks so many times, one after the other. @returns the statuses */
async function ask(times: number, headers: Record<string, string>, gateway = first): Promise<number[]> {
  const statuses = [];
  for (let time = 0; time < times; time++) statuses.push((await call(gateway.url, headers)).status);
  return statuses;
}

const all = (count: number) => Array(count).fill(200);

function expectRefused({ status, headers, body }: Reply): void {
  expect({ status, body }).toEqual({
    status: 429,
    body: { errors: [{ message: 'There were too many requests. Try again shortly.', extensions: { code: 'RATE_LIMITED' } }] },
  });
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('retry-after')).toMatch(/^[1-4]$/);
}

describe('A server', () => {
  it('may ask as much as its class may, with whichever of its keys', async () => {
    expect(await ask(6, { sc_apikey: SERVER.key })).toEqual(all(6));
    expect(await ask(5, { sc_apikey: SECOND.key })).toEqual([...all(4), 429]);
  });

  it('is told so in a way that its client understands, each time for a time of its own', async () => {
    await ask(10, { sc_apikey: SERVER.key });
    const refused = await Promise.all(Array.from({ length: 20 }, () => call(first.url, { sc_apikey: SERVER.key })));
    for (const reply of refused) expectRefused(reply);
    expect(new Set(refused.map(({ headers }) => headers.get('retry-after'))).size).toBeGreaterThan(1);
  });

  it('is let in again little by little', async () => {
    await ask(11, { sc_apikey: SERVER.key });
    vi.setSystemTime(now + 15_000);
    expect(await ask(6, { sc_apikey: SERVER.key })).toEqual([...all(5), 429]);
  });

  it('is not limited by the address that its visitors come through', async () => {
    expect(await ask(10, { sc_apikey: SERVER.key, ...visitor() })).toEqual(all(10));
  });

  it('that is built on Sitecore comes back by itself, and has its page', async () => {
    const { GraphQLRequestClient } = createRequire(import.meta.url)('sitecore-jss-22/graphql.js') as SitecorePackage;
    await ask(10, { sc_apikey: SERVER.key });
    const client = new GraphQLRequestClient(`${first.url}/graphql`, { apiKey: SERVER.key, retries: 3 });
    const page = client.request('{ __typename }');
    const { refused } = first.gateway.app.get(RateLimiter);
    const before = refused.SERVER;
    await vi.waitFor(() => expect(refused.SERVER).toBeGreaterThan(before), { interval: 5 });
    vi.setSystemTime(now + 20_000);
    expect(await page).toEqual({ __typename: 'Query' });
  });

  it('may have a limit of its own', async () => {
    expect(await ask(4, { sc_apikey: SPECIAL.key })).toEqual([...all(3), 429]);
  });

  it('sees what is left', async () => {
    vi.setSystemTime(now + 2_500);
    const { headers } = await call(first.url, { sc_apikey: SERVER.key });
    expect(headers.get('ratelimit-policy')).toBe('"server";q=10;w=10');
    expect(headers.get('ratelimit')).toBe('"server";r=9;t=8');
  });
});

describe('A visitor', () => {
  it('is limited by the address, and nobody else with them', async () => {
    const [one, another] = [visitor(), visitor()];
    expect(await ask(6, one)).toEqual([...all(5), 429]);
    expect(await ask(1, another)).toEqual([200]);
  });

  it('gains nothing from an address that is made up', async () => {
    const { 'x-forwarded-for': address } = visitor();
    const statuses = [];
    for (let time = 0; time < 6; time++) {
      statuses.push((await call(first.url, { 'x-forwarded-for': `198.51.100.${time}, ${address}` })).status);
    }
    expect(statuses).toEqual([...all(5), 429]);
  });

  it('has one limit for a whole network of IPv6 addresses', async () => {
    const statuses = [];
    for (let time = 0; time < 6; time++) {
      statuses.push((await call(first.url, { 'x-forwarded-for': `2001:db8:1:2::${time}` })).status);
    }
    expect(statuses).toEqual([...all(5), 429]);
  });

  it('gains little from the many networks that a site has: they share four limits', async () => {
    const from = (network: number) => ({ 'x-forwarded-for': `2001:db8:77:${network.toString(16)}::1` });
    const statuses = [];
    for (let network = 0; network < 21; network++) statuses.push((await call(first.url, from(network))).status);
    expect(statuses).toEqual([...all(20), 429]);
    expect((await call(first.url, { 'x-forwarded-for': '2001:db8:78::1' })).status).toBe(200);
  });

  it('of an app is limited by the address as well: its key is known to everybody', async () => {
    const [one, another] = [visitor(), visitor()];
    expect(await ask(6, { 'x-api-key': APP.key, ...one })).toEqual([...all(5), 429]);
    expect(await ask(1, { 'x-api-key': APP.key, ...another })).toEqual([200]);
  });

  it('on this machine itself is not limited', async () => {
    expect(await ask(12, {})).toEqual(all(12));
  });

  it('counts every operation of a batch', async () => {
    const from = visitor();
    const batch = (size: number) => Array.from({ length: size }, () => ({ query: '{ __typename }' }));
    expect((await call(first.url, from, batch(4))).status).not.toBe(429);
    expectRefused(await call(first.url, from, batch(2)));
  });

  it('is refused before the body is read', async () => {
    const from = visitor();
    await ask(5, from);
    const headers = { 'content-type': 'application/json', ...from };
    expect((await fetch(`${first.url}/graphql`, { method: 'POST', headers, body: '{' })).status).toBe(429);
    expect((await fetch(`${first.url}/graphql`, { method: 'OPTIONS', headers: from })).status).not.toBe(429);
  });
});

describe('An account', () => {
  const as = (token: string) => ({ authorization: `Bearer ${token}` });

  it('may ask so much, through whichever program', async () => {
    expect(await ask(5, { ...as(nell), sc_apikey: SERVER.key })).toEqual(all(5));
    expect(await ask(4, as(nell))).toEqual([...all(3), 429]);
    expect(await ask(1, as(marta))).toEqual([200]);
  });

  it('sees what is left, beside what is left to the program', async () => {
    const { headers } = await call(first.url, { ...as(nell), sc_apikey: SERVER.key });
    expect(headers.get('ratelimit-policy')).toBe('"server";q=10;w=10, "account";q=8;w=10');
    expect(headers.get('ratelimit')).toBe('"server";r=9;t=10, "account";r=7;t=10');
  });

  it('is not used up by tokens that are not valid', async () => {
    const statuses = new Set(await ask(10, as(`${nell}x`)));
    expect(statuses).toEqual(new Set([401]));
    expect(await ask(1, as(nell))).toEqual([200]);
  });
});

it('What was refused is counted', async () => {
  await ask(6, visitor());
  const metrics = await (await fetch(first.gateway.metricsUrl)).text();
  expect(metrics).toMatch(/gateway_rate_limited_total\{limit="BROWSER"\} [1-9]/);
  expect(metrics).toMatch(/gateway_sign_in_attempts_refused_total\{by="email"\} \d/);
});

describe('Two gateways', () => {
  /** Asks until a gateway refuses, which it does once it has heard from the other. */
  const untilRefused = (headers: Record<string, string>, gateway: TestGateway) =>
    vi.waitFor(async () => expectRefused(await call(gateway.url, headers)), { interval: 20 });

  it('share the limits of a client', async () => {
    await ask(10, { sc_apikey: SERVER.key });
    let passed = 0;
    await vi.waitFor(
      async () => {
        const { status } = await call(second.url, { sc_apikey: SERVER.key });
        if (status === 200) passed++;
        expect(status).toBe(429);
      },
      { interval: 250 },
    );
    expect(passed).toBeLessThan(10);
  });

  it('share those of an account and an address, without naming either in Redis', async () => {
    const from = { 'x-forwarded-for': '203.0.113.199' };
    await ask(5, from);
    await untilRefused(from, second);
    await ask(8, { authorization: `Bearer ${nell}` });
    await untilRefused({ authorization: `Bearer ${nell}` }, second);
    const keys = (await redis.call('keys', '*:count:*')) as string[];
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.join()).not.toMatch(/203\.0|HARGATE|storefront/i);
  });

  it('hear what was asked of the other in the window before', async () => {
    await ask(10, { sc_apikey: SPECIAL.key });
    await vi.waitFor(async () => expect(await redis.call('keys', '*:count:rate:*')).not.toEqual([]));
    vi.setSystemTime(now + 10_000);
    await untilRefused({ sc_apikey: SPECIAL.key }, second);
  });

  it('go on counting each by itself, and answer as fast, while Redis hangs or is away', async () => {
    redis.hold();
    expect(await ask(11, { sc_apikey: SERVER.key })).toEqual([...all(10), 429]);
    redis.letGo();
    now += 60_000;
    vi.setSystemTime(now);
    await redis.cut();
    expect(await ask(11, { sc_apikey: SERVER.key })).toEqual([...all(10), 429]);
    await redis.startAgain();
  });
});
