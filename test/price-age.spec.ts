import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Contract } from '../src/contract/index.js';
import { LiveReaders } from '../src/live/index.js';
import { itemPricingPolicy } from '../src/pricing/price.policy.js';
import { Clock } from '../src/values/clock.js';
import { createDatabase, dropDatabase } from './support/databases.js';
import { TestGateway } from './support/test-gateway.js';

const PRICE = `query ($sku: ID!) {
  product(sku: $sku) { price { __typename ... on Price { unitPrice { amount } priceLevel asOf source } ... on Unavailable { reason } } }
}`;
const TERMS = '{ viewer { account { priceLevel } permissions { asOf } } }';
const MINUTE = 60_000;

/** CONTRACTOR is the level of HCS5-38-2-ZN itself, and DEALER has no price of it. */
const SETUP = `
  update "IV00101" set "PRCLEVEL" = 'CONTRACTOR' where "ITEMNMBR" = 'HCS5-38-2-ZN';
  delete from "IV00108" where "ITEMNMBR" = 'HCS5-38-2-ZN' and "PRCLEVEL" = 'DEALER';
  delete from "IV00107" where "ITEMNMBR" = 'HCS5-38-2-ZN' and "PRCLEVEL" = 'DEALER';
`;

describe('A price', () => {
  const databases: string[] = [];
  let gateway: TestGateway;
  let aheadMs = 0;
  /** On the level CONTRACTOR. */
  let nell: string;
  /** On the level DEALER. */
  let otis: string;

  beforeAll(async () => {
    databases.push(await createDatabase(), await createDatabase());
    const [DATABASE_URL, GP_URL] = databases;
    gateway = await TestGateway.start({ DATABASE_URL, GP_URL, ACCESS_TOKEN_MINUTES: '600' });
    await gateway.gateway.sandbox.transaction((db) => db.run(SETUP));
    Object.assign(gateway.gateway.app.get(Clock), { now: () => Date.now() + aheadMs });
    [nell, otis] = await Promise.all([gateway.signIn('nell.hargate@example.com'), gateway.signIn('otis.brindle@example.com')]);
  });
  beforeEach(async () => {
    gateway.gp.make({});
    await gateway.forgetFacts();
  });
  afterAll(async () => {
    await gateway?.stop();
    for (const database of databases) await dropDatabase(database);
  });

  const now = () => Date.now() + aheadMs;
  async function priceFor(token: string | undefined): Promise<Contract.Price> {
    const { data } = await gateway.ask(PRICE, { sku: 'HCS5-38-2-ZN' }, token);
    expect(data.product?.price).toMatchObject({ __typename: 'Price' });
    return data.product?.price as Contract.Price;
  }
  const timeOf = ({ asOf }: Contract.Price) => Date.parse(String(asOf));

  it("is as old as the list that decided, where that is known as the product's own alone", async () => {
    const { priceLevel } = await priceFor(otis);
    expect(priceLevel).toBe('STANDARD');
    const listsReadBy = now();
    aheadMs += MINUTE;
    gateway.gateway.app.get(LiveReaders).forget([itemPricingPolicy.namespace]);
    await priceFor(undefined);
    await gateway.ask(TERMS, {}, nell);
    gateway.gp.make({ failing: true });

    const price = await priceFor(nell);
    expect(price.priceLevel).toBe('CONTRACTOR');
    expect(timeOf(price)).toBeLessThanOrEqual(listsReadBy);
  });

  it('is as old as the knowledge that a level before the one that decided has none', async () => {
    await priceFor(otis);
    const listsReadBy = now();
    // Long enough for what is there to be read anew behind a page, and for an absence to be of no more use.
    aheadMs += 4.5 * MINUTE;
    await vi.waitFor(async () => expect(timeOf(await priceFor(undefined))).toBeGreaterThan(listsReadBy));
    await gateway.ask(TERMS, {}, otis);
    gateway.gp.make({ failing: true });

    const price = await priceFor(otis);
    expect(price).toMatchObject({ priceLevel: 'STANDARD', source: 'STALE' });
    expect(timeOf(price)).toBeLessThanOrEqual(listsReadBy);
  });
});
