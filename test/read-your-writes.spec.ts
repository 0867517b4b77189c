import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LiveReaders } from '../src/live/index.js';
import { quotePolicy } from '../src/quotes/quote.policy.js';
import { Exact } from '../src/values/exact.js';
import { orderOf, place } from './ordering/checkout.js';
import { Payer } from './payments/paying.js';
import { orderOfQuote, orderQuote, quoteOf, quotesOf, requestOf, requestQuote } from './quotes/quoting.js';
import { Staff } from './quotes/staff.js';
import { TestGateway } from './support/test-gateway.js';

const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
const ORDERS = '{ viewer { account { orders(first: 5) { nodes { number } } } } }';
const OWED = `{ viewer { account {
  payments(first: 5) { nodes { number } asOf source }
  invoices(first: 100) { nodes { number balance { amount } } }
  credit { ... on CreditStatus { onOrder { amount } } }
  statement(from: "2026-11-01", to: "2026-11-30") { ... on Statement { closingBalance { amount } } }
} } }`;

const less = (amount: string, by: string) => new Exact(amount).minus(by).toFixed(2);

/** Each list is looked at first, so that it is in memory and fresh for seconds. */
describe('A list shows at once what the buyer has just done', () => {
  let gateway: TestGateway;
  let nell: string;
  let otis: string;

  beforeAll(async () => {
    gateway = await TestGateway.start();
    nell = await gateway.signIn('nell.hargate@example.com');
    otis = await gateway.signIn('otis.brindle@example.com');
  });
  afterAll(() => gateway?.stop());

  it('an order that was placed', async () => {
    const listed = async () =>
      (await gateway.ask(ORDERS, {}, nell)).data.viewer?.account.orders.nodes.map(({ number }) => number);
    expect(await listed()).toHaveLength(5);
    const { submission } = await place(gateway, orderOf([CUT_4]), nell);
    expect(submission?.status).toBe('PUSHED');
    expect((await listed())?.[0]).toBe(submission?.orderNumber);
  });

  it('a quote that was asked for', async () => {
    const listed = async (): Promise<string[]> =>
      (await quotesOf(gateway, { first: 5 }, nell)).nodes.map(({ number }: { readonly number: string }) => number);
    await listed();
    const { submission } = await requestQuote(gateway, requestOf([{ sku: 'CUT-4', quantity: '10' }]), nell);
    expect(submission?.status).toBe('PUSHED');
    expect(await listed()).toContain(submission?.orderNumber);
  });

  it('the order of a quote', async () => {
    const listed = async () => {
      const orders = (await gateway.ask(ORDERS, {}, nell)).data.viewer?.account.orders.nodes ?? [];
      const quotes = (await quotesOf(gateway, { first: 5, filter: { statuses: ['ORDERED'] } }, nell)).nodes;
      return { orders: orders.map(({ number }) => number), quotes: quotes.map(({ number }: { number: string }) => number) };
    };
    const { submission } = await requestQuote(gateway, requestOf([{ sku: 'CUT-4', quantity: '10' }]), nell);
    const quoteNumber = submission?.orderNumber ?? '';
    await new Staff((sql) => gateway.gateway.sandbox.change(sql)).price(quoteNumber, { prices: { 'CUT-4': '1.50' } });
    gateway.gateway.app.get(LiveReaders).forget([quotePolicy.namespace]);
    const quote = await quoteOf(gateway, quoteNumber, nell);
    await listed();
    const ordered = (await orderQuote(gateway, orderOfQuote(quote), nell)).submission;
    expect(ordered?.status).toBe('PUSHED');
    expect(await listed()).toEqual({
      orders: expect.arrayContaining([ordered?.orderNumber]),
      quotes: expect.arrayContaining([quoteNumber]),
    });
  });

  it('a payment that was made, what is still owed, and what is left of the credit', async () => {
    const owed = async () => {
      const { data } = await gateway.ask(OWED, {}, otis);
      if (!data.viewer) throw new Error('The token has no viewer');
      const { payments, invoices, credit, statement } = data.viewer.account;
      expect(payments).toMatchObject({ asOf: expect.any(String), source: expect.stringMatching(/^(LIVE|CACHE)$/) });
      const due = invoices.nodes.find(({ number }) => number === 'INV26-0902')?.balance.amount;
      if (!('onOrder' in credit && 'closingBalance' in statement)) throw new Error('The credit or the statement is not known');
      const amounts = { onOrder: credit.onOrder.amount, closing: statement.closingBalance.amount };
      return { payments: payments.nodes.map(({ number }) => number), due, ...amounts };
    };
    const before = await owed();
    expect(before.due).toBe('9410.00');
    const payer = new Payer(gateway, otis);
    const { status, paymentNumber } = await payer.paid(await payer.prepared({ invoices: [{ invoiceNumber: 'INV26-0902' }] }));
    expect(status).toBe('PUSHED');
    expect(await owed()).toEqual({
      payments: expect.arrayContaining([paymentNumber]),
      due: '0.00',
      onOrder: less(before.onOrder, '9410.00'),
      closing: less(before.closing, '9410.00'),
    });
  });

  it('a payment that GP took only later, in what is left of the credit', async () => {
    const onOrder = async () => {
      const { credit } = (await gateway.ask(OWED, {}, otis)).data.viewer?.account ?? expect.fail('The token has no viewer');
      return 'onOrder' in credit ? credit.onOrder.amount : expect.fail('The credit is not known');
    };
    const before = await onOrder();
    const payer = new Payer(gateway, otis);
    const prepared = await payer.prepared({ invoices: [{ invoiceNumber: 'INV26-0990', amount: '10.00' }] });
    gateway.gp.make({ failing: true });
    const { status } = await payer.paid(prepared).finally(() => gateway.gp.make({}));
    expect(status).toBe('RECEIVED');
    await vi.waitFor(async () => expect(await onOrder()).toBe(less(before, '10.00')), { timeout: 30_000, interval: 200 });
  });
});
