import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Contract } from '../../src/contract/index.js';
import { Readiness } from '../../src/draining/index.js';
import { Admission } from '../../src/resilience/index.js';
import { orderOf, PLACE_ORDER } from '../ordering/checkout.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { ask } from './asked.js';

interface Client {
  request<Data = Contract.Query>(query: string, variables?: Record<string, unknown>): Promise<Data>;
}

interface SitecorePackage {
  readonly GraphQLRequestClient: new (
    endpoint: string,
    options?: { headers?: Record<string, string>; apiKey?: string },
  ) => Client;
}

/** The packages are CommonJS; the Content SDK's ES modules are for bundlers only. */
const sitecorePackage = createRequire(import.meta.url) as (name: string) => SitecorePackage;

const CLIENTS = [
  { client: 'sitecore-jss 22', name: 'sitecore-jss-22/graphql.js' },
  { client: 'sitecore-jss 23', name: 'sitecore-jss-23/graphql.js' },
  { client: 'Content SDK 2', name: '@sitecore-content-sdk/core' },
];

const digestOf = (key: string) => createHash('sha256').update(key).digest('hex');

const SHOP = 'https://shop.example.com';
const SKUS = ['CUT-4', 'HCS5-38-2-ZN'];
const PAGE = `query Page($skus: [ID!]!) {
  viewer { account { status { ... on AccountStatus { onHold } ... on Unavailable { reason } } } }
  products(skus: $skus) {
    sku
    name
    price { ... on Price { unitPrice { amount } asOf source } ... on Unavailable { reason } }
    availability { ... on Availability { totalAvailable } ... on Unavailable { reason } }
    categories { id name products { nodes { id sku name } } }
  }
}`;
const PRICE_OF = (sku: string) =>
  `query Price { product(sku: "${sku}") { price { ... on Price { unitPrice { amount } } ... on Unavailable { reason } } } }`;
/** However busy the machine is that runs the test. */
const PATIENTLY = { interval: 200 };
const UNAVAILABLE = { reason: 'ERP_UNAVAILABLE' };

let databases: string[];
let gateway: TestGateway;
let nell: string;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({
    DATABASE_URL: databases[0],
    GP_URL: databases[1],
    QUERY_PLANS: 'on',
    CORS_ORIGINS: SHOP,
    ORDER_PUSH_PATIENCE_MS: '100',
    CLIENTS: JSON.stringify({ clients: [{ name: 'storefront', class: 'SERVER', keys: [{ sha256: digestOf('{B3F1}') }] }] }),
  });
  nell = await gateway.signIn('nell.hargate@example.com');
});
afterEach(() => gateway.gp.make({}));
afterAll(async () => {
  await gateway.stop();
  for (const database of databases) await dropDatabase(database);
});

describe.each(CLIENTS)("Sitecore's $client", ({ name }) => {
  const { GraphQLRequestClient } = sitecorePackage(name);
  let wire: Wire;
  let client: Client;

  beforeEach(async () => {
    wire = await Wire.to(gateway.url);
    client = new GraphQLRequestClient(`${wire.url}/graphql`, { apiKey: '{B3F1}', headers: { authorization: `Bearer ${nell}` } });
  });
  afterEach(() => wire.close());

  test('1. accepts anything, and gets application/json, with a plan or without', async () => {
    for (let time = 1; time <= 3; time++) await client.request(PAGE, { skus: SKUS });
    expect(wire.passed).toHaveLength(3);
    for (const { asked, answered } of wire.passed) {
      expect(asked.accept).toBe('*/*');
      expect(asked.sc_apikey).toBe('{B3F1}');
      expect(answered['content-type']).toBe('application/json; charset=utf-8');
    }
  });

  test('2. gets the whole page while GP fails, without any error', async () => {
    await gateway.forgetFacts();
    gateway.gp.make({ failing: true });
    const { viewer, products } = await client.request(PAGE, { skus: SKUS });
    expect(viewer?.account?.status).toEqual(UNAVAILABLE);
    expect(products).toMatchObject(SKUS.map((sku) => ({ sku, price: UNAVAILABLE, availability: UNAVAILABLE })));
    expect(wire.passed.map(({ status }) => status)).toEqual([200]);
  });

  test('2. gets what others may see where a visitor asks for what is not theirs', async () => {
    const visitor = new GraphQLRequestClient(`${wire.url}/graphql`);
    const { viewer, products } = await visitor.request(PAGE, { skus: SKUS });
    expect(viewer).toBeNull();
    expect(products.map((product) => product?.sku)).toEqual(SKUS);
  });

  test('3. and 4. come back by themselves while there is too much to do, and not before they are told to', async () => {
    const admission = gateway.gateway.app.get(Admission);
    const crowd = Array.from({ length: 5_000 }, () => admission.enter());
    gateway.gp.resetQuestions();
    let askedByRefused: number | undefined;
    wire.afterFirst = () => {
      askedByRefused = gateway.gp.questions;
      for (const _ of crowd) admission.leave();
    };
    const { products } = await client.request(PAGE, { skus: SKUS });
    expect(products).toHaveLength(2);
    const [refused, answered] = wire.passed;
    expect(refused).toMatchObject({ status: 503, answered: { 'retry-after': expect.stringMatching(/^[1-4]$/) } });
    expect(answered?.status).toBe(200);
    expect((answered?.atMs ?? 0) - (refused?.atMs ?? 0)).toBeGreaterThanOrEqual(
      Number(refused?.answered['retry-after']) * 1_000 - 5,
    );
    expect(askedByRefused).toBe(0);
  });

  test('5. sends a mutation twice, and places one order', async () => {
    const input = orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }]);
    const own = { ...input, idempotencyKey: `${input.idempotencyKey}-${name}`, reference: `W-${name.length}-${input.reference}` };
    // A test before this one may have left GP's breaker open: then nothing is accepted, and the same is sent again.
    const once = await vi.waitFor(async () => {
      const answer = await client.request<Contract.Mutation>(PLACE_ORDER, { input: own });
      expect(answer.placeOrder.userErrors).toEqual([]);
      return answer;
    }, PATIENTLY);
    const again = await client.request<Contract.Mutation>(PLACE_ORDER, { input: own });
    expect(once.placeOrder.submission?.id).toEqual(expect.any(String));
    expect(again.placeOrder.submission?.id).toBe(once.placeOrder.submission?.id);
  });

  test('5. gets the status of an order that GP hangs over, and no 502 or 504', async () => {
    const input = orderOf([{ sku: 'CUT-4', quantity: '1', unitPrice: '1.92' }]);
    const own = { ...input, idempotencyKey: `${input.idempotencyKey}-h-${name}` };
    await client.request(PAGE, { skus: SKUS });
    gateway.gp.make({ hanging: true });
    const { placeOrder } = await client.request<Contract.Mutation>(PLACE_ORDER, { input: own });
    expect(placeOrder.submission?.status ?? placeOrder.userErrors[0]?.code).toMatch(/^(RECEIVED|TEMPORARILY_UNAVAILABLE)$/);
    expect(wire.passed.every(({ status }) => status === 200)).toBe(true);
  });

  test('6. has no timeout of its own, and gets its page while GP hangs', async () => {
    await gateway.forgetFacts();
    gateway.gp.make({ hanging: true });
    const { products } = await client.request(PAGE, { skus: SKUS });
    expect(products).toMatchObject(SKUS.map((sku) => ({ sku, price: UNAVAILABLE })));
  });

  test('7. asks for each component by itself, and GP is asked as for one', async () => {
    const skus = ['CUT-4', 'CUT-14', 'HCS5-38-2-ZN', 'THHN-12-BK'];
    const questionsOf = async (pages: readonly string[]) => {
      await gateway.forgetFacts();
      await Promise.all(pages.map((page) => new GraphQLRequestClient(`${wire.url}/graphql`).request(page)));
      return gateway.gp.questions;
    };
    const ofOne = await questionsOf([PRICE_OF('CUT-4')]);
    const ofAll = await questionsOf(skus.map(PRICE_OF));
    expect(ofOne).toBeGreaterThan(0);
    expect(ofAll).toBeLessThan(ofOne * skus.length);
  });

  test('8. has nothing to print but a text of the list: no guess at the schema, no variables', async () => {
    const failed = await client.request('query Wrong { prodact(sku: "x") { name } }', { secret: 'of-the-buyer' }).catch((e) => e);
    expect(failed.response).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    expect(JSON.stringify(failed.response.errors)).not.toMatch(/did you mean|of-the-buyer|stack|\.js/i);
    expect(wire.passed[0]?.answered['x-correlation-id']).toMatch(/^[0-9a-f]{16}$/);
  });

  test('8. learns of an access token that has ended with the first answer', async () => {
    const ended = new GraphQLRequestClient(`${wire.url}/graphql`, { headers: { authorization: 'Bearer ended' } });
    await expect(ended.request(PAGE, { skus: SKUS })).rejects.toMatchObject({ response: { status: 401 } });
    expect(wire.passed).toHaveLength(1);
  });

  test('9. may ask from the browser with all the headers that it sends', async () => {
    await client.request(PAGE, { skus: SKUS });
    const ownHeaders = Object.keys(wire.passed[0]?.asked ?? {}).filter((header) => !SET_BY_BROWSERS.has(header));
    const { headers } = await ask(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: SHOP,
        'access-control-request-method': 'POST',
        'access-control-request-headers': ownHeaders.join(','),
      },
    });
    expect(headers['access-control-allow-origin']).toBe(SHOP);
    const allowed = headers['access-control-allow-headers']?.toLowerCase().split(', ');
    expect(ownHeaders).toContain('sc_apikey');
    for (const header of ownHeaders) expect(allowed).toContain(header);
  });

  test('10. sends what no form can', async () => {
    await client.request(PAGE, { skus: SKUS });
    expect(wire.passed[0]?.asked['content-type']).toMatch(/^application\/json/);
    expect(wire.passed[0]?.method).toBe('POST');
  });

  test('11. asks with POST alone, and nobody stores what it is answered', async () => {
    await client.request(PAGE, { skus: SKUS });
    await new GraphQLRequestClient(`${wire.url}/graphql`).request('{ categories { id } }');
    for (const { method, answered } of wire.passed) {
      expect(method).toBe('POST');
      expect(answered['cache-control']).toContain('no-store');
    }
  });

  test('13. tells what asks by its key, so that one address is not one visitor', async () => {
    await client.request(PAGE, { skus: SKUS });
    expect(wire.passed[0]?.asked.sc_apikey).toBe('{B3F1}');
    expect(wire.passed[0]?.answered['ratelimit-policy']).toContain('"server";q=20000;w=10');
  });

  test('14. may keep its connection for longer than it does', async () => {
    await client.request(PAGE, { skus: SKUS });
    expect(wire.passed[0]?.answered['keep-alive']).toBe('timeout=75');
  });

  test('15. accepts compressed answers, and reads them', async () => {
    const { products } = await client.request(PAGE, { skus: SKUS });
    expect(products.map((product) => product?.sku)).toEqual(SKUS);
    expect(wire.passed[0]?.asked['accept-encoding']).toMatch(/gzip/);
    expect(wire.passed[0]?.answered['content-encoding']).toMatch(/^(br|gzip)$/);
    expect(wire.passed[0]?.answered.vary).toContain('Accept-Encoding');
  });

  test('no answer depends on its extensions, which never reach its caller', async () => {
    await client.request(PAGE, { skus: SKUS });
    expect(Object.keys(JSON.parse(await plainAnswer()))).toEqual(['data']);
  });

  const plainAnswer = async () => {
    const body = JSON.stringify({ query: PAGE, variables: { skus: SKUS } });
    return (await ask(`${gateway.url}/graphql`, { headers: { 'content-type': 'application/json' }, body })).body.toString();
  };
});

test("12. an array of their templates' questions is answered side by side, and no more than ten", async () => {
  const arrayOf = (count: number) => Array.from({ length: count }, (_, index) => ({ query: PRICE_OF(SKUS[index % 2] ?? '') }));
  const post = (questions: unknown) =>
    ask(`${gateway.url}/graphql`, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(questions) });
  const { status, body } = await post(arrayOf(10));
  expect(status).toBe(200);
  const answers = JSON.parse(body.toString()) as { data: Contract.Query }[];
  expect(answers.map(({ data }) => data.product?.price)).not.toContainEqual(null);
  expect(answers).toHaveLength(10);
  expect((await post(arrayOf(11))).status).toBe(400);
});

// For good: there is no way back for an instance that leaves.
test('14. every answer of an instance that leaves closes its connection, so that the next request goes elsewhere', async () => {
  const leaving = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
  try {
    const question = { headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' };
    expect((await ask(`${leaving.url}/graphql`, question)).headers.connection).toBe('keep-alive');
    leaving.gateway.app.get(Readiness).leave();
    const { status, headers } = await ask(`${leaving.url}/graphql`, question);
    expect([status, headers.connection]).toEqual([200, 'close']);
  } finally {
    await leaving.stop();
  }
});

test('the clients are those that the guide names', () => {
  const guide = readFileSync('docs/storefront.md', 'utf8');
  for (const named of ['`@sitecore-jss/sitecore-jss` 22 and 23', '`@sitecore-content-sdk/core` 2'])
    expect(guide).toContain(named);
});

/** What browsers and servers add by themselves. */
const SET_BY_BROWSERS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'connection',
  'content-length',
  'host',
  'sec-fetch-mode',
  'transfer-encoding',
  'user-agent',
]);

interface Passed {
  readonly method: string | undefined;
  readonly asked: Record<string, string | string[] | undefined>;
  readonly status: number;
  readonly answered: Record<string, string | string[] | undefined>;
  readonly atMs: number;
}

/** Between a client and the gateway: hands everything on as it is, and notes it. */
class Wire {
  readonly passed: Passed[] = [];
  /** Done once the first answer is there. */
  afterFirst: (() => void) | undefined;

  private constructor(private readonly server: Server) {}

  static async to(gatewayUrl: string): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(server);
    server.on('request', async (question, reply) => {
      const { method = 'POST', url = '/', headers: asked } = question;
      const body = await buffer(question);
      const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...headers } = asked;
      const answer = await ask(gatewayUrl + url, { method, headers: headers as Record<string, string>, body });
      wire.passed.push({ method, asked, status: answer.status, answered: answer.headers, atMs: performance.now() });
      if (wire.passed.length === 1) wire.afterFirst?.();
      const { connection, 'transfer-encoding': ____, ...rest } = answer.headers;
      reply.writeHead(answer.status, rest).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get url(): string {
    const address = this.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The wire is cut.');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
