import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newApiKey } from '../../src/callers/index.js';
import { SubmissionsCommands } from '../../src/console/submissions-commands.js';
import { type Contract } from '../../src/contract/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { accountNumberOf } from '../../src/gp/econnect/account-number.js';
import { JobDesk } from '../../src/jobs/index.js';
import { SubmissionDesk, SubmissionEventLog } from '../../src/submissions/index.js';
import { Clock } from '../../src/values/clock.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { orderOf, PLACE_ORDER } from './checkout.js';

const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
const ADDRESS = {
  address: { line1: '1 First Street', city: 'Joliet', region: 'IL', postalCode: '60433', country: 'United States' },
};
const VOUCHER = newApiKey();
const GUESTS = newApiKey();
const RIGHTS = { mayConfirmPayments: true, mayOrderForVisitors: true };

/** Accounts of the sandbox whose own buyers may not order now, or not in the company's currency. */
const REFUSED = [
  ['on hold', 'COBALT'],
  ['inactive', 'DUNMORE'],
  ['under a parent on hold', 'TRIDENT-01'],
  ['under an inactive parent', 'ELMSTEAD-01'],
  ['in another currency', 'NIPIGON'],
] as const;
const HELD = ['HARGATE', 'WESTERLY-01', ...REFUSED.map(([, account]) => account)];

const emailOf = (account: string) => `${account.toLowerCase()}.buyer@example.net`;

let databases: string[];
let gateway: TestGateway;
let never: TestGateway;
let commands: SubmissionsCommands;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  const environment = {
    DATABASE_URL: databases[0],
    GP_URL: databases[1],
    ORDER_RIGHTS: 'clients',
    VISITOR_ORDERS_PER_MINUTE: '0',
    CLIENTS: JSON.stringify({
      clients: [
        { name: 'voucher', class: 'SERVER', keys: [{ sha256: VOUCHER.sha256 }], ...RIGHTS, mayVouch: true },
        { name: 'guests', class: 'SERVER', keys: [{ sha256: GUESTS.sha256 }], ...RIGHTS },
      ],
    }),
  };
  gateway = await TestGateway.start(environment);
  never = await TestGateway.start({ ...environment, GP_CUSTOMER_MATCHING: 'never' });
  commands = new SubmissionsCommands(
    new SubmissionDesk(
      gateway.gateway.app.get(GatewayDatabase),
      gateway.gateway.app.get(SubmissionEventLog),
      gateway.gateway.app.get(Clock),
    ),
    gateway.gateway.app.get(JobDesk),
  );
  for (const account of HELD) await give(account, emailOf(account));
});
afterAll(async () => {
  await gateway?.stop();
  await never?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
});

const change = (sql: string, parameters: unknown[] = []) => gateway.gateway.sandbox.change(sql, parameters);

async function give(customer: string, email: string): Promise<void> {
  await change(`insert into "SY01200" ("Master_Type", "Master_ID", "ADRSCODE", "INET1") values ('CUS', $1, 'BUYER', $2)`, [
    customer,
    email,
  ]);
}

function orderBy(email: string, emailVerified?: boolean, rest: Record<string, unknown> = {}) {
  return orderOf([CUT_4], {
    customer: { email, name: 'A Visitor', emailVerified },
    shipTo: ADDRESS,
    billTo: ADDRESS,
    payments: [{ method: 'CARD', amount: '19.20', transactionId: 'txn_1234567890', account: 'VISA' }],
    ...rest,
  });
}

/** The whole answer, byte for byte. */
async function answer(input: object, { key } = VOUCHER, asked = gateway): Promise<string> {
  const response = await fetch(`${asked.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query: PLACE_ORDER, variables: { input } }),
  });
  return response.text();
}

async function place(input: object, key = VOUCHER, asked = gateway): Promise<Contract.PlaceOrderPayload> {
  return (JSON.parse(await answer(input, key, asked)) as { data: Contract.Mutation }).data.placeOrder;
}

/** The customer in GP that an order has landed with, once it is there. */
async function landed(reference: string): Promise<unknown> {
  return vi.waitFor(
    async () => {
      const [row] = (await change(`select trim("CUSTNMBR") as customer from "SOP10100" where trim("REFRENCE") = $1`, [
        reference,
      ])) as { customer: string }[];
      if (!row) throw new Error(`${reference} is not in GP.`);
      return row.customer;
    },
    { interval: 100 },
  );
}

/** What `npm run submissions -- list --all` says of an order. */
async function listed(reference: string): Promise<string> {
  const { lines } = await commands.run(['list', '--all']);
  return lines.find((line) => line.split(/ {2,}/).includes(reference)) ?? '';
}

const REFUSAL = JSON.stringify({
  data: {
    placeOrder: {
      submission: null,
      userErrors: [{ code: 'NOT_PERMITTED', field: null, message: 'The order cannot be taken without signing in.' }],
    },
  },
});

describe('The address of a visitor', () => {
  it.each([
    'evil;victim@example.com',
    'victim@example.com;evil@example.com',
    'evil\u037evictim@example.com',
    'evil,victim@example.com',
  ])('is one address, since GP keeps lists of them: %j is refused', async (email) => {
    const { submission, userErrors } = await place(orderBy(email));
    expect({ submission, userErrors }).toMatchObject({
      submission: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['customer', 'email'] }],
    });
  });
});

describe('Somebody whom the storefront vouches for', () => {
  it.each(REFUSED)('is refused where the account is %s, and is told nothing of it', async (_, account) => {
    const order = orderBy(emailOf(account), true);
    expect(await answer(order)).toBe(`${REFUSAL}\n`);
    expect(await listed(order.reference)).toBe('');
  });

  it.each(['HARGATE', 'WESTERLY-01'])('orders as the customer that has the address: %s', async (account) => {
    const order = orderBy(emailOf(account).toUpperCase(), true);
    const { submission, userErrors } = await place(order);
    expect(userErrors).toEqual([]);
    expect(submission?.reference).toBe(order.reference);
    expect(await landed(order.reference)).toBe(account);
    expect(await listed(order.reference)).not.toContain('may be');
  });

  it('is a new customer where several have the address', async () => {
    const email = 'shared@example.net';
    await give('BRINDLE', email);
    await give('KESTREL', email);
    const order = orderBy(email, true);
    await place(order);
    expect(await landed(order.reference)).toBe(accountNumberOf(email));
    expect(await listed(order.reference)).toMatch(/may be BRINDLE, KESTREL$/);
  });

  it('is told of other problems as everybody is, before GP is asked whose the address is', async () => {
    const cheaper = { lines: [{ ...CUT_4, unitPrice: '1.91' }] };
    const texts = [];
    for (const account of ['COBALT', 'HARGATE', 'nobody']) texts.push(await answer(orderBy(emailOf(account), true, cheaper)));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('PRICE_CHANGED');
  });
});

describe('Somebody whom nobody vouches for', () => {
  const ways: readonly (readonly [string, boolean | undefined, typeof VOUCHER, () => TestGateway])[] = [
    ['the storefront says nothing of the address', undefined, VOUCHER, () => gateway],
    ['the storefront says that it has not seen it', false, VOUCHER, () => gateway],
    ['the program may not vouch', true, GUESTS, () => gateway],
    ['nobody is ever matched', true, VOUCHER, () => never],
  ];

  it.each(ways)('is a new customer, and operators are told who they may be: %s', async (_, emailVerified, key, asked) => {
    for (const account of HELD) {
      const order = orderBy(emailOf(account), emailVerified);
      const { submission, userErrors } = await place(order, key, asked());
      expect(userErrors, account).toEqual([]);
      expect(submission?.rejection).toBeNull();
      expect(await landed(order.reference), account).toBe(accountNumberOf(emailOf(account)));
      expect(await listed(order.reference)).toMatch(new RegExp(`may be ${account}$`));
    }
  });

  it('may be anybody: the answer is that of an address that GP does not know', async () => {
    const same = { idempotencyKey: 'the-same-key', reference: 'WEB-SAME' };
    const texts = [];
    for (const account of ['COBALT', 'HARGATE', 'unheard-of']) {
      const text = await answer(orderBy(emailOf(account), false, same));
      texts.push(text.replace(/"id":"[^"]+"/, '').replace(/"orderNumber":"[^"]+"/, ''));
    }
    expect(new Set(texts).size).toBe(1);
  });

  it('is refused where the customer that their orders have made is on hold', async () => {
    const email = 'returning@example.net';
    const first = orderBy(email);
    await place(first);
    const own = await landed(first.reference);
    await change(`update "RM00101" set "HOLD" = 1 where "CUSTNMBR" = $1`, [own]);
    expect(await answer(orderBy(email))).toBe(`${REFUSAL}\n`);
    await change(`update "RM00101" set "HOLD" = 0 where "CUSTNMBR" = $1`, [own]);
    const third = orderBy(email);
    await place(third);
    expect(await landed(third.reference)).toBe(own);
    expect(await listed(third.reference)).not.toContain('may be');
  });
});

describe("GP's own words", () => {
  it('are for operators, and not for a visitor', async () => {
    const order = orderBy(emailOf('HARGATE'), true);
    gateway.gp.makeWrites({ refuseWith: 1541 });
    never.gp.makeWrites({ refuseWith: 1541 });
    try {
      await place(order);
      // Either instance may have pushed it, and perhaps only after the answer.
      await vi.waitFor(async () => expect(await listed(order.reference)).toContain('REJECTED'));
    } finally {
      gateway.gp.makeWrites({});
      never.gp.makeWrites({});
    }
    expect(await listed(order.reference)).toContain('1541: ');
    const { submission } = await place(order);
    expect(submission).toMatchObject({
      status: 'REJECTED',
      rejection: { code: null, message: 'The order could not be taken. The merchant knows of it.' },
    });
  });
});

describe('While GP is away', () => {
  async function placedMeanwhile(order: ReturnType<typeof orderBy>): Promise<void> {
    // What the checkout needs is remembered; whose the address is, is not.
    await place(orderBy('somebody@example.net', false));
    for (const each of [gateway, never]) each.gp.make({ failing: true });
    try {
      const { submission, userErrors } = await place(order);
      expect(userErrors).toEqual([]);
      expect(submission?.status).toBe('RECEIVED');
    } finally {
      for (const each of [gateway, never]) each.gp.make({});
    }
  }

  it("a visitor's order is taken, and lands where it should once GP is back", async () => {
    const vouched = orderBy(emailOf('HARGATE'), true);
    await placedMeanwhile(vouched);
    expect(await landed(vouched.reference)).toBe('HARGATE');
    const unknown = orderBy(emailOf('HARGATE'), false);
    await placedMeanwhile(unknown);
    expect(await landed(unknown.reference)).toBe(accountNumberOf(emailOf('HARGATE')));
    await vi.waitFor(async () => expect(await listed(unknown.reference)).toMatch(/PUSHED.*may be HARGATE$/));
  });

  it.each(REFUSED)('and is given to operators where the account turns out to be %s', async (_, account) => {
    const order = orderBy(emailOf(account), true);
    await placedMeanwhile(order);
    await vi.waitFor(async () => expect(await listed(order.reference)).toContain('REJECTED'));
    expect(await listed(order.reference)).toContain(account);
    const { submission } = await place(order);
    expect(submission?.rejection).toEqual({ code: null, message: 'The order could not be taken. The merchant knows of it.' });
  });
});
