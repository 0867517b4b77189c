import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LivePolicy, LiveReaders, RequestBudget } from '../../src/live/index.js';
import type { LiveReader } from '../../src/live/live-reader.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { RedisServer } from '../support/redis-server.js';
import { TestGateway } from '../support/test-gateway.js';
import { Instance, POLICY, type TestFact } from './instances.js';

let server: RedisServer;
let instances: readonly Instance[];
let policy: LivePolicy;
let tests = 0;

beforeAll(async () => {
  server = await RedisServer.start();
});
beforeEach(async () => {
  policy = { ...POLICY, namespace: `test.instances.v${++tests}` };
  instances = await Promise.all([0, 1, 2].map(() => Instance.ready(server.url)));
  for (const instance of instances) await vi.waitFor(() => expect(instance.heardSince).toBe(1));
});
afterEach(() => {
  for (const instance of instances) instance.close();
});
afterAll(() => server?.remove());

/** A source that all instances ask, and that answers once the gate is open. */
function source(values: Record<string, TestFact> = {}) {
  const gate = Promise.withResolvers<void>();
  const questions: (readonly string[])[] = [];
  const askMany = async (keys: readonly string[]) => {
    questions.push(keys);
    await gate.promise;
    return new Map(keys.flatMap((key) => (key in values ? [[key, values[key]] as const] : [])));
  };
  return { questions, askMany, values, open: () => gate.resolve() };
}

const KEYS = Array.from({ length: 24 }, (_, key) => `SKU-${key}`);
const STOCK = Object.fromEntries(KEYS.map((key, number) => [key, { onHand: String(number) }]));

const [FIRST, SECOND] = [0, 1];
function at<V>(readers: readonly LiveReader<string, V>[], index: number): LiveReader<string, V> {
  const reader = readers[index];
  if (!reader) throw new Error(`no instance ${index}`);
  return reader;
}

describe('Three instances', () => {
  it('ask once for what a crowd wants from all of them at the same time', async () => {
    const gp = source({ ...STOCK, 'SKU-0': 0, 'SKU-1': [], 'SKU-2': '' });
    const readers = instances.map((instance) => instance.reader(gp.askMany, policy));
    const keys = [...KEYS, 'UNKNOWN'];
    const crowd = Promise.all(
      Array.from({ length: 1_000 }, (_, visitor) =>
        Promise.all(keys.map((key) => at(readers, visitor % readers.length).read(key, RequestBudget.toTheEnd()))),
      ),
    );
    for (const { level } of instances) await vi.waitFor(() => expect(level.figures.misses).toBeGreaterThanOrEqual(keys.length));
    gp.open();
    const pages = await crowd;
    expect(gp.questions).toEqual([keys]);
    const values = keys.map((key) => gp.values[key] ?? null);
    for (const page of pages) expect(page.map((live) => live.known && live.value)).toEqual(values);
  });

  it('know what one of them has read', async () => {
    const gp = source(STOCK);
    gp.open();
    const readers = instances.map((instance) => instance.reader(gp.askMany, policy));
    const read = await at(readers, FIRST).read('SKU-7', RequestBudget.ofPage());
    expect(read).toMatchObject({ value: { onHand: '7' }, source: 'LIVE' });
    await vi.waitFor(async () => expect(await server.call('exists', `test:{${policy.namespace}/0}:f:SKU-7`)).toBe(1));
    expect(await at(readers, SECOND).read('SKU-7', RequestBudget.ofPage())).toEqual({ ...read, source: 'CACHE' });
    expect(at(readers, SECOND).figures).toMatchObject({ shared: 1, erp: 0 });
    expect(gp.questions).toEqual([['SKU-7']]);
  });

  it('do not share a failure: the next one asks', async () => {
    const failing = Promise.withResolvers<never>();
    const gp = source(STOCK);
    gp.open();
    const first = (instances[FIRST] as Instance).reader(() => failing.promise, policy);
    const second = (instances[SECOND] as Instance).reader(gp.askMany, policy);
    const failed = first.read('SKU-1', RequestBudget.toTheEnd());
    await vi.waitFor(() => expect(instances[FIRST]?.level.figures.misses).toBeGreaterThanOrEqual(1));
    const read = second.read('SKU-1', RequestBudget.toTheEnd());
    await vi.waitFor(() => expect(instances[SECOND]?.level.figures.misses).toBeGreaterThanOrEqual(1));
    expect(gp.questions).toEqual([]);
    failing.reject(new Error('the ERP is away for this instance'));
    expect(await failed).toMatchObject({ known: false });
    expect(await read).toMatchObject({ value: { onHand: '1' }, source: 'LIVE' });
  });

  it('go on where the one that asks is never heard of again', async () => {
    // It has reserved the key, and then its process ended.
    await instances[FIRST]?.level.lookup(policy).find(new Map([['SKU-1', 'awaited']]));
    const gp = source(STOCK);
    gp.open();
    const second = (instances[SECOND] as Instance).reader(gp.askMany, policy);
    expect(await second.read('SKU-1', RequestBudget.toTheEnd())).toMatchObject({ value: { onHand: '1' }, source: 'LIVE' });
  });

  it('ask once behind the scenes, near the end of freshness', async () => {
    const lookup = instances[FIRST]?.level.lookup<unknown>(policy);
    await lookup?.find(new Map([['SKU-1', 'awaited']]));
    lookup?.store(new Map([['SKU-1', { value: 'old', readAt: Date.now() - 0.9 * POLICY.freshForMs }]]));
    const gp = source({ 'SKU-1': 'new' });
    const readers = instances.map((instance) => instance.reader(gp.askMany, policy));
    for (const reader of readers) {
      expect(await reader.read('SKU-1', RequestBudget.ofPage())).toMatchObject({ value: 'old', source: 'CACHE' });
    }
    for (const reader of readers) expect(reader.read('SKU-1', RequestBudget.ofPage())).toMatchObject({ value: 'old' });
    for (const { level } of instances) await vi.waitFor(() => expect(level.figures.hits).toBeGreaterThanOrEqual(2));
    gp.open();
    for (const reader of readers) {
      await vi.waitFor(() =>
        expect(reader.read('SKU-1', RequestBudget.ofPage())).toMatchObject({ value: 'new', source: 'CACHE' }),
      );
    }
    expect(gp.questions).toEqual([['SKU-1']]);
  });

  it('each ask for their checkouts', async () => {
    const gp = source(STOCK);
    gp.open();
    const readers = instances.map((instance) => instance.reader(gp.askMany, policy));
    const budget = RequestBudget.ofCheckout(Date.now());
    const reads = await Promise.all(readers.map((reader) => reader.read('SKU-1', budget)));
    expect(reads.map((live) => live.known && live.source)).toEqual(['LIVE', 'LIVE', 'LIVE']);
    expect(gp.questions).toHaveLength(3);
  });

  it.each([
    ['a key', (reader: LiveReader<string, TestFact>) => reader.forget('SKU-1')],
    ['a kind of facts', (reader: LiveReader<string, TestFact>) => reader.forgetAll()],
  ])('all forget %s that one of them forgets', async (_, forget) => {
    const values: Record<string, TestFact> = { 'SKU-1': 'old' };
    const gp = source(values);
    gp.open();
    const readers = instances.map((instance) => instance.reader(gp.askMany, policy));
    for (const reader of readers) expect(await reader.read('SKU-1', RequestBudget.toTheEnd())).toMatchObject({ value: 'old' });
    values['SKU-1'] = 'new';
    forget(at(readers, FIRST));
    expect(await at(readers, FIRST).read('SKU-1', RequestBudget.toTheEnd())).toMatchObject({ value: 'new' });
    for (const reader of readers) {
      await vi.waitFor(async () => expect(await reader.read('SKU-1', RequestBudget.toTheEnd())).toMatchObject({ value: 'new' }));
    }
  });

  it('never bring back what was read before it was forgotten', async () => {
    const slow = source({ 'SKU-1': 'old' });
    const gp = source({ 'SKU-1': 'new' });
    gp.open();
    const first = (instances[FIRST] as Instance).reader(gp.askMany, policy);
    const second = (instances[SECOND] as Instance).reader(slow.askMany, policy);
    const before = second.read('SKU-1', RequestBudget.toTheEnd());
    await vi.waitFor(() => expect(slow.questions).toHaveLength(1));
    first.forgetAll();
    slow.open();
    expect(await before).toMatchObject({ value: 'old' });
    expect(await first.read('SKU-1', RequestBudget.toTheEnd())).toMatchObject({ value: 'new', source: 'LIVE' });
  });

  it('check what they know once they may have missed a note', async () => {
    const values: Record<string, TestFact> = { 'SKU-1': 'old' };
    const gp = source(values);
    gp.open();
    const readers = instances.map((instance) => instance.reader(gp.askMany, policy));
    for (const reader of readers) expect(await reader.read('SKU-1', RequestBudget.toTheEnd())).toMatchObject({ value: 'old' });
    values['SKU-1'] = 'new';
    await server.call('client', 'kill', 'type', 'pubsub');
    at(readers, FIRST).forget('SKU-1');
    for (const reader of readers) {
      await vi.waitFor(async () => expect(await reader.read('SKU-1', RequestBudget.toTheEnd())).toMatchObject({ value: 'new' }));
    }
  });

  it('take no fact from Redis of a kind with changes, once the connection was lost: the server there may lack their marks', async () => {
    const gp = source(STOCK);
    gp.open();
    const readers = instances.map((instance) => instance.reader(gp.askMany, policy));
    await at(readers, FIRST).read('SKU-7', RequestBudget.ofPage());
    const generation = `test:{${policy.namespace}/0}:g`;
    await vi.waitFor(async () => expect(await server.call('exists', generation)).toBe(1));
    expect(await instances[FIRST]?.level.change(policy, ['SKU-1'])).toBe(true);
    await server.call('client', 'kill', 'type', 'normal');
    await vi.waitFor(async () => expect(await server.call('exists', generation)).toBe(0));
  });
});

describe('Two gateways behind one Redis', () => {
  const PAGE = `query ($skus: [ID!]!) {
    viewer { account { number name class currency priceLevel tradeDiscountPercent taxExemptions } }
    products(skus: $skus) {
      sku name description type quantityDecimals shippingWeight defaultUnitOfMeasure
      categories { name } variants { sku }
      price(quantity: 5) {
        __typename
        ... on Price {
          unitPrice { amount currency } listPrice { amount } priceLevel asOf
          breaks { fromQuantity toQuantity unitPrice { amount } } explanation { rule reference unitPrice { amount } }
        }
      }
      availability {
        __typename
        ... on Availability { status totalAvailable backorderable asOf warehouses { warehouse { code name } onHand available } }
      }
    }
    catalog(first: 5) { totalCount nodes { sku } }
    categories { name }
  }`;
  const SKUS = ['BRG-6204-2RS', 'CWR-38', 'CUT-14', 'GLV-CUT5-S', 'NO-SUCH'];
  let databases: readonly string[];
  let gateways: readonly TestGateway[];

  beforeAll(async () => {
    databases = await Promise.all([createDatabase(), createDatabase()]);
    const [DATABASE_URL, GP_URL] = databases;
    const environment = { DATABASE_URL, GP_URL, REDIS_URL: server.url };
    gateways = [await TestGateway.start(environment), await TestGateway.start(environment)];
  });
  afterAll(async () => {
    for (const gateway of gateways ?? []) await gateway.stop();
    await Promise.all((databases ?? []).map(dropDatabase));
  });

  it('answer the same, whether the facts come from the ERP or from Redis', async () => {
    const answers = [];
    for (const gateway of gateways)
      answers.push(await gateway.ask(PAGE, { skus: SKUS }, await gateway.signIn('nell.hargate@example.com')));
    expect(answers[0]?.errors).toBeUndefined();
    expect(answers[1]).toEqual(answers[0]);
    const shared = [...(gateways[1]?.gateway.app.get(LiveReaders).figures().values() ?? [])].map((figures) => figures.shared);
    expect(shared.reduce((sum, reads) => sum + reads, 0)).toBeGreaterThan(0);
  });
});
