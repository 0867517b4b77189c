import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveReaders } from '../../src/live/index.js';
import { SubmissionsService } from '../../src/submissions/index.js';
import { CHECK_CART, orderOf, place, problemsOf } from '../ordering/checkout.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
const CREDIT = `{ viewer {
  account { credit { ... on CreditStatus { balance { amount } onOrder { amount } available { amount } source } } }
  permissions { purchaseOnAccount { allowed denials } }
} }`;

let gateway: TestGateway;
let databases: string[];
let nell: string;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1], ORDER_PUSH_PATIENCE_MS: '1' });
  nell = await gateway.signIn('nell.hargate@example.com');
});
// Orders are accepted and do not get into GP.
beforeEach(() => gateway.gp.makeWrites({ hangWrites: true }));
afterEach(async () => {
  await allInGp();
  gateway.gateway.app.get(LiveReaders).forget();
});
afterAll(async () => {
  gateway?.gp.makeWrites({});
  await gateway?.stop();
  for (const database of databases ?? []) await dropDatabase(database);
});

const change = (sql: string, parameters?: unknown[]) => gateway.gateway.sandbox.change(sql, parameters);
const wheels = () => orderOf([CUT_4]);

async function allInGp(): Promise<void> {
  gateway.gp.makeWrites({});
  const submissions = gateway.gateway.app.get(SubmissionsService);
  await vi.waitUntil(async () => (await submissions.waiting()).count === 0, { timeout: 60_000, interval: 100 });
}

/** What the first page tells that has the credit: on a busy machine a cold one may go without it. */
function creditSeenWith(token: string) {
  return vi.waitFor(async () => {
    const { viewer } = (await gateway.ask(CREDIT, {}, token)).data;
    const credit = viewer?.account.credit;
    if (!credit || !('onOrder' in credit)) throw new Error(`No credit: ${JSON.stringify(credit)}`);
    const { onOrder, available } = credit;
    return { onOrder: Number(onOrder.amount), available: Number(available?.amount), permissions: viewer.permissions };
  });
}

async function received(token: string, order: Record<string, unknown> = wheels()): Promise<void> {
  const { submission, userErrors } = await place(gateway, order, token);
  expect({ status: submission?.status, userErrors }).toEqual({ status: 'RECEIVED', userErrors: [] });
}

/** Sets the limit of an account so that so much is left of it, accepted orders included. */
async function leave(token: string, account: string, left: number): Promise<void> {
  const { available } = await creditSeenWith(token);
  await change(`update "RM00101" set "CRLMTAMT" = "CRLMTAMT" + $1 where "CUSTNMBR" = $2`, [left - available, account]);
  await gateway.forgetFacts();
}

describe('The credit of an account', () => {
  it('has an accepted order on order at once, before GP has it and after, and not twice', async () => {
    const before = await creditSeenWith(nell);
    await received(nell);
    const expected = [before.onOrder + 19.2, before.available - 19.2].map((amount) => amount.toFixed(2));
    const seen = async () => {
      const { onOrder, available } = await creditSeenWith(nell);
      return [onOrder, available].map((amount) => amount.toFixed(2));
    };
    expect(await seen()).toEqual(expected);
    await gateway.forgetFacts();
    expect(await seen()).toEqual(expected);

    await allInGp();
    // Whatever was remembered of GP before is as good as what is read of it now.
    await vi.waitFor(async () => expect(await seen()).toEqual(expected), { timeout: 30_000, interval: 100 });
    await gateway.forgetFacts();
    await vi.waitFor(async () => expect(await seen()).toEqual(expected), { timeout: 30_000, interval: 100 });
  });

  it('that accepted orders have used up buys nothing more on account: page, cart and order say the same', async () => {
    await leave(nell, 'HARGATE', 19.2);
    expect((await creditSeenWith(nell)).permissions.purchaseOnAccount).toEqual({ allowed: true, denials: [] });
    await received(nell);

    const { available, permissions } = await creditSeenWith(nell);
    expect(available).toBe(0);
    expect(permissions.purchaseOnAccount).toEqual({ allowed: false, denials: ['CREDIT_LIMIT_EXCEEDED'] });
    const cart = await gateway.ask(CHECK_CART, { input: { lines: [{ sku: 'CUT-4', quantity: '10' }] } }, nell);
    expect(cart.data.checkCart).toMatchObject({ problems: [], permissions: { purchaseOnAccount: { allowed: false } } });
    expect(await problemsOf(gateway, wheels(), nell)).toEqual(['CREDIT_LIMIT_EXCEEDED payments']);
  });

  it('of a national account has the accepted orders of the whole family', async () => {
    await gateway.addUser({ email: 'family@example.com', role: 'ADMINISTRATOR', accounts: ['NORTHFLD-01', 'NORTHFLD-HQ'] });
    const child = await gateway.signIn('family@example.com', 'NORTHFLD-01');
    const parent = await gateway.signIn('family@example.com', 'NORTHFLD-HQ');
    const before = await creditSeenWith(parent);
    await received(child);
    for (const token of [child, parent]) {
      const { onOrder, available } = await creditSeenWith(token);
      expect([onOrder.toFixed(2), available.toFixed(2)]).toEqual([
        (before.onOrder + 19.2).toFixed(2),
        (before.available - 19.2).toFixed(2),
      ]);
    }
  });

  it('has of an order what is not paid ahead by a deposit, as GP will', async () => {
    const before = await creditSeenWith(nell);
    const order = wheels();
    await received(nell, { ...order, payments: [{ method: 'CHECK', amount: '19.20', transactionId: '10442' }] });
    expect((await creditSeenWith(nell)).onOrder.toFixed(2)).toBe(before.onOrder.toFixed(2));
  });
});
