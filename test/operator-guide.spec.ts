import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LivePolicy, LiveReaders } from '../src/live/index.js';
import { TestGateway } from './support/test-gateway.js';

const UNITS = [
  ['day', 24 * 3_600_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;
const YEAR_MS = 365 * 24 * 3_600_000;

/** The rows of the table, by the capability's word in a namespace: `ordering.orders.v3` is `ordering.orders`. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  stock: ['inventory.stock'],
  'account, hold, credit': ['account.customer'],
  "prices, items' pricing, price sheets": [
    ...['pricing.item', 'pricing.price-list', 'pricing.sheet-links', 'pricing.sheet-prices'],
  ],
  'exchange rates': ['pricing.exchange-rate'],
  addresses: ['account.addresses'],
  'lists of orders and of quotes': ['ordering.orders', 'quotes.quotes'],
  'an order, a quote': ['ordering.order', 'quotes.quote', 'quotes.successor'],
  'lists of invoices, payments and credits': ['receivables.invoices', 'receivables.payments', 'receivables.credits'],
  'an invoice, a payment, a credit': ['receivables.invoice', 'receivables.credit', 'receivables.credit-memo'],
  'balance and ageing': ['receivables.open'],
  'a statement': ['receivables.statement'],
  'terms of orders': ['ordering.order-terms'],
  'shipping methods, payment accounts, tax details': [
    ...['ordering.shipping-methods', 'ordering.payment-accounts', 'ordering.tax-detail'],
  ],
  "customers' part numbers": ['ordering.part-number', 'ordering.part-code'],
  'company setup, sites': ['account.company', 'inventory.warehouses'],
};
/** Their last column has a rule, not a time. */
const BY_A_RULE = ['exchange rates'];

const named = ({ namespace }: LivePolicy) => namespace.replace(/\.v\d+$/, '');

function duration(ms: number | undefined): string {
  if (ms === undefined) return '';
  if (ms === YEAR_MS) return '1 year';
  const [unit, size] = UNITS.find(([, each]) => ms >= each) ?? ['ms', 1];
  return `${ms / size} ${unit}${unit === 'day' && ms !== size ? 's' : ''}`;
}

describe("The operator's guide says how old is what pages show", () => {
  let gateway: TestGateway;
  let policies: readonly LivePolicy[];
  const rows = new Map(
    readFileSync('docs/operator.md', 'utf8')
      .split('## How old is what pages show?')[1]
      ?.split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2)
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, fact = '', ...times]) => [fact, times] as const),
  );

  beforeAll(async () => {
    gateway = await TestGateway.start();
    policies = gateway.gateway.app.get(LiveReaders).policies();
  });
  afterAll(() => gateway?.stop());

  it('of every kind of fact that is asked of GP', () => {
    const ofGp = policies.filter(({ ownDatabase }) => !ownDatabase).map(named);
    expect(ofGp.toSorted()).toEqual(Object.values(ROWS).flat().toSorted());
  });

  it.each(Object.entries(ROWS))('with the times of the policies: %s', (fact, namespaces) => {
    const [freshFor, announced, stale = ''] = rows.get(fact) ?? [];
    for (const namespace of namespaces) {
      const policy = policies.find((each) => named(each) === namespace);
      expect([namespace, freshFor, announced]).toEqual([
        namespace,
        duration(policy?.freshForMs),
        duration(policy?.announcedFreshForMs),
      ]);
      if (!BY_A_RULE.includes(fact)) expect(stale.split(',')[0]).toBe(duration(policy?.staleForMs));
    }
  });
});
