import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { Collector } from './collector.js';

const PAGE = `query StockPage($skus: [ID!]!) {
  viewer { account { number } }
  products(skus: $skus) { sku price { __typename } availability { __typename } }
}`;
const SKUS = ['CUT-4', 'CUT-6'];
const EMAIL = 'nell.hargate@example.com';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

let databases: string[];
let collector: Collector;
let gateway: TestGateway | undefined;

beforeAll(async () => {
  databases = await Promise.all([createDatabase(), createDatabase()]);
});
beforeEach(async () => {
  collector = await Collector.start();
});
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
  await collector.stop();
});
afterAll(() => Promise.all((databases ?? []).map(dropDatabase)));

async function start(environment: NodeJS.ProcessEnv): Promise<TestGateway> {
  const [DATABASE_URL, GP_URL] = databases;
  // A busy machine refuses none of what is traced here.
  const patient = { GP_DEADLINE_MS: '5000', SHED_PAGES_AT_MS: '60000', SHED_CHECKOUTS_AT_MS: '60000' };
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL, ...patient, ...environment });
  await gateway.forgetFacts();
  return gateway;
}

/** What the collector has when the gateway has ended, which sends the last of it. */
async function spansAtTheEnd() {
  await gateway?.stop();
  gateway = undefined;
  return collector.spans;
}

async function page(
  { url }: TestGateway,
  headers: Record<string, string> = {},
): Promise<{ status: number; correlationId: string }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: PAGE, variables: { skus: SKUS } }),
  });
  await response.text();
  return { status: response.status, correlationId: response.headers.get('x-correlation-id') ?? '' };
}

describe('a trace', () => {
  it("leads from the caller's own span over the request to the questions put to GP", async () => {
    const { spansNamed, request } = await traced({ traceparent: `00-${TRACE}-${SPAN}-01` });
    expect(request).toMatchObject({
      traceId: TRACE,
      parentSpanId: SPAN,
      kind: 2,
      attributes: { 'http.response.status_code': 200, 'graphql.operation.name': 'StockPage', 'gateway.correlation_id': TRACE },
    });
    const [stock] = spansNamed('gp.stock.levels');
    expect(stock).toMatchObject({ traceId: TRACE, parentSpanId: request.spanId, kind: 3 });
    expect(Number(request.attributes['gateway.gp.questions'])).toBeGreaterThan(0);
    expect([...collector.services]).toEqual(['storefront-east']);
    expect([...collector.paths]).toEqual(['/v1/traces']);
  });

  it('begins with the request where the caller has none, and has the correlation ID', async () => {
    const { request, correlationId } = await traced({});
    expect(request.parentSpanId).toBeUndefined();
    expect(request.attributes['gateway.correlation_id']).toBe(correlationId);
  });

  it('shows what failed, and holds nothing of persons and nothing that was sent', async () => {
    const started = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const token = await started.signIn(EMAIL, 'HARGATE');
    await started.forgetFacts();
    started.gp.make({ failing: true });
    await page(started, { authorization: `Bearer ${token}`, 'x-correlation-id': EMAIL });
    const failed = (await spansAtTheEnd()).filter(({ name, status }) => name.startsWith('gp.') && status === 2);
    expect(failed.length).toBeGreaterThan(0);
    for (const { attributes } of failed) expect(attributes['error.type']).toEqual(expect.any(String));
    for (const secret of [EMAIL, 'HARGATE', token, ...SKUS, 'totalAvailable', '127.0.0.1']) {
      expect(collector.text).not.toContain(secret);
    }
  });

  it('goes to the address for traces as it stands, where there is one', async () => {
    await traced(
      {},
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/tenants/7`, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
    );
    expect([...collector.paths]).toEqual(['/tenants/7']);
  });

  it('is made of as many requests as the sampler takes', async () => {
    const started = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
    });
    expect((await page(started)).status).toBe(200);
    await started.forgetFacts();
    expect((await page(started, { traceparent: `00-${TRACE}-${SPAN}-01` })).status).toBe(200);
    const spans = await spansAtTheEnd();
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
    expect(spans.length).toBeGreaterThan(1);
  });
});

describe('a collector', () => {
  it('that is away costs no request anything', async () => {
    const started = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    for (let request = 0; request < 5; request++) expect((await page(started)).status).toBe(200);
    await spansAtTheEnd();
  });

  it('that hangs keeps no gateway from ending', async () => {
    const hanging = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => hanging.once('listening', resolve));
    const address = hanging.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const started = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
    expect((await page(started)).status).toBe(200);
    await spansAtTheEnd();
    hanging.close();
  });
});

/** One page, traced, and what the collector has of it. */
async function traced(headers: Record<string, string>, environment: NodeJS.ProcessEnv = {}) {
  const started = await start({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: 'storefront-east',
    ...environment,
  });
  const { status, correlationId } = await page(started, headers);
  expect(status).toBe(200);
  const spans = await spansAtTheEnd();
  const spansNamed = (name: string) => spans.filter((span) => span.name === name);
  const [request] = spansNamed('StockPage');
  if (!request) throw new Error(`No span of the request among ${spans.map(({ name }) => name).join(', ')}`);
  return { request, spansNamed, correlationId };
}
