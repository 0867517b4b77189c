import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { invoicePolicy, openReceivablesPolicy } from '../../src/receivables/index.js';
import { TestGateway } from '../support/test-gateway.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const EVERYTHING = `query ($first: Int!, $from: Date!) { viewer { account {
  invoices(first: $first) { nodes { number source } unavailable { reason } }
  payments(first: $first) { nodes { number } unavailable { reason } }
  credits(first: $first) { nodes { number } unavailable { reason } }
  receivables { ... on Receivables { balance { amount } source } ... on Unavailable { reason } }
  statement(from: $from, to: "2026-11-23") { ... on Statement { closingBalance { amount } source } ... on Unavailable { reason } }
} } }`;
const INVOICE = `query ($number: String!) { invoice(number: $number) { ... on Invoice { number payable source } ... on Unavailable { reason } } }`;
const AWAY = { reason: 'ERP_UNAVAILABLE' };
const SEEN = { first: 2, from: '2026-11-01' };

let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  gateway = await TestGateway.start({ ACCESS_TOKEN_MINUTES: '60' });
  token = await gateway.signIn('nell.hargate@example.com');
});
afterEach(() => gateway.gp.make({}));
afterAll(async () => {
  await gateway?.stop();
  vi.useRealTimers();
});

describe.each([
  ['fails', { failing: true }],
  ['hangs', { hanging: true }],
])('while GP %s', (_, trouble) => {
  it('what was seen is shown with its age, and what was never seen is unavailable', async () => {
    await gateway.forgetFacts();
    const before = await vi.waitFor(async () => {
      const answer = await gateway.ask(EVERYTHING, SEEN, token);
      expect(answer.errors).toBeUndefined();
      // A busy machine may answer past a page's budget.
      expect(JSON.stringify(answer.data)).not.toContain('ERP_UNAVAILABLE');
      return answer;
    });
    expect(before.data.viewer?.account.invoices.nodes).toHaveLength(2);
    vi.advanceTimersByTime(Math.max(invoicePolicy.freshForMs, openReceivablesPolicy.freshForMs) + 1);
    gateway.gp.make(trouble);

    const seen = await gateway.ask(EVERYTHING, SEEN, token);
    expect(seen.errors).toBeUndefined();
    expect(seen.data.viewer?.account).toEqual({
      ...before.data.viewer?.account,
      invoices: {
        nodes: before.data.viewer?.account.invoices.nodes.map(({ number }) => ({ number, source: 'STALE' })),
        unavailable: null,
      },
      receivables: { balance: { amount: '3790.40' }, source: 'STALE' },
      statement: { closingBalance: { amount: '3790.40' }, source: 'STALE' },
    });
    const never = await gateway.ask(EVERYTHING, { first: 1, from: '2026-10-31' }, token);
    expect(never.errors).toBeUndefined();
    const empty = { nodes: [], unavailable: AWAY };
    expect(never.data.viewer?.account).toMatchObject({ invoices: empty, payments: empty, credits: empty, statement: AWAY });

    // Known from the list.
    const known = await gateway.ask(INVOICE, { number: 'INV26-1001' }, token);
    expect(known.data.invoice).toEqual({ number: 'INV26-1001', payable: true, source: 'STALE' });
    expect((await gateway.ask(INVOICE, { number: 'INV26-0640' }, token)).data.invoice).toEqual(AWAY);
    // It tells nothing of what others have.
    const others = await gateway.ask(INVOICE, { number: 'INV26-0990' }, token);
    expect(others.data.invoice).toEqual((await gateway.ask(INVOICE, { number: 'NONE' }, token)).data.invoice);
  });
});
