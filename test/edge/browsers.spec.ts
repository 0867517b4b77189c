import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { Admission } from '../../src/resilience/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { ask, post } from './asked.js';

const SHOP = 'https://shop.example.com';
const EVIL = 'https://evil.example.com';
const PAGE = 'query Page { categories { id name children { id name children { id name } } } warehouses { code name } }';
const LOGOUT = 'mutation { logout { __typename } }';
const ADDRESSES = 'addresses { edges { node { code line1 line2 city region postalCode country phone } } }';
const JSON_BODY = { 'content-type': 'application/json' };
const BODY = JSON.stringify({ query: PAGE });

let databases: string[];
let gateway: TestGateway;
let graphql: string;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({
    DATABASE_URL: databases[0],
    GP_URL: databases[1],
    CORS_ORIGINS: `${SHOP}, http://localhost:3000`,
    CORS_HEADERS: 'x-tenant, x-datadog-trace-id',
    PUBLIC_URL: 'https://api.example.com',
    QUERY_PLANS: 'on',
  });
  graphql = `${gateway.url}/graphql`;
  // From now on there is a plan.
  for (let time = 1; time <= 3; time++) await post(gateway.url, PAGE);
});
afterAll(async () => {
  await gateway.stop();
  for (const database of databases) await dropDatabase(database);
});

describe('a page of another site', () => {
  const FORMS = [
    ['a form of text', 'text/plain', JSON.stringify({ query: LOGOUT })],
    ['a form of text that passes for JSON', 'text/plain; application/json', `${JSON.stringify({ query: LOGOUT })}=`],
    ['a form of fields', 'application/x-www-form-urlencoded', new URLSearchParams({ query: LOGOUT }).toString()],
    [
      'a form with a file',
      'multipart/form-data; boundary=x',
      `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: LOGOUT })}\r\n--x--\r\n`,
    ],
    ['a beacon without a type', undefined, JSON.stringify({ query: LOGOUT })],
  ] as const;

  test.each(FORMS)('cannot post %s', async (_, type, body) => {
    for (const more of [{}, { 'apollo-require-preflight': '1' }]) {
      const {
        status,
        headers,
        body: answer,
      } = await ask(graphql, {
        headers: { origin: EVIL, ...(type && { 'content-type': type }), ...more },
        body,
      });
      expect(status).toBe(415);
      expect(JSON.parse(answer.toString())).toMatchObject({ errors: [{ extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }] });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  test('cannot ask by an image, and a script can by a header that it has to ask leave for', async () => {
    const url = `${graphql}?query=${encodeURIComponent(PAGE)}`;
    const image = { accept: 'image/avif,image/webp,*/*;q=0.8', referer: `${EVIL}/` };
    const refused = await ask(url, { method: 'GET', headers: image });
    expect(refused.status).toBe(400);
    expect(refused.body.toString()).not.toMatch(/apollo server|\bdata\b/i);
    for (const header of ['apollo-require-preflight', 'x-apollo-operation-name']) {
      expect((await ask(url, { method: 'GET', headers: { [header]: 'Page' } })).status).toBe(200);
      expect((await ask(url, { method: 'GET', headers: { [header]: '' } })).status).toBe(400);
    }
  });

  test('cannot change anything by GET', async () => {
    const url = `${graphql}?query=${encodeURIComponent(LOGOUT)}`;
    const { status, headers } = await ask(url, { method: 'GET', headers: { 'apollo-require-preflight': '1' } });
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'POST' });
  });

  test('gets no leave for its scripts', async () => {
    const { headers } = await ask(graphql, {
      method: 'OPTIONS',
      headers: { origin: EVIL, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    for (const origin of [EVIL, 'null', `${SHOP}.evil.example.com`, 'https://SHOP.example.com', 'http://shop.example.com']) {
      const { headers } = await post(gateway.url, PAGE, { origin });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers.vary).toContain('Origin');
    }
  });
});

describe('a script of the storefront', () => {
  test('has leave to ask with its headers, for two hours', async () => {
    const { status, headers } = await ask(graphql, {
      method: 'OPTIONS',
      headers: { origin: SHOP, 'access-control-request-method': 'POST', 'access-control-request-headers': 'sc_apikey' },
    });
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': SHOP,
      'access-control-allow-methods': 'GET, POST',
      'access-control-max-age': '7200',
      vary: expect.stringContaining('Origin'),
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    const allowed = headers['access-control-allow-headers']?.split(', ');
    expect(allowed).toEqual(
      expect.arrayContaining([
        'content-type',
        'authorization',
        'sc_apikey',
        'x-api-key',
        'x-sitecore-contextid',
        'idempotency-key',
        'apollo-require-preflight',
        'x-apollo-operation-name',
        'x-client-assertion',
        'traceparent',
        'x-correlation-id',
        'sc_editMode',
        'sc_previewMode',
        'apollographql-client-name',
        'apollographql-client-version',
        'baggage',
        'sentry-trace',
        'tracestate',
        'x-request-id',
        'x-tenant',
        'x-datadog-trace-id',
      ]),
    );
  });

  const readable = { 'access-control-allow-origin': SHOP, vary: expect.stringContaining('Origin') };

  test('reads answers of both ways, and the headers that it needs', async () => {
    for (const query of [PAGE, '{ categories { name } }']) {
      const { status, headers } = await post(gateway.url, query, { origin: SHOP });
      expect(status).toBe(200);
      expect(headers).toMatchObject(readable);
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
      const exposed = headers['access-control-expose-headers']?.split(', ');
      expect(exposed).toEqual([
        'Retry-After',
        'RateLimit',
        'RateLimit-Policy',
        'Server-Timing',
        'x-correlation-id',
        'x-operation-cost',
        'x-operation-cost-limit',
        'ETag',
      ]);
    }
  });

  test.each([
    ['400', 400, JSON_BODY, '{'],
    ['406', 406, { ...JSON_BODY, accept: 'text/html' }, BODY],
    ['413', 413, JSON_BODY, `{"query":"${'x'.repeat(2_000_000)}"}`],
    ['415', 415, { 'content-type': 'text/plain' }, BODY],
  ])('reads why it was refused with %s', async (_, status, headers, body) => {
    expect(await ask(graphql, { headers: { ...headers, origin: SHOP }, body })).toMatchObject({ status, headers: readable });
  });

  describe('while there is too much to do', () => {
    const release: (() => void)[] = [];
    afterEach(() => {
      for (const leave of release.splice(0)) leave();
    });

    test('reads that, and when to come back', async () => {
      const admission = gateway.gateway.app.get(Admission);
      for (let entered = 0; entered < 5_000; entered++) {
        admission.enter();
        release.push(() => admission.leave());
      }
      const { status, headers } = await post(gateway.url, PAGE, { origin: SHOP });
      expect(status).toBe(503);
      expect(headers).toMatchObject({ ...readable, 'retry-after': expect.stringMatching(/^[1-4]$/) });
    });
  });
});

describe('every answer of the API', () => {
  test.each([
    ['with a plan', 'POST', '/graphql', JSON_BODY, BODY],
    ['without a plan', 'POST', '/graphql', JSON_BODY, JSON.stringify({ query: '{ warehouses { name } }' })],
    ['that is refused', 'POST', '/graphql', JSON_BODY, '{'],
    ['to nothing', 'GET', '/nowhere', {}, undefined],
    ['about keys', 'GET', '/.well-known/jwks.json', {}, undefined],
    ['about health', 'GET', '/health/ready', {}, undefined],
    ['to an address that is none', 'GET', '/%', {}, undefined],
  ])('%s is data alone to a browser', async (_, method, path, headers, body) => {
    const answer = await ask(gateway.url + path, { method, headers, body });
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000',
      'x-correlation-id': expect.any(String),
    });
    for (const name of ['server', 'x-powered-by', 'set-cookie']) expect(answer.headers).not.toHaveProperty(name);
  });

  test('the GraphiQL page loads nothing from elsewhere, and nobody frames it', async () => {
    const { headers } = await ask(graphql, { method: 'GET', headers: { accept: 'text/html' } });
    expect(headers['content-type']).toContain('text/html');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toMatch(/script-src|unsafe-eval|https?:/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });
});

describe('compression', () => {
  const plain = () => post(gateway.url, PAGE);

  it.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ])('in %s gives the same answer in fewer bytes, however often it is asked for', async (encoding, decompress) => {
    const whole = (await plain()).body;
    expect(whole.length).toBeGreaterThan(1_024);
    for (let time = 1; time <= 3; time++) {
      const { headers, body } = await post(gateway.url, PAGE, { 'accept-encoding': encoding });
      expect(headers['content-encoding']).toBe(encoding);
      expect(headers['content-length']).toBe(String(body.length));
      expect(body.length).toBeLessThan(whole.length / 2);
      expect(decompress(body)).toEqual(whole);
    }
  });

  it('is of answers of Apollo Server too', async () => {
    const query = '{ again: categories { name children { name children { name id } } } }';
    const { headers } = await post(gateway.url, query, { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBe('gzip');
  });

  it.each([undefined, '', 'identity', 'deflate', 'gzip;q=0, br;q=0'])('is not for who accepts %j', async (accepted) => {
    const { headers } = await post(gateway.url, PAGE, accepted === undefined ? {} : { 'accept-encoding': accepted });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(headers.vary).toContain('Accept-Encoding');
  });

  it('is not of short answers', async () => {
    const { headers } = await post(gateway.url, '{ warehouses { code } }', { 'accept-encoding': 'gzip' });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(headers.vary).toBe('Origin, Accept-Encoding');
  });

  it('is not of what a mutation answers: it may hold session tokens', async () => {
    const signIn = `mutation { login(input: { email: "nell.hargate@example.com", password: "try-the-sandbox" }) {
      session { accessToken refreshToken } viewer { user { name } account { name ${ADDRESSES} again: ${ADDRESSES} } }
    } }`;
    const { headers, body } = await post(gateway.url, signIn, { 'accept-encoding': 'gzip, br' });
    expect(JSON.parse(body.toString())).toMatchObject({ data: { login: { session: { accessToken: expect.any(String) } } } });
    expect(body.length).toBeGreaterThan(1_024);
    expect(headers).not.toHaveProperty('content-encoding');
  });
});

describe('a gateway without settings', () => {
  let other: TestGateway;
  let others: string[];

  beforeAll(async () => {
    others = [await createDatabase(), await createDatabase()];
    other = await TestGateway.start({ DATABASE_URL: others[0], GP_URL: others[1], COMPRESS_ANSWERS: 'false' });
  });
  afterAll(async () => {
    await other.stop();
    for (const database of others) await dropDatabase(database);
  });

  it('lets no site ask, answers preflights with no leave, and promises no encryption', async () => {
    const preflight = await ask(`${other.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: SHOP, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    for (const { headers } of [preflight, await post(other.url, PAGE, { origin: SHOP })]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers).not.toHaveProperty('strict-transport-security');
    }
  });

  it('compresses nothing where a proxy does', async () => {
    const { headers } = await post(other.url, PAGE, { 'accept-encoding': 'gzip, br' });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(headers).not.toHaveProperty('vary');
  });
});

test.each(['*', 'shop.example.com', 'https://shop.example.com/', 'https://*.example.com', 'null', `${SHOP},*`])(
  'CORS_ORIGINS %s is refused at the start',
  async (origins) => {
    await expect(TestGateway.start({ CORS_ORIGINS: origins })).rejects.toThrow(/^CORS_ORIGINS: expected /);
  },
);
