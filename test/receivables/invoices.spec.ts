import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { globalId } from '../../src/values/global-id.js';
import { cursorOf } from '../../src/values/page.js';
import { TestGateway } from '../support/test-gateway.js';

const INVOICE = `query ($number: String!) { invoice(number: $number) {
  ... on Invoice {
    id number orderNumber purchaseOrderNumber status date dueDate payable source
    subtotal { amount } discount { amount } freight { amount } miscellaneous { amount } tax { amount }
    total { amount currency } balance { amount currency }
    termsDiscount { amount { amount } until }
    taxes { detail description amount { amount } }
    payments { paymentNumber date amount { amount } }
    lines { lineNumber sku quantity quantityShipped unitPrice { amount } discount { amount } extendedPrice { amount } product { sku } }
  }
  ... on Unavailable { reason }
} }`;

const LIST = `query ($first: Int, $after: String, $filter: InvoiceFilter) { viewer { account {
  invoices(first: $first, after: $after, filter: $filter) {
    nodes { number status payable balance { amount } } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } unavailable { reason }
  }
} } }`;
const LISTS = `query ($after: String) { viewer { account {
  payments(first: 3, after: $after) { nodes { id number date method amount { amount currency } unapplied { amount } reference } pageInfo { hasNextPage } }
  credits { nodes { id number kind date amount { amount } unapplied { amount } } }
} } }`;
const OWED = `{ viewer { account { receivables {
  ... on Receivables { balance { amount currency } pastDue { amount } unappliedCredits { amount } pendingPayments { amount }
    ageing { name amount { amount } } lastPayment { paymentNumber date amount { amount } } source }
  ... on Unavailable { reason }
} } } }`;
const STATEMENT = `query ($from: Date!, $to: Date!) { viewer { account { statement(from: $from, to: $to) {
  ... on Statement { from to openingBalance { amount currency } closingBalance { amount } entries { date kind number amount { amount } balance { amount } } }
  ... on Unavailable { reason message }
} } } }`;

let gateway: TestGateway;
let hargate: string;
let brindle: string;
let tess: string;
let head: string;

beforeAll(async () => {
  gateway = await TestGateway.start();
  hargate = await gateway.signIn('nell.hargate@example.com');
  brindle = await gateway.signIn('otis.brindle@example.com');
  tess = await gateway.signIn('tess.moreau@example.com');
  head = await gateway.signIn('tess.moreau@example.com', 'NORTHFLD-01');
});
beforeEach(() => gateway.forgetFacts());
afterEach(() => gateway.gp.make({}));
afterAll(() => gateway?.stop());

async function invoice(number: string, token = hargate) {
  const { data, errors } = await gateway.ask(INVOICE, { number }, token);
  expect(errors).toBeUndefined();
  return data.invoice;
}

describe('An invoice', () => {
  it('of history has its lines, its taxes by detail, what was taken off and what was paid', async () => {
    expect(await invoice('inv26-0640')).toEqual({
      id: expect.any(String),
      number: 'INV26-0640',
      orderNumber: null,
      purchaseOrderNumber: 'PO-6644',
      status: 'PAID',
      date: '2026-05-12',
      dueDate: '2026-06-11',
      payable: false,
      source: 'LIVE',
      subtotal: { amount: '548.75' },
      discount: { amount: '5.60' },
      freight: { amount: '18.00' },
      miscellaneous: { amount: '5.00' },
      tax: { amount: '34.30' },
      total: { amount: '600.45', currency: 'USD' },
      balance: { amount: '0.00', currency: 'USD' },
      termsDiscount: null,
      taxes: [{ detail: 'IL-SALES', description: 'Illinois sales tax', amount: { amount: '34.30' } }],
      payments: [{ paymentNumber: 'PYMT26-0212', date: '2026-05-20', amount: { amount: '589.47' } }],
      lines: [
        {
          lineNumber: 1,
          sku: 'CWR-12',
          quantity: '25',
          quantityShipped: '25',
          unitPrice: { amount: '11.95' },
          discount: { amount: '0.00' },
          extendedPrice: { amount: '298.75' },
          product: { sku: 'CWR-12' },
        },
        {
          lineNumber: 2,
          sku: 'LEVEL-48',
          quantity: '2',
          quantityShipped: '2',
          unitPrice: { amount: '125.0' },
          discount: { amount: '0.00' },
          extendedPrice: { amount: '250.00' },
          product: { sku: 'LEVEL-48' },
        },
      ],
    });
  });

  it('is what GP posted without a sales document, or not posted yet, or voided', async () => {
    expect(await invoice('SVC25-0004')).toMatchObject({
      status: 'PAID',
      subtotal: { amount: '320.00' },
      tax: { amount: '20.00' },
      total: { amount: '340.00' },
      lines: [],
      taxes: [],
      payments: [
        { paymentNumber: 'CRED25-0031', date: '2025-12-15', amount: { amount: '100.00' } },
        { paymentNumber: 'PYMT26-0106', date: '2026-01-08', amount: { amount: '239.97' } },
      ],
    });
    expect(await invoice('INV26-1009')).toMatchObject({
      status: 'UNPOSTED',
      orderNumber: 'ORD26-001988',
      balance: { amount: '118.20' },
      payable: false,
      lines: [{ sku: 'BRG-6204-2RS' }],
    });
    expect(await invoice('INV26-0512')).toMatchObject({ status: 'VOIDED', balance: { amount: '0.00' }, payable: false });
    expect(await invoice('INV26-0944')).toMatchObject({
      status: 'PAST_DUE',
      orderNumber: 'ORD26-001840',
      balance: { amount: '760.00' },
      payable: true,
      payments: [
        { paymentNumber: 'PYMT26-0287', amount: { amount: '244.85' } },
        { paymentNumber: 'PYMT26-0311', amount: { amount: '255.15' } },
      ],
    });
  });

  it('has the terms discount that is still to be had', async () => {
    expect(await invoice('INV26-0990', brindle)).toMatchObject({
      termsDiscount: { amount: { amount: '25.00' }, until: '2026-12-05' },
    });
    expect(await invoice('INV26-1001')).toMatchObject({ status: 'OPEN', termsDiscount: null });
  });

  it('is in its own currency, in which nothing is paid online', async () => {
    expect(await invoice('INV26-1002', tess)).toMatchObject({
      status: 'OPEN',
      payable: false,
      total: { amount: '9275.00', currency: 'CAD' },
      taxes: [{ detail: 'ON-HST', amount: { amount: '1040.00' } }],
      lines: [{ unitPrice: { amount: '40.00' }, extendedPrice: { amount: '8000.00' } }],
    });
  });

  it('is null for those who do not buy for its account, and for a number of another kind of document', async () => {
    expect(await invoice('INV26-0640', brindle)).toBeNull();
    expect(await invoice('INV26-1009', brindle)).toBeNull();
    for (const number of ['ORD26-002014', 'PYMT26-0287', 'CRED25-0031', 'NONE', '', '  ', 'x'.repeat(100)]) {
      expect(await invoice(number)).toBeNull();
    }
    const { data } = await gateway.ask(INVOICE, { number: 'INV26-0640' });
    expect(data.invoice).toBeNull();
  });

  it('is found among all of the accounts for which its viewer may buy', async () => {
    expect(await invoice('INV26-0700', tess)).toMatchObject({ number: 'INV26-0700' });
    expect(await invoice('INV26-0700', head)).toMatchObject({
      payments: [{ paymentNumber: 'PYMT26-0250', amount: { amount: '410.00' } }],
    });
  });

  it('is a node, as a payment and a credit are', async () => {
    const ids = [
      globalId('Invoice', 'INV26-0640'),
      globalId('Invoice', 'DM26-0003\nDEBIT_MEMO'),
      globalId('Invoice', 'DM26-0003'),
      globalId('Payment', 'PYMT26-0287'),
      globalId('Payment', 'PYMT26-0188'),
      globalId('Credit', 'PYMT26-0311\nPAYMENT'),
      globalId('Credit', 'PYMT26-0311\nnonsense'),
    ];
    const { data } = await gateway.ask(
      `query ($ids: [ID!]!) { nodes(ids: $ids) {
        id ... on Invoice { number } ... on Payment { number reference } ... on Credit { unapplied { amount } }
      } }`,
      { ids },
      hargate,
    );
    expect(data.nodes).toEqual([
      { id: ids[0], number: 'INV26-0640' },
      { id: ids[1], number: 'DM26-0003' },
      null,
      { id: ids[3], number: 'PYMT26-0287', reference: 'ch_9F1L0287' },
      null,
      { id: ids[5], unapplied: { amount: '150.00' } },
      null,
    ]);
  });

  it('of an order comes with the order', async () => {
    const query = 'query ($number: String!) { order(number: $number) { ... on Order { invoices { number status } } } }';
    const invoices = async (number: string, token: string) => (await gateway.ask(query, { number }, token)).data.order;
    expect(await invoices('ORD26-001840', hargate)).toEqual({
      invoices: [
        { number: 'INV26-0871', status: 'PAID' },
        { number: 'INV26-0944', status: 'PAST_DUE' },
      ],
    });
    expect(await invoices('ORD26-001988', hargate)).toEqual({ invoices: [{ number: 'INV26-1009', status: 'UNPOSTED' }] });
    expect(await invoices('ORD26-002001', hargate)).toEqual({ invoices: [] });
  });
});

describe("An account's invoices", () => {
  async function list(variables: Record<string, unknown> = {}, token = hargate) {
    const { data, errors } = await gateway.ask(LIST, variables, token);
    expect(errors).toBeUndefined();
    return data.viewer?.account.invoices;
  }

  it('come page by page, the latest first', async () => {
    const all = (await list({ first: 100 }))?.nodes.map(({ number }) => number);
    expect(all).toEqual([
      'INV26-1009',
      'INV26-1001',
      'INV26-0944',
      'INV26-0871',
      'INV26-0640',
      'DM26-0003',
      'INV26-0512',
      'SVC25-0004',
      'INV16-0001',
    ]);
    const first = await list({ first: 4 });
    expect(first).toMatchObject({ pageInfo: { hasNextPage: true, hasPreviousPage: false }, unavailable: null });
    const second = await list({ first: 4, after: first?.pageInfo.endCursor });
    const third = await list({ first: 4, after: second?.pageInfo.endCursor });
    expect(third?.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect([first, second, third].flatMap((page) => page?.nodes.map(({ number }) => number))).toEqual(all);
  });

  it('cost two questions when they are first seen, and none when they are seen again', async () => {
    await gateway.ask('{ viewer { account { name } } }', {}, hargate);
    gateway.gp.resetQuestions();
    await list({ first: 100 });
    expect(gateway.gp.questions).toBe(2);
    await list({ first: 100 });
    expect(await invoice('INV26-1001')).toMatchObject({ source: 'CACHE' });
    expect(gateway.gp.questions).toBe(2);
  });

  it('are those of the wanted statuses and dates', async () => {
    const numbers = async (filter: object) => (await list({ filter }))?.nodes.map(({ number }) => number);
    expect(await numbers({ statuses: ['OPEN', 'PAST_DUE'] })).toEqual(['INV26-1001', 'INV26-0944']);
    expect(await numbers({ statuses: ['VOIDED'] })).toEqual(['INV26-0512']);
    expect(await numbers({ statuses: ['UNPOSTED'] })).toEqual(['INV26-1009']);
    expect(await numbers({ statuses: [], from: '2026-01-01', to: '2026-05-31' })).toEqual([
      'INV26-0640',
      'DM26-0003',
      'INV26-0512',
    ]);
    expect(await numbers({ from: '1999-01-01', to: '2000-01-01' })).toEqual([]);
  });

  it.each([
    'nonsense',
    cursorOf('orders', ['2026-11-20', 'ORD26-002014']),
    cursorOf('invoices', ['notadate', 'A', 'INVOICE']),
    cursorOf('invoices', ['2026-11-20', 'A', 'PAYMENT']),
    cursorOf('payments', ['2026-11-20', 'A', 'PAYMENT']),
  ])('refuse the cursor "%s"', async (after) => {
    expect((await gateway.ask(LIST, { after }, hargate)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } },
    ]);
  });

  it('are unavailable, as all that is owed, where the account is not theirs', async () => {
    const refused = { reason: 'NOT_PERMITTED' };
    const { data, errors } = await gateway.ask(
      `{ viewer { account { parent {
        invoices { nodes { number } unavailable { reason } } payments { nodes { number } unavailable { reason } }
        credits { nodes { number } unavailable { reason } } receivables { ... on Unavailable { reason } }
        statement(from: "2026-01-01", to: "2026-11-01") { ... on Unavailable { reason } }
      } } } }`,
      {},
      head,
    );
    expect(errors).toBeUndefined();
    expect(data.viewer?.account.parent).toEqual({
      invoices: { nodes: [], unavailable: refused },
      payments: { nodes: [], unavailable: refused },
      credits: { nodes: [], unavailable: refused },
      receivables: refused,
      statement: refused,
    });
  });
});

describe("An account's payments, credits and what it owes", () => {
  it('are listed with what is not applied', async () => {
    const { data } = await gateway.ask(LISTS, {}, hargate);
    expect(data.viewer?.account).toEqual({
      payments: {
        nodes: [
          {
            id: globalId('Payment', 'PYMT26-0311'),
            number: 'PYMT26-0311',
            date: '2026-11-03',
            method: 'CHECK',
            amount: { amount: '405.15', currency: 'USD' },
            unapplied: { amount: '150.00' },
            reference: '40203',
          },
          expect.objectContaining({ number: 'PYMT26-0287', method: 'CARD', reference: 'ch_9F1L0287' }),
          expect.objectContaining({ number: 'PYMT26-0212' }),
        ],
        pageInfo: { hasNextPage: true },
      },
      credits: {
        nodes: [
          {
            id: globalId('Credit', 'PYMT26-0311\nPAYMENT'),
            number: 'PYMT26-0311',
            kind: 'PAYMENT',
            date: '2026-11-03',
            amount: { amount: '405.15' },
            unapplied: { amount: '150.00' },
          },
        ],
      },
    });
  });

  it('are aged as of today, and their sum is the balance', async () => {
    const { data } = await gateway.ask(OWED, {}, brindle);
    expect(data.viewer?.account.receivables).toEqual({
      balance: { amount: '27360.75', currency: 'USD' },
      pastDue: { amount: '9551.15' },
      unappliedCredits: { amount: '612.50' },
      pendingPayments: { amount: '0.00' },
      ageing: [
        { name: 'Current', amount: { amount: '17809.60' } },
        { name: '1 - 30 Days', amount: { amount: '9551.15' } },
        { name: '31 - 60 Days', amount: { amount: '0.00' } },
        { name: '61 - 90 Days', amount: { amount: '0.00' } },
        { name: '91 and Over', amount: { amount: '0.00' } },
      ],
      lastPayment: null,
      source: 'LIVE',
    });
  });

  it('make no statement of more than 5,000 lines, and one of the shorter period', async () => {
    const { sandbox } = gateway.gateway;
    await sandbox.change(`insert into "RM30101" ("CUSTNMBR", "RMDTYPAL", "DOCNUMBR", "DOCDATE", "ORTRXAMT")
      select 'HARGATE', 1, 'BUSY-' || n, case when n <= 4000 then timestamp '2020-01-15' else timestamp '2020-02-15' end, 1
      from generate_series(1, 5001) as n`);
    const of = async (to: string) =>
      (await gateway.ask(STATEMENT, { from: '2020-01-01', to }, hargate)).data.viewer?.account.statement;
    expect(await of('2020-02-29')).toMatchObject({ reason: 'NOT_DEFINED' });
    expect(await of('2020-01-31')).toMatchObject({ entries: { length: 4_000 } });
    await sandbox.change(`delete from "RM30101" where "DOCNUMBR" like 'BUSY-%'`);
  });

  it('make a statement whose last balance is what is owed', async () => {
    const { data } = await gateway.ask(STATEMENT, { from: '2026-09-01', to: '2026-12-31' }, hargate);
    expect(data.viewer?.account.statement).toEqual({
      from: '2026-09-01',
      to: '2026-12-31',
      openingBalance: { amount: '0.00', currency: 'USD' },
      closingBalance: { amount: '3790.40' },
      entries: [
        ['2026-09-04', 'INVOICE', 'INV26-0871', '905.15', '905.15'],
        ['2026-10-04', 'PAYMENT', 'PYMT26-0287', '-1150.00', '-244.85'],
        ['2026-10-06', 'INVOICE', 'INV26-0944', '1260.00', '1015.15'],
        ['2026-11-03', 'PAYMENT', 'PYMT26-0311', '-405.15', '610.00'],
        ['2026-11-11', 'INVOICE', 'INV26-1001', '3180.40', '3790.40'],
      ].map(([date, kind, number, amount, balance]) => ({
        date,
        kind,
        number,
        amount: { amount },
        balance: { amount: balance },
      })),
    });
  });

  it('leave what is not posted out of the statement: it is not owed yet', async () => {
    const UNPOSTED = 'query ($number: String!) { invoice(number: $number) { ... on Invoice { status date } } }';
    const invoice = (await gateway.ask(UNPOSTED, { number: 'INV26-1009' }, hargate)).data.invoice as { date: string };
    expect(invoice).toMatchObject({ status: 'UNPOSTED' });
    const { data } = await gateway.ask(STATEMENT, { from: invoice.date, to: invoice.date }, hargate);
    expect(data.viewer?.account.statement).toMatchObject({ entries: [] });
  });

  it.each([
    ['2024-01-01', '2026-01-02'],
    ['2026-01-02', '2026-01-01'],
    ['1700-01-01', '1700-01-02'],
    ['', ''],
  ])('make no statement from %s to %s, which empties nothing else', async (from, to) => {
    const { data, errors } = await gateway.ask(STATEMENT, { from, to }, hargate);
    expect(errors).toBeUndefined();
    expect(data.viewer?.account.statement).toMatchObject({ reason: 'NOT_DEFINED' });
  });
});
