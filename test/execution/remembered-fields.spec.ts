import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { RenderedTexts } from '../../src/graphql/execution/rendered-texts.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const PAGE = `query Remembered($skus: [ID!]!, $near: LocationInput, $quantity: Decimal) {
  products(skus: $skus) {
    sku
    price(quantity: $quantity) {
      __typename ... on Price { quantity unitPrice { amount currency } breaks { fromQuantity } priceLevel asOf source }
      ... on Unavailable { reason }
    }
    availability(near: $near) {
      __typename ... on Availability {
        totalAvailable asOf source
        closestWith(quantity: 3) { warehouse { code } distanceKm }
        warehouses { warehouse { code name } available distanceKm }
      }
    }
  }
}`;
const SKUS = ['CUT-4', 'BRG-6204-2RS', 'HCS5-38-2-ZN', 'GLV-CUT5-S', 'KIT-WELD'];
const PLACES = [null, { postalCode: '60601' }, { postalCode: '98101' }, { postalCode: '33101' }];
const BUYERS = ['nell.hargate@example.com', 'marta.quill@example.com', 'otis.brindle@example.com'];

/** The gateway answers everything by its plan and by graphql-js, and fails where a byte differs. */
describe('Prices and availability that were written for others', () => {
  let gateway: TestGateway;
  let tokens: (string | undefined)[];
  const databases: string[] = [];

  beforeAll(async () => {
    databases.push(await createDatabase(), await createDatabase());
    const [DATABASE_URL, GP_URL] = databases;
    gateway = await TestGateway.start({ DATABASE_URL, GP_URL, QUERY_PLANS: 'checked' });
    tokens = [undefined, ...(await Promise.all(BUYERS.map((email) => gateway.signIn(email))))];
  });

  afterEach(() => void vi.restoreAllMocks());

  afterAll(async () => {
    await gateway.stop();
    for (const database of databases) await dropDatabase(database);
  });

  async function ask(token: string | undefined, near: (typeof PLACES)[number] = null, quantity = '1') {
    const { data, errors } = await gateway.ask(PAGE, { skus: SKUS, near, quantity }, token);
    expect(errors).toBeUndefined();
    return data.products;
  }

  it('are what each viewer, place and quantity is told by graphql-js, whoever asked before', async () => {
    const levels = new Set<string>();
    const copied = vi.spyOn(RenderedTexts.prototype, 'copy');
    for (let round = 0; round < 4; round++) {
      for (const token of tokens) {
        for (const near of PLACES) {
          for (const quantity of ['1', '48']) {
            for (const product of await ask(token, near, quantity)) {
              if (product?.price?.__typename === 'Price') levels.add(String(product.price.priceLevel));
            }
          }
        }
      }
    }
    expect(levels.size).toBeGreaterThan(1);
    expect(copied.mock.calls.some(([, variant]) => variant !== undefined)).toBe(true);
  });

  it('follow what GP says anew', async () => {
    const priceOf = async () => (await ask(tokens[1]))[0]?.price;
    const before = await priceOf();
    await gateway.gateway.sandbox.change(`update "IV00108" set "UOMPRICE" = "UOMPRICE" + 1 where "ITEMNMBR" = 'CUT-4'`);
    expect(await priceOf()).toMatchObject({ unitPrice: (before as { unitPrice: unknown }).unitPrice });
    await gateway.forgetFacts();
    for (let round = 0; round < 3; round++)
      expect(await priceOf()).not.toMatchObject({ unitPrice: (before as { unitPrice: unknown }).unitPrice });
  });

  it('are as old as the oldest fact behind them, the terms of the buyer included', async () => {
    const asOf = async (token: string | undefined) => {
      const price = (await ask(token))[0]?.price;
      return price?.__typename === 'Price' ? price.asOf : undefined;
    };
    await gateway.forgetFacts();
    const first = await asOf(tokens[1]);
    // Another buyer at the same level, whose terms are read later than the price.
    await asOf(tokens[3]);
    expect(await asOf(tokens[1])).toBe(first);
  });
});
