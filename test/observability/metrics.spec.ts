import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../src/config/index.js';
import { startGateway } from '../../src/gateway.js';
import { CHECK_CART, orderOf, place } from '../ordering/checkout.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { RedisServer } from '../support/redis-server.js';
import { TestGateway } from '../support/test-gateway.js';
import { scrape } from './scraped.js';

const PAGE = `query CategoryPage($skus: [ID!]!) {
  viewer { account { number } }
  products(skus: $skus) {
    sku
    price { __typename ... on Price { unitPrice { amount } source } }
    availability { __typename ... on Availability { totalAvailable source } }
  }
}`;
const SKUS = ['CUT-4', 'CUT-6', 'CUT-14', 'CWR-38'];
/** A busy machine refuses none of what is counted here. */
const PATIENT = { SHED_PAGES_AT_MS: '60000', SHED_CHECKOUTS_AT_MS: '60000' };
const EMAIL = 'nell.hargate@example.com';

let databases: string[];
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL, GP_DEADLINE_MS: '5000', QUERY_PLANS: 'on', ...PATIENT });
  token = await gateway.signIn(EMAIL, 'HARGATE');
});

beforeEach(() => gateway.forgetFacts());
afterEach(() => gateway.gp.make({}));

afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
});

const scrapeNow = () => scrape(gateway.gateway.metricsUrl);
const page = () => gateway.ask(PAGE, { skus: SKUS }, token);

/** How much each of a metric's samples with these labels has grown while something was done. */
async function growth(name: string, labels: Readonly<Record<string, string>>, done: () => Promise<unknown>): Promise<number> {
  const before = (await scrapeNow()).total(name, labels);
  await done();
  return (await scrapeNow()).total(name, labels) - before;
}

describe('the metrics', () => {
  it('tell where the facts of a page came from: GP at first, memory from then on', async () => {
    const stock = { kind: 'inventory.stock.v1' };
    const cold = await growth('gateway_reads_total', { ...stock, source: 'erp' }, page);
    expect(cold).toBe(SKUS.length);
    expect(await growth('gateway_reads_total', { ...stock, source: 'erp' }, page)).toBe(0);
  });

  it('tell how many keys travelled in one question, and how long GP took for it', async () => {
    gateway.gp.make({ latencyMs: 20 });
    const before = await scrapeNow();
    await page();
    const after = await scrapeNow();
    const grown = (name: string, labels: Record<string, string>) => after.total(name, labels) - before.total(name, labels);
    const kind = 'inventory.stock.v1';
    expect(grown('gateway_question_keys_count', { kind })).toBe(1);
    expect(grown('gateway_question_keys_sum', { kind })).toBe(SKUS.length);
    expect(grown('gateway_question_seconds_sum', { kind, outcome: 'answered' })).toBeGreaterThan(0.015);
    const operation = 'gp.stock.levels';
    expect(grown('gateway_gp_calls_total', { operation, outcome: 'answered' })).toBe(1);
    expect(grown('gateway_gp_call_seconds_sum', { operation, outcome: 'answered' })).toBeGreaterThan(0.015);
    expect(after.total('gateway_gp_breaker_state', { operation, state: 'closed' })).toBe(1);
    expect(after.total('gateway_gp_calls_limit', { operation })).toBeGreaterThan(0);
    expect(after.total('gateway_gp_calls_running', { operation })).toBe(0);
  });

  it('tell of a GP that fails', async () => {
    gateway.gp.make({ failing: true });
    const before = await scrapeNow();
    await page();
    const after = await scrapeNow();
    const grown = (name: string, labels: Record<string, string>) => after.total(name, labels) - before.total(name, labels);
    expect(grown('gateway_reads_total', { kind: 'inventory.stock.v1', source: 'unavailable' })).toBe(SKUS.length);
    expect(grown('gateway_gp_calls_total', { operation: 'gp.stock.levels', outcome: 'failed' })).toBe(1);
    expect(grown('gateway_question_seconds_count', { kind: 'inventory.stock.v1', outcome: 'failed' })).toBe(1);
  });

  it('tell of each operation how often it was answered, how long that took and what it waited for', async () => {
    const before = await scrapeNow();
    await page();
    await page();
    await gateway.ask('{ __typename }');
    const after = await scrapeNow();
    const grown = (name: string, operation: string) => after.total(name, { operation }) - before.total(name, { operation });
    expect(grown('gateway_operation_seconds_count', 'CategoryPage')).toBe(2);
    expect(grown('gateway_operation_seconds_sum', 'CategoryPage')).toBeGreaterThan(0);
    expect(grown('gateway_operation_answers_total', 'CategoryPage')).toBe(2);
    expect(grown('gateway_operation_gp_questions_total', 'CategoryPage')).toBeGreaterThan(0);
    expect(grown('gateway_operation_gp_wait_seconds_total', 'CategoryPage')).toBeGreaterThan(0);
    expect(grown('gateway_operation_seconds_count', 'unnamed')).toBe(1);
    expect(grown('gateway_operation_gp_questions_total', 'unnamed')).toBe(0);
  });

  it('say how each answer was executed', async () => {
    await page();
    const { samples } = await scrapeNow();
    const executions = samples.filter(({ name }) => name === 'gateway_operation_answers_total');
    for (const { labels } of executions) expect(['kept', 'plan', 'plain', 'none']).toContain(labels.executed_by);
    expect(executions.some(({ labels }) => labels.operation === 'CategoryPage' && labels.executed_by !== 'none')).toBe(true);
  });

  it('are those of the process too', async () => {
    const { samples } = await scrapeNow();
    const names = new Set(samples.map(({ name }) => name));
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']) {
      expect(names).toContain(name);
    }
  });

  it('have labels of a bounded number and of nobody, whatever callers send', async () => {
    const { samples: before } = await scrapeNow();
    for (let batch = 0; batch < 10; batch++) {
      const asked = Array.from({ length: 30 }, (_, index) => gateway.ask(`query Made${batch}x${index} { __typename }`));
      for (const { status } of await Promise.all(asked)) expect(status).toBe(200);
    }
    expect((await gateway.ask(`query ${'L'.repeat(500)} { __typename }`)).status).toBe(200);
    const { samples } = await scrapeNow();
    const operations = samples.filter(({ name }) => name === 'gateway_operation_seconds_count');
    expect(operations.length).toBeLessThanOrEqual(201);
    expect(operations.find(({ labels }) => labels.operation === 'other')?.value).toBeGreaterThan(100);
    const labels = new Set(samples.flatMap((sample) => Object.values(sample.labels)));
    for (const secret of [EMAIL, 'HARGATE', token, ...SKUS, 'L'.repeat(500)])
      expect([...labels].join('\n')).not.toContain(secret);
    const others = (all: typeof before) => all.filter((sample) => sample.labels.operation?.startsWith('gp.') ?? true).length;
    expect(others(samples)).toBe(others(before));
  });
});

describe("the metrics of the gateway's own helpers", () => {
  let other: TestGateway;
  let otherDatabases: string[];
  let database: FaultProxy;
  let redis: RedisServer;
  let buyer: string;

  beforeAll(async () => {
    otherDatabases = await Promise.all([createDatabase(), createDatabase()]);
    const [own, GP_URL] = otherDatabases;
    database = await FaultProxy.before(own ?? '');
    redis = await RedisServer.start();
    other = await TestGateway.start({ DATABASE_URL: database.url, GP_URL, REDIS_URL: redis.url, ...PATIENT });
    buyer = await other.signIn(EMAIL, 'HARGATE');
  });
  afterEach(async () => {
    other.gp.make({});
    await database.make(undefined);
  });
  afterAll(async () => {
    await other?.stop();
    await database?.close();
    await redis?.remove();
    await Promise.all((otherDatabases ?? []).map(dropDatabase));
  });

  const scrapeOther = () => scrape(other.gateway.metricsUrl);
  const waiting = async () => {
    const { samples } = await scrapeOther();
    return samples.filter(({ name }) => name.startsWith('gateway_submissions_')).map(({ name, value }) => ({ name, value }));
  };
  const NONE = [
    { name: 'gateway_submissions_waiting', value: 0 },
    { name: 'gateway_submissions_oldest_seconds', value: 0 },
  ];

  it('tell how Redis is and what it was good for', async () => {
    const looks = async () => {
      const { total } = await scrapeOther();
      return total('gateway_shared_level_facts_total', { outcome: 'miss' });
    };
    const isReady = async () => (await scrapeOther()).total('gateway_shared_level_state', { state: 'ready' });
    await vi.waitFor(async () => expect(await isReady()).toBe(1));
    const before = await looks();
    await other.ask(PAGE, { skus: SKUS }, buyer);
    expect(await looks()).toBeGreaterThan(before);
    await redis.cut();
    await vi.waitFor(async () => expect(await isReady()).toBe(0));
    await redis.startAgain();
  });

  it('tell of orders that wait for GP', async () => {
    expect(await waiting()).toEqual(NONE);
    await other.ask(CHECK_CART, { input: { lines: [{ sku: 'CUT-4', quantity: '1' }] } }, buyer);
    other.gp.make({ failing: true });
    const order = orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }]);
    expect((await place(other, order, buyer)).submission).toMatchObject({ status: 'RECEIVED' });
    expect(await waiting()).toEqual([
      { name: 'gateway_submissions_waiting', value: 1 },
      { name: 'gateway_submissions_oldest_seconds', value: expect.any(Number) },
    ]);
    other.gp.make({});
    await vi.waitFor(async () => expect(await waiting()).toEqual(NONE), { interval: 100 });
  });

  it.each(['away', 'hanging'] as const)('are there without the orders while the database is %s', async (fault) => {
    await database.make(fault);
    expect(await waiting()).toEqual([]);
    expect((await scrapeOther()).total('process_cpu_seconds_total')).toBeGreaterThan(0);
    await database.make(undefined);
    await vi.waitFor(async () => expect(await waiting()).toEqual(NONE), { interval: 100 });
  });
});

describe('a port of their own', () => {
  let other: TestGateway;
  let otherDatabases: string[];

  beforeAll(async () => {
    otherDatabases = await Promise.all([createDatabase(), createDatabase()]);
    const [DATABASE_URL, GP_URL] = otherDatabases;
    other = await TestGateway.start({ DATABASE_URL, GP_URL, METRICS_PORT: '0', METRICS_TOKEN: 'a-token-for-prometheus' });
  });
  afterAll(async () => {
    await other?.stop();
    await Promise.all((otherDatabases ?? []).map(dropDatabase));
  });

  it('has the metrics, for whoever has the token, and the other port has not', async () => {
    const { metricsUrl } = other.gateway;
    expect(new URL(metricsUrl).port).not.toBe(new URL(other.url).port);
    const { total } = await scrape(metricsUrl, { authorization: 'Bearer a-token-for-prometheus' });
    expect(total('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect((await fetch(metricsUrl)).status).toBe(401);
    expect((await fetch(`${other.url}/metrics`)).status).toBe(404);
  });

  it('stops the start where it is in use', async () => {
    const [DATABASE_URL, GP_URL] = otherDatabases;
    const environment = { DATA_DIR: other.folder, HOST: '127.0.0.1', PORT: '0', DATABASE_URL, GP_URL };
    const { port } = new URL(gateway.url);
    await expect(startGateway(readEnvironment({ ...environment, METRICS_PORT: port }), false)).rejects.toThrow(
      `Cannot listen on HOST 127.0.0.1, METRICS_PORT ${port}: the port is in use.`,
    );
  });
});
