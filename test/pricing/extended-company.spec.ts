import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { companyPolicy } from '../../src/account/account.policy.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { stockPolicy } from '../../src/inventory/index.js';
import { LiveReaders } from '../../src/live/index.js';
import { itemPricingPolicy, sheetLinksPolicy, sheetPricesPolicy } from '../../src/pricing/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { orderOf, place, problemsOf } from '../ordering/checkout.js';
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

/** What pages are told for each error of GP's, and for a price of nothing or less. */
const MESSAGES: Readonly<Record<string, string>> = {
  50001: 'Two of the price sheets of the account are equally valid for the product.',
  50002: "Two of the price sheets of the account are equally valid for the product's price group.",
  50003: "Two price sheets of the account's price book are equally valid for the product.",
  50004: "Two price sheets of the account's price book are equally valid for the product's price group.",
  50005: 'Two price sheets of the base price book are equally valid for the product.',
  50006: "Two price sheets of the base price book are equally valid for the product's price group.",
  50007: 'No price sheet has a price of the product for this quantity and unit of measure.',
  50008: 'The base price book has no net price of the product.',
  50009: "The base price book has no net price of the product's price group.",
  50031: 'The product has no prices in this currency.',
  50033: 'The product is not kept in this currency.',
  none: 'The product has no price.',
};

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

  it(`has cases for ${TODAY}, also of each error of GP's`, () => {
    expect(CASES.length).toBeGreaterThan(50);
    expect(new Set(CASES.map(({ price }) => price).filter((price) => price in MESSAGES))).toEqual(new Set(Object.keys(MESSAGES)));
  });

  it.each(CASES)('$account, $quantity $unit $sku: $name', async ({ account, quantity, unit, sku, price }) => {
    const answer = await priceFor(account, { sku, quantity, unit });
    if (/^[\d.]+$/.test(price) && !/^500\d\d$/.test(price)) {
      expect(Number(answer?.unitPrice?.amount)).toBe(Number(price));
    } else expect(answer).toMatchObject({ __typename: 'Unavailable', reason: 'NOT_DEFINED', message: MESSAGES[price] });
  });

  it('asks three questions for a cold page, four where the sheets of the customer are not known, and none for a warm one', async () => {
    const page = `query ($skus: [ID!]!) { products(skus: $skus) { sku price { ... on Price { unitPrice { amount } } } availability { ... on Availability { totalAvailable } } } }`;
    const skus = ['CUT-4', 'CUT-6', 'CUT-9', 'CUT-14', 'CWR-12', 'CWR-38', 'BRG-6203-2RS', 'BRG-6204-2RS', 'LEVEL-24'];
    const token = tokens.get('HARGATE');
    const readers = gateway.gateway.app.get(LiveReaders);
    const questionsOf = async (forgets: () => Promise<unknown> | undefined) => {
      await forgets();
      gateway.gp.resetQuestions();
      await gateway.ask(page, { skus }, token);
      return gateway.gp.questions;
    };
    const asked: number[][] = [];
    // A job that keeps the company's setup warm may ask beside a page. It does not beside each of several.
    for (let times = 0; times < 3; times++) {
      asked.push([
        await questionsOf(async () => {
          await gateway.forgetFacts();
          await gateway.ask('{ viewer { account { name } } }', {}, token);
        }),
        await questionsOf(() => undefined),
        await questionsOf(async () =>
          readers.forget([itemPricingPolicy, sheetPricesPolicy, stockPolicy].map(({ namespace }) => namespace)),
        ),
      ]);
    }
    expect([0, 1, 2].map((kind) => Math.min(...asked.map((each) => each[kind] ?? 0)))).toEqual([4, 0, 3]);
  });

  it('shows the last known prices while GP is away, and what was never read as not to be had now', async () => {
    const page = `{ known: product(sku: "CWR-12") { price { ...P } } unknown: product(sku: "LEVEL-48") { price { ...P } } }
      fragment P on PriceResult { __typename ... on Price { unitPrice { amount } } ... on Unavailable { reason } }`;
    const readers = gateway.gateway.app.get(LiveReaders);
    const token = tokens.get('HARGATE');
    readers.forget([itemPricingPolicy, sheetLinksPolicy, sheetPricesPolicy].map(({ namespace }) => namespace));
    await gateway.ask('{ product(sku: "CWR-12") { price { __typename } } }', {}, token);
    gateway.gp.make({ failing: true });
    try {
      const { data, errors } = await gateway.ask(page, {}, token);
      expect(errors).toBeUndefined();
      expect(data).toEqual({
        known: { price: { __typename: 'Price', unitPrice: { amount: '7.15' } } },
        unknown: { price: { __typename: 'Unavailable', reason: 'ERP_UNAVAILABLE' } },
      });
    } finally {
      gateway.gp.make({});
      // A key that was refused a moment ago is not asked for.
      readers.forget([itemPricingPolicy, sheetLinksPolicy, sheetPricesPolicy].map(({ namespace }) => namespace));
    }
  });

  it('gives each account its own prices, however often accounts ask by one operation', async () => {
    const skus = [...new Set(CASES.map(({ sku }) => sku))];
    const accounts: (string | null)[] = [null, ...tokens.keys()];
    // Texts are shared within an operation, so that one that is asked once has none of another account.
    const pageOf = (name: string) => `query ${name}($skus: [ID!]!) { products(skus: $skus) { sku price { __typename
      ... on Price { unitPrice { amount } extendedPrice { amount } priceLevel promotion { kind value }
        explanation { rule reference unitPrice { amount } sheet { searchStep place } } breaks { fromQuantity toQuantity unitPrice { amount } } }
      ... on Unavailable { reason message } } } }`;
    const ask = async (name: string, account: string | null) => {
      const { data } = await gateway.ask(pageOf(name), { skus }, account === null ? undefined : tokens.get(account));
      return data;
    };
    const alone: unknown[] = [];
    for (const [index, account] of accounts.entries()) alone.push(await ask(`Alone${index}`, account));
    expect(new Set(alone.map((each) => JSON.stringify(each))).size).toBeGreaterThan(5);
    for (let round = 0; round < 3; round++) {
      for (const [index, account] of accounts.entries()) expect(await ask('Together', account)).toEqual(alone[index]);
    }
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

  it("writes the price that was shown, adjusted by the customer's sheet and the book's, and GP keeps it", async () => {
    const line = { sku: 'HCS5-14-1-ZN', quantity: '10', unitOfMeasure: 'Box', unitPrice: '6.8017' };
    const { submission, userErrors } = await place(gateway, orderOf([line]), tokens.get('HARGATE'));
    expect({ userErrors, status: submission?.status }).toEqual({ userErrors: [], status: 'PUSHED' });
    const [written] = await gateway.gateway.sandbox.query(
      'select "UNITPRCE"::text as price, "XTNDPRCE"::text as extended from "SOP10200" where "SOPNUMBE" = $1',
      [submission?.orderNumber],
    );
    expect(written).toEqual({ price: '6.80170', extended: '68.02000' });
  });

  it('says PRICE_CHANGED where the day has changed between the cart and the order', async () => {
    const order = () => orderOf([{ sku: 'BRG-6201-2RS', quantity: '1', unitOfMeasure: 'Each', unitPrice: '4.01' }]);
    const token = tokens.get('SUMMITRAIL');
    expect((await priceFor('SUMMITRAIL', { sku: 'BRG-6201-2RS', quantity: '1', unit: 'Each' }))?.unitPrice?.amount).toBe('4.01');
    await gateway.gateway.sandbox.moveTo('2026-11-24' as CalendarDate);
    try {
      expect(await problemsOf(gateway, order(), token)).toContain('PRICE_CHANGED lines.0.unitPrice');
    } finally {
      await gateway.gateway.sandbox.moveTo(TODAY);
    }
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

  it('prices by price lists once the company has switched over to them, and by its sheets when it is back', async () => {
    const ask = { sku: 'CWR-12', quantity: '1', unit: 'Each' };
    const level = async () => (await priceFor('HARGATE', ask))?.['priceLevel'];
    /** As if its freshness were over. */
    const forgetCompany = async () => {
      const { app } = gateway.gateway;
      await app.get(GatewayDatabase).deleteFrom('known_fact').where('namespace', '=', companyPolicy.namespace).execute();
      app.get(LiveReaders).forget([companyPolicy.namespace]);
    };
    for (const [isExtended, expected] of [
      [0, 'CONTRACTOR'],
      [1, 'HARGATE-26'],
    ] as const) {
      await gateway.gateway.sandbox.change('update "DYNAMICS"."SY05501" set "EXPRINST" = $1', [isExtended]);
      await vi.waitFor(async () => {
        await forgetCompany();
        expect(await level()).toBe(expected);
      });
      for (let times = 1; times <= 3; times++) expect(await level()).toBe(expected);
    }
  });
});
