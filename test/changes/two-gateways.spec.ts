import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangeFeed, type FeedState } from '../../src/changes/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { stockPolicy } from '../../src/inventory/index.js';
import { LiveReaders } from '../../src/live/index.js';
import { priceListPolicy } from '../../src/pricing/index.js';
import { Clock } from '../../src/values/clock.js';
import { createDatabase, dropDatabase, onServer } from '../support/databases.js';
import { RedisServer } from '../support/redis-server.js';
import { TestGateway } from '../support/test-gateway.js';

const SKU = 'CUT-4';
const PAGE = `query ($sku: ID!) {
  product(sku: $sku) {
    price { __typename ... on Price { unitPrice { amount } source } }
    availability { __typename ... on Availability { totalAvailable source } }
  }
}`;
/** Longer than the plain freshness of stock and prices, and shorter than the one of those that are announced. */
const AHEAD_MS = 6 * 60_000;

/** What a page shows of the product: its price and its stock, and where they come from. */
interface Shown {
  readonly price: string;
  readonly available: number;
  readonly sources: readonly string[];
}

describe.each([
  ['which share a Redis', true],
  ['which have no Redis', false],
])('Two gateways, %s', (_, hasRedis) => {
  let redis: RedisServer | undefined;
  let databases: readonly string[];
  let gateways: readonly TestGateway[];

  beforeAll(async () => {
    if (hasRedis) redis = await RedisServer.start();
    databases = await Promise.all([createDatabase(), createDatabase()]);
    const [DATABASE_URL, GP_URL] = databases;
    const environment = { DATABASE_URL, GP_URL, GP_CHANGES: 'auto', REDIS_URL: redis?.url };
    gateways = [await TestGateway.start(environment), await TestGateway.start(environment)];
  });
  afterAll(async () => {
    for (const gateway of gateways ?? []) await gateway.stop();
    await Promise.all((databases ?? []).map(dropDatabase));
    await redis?.remove();
  });
  beforeEach(async () => {
    await until('stamps');
    for (const gateway of gateways) await gateway.forgetFacts();
  });
  afterEach(async () => {
    setClocksAhead(0);
    for (const gateway of gateways) gateway.gp.make({});
    await gp().trackChanges(false);
  });

  const gp = () => (gateways[0] as TestGateway).gateway.sandbox;
  const feedOf = (gateway: TestGateway) => gateway.gateway.app.get(ChangeFeed);
  const until = async (state: FeedState) => {
    for (const gateway of gateways) await vi.waitFor(() => expect(feedOf(gateway).state).toBe(state), { interval: 20 });
  };
  const setClocksAhead = (ms: number) => {
    for (const gateway of gateways) gateway.gateway.app.get(Clock).now = () => Date.now() + ms;
  };
  const readsOf = (kind: string) => gateways.map((gateway) => gateway.gateway.app.get(LiveReaders).figures().get(kind)?.erp);
  const showAll = () => Promise.all(gateways.map(show));

  async function show(gateway: TestGateway): Promise<Shown> {
    const { data, errors } = await gateway.ask(PAGE, { sku: SKU });
    expect(errors).toBeUndefined();
    const { price, availability } = data.product as unknown as {
      price: { __typename: string; unitPrice?: { amount: string }; source?: string };
      availability: { totalAvailable?: string; source?: string };
    };
    return {
      price: price.unitPrice?.amount ?? price.__typename,
      available: Number(availability.totalAvailable),
      sources: [price.source ?? '', availability.source ?? ''],
    };
  }

  const everywhere = (expected: Partial<Shown>) =>
    Promise.all(gateways.map((gateway) => vi.waitFor(async () => expect(await show(gateway)).toMatchObject(expected))));

  /**
   * What is announced is fresh past its plain freshness, and GP is not asked for it. On a busy machine an instance may hear too
   * late of looks, and ask: then once more, by a later clock.
   */
  const freshEverywhere = async (kind: string, sources: readonly unknown[]) => {
    let aheadMs = 0;
    await vi.waitFor(async () => {
      aheadMs += AHEAD_MS;
      setClocksAhead(aheadMs);
      const reads = readsOf(kind);
      for (const shown of await showAll()) expect(shown.sources).toEqual(sources);
      expect(readsOf(kind)).toEqual(reads);
    });
  };

  it('show stock that is minutes old as fresh, and a sale in GP at once all the same', async () => {
    const [before] = await showAll();
    await freshEverywhere(stockPolicy.namespace, [expect.anything(), 'CACHE']);
    await gp().change(`update "IV00102" set "QTYONHND" = "QTYONHND" - 3 where "ITEMNMBR" = $1 and "LOCNCODE" = 'CENTRAL'`, [SKU]);
    await everywhere({ available: Number(before?.available) - 3 });
  });

  it('show what GP has after it was restored from a backup', async () => {
    const [before] = await showAll();
    // A backup brings former rows back, with their former stamps.
    await onServer(
      `begin;
       alter table "IV00102" disable trigger stamp_item;
       update "IV00102" set "QTYONHND" = "QTYONHND" - 7 where "ITEMNMBR" = '${SKU}' and "LOCNCODE" = 'CENTRAL';
       update company_database set created = created || ' restored';
       alter table "IV00102" enable trigger stamp_item;
       commit`,
      databases[1],
    );
    await everywhere({ available: Number(before?.available) - 7 });
  });

  it('show old stock as the last known as soon as GP is silent, and what GP has when it speaks again', async () => {
    await showAll();
    setClocksAhead(AHEAD_MS);
    for (const gateway of gateways) gateway.gp.make({ failing: true });
    await until('silent');
    for (const shown of await showAll()) expect(shown.sources).toEqual(['STALE', 'STALE']);
    for (const gateway of gateways) gateway.gp.make({});
    await until('stamps');
    await everywhere({ sources: ['CACHE', 'CACHE'] });
  });

  it('take over from an instance that died while it was looking', async () => {
    const database = (gateways[0] as TestGateway).gateway.app.get(GatewayDatabase);
    const looks = () => database.selectFrom('change_feed').select(['holder', 'look']).executeTakeFirstOrThrow();
    const { look } = await looks();
    await database
      .updateTable('change_feed')
      .set({ holder: 'a dead one', leased_until: new Date(Date.now() + 3_000) })
      .execute();
    await vi.waitFor(async () => {
      const now = await looks();
      expect(now.holder).not.toBe('a dead one');
      expect(Number(now.look)).toBeGreaterThan(Number(look) + 1);
    });
    await until('stamps');
  });

  it('show the end of a price that was deleted, where the DBA has switched Change Tracking on', async () => {
    await gp().trackChanges(true);
    await until('change-tracking');
    const [before] = await showAll();
    await freshEverywhere(priceListPolicy.namespace, ['CACHE', 'CACHE']);
    expect(before?.price).not.toBe('Unavailable');
    await gp().change(`delete from "IV00108" where "ITEMNMBR" = $1`, [SKU]);
    await everywhere({ price: 'Unavailable' });
  });
});
