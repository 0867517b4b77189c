import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveReaders } from '../../src/live/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const TODAY = '2026-11-23' as CalendarDate;
const README = new URL('../../src/sandbox/companies/extended/README.md', import.meta.url);

/** The cases of the company's own tables that are about its day. */
const CASES = [...readFileSync(README, 'utf8').matchAll(/^\| (.+?) +\| (\S+) +\| (\S+) (\S+) (\S+) +\| (\S+) *\|$/gm)]
  .map(([, name = '', account = '', quantity = '', unit = '', sku = '', price = '']) => ({
    name: name.trim(),
    account,
    quantity,
    unit,
    sku,
    price,
  }))
  .filter(({ quantity }) => /^[\d.]+$/.test(quantity));

const QUERY = `query ($sku: ID!, $quantity: Decimal!, $unit: String) { product(sku: $sku) { price(quantity: $quantity, unitOfMeasure: $unit) {
  __typename
  ... on Price { unitPrice { amount } priceLevel promotion { kind value until applied freeItem { sku quantity unitOfMeasure } }
    explanation { rule reference unitPrice { amount } sheet { searchStep place priceGroup kind value passedOver } } breaks { fromQuantity toQuantity unitPrice { amount } } }
  ... on Unavailable { reason message }
} } }`;

interface Asked {
  readonly product: {
    readonly price: {
      readonly __typename: string;
      readonly unitPrice: { readonly amount: string };
      readonly reason: string;
    } & Record<string, unknown>;
  } | null;
}

describe('A company on extended pricing', () => {
  let gateway: TestGateway;
  const databases: string[] = [];
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    databases.push(await createDatabase());
    // The catalogue is the standard company's, which has the same items.
    gateway = await TestGateway.start({
      GP_SANDBOX_COMPANY: 'extended',
      GP_URL: databases[0],
      GP_PROMOTIONS: 'apply',
    });
    await gateway.refreshCatalog();
    const accounts = [...new Set(CASES.map(({ account }) => account))].filter((account) => account !== 'visitor');
    for (const account of accounts) {
      const email = `${account.toLowerCase()}@extended.example.com`;
      await gateway.addUser({ email, role: 'BUYER', accounts: [account] });
      tokens.set(account, await gateway.signIn(email));
    }
  });
  afterAll(async () => {
    await gateway.stop();
    for (const database of databases) await dropDatabase(database);
  });

  const priceFor = async (account: string, variables: Record<string, unknown>) => {
    const { data, errors } = await gateway.ask<Asked>(QUERY, variables, tokens.get(account));
    expect(errors).toBeUndefined();
    return data.product?.price;
  };

  it(`has cases for ${TODAY}`, () => expect(CASES.length).toBeGreaterThan(50));

  it.each(CASES)('$account, $quantity $unit $sku: $name', async ({ account, quantity, unit, sku, price }) => {
    const answer = await priceFor(account, { sku, quantity, unit });
    if (/^[\d.]+$/.test(price) && !/^500\d\d$/.test(price)) {
      expect(Number(answer?.unitPrice?.amount)).toBe(Number(price));
    } else expect(answer).toMatchObject({ __typename: 'Unavailable', reason: 'NOT_DEFINED' });
  });

  it('asks three questions for a cold page, four where the sheets of the customer are not known, and none for a warm one', async () => {
    const page = `query ($skus: [ID!]!) { products(skus: $skus) { sku price { ... on Price { unitPrice { amount } } } availability { ... on Availability { totalAvailable } } } }`;
    const skus = ['CUT-4', 'CUT-6', 'CUT-9', 'CUT-14', 'CWR-12', 'CWR-38', 'BRG-6203-2RS', 'BRG-6204-2RS', 'LEVEL-24'];
    const token = tokens.get('HARGATE');
    await gateway.forgetFacts();
    await gateway.ask('{ viewer { account { name } } }', {}, token);
    gateway.gp.resetQuestions();
    await gateway.ask(page, { skus }, token);
    expect(gateway.gp.questions).toBeLessThanOrEqual(4);
    gateway.gp.resetQuestions();
    await gateway.ask(page, { skus }, token);
    expect(gateway.gp.questions).toBe(0);
    gateway.gateway.app.get(LiveReaders).forget(['pricing.item.v3', 'pricing.sheet-prices.v1', 'inventory.stock.v1']);
    gateway.gp.resetQuestions();
    await gateway.ask(page, { skus }, token);
    expect(gateway.gp.questions).toBeLessThanOrEqual(3);
  });

  it('tells of each step which sheet won, and why others lost', async () => {
    const price = await priceFor('HARGATE', { sku: 'CUT-6', quantity: '1', unit: 'Each' });
    expect(price?.explanation).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'PRICE_SHEET', sheet: expect.objectContaining({ passedOver: null }) }),
        expect.objectContaining({ unitPrice: null, sheet: expect.objectContaining({ passedOver: 'ENDS_LATER' }) }),
      ]),
    );
  });

  it('names the promotion that the price has, and what is free', async () => {
    expect(await priceFor('visitor', { sku: 'PT-IMPACT-18', quantity: '1' })).toMatchObject({
      promotion: { kind: 'NET_PRICE', applied: true, freeItem: null },
    });
    expect(await priceFor('visitor', { sku: 'PT-GRIND-45', quantity: '2' })).toMatchObject({
      promotion: { kind: 'FREE_ITEM', freeItem: { sku: 'CUT-4', quantity: '10', unitOfMeasure: 'Each' } },
    });
  });

  it('has the prices of the next day from midnight on, though all is remembered', async () => {
    const ask = { sku: 'BRG-6201-2RS', quantity: '1', unit: 'Each' };
    for (const times of [1, 2, 3]) expect((await priceFor('visitor', ask))?.unitPrice?.amount, String(times)).toBe('4.01');
    await gateway.gateway.sandbox.moveTo('2026-11-24' as CalendarDate);
    gateway.gp.make({ failing: true });
    try {
      // Another question notices the new day; nobody is given what was worked out on the day before.
      await priceFor('HARGATE', ask);
      for (const times of [1, 2, 3]) expect((await priceFor('visitor', ask))?.unitPrice?.amount, String(times)).toBe('4.35');
    } finally {
      gateway.gp.make({ failing: false });
      await gateway.gateway.sandbox.moveTo(TODAY);
    }
  });
});
