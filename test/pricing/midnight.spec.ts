import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { orderOf, place, problemsOf } from '../ordering/checkout.js';
import { TestGateway } from '../support/test-gateway.js';

/** The company is in Chicago: its midnight is at six o'clock in UTC. */
const AT_NOON = Date.parse('2026-11-23T18:00:00Z');
const MIDNIGHT = Date.parse('2026-11-24T06:00:00Z');

const PRICE = `query ($sku: ID!, $quantity: Decimal!) {
  product(sku: $sku) { price(quantity: $quantity) { ... on Price { unitPrice { amount } } ... on Unavailable { reason } } }
}`;

let gateway: TestGateway;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: AT_NOON });
  gateway = await TestGateway.start({ GP_SANDBOX_COMPANY: 'extended', GP_TIME_ZONE: 'America/Chicago' });
});
afterEach(() => gateway.gp.make({}));
afterAll(async () => {
  await gateway?.stop();
  vi.useRealTimers();
});

async function amountOf(sku: string, token?: string, quantity = '1'): Promise<string | undefined> {
  const { data } = await gateway.ask<{ product: { price: { unitPrice?: { amount: string } } } }>(PRICE, { sku, quantity }, token);
  return data.product.price.unitPrice?.amount;
}

/** BASE-TOMORROW has the first from tomorrow on, BASE-TODAY the second until today, BASE-AUTUMN the third on both days. */
async function prices(token?: string): Promise<readonly unknown[]> {
  return Promise.all(['BRG-6201-2RS', 'BRG-6203-2RS', 'CUT-4'].map((sku) => amountOf(sku, token)));
}

const OF_A_VISITOR = { before: ['4.01', '4.50', '1.98'], after: ['4.35', '4.90', '1.98'] };

describe("A price sheet at midnight of the company's day", () => {
  it('is right at once, whether it starts or has ended, without a question to GP', async () => {
    vi.setSystemTime(MIDNIGHT - 1);
    // What is known is served, the second time also as whole answers.
    for (const _ of [1, 2]) expect(await prices()).toEqual(OF_A_VISITOR.before);
    gateway.gp.resetQuestions();
    vi.setSystemTime(MIDNIGHT);
    for (const _ of [1, 2]) expect(await prices()).toEqual(OF_A_VISITOR.after);
    expect(gateway.gp.questions).toBe(0);
  });

  it('is right for an account, whose adjustments are on the new price', async () => {
    vi.setSystemTime(MIDNIGHT - 1);
    const token = await gateway.signIn('otis.brindle@example.com');
    // The dealers' book has 85 percent of every bearing, and 82.5 percent of every wheel.
    expect(await prices(token)).toEqual(['3.41', '3.83', '1.63']);
    vi.setSystemTime(MIDNIGHT);
    expect(await prices(token)).toEqual(['3.70', '4.17', '1.63']);
  });

  it('is not right before, though it is midnight in UTC', async () => {
    vi.setSystemTime(Date.parse('2026-11-24T00:00:00Z'));
    expect(await prices()).toEqual(OF_A_VISITOR.before);
  });

  it('is right though GP is away, of which the gateway knows what will hold', async () => {
    vi.setSystemTime(MIDNIGHT - 60_000);
    expect(await prices()).toEqual(OF_A_VISITOR.before);
    vi.setSystemTime(MIDNIGHT);
    gateway.gp.make({ failing: true });
    expect(await prices()).toEqual(OF_A_VISITOR.after);
  });

  it('is right after a day, a month and a year', async () => {
    const found: unknown[] = [];
    for (const day of ['2026-12-01', '2026-12-31', '2027-01-01']) {
      vi.setSystemTime(Date.parse(`${day}T18:00:00Z`));
      found.push([await amountOf('CUT-4'), await amountOf('CWR-12')]);
    }
    expect(found).toEqual([
      ['2.13', '8.25'],
      ['2.13', '8.25'],
      [undefined, '8.60'],
    ]);
  });

  it('changes the price of a cart of the day before, and no order is placed at the old one', async () => {
    vi.setSystemTime(MIDNIGHT - 1);
    const token = await gateway.signIn('otis.brindle@example.com');
    const order = orderOf([{ sku: 'BRG-6203-2RS', quantity: '10', unitPrice: '3.83' }]);
    expect(await amountOf('BRG-6203-2RS', token, '10')).toBe('3.83');
    vi.setSystemTime(MIDNIGHT);
    expect(await problemsOf(gateway, order, token)).toEqual(['PRICE_CHANGED lines.0.unitPrice']);
  });
});

describe('An order in a company on extended pricing', () => {
  it('has the prices that were shown, also of an item that is on no price list, and the level that GP shows', async () => {
    vi.setSystemTime(AT_NOON);
    const token = await gateway.signIn('nell.hargate@example.com');
    const order = orderOf([
      { sku: 'CUT-4', quantity: '10', unitPrice: '1.73' },
      { sku: 'HCS5-38-2-ZN', quantity: '20', unitPrice: '23.3423' },
      { sku: 'EPOXY-STR', quantity: '1', unitPrice: '27.09' },
    ]);
    const { submission, userErrors } = await place(gateway, order, token);
    expect(userErrors).toEqual([]);
    expect(submission).toMatchObject({ status: 'PUSHED', rejection: null });
    const lines = await gateway.gateway.sandbox.change(
      `select trim("ITEMNMBR") as sku, "UNITPRCE"::text as price, trim("PRCLEVEL") as level from "SOP10200"
        where "SOPNUMBE" = $1 order by "LNITMSEQ"`,
      [submission?.orderNumber],
    );
    expect(lines).toEqual([
      { sku: 'CUT-4', price: '1.73000', level: 'EXTPRCLVL' },
      { sku: 'HCS5-38-2-ZN', price: '23.34230', level: 'EXTPRCLVL' },
      { sku: 'EPOXY-STR', price: '27.09000', level: 'EXTPRCLVL' },
    ]);
  });
});
