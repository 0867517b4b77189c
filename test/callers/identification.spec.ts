import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newApiKey } from '../../src/callers/index.js';
import { readEnvironment } from '../../src/config/index.js';
import { StartRefused } from '../../src/faults/index.js';
import { startGateway } from '../../src/gateway.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { RedisServer } from '../support/redis-server.js';
import { TestGateway } from '../support/test-gateway.js';
import { assertion, call, type LogLine, logLines, type Reply } from './callers.js';

const PUBLIC_URL = 'https://gateway.example.com';
const HOUR_MS = 3_600_000;
type Key = ReturnType<typeof newApiKey>;
const FIRST = newApiKey();
const SECOND = newApiKey();
const ENDED = newApiKey();
const EARLY = newApiKey();
const FAR = newApiKey();
const BROWSER = newApiKey();

const entry = ({ sha256 }: Key) => ({ sha256 });
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

let databases: string[];
let folder: string;
let file: string;
let redis: RedisServer;
let gateway: TestGateway;
let other: TestGateway;
let oldPair: { privateKey: CryptoKey; publicKey: CryptoKey };
let newPair: { privateKey: CryptoKey; publicKey: CryptoKey };
let rsaPair: { privateKey: CryptoKey; publicKey: CryptoKey };
let lines: LogLine[];

function clients(jwks: readonly JWK[]) {
  return [
    {
      name: 'storefront',
      class: 'SERVER',
      keys: [entry(FIRST), entry(SECOND), { ...entry(ENDED), notAfter: inHours(-1) }, { ...entry(EARLY), notBefore: inHours(1) }],
    },
    { name: 'far-away', class: 'SERVER', keys: [entry(FAR)], addresses: ['192.0.2.0/24'] },
    { name: 'signed', class: 'SERVER', jwks: { keys: jwks } },
    { name: 'shop-app', class: 'BROWSER', keys: [entry(BROWSER)] },
  ];
}

const write = (list: unknown) => writeFileSync(file, JSON.stringify({ clients: list }));
const jwk = async (pair: { publicKey: CryptoKey }, kid: string) => ({ ...(await exportJWK(pair.publicKey)), kid });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-clients-'));
  file = join(folder, 'clients.json');
  oldPair = await generateKeyPair('EdDSA', { extractable: true });
  newPair = await generateKeyPair('ES256', { extractable: true });
  rsaPair = await generateKeyPair('RS256', { extractable: true });
  write(clients([await jwk(oldPair, 'old'), await jwk(newPair, 'new'), await jwk(rsaPair, 'rsa')]));
  redis = await RedisServer.start();
  databases = [await createDatabase(), await createDatabase()];
  const [DATABASE_URL, GP_URL] = databases;
  const environment = { DATABASE_URL, GP_URL, PUBLIC_URL, CLIENTS: file, REDIS_URL: redis.url, TRUSTED_PROXIES: '127.0.0.1' };
  gateway = await TestGateway.start({ ...environment, CALLERS: 'known' });
  other = await TestGateway.start({ ...environment, CALLERS: 'known' });
  lines = logLines();
});
afterAll(async () => {
  await gateway?.stop();
  await other?.stop();
  await redis?.remove();
  await Promise.all((databases ?? []).map(dropDatabase));
  rmSync(folder, { recursive: true, force: true });
});

const REFUSAL = {
  errors: [{ message: 'This program may not use the gateway.', extensions: { code: 'UNAUTHENTICATED' } }],
};

function expectServed({ status, body }: Reply): void {
  expect({ status, body }).toEqual({ status: 200, body: { data: { __typename: 'Query' } } });
}

/** One answer for all reasons, and the reason in the log alone: where it comes again and again, not every time. */
function expectRefused({ status, headers, body }: Reply, reason: string, client: string | null): void {
  expect({ status, body }).toEqual({ status: 401, body: REFUSAL });
  expect(headers.get('www-authenticate')).toBe('ApiKey');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(lines.map(({ level, fields }) => ({ level, fields }))).toContainEqual({
    level: 'warn',
    fields: expect.objectContaining({ reason, client }),
  });
}

describe('An API key', () => {
  it.each(['sc_apikey', 'x-api-key'])('lets its client in, in the header %s', async (header) => {
    expectServed(await call(gateway.url, { [header]: FIRST.key }));
  });

  it('works beside the one that takes its place', async () => {
    expectServed(await call(gateway.url, { sc_apikey: SECOND.key }));
  });

  it.each([
    ['nobody has', newApiKey(), 'keyUnknown', null],
    ['has ended', ENDED, 'keyEnded', 'storefront'],
    ['is not valid yet', EARLY, 'keyTooEarly', 'storefront'],
  ])('that %s is refused', async (_, { key }, reason, client) => {
    expectRefused(await call(gateway.url, { sc_apikey: key }), reason, client);
    expect(JSON.stringify(lines)).not.toContain(key);
  });

  it.each([
    ['its digest', FIRST.sha256],
    ['a part of it', FIRST.key.slice(0, -1)],
    ['nothing', ''],
    ['far too much', 'x'.repeat(5_000)],
  ])('is not %s', async (_, key) => {
    expect((await call(gateway.url, { 'x-api-key': key })).status).toBe(401);
  });

  it('may be missing only where every program may call', async () => {
    expectRefused(await call(gateway.url), 'nothingShown', null);
  });

  it('is asked for before the body is read, for queries over GET too, and not for health', async () => {
    const get = await fetch(`${gateway.url}/graphql?query={__typename}`, { headers: { 'apollo-require-preflight': 'true' } });
    expect(get.status).toBe(401);
    const broken = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(broken.status).toBe(401);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  });
});

describe('A list of addresses', () => {
  const from = (address: string) => call(gateway.url, { sc_apikey: FAR.key, 'x-forwarded-for': address });

  it('lets the client in from there', async () => {
    expectServed(await from('192.0.2.77'));
  });

  it('keeps it out from elsewhere, whatever its key', async () => {
    expectRefused(await from('198.51.100.1'), 'addressNotAllowed', 'far-away');
  });

  it('is not got past by an address that the caller has made up', async () => {
    expect((await from('192.0.2.77, 198.51.100.1')).status).toBe(401);
    expect((await call(gateway.url, { sc_apikey: FAR.key })).status).toBe(401);
    expect((await call(gateway.url, { sc_apikey: FAR.key, 'x-real-ip': '192.0.2.77', forwarded: 'for=192.0.2.77' })).status).toBe(
      401,
    );
  });
});

describe('A signed assertion', () => {
  const show = (token: string, to = gateway) => call(to.url, { 'x-client-assertion': token });
  const signed = (claims: object = {}, pair = oldPair, alg = 'EdDSA', kid = 'old') =>
    assertion(pair.privateKey, alg, { issuer: 'signed', audience: PUBLIC_URL, ...claims }, kid);

  it('lets its client in once', async () => {
    const token = await signed();
    expectServed(await show(token));
    expectRefused(await show(token), 'assertionReplayed', 'signed');
  });

  it('is not taken again by another gateway', async () => {
    const token = await signed();
    expectServed(await show(token));
    expect((await show(token, other)).status).toBe(401);
  });

  it('is taken once of many that come together', async () => {
    const token = await signed();
    const replies = await Promise.all(Array.from({ length: 10 }, (_, index) => show(token, index % 2 ? gateway : other)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is checked with whichever of the keys has signed it', async () => {
    expectServed(await show(await signed({}, newPair, 'ES256', 'new')));
    expectServed(await show(await signed({}, rsaPair, 'RS256', 'rsa')));
  });

  it.each([
    ['has ended', { expiresIn: -30 }, 'assertionEnded'],
    ['is valid for too long', { expiresIn: 900 }, 'assertionTooLong'],
    ['was made long ago for long', { expiresIn: 60, issuedAgo: 3_600 }, 'assertionTooLong'],
    ['is made for somebody else', { audience: 'https://other.example.com' }, 'assertionForAnother'],
    ['speaks of another than its issuer', { subject: 'storefront' }, 'assertionOfUnknown'],
  ])('that %s is refused', async (_, claims, reason) => {
    expectRefused(await show(await signed(claims)), reason, 'signed');
  });

  it.each([
    ['of a client without signing keys', { issuer: 'storefront' }, 'assertionOfUnknown', 'storefront'],
    ['of nobody', { issuer: 'nobody' }, 'assertionOfUnknown', null],
    ['without an ID', { id: null }, 'assertionMalformed', null],
  ])('%s is refused', async (_, claims, reason, client) => {
    expectRefused(await show(await signed(claims)), reason, client);
  });

  it("with another one's signature is refused", async () => {
    const stranger = await generateKeyPair('EdDSA', { extractable: true });
    expectRefused(await show(await signed({}, stranger)), 'assertionForged', 'signed');
    const [head, , signature] = (await signed()).split('.');
    const body = Buffer.from(
      JSON.stringify({ iss: 'signed', sub: 'signed', aud: PUBLIC_URL, jti: 'x', exp: Date.now() / 1_000 + 60 }),
    ).toString('base64url');
    expect((await show(`${head}.${body}.${signature}`)).status).toBe(401);
  });

  it('that is not signed at all is refused', async () => {
    const [, body] = (await signed()).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      const head = Buffer.from(JSON.stringify({ alg, kid: 'old' })).toString('base64url');
      expectRefused(await show(`${head}.${body}.`), 'assertionForged', 'signed');
    }
  });

  it('that takes a public key for a shared secret is refused', async () => {
    const pem = await exportSPKI(rsaPair.publicKey);
    for (const secret of [pem, JSON.stringify(await exportJWK(rsaPair.publicKey))]) {
      const token = await assertion(Buffer.from(secret), 'HS256', { issuer: 'signed', audience: PUBLIC_URL }, 'rsa');
      expectRefused(await show(token), 'assertionForged', 'signed');
    }
  });

  it.each(['', 'a.b.c', '..', 'x'.repeat(5_000), '{}'])('is not %j', async (token) => {
    expect((await show(token)).status).toBe(401);
  });

  it('works once per gateway at most while Redis is away', async () => {
    await redis.cut();
    const token = await signed();
    expectServed(await show(token));
    expectRefused(await show(token), 'assertionReplayed', 'signed');
    await redis.startAgain();
    expect((await show(token)).status).toBe(401);
  });
});

it('What was refused is counted by its reason', async () => {
  await call(gateway.url, { sc_apikey: ENDED.key });
  const metrics = await (await fetch(gateway.gateway.metricsUrl)).text();
  expect(metrics).toMatch(/gateway_callers_refused_total\{reason="keyEnded"\} [1-9]/);
});

describe('The clients', () => {
  it('are taken from their file as it is now, and stay where it is broken', async () => {
    const fresh = newApiKey();
    const before = clients([await jwk(oldPair, 'old')]);
    write([{ name: 'storefront', class: 'SERVER', keys: [entry(fresh)] }]);
    await vi.waitFor(async () => expectServed(await call(gateway.url, { sc_apikey: fresh.key })), { interval: 100 });
    expect((await call(gateway.url, { sc_apikey: FIRST.key })).status).toBe(401);

    writeFileSync(file, '{ "clients": [ secret');
    await vi.waitFor(() => expect(lines.some(({ level }) => level === 'error')).toBe(true), { interval: 100 });
    expect(lines.find(({ level }) => level === 'error')?.fields).toBe(
      'clients: left as they were; the file of CLIENTS is wrong: it is not JSON: see line 1',
    );
    expectServed(await call(gateway.url, { sc_apikey: fresh.key }));

    write(before);
    await vi.waitFor(async () => expectServed(await call(gateway.url, { sc_apikey: FIRST.key })), { interval: 100 });
  });

  it.each([
    ['are in a file that is not there', { CLIENTS: '/no/such/file.json' }, 'it cannot be read'],
    ['are not JSON', { CLIENTS: '{ secret' }, 'it is not JSON'],
    ['are wrong', { CLIENTS: '{ "clients": [{ "name": "a", "class": "SERVER" }] }' }, 'needs keys, jwks or certificates'],
  ])('stop the start where they %s', async (_, environment, message) => {
    const [DATABASE_URL, GP_URL] = databases;
    const starting = startGateway(readEnvironment({ HOST: '127.0.0.1', PORT: '0', DATABASE_URL, GP_URL, ...environment }), false);
    await expect(starting).rejects.toThrow(StartRefused);
    await expect(starting).rejects.toThrow(message);
    logLines();
  });
});

it('Programs that are not known may call where nothing else is set, whatever key they send', async () => {
  const [DATABASE_URL, GP_URL] = databases;
  const open = await TestGateway.start({ DATABASE_URL, GP_URL });
  try {
    expectServed(await call(open.url));
    expectServed(await call(open.url, { sc_apikey: '{5D3A2F1C-0000-4000-8000-000000000000}' }));
  } finally {
    await open.stop();
  }
});
