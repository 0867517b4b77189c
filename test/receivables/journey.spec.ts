import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Payer } from '../payments/paying.js';
import { orderOfQuote, orderQuote, quoteOf, requestOf, requestQuote } from '../quotes/quoting.js';
import { Staff } from '../quotes/staff.js';
import { TestGateway } from '../support/test-gateway.js';

const TODAY = '2026-11-23';
const INVOICE = 'INV-JOURNEY';
const CREDIT_MEMO = 'CRM-JOURNEY';
const ORDER = `query ($number: String!) { order(number: $number) { ... on Order {
  status total { amount } invoices { number } shipments { number lines { sku quantity } }
} } }`;
const OWED = `query ($number: String!, $from: Date!, $to: Date!) {
  invoice(number: $number) { ... on Invoice { status orderNumber total { amount } balance { amount } payable
    termsDiscount { amount { amount } until } payments { amount { amount } } } }
  viewer { account {
    receivables { ... on Receivables { balance { amount } } }
    statement(from: $from, to: $to) { ... on Statement { openingBalance { amount } closingBalance { amount }
      entries { kind number amount { amount } balance { amount } } } }
  } }
}`;

let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(`${TODAY}T12:00:00Z`) });
  gateway = await TestGateway.start({ ACCESS_TOKEN_MINUTES: '60' });
  token = await gateway.signIn('admin@example.com', 'HARGATE');
});
afterAll(async () => {
  await gateway?.stop();
  vi.useRealTimers();
});

const change = (sql: string) => gateway.gateway.sandbox.change(sql);

async function owed() {
  await gateway.forgetFacts();
  const { data, errors } = await gateway.ask(OWED, { number: INVOICE, from: TODAY, to: TODAY }, token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Transfers an order to an invoice and posts it, with a terms discount of 2 %, as GP's clients do. */
async function postInvoice(order: string): Promise<void> {
  await change(`insert into "SOP30200" ("SOPTYPE", "SOPNUMBE", "ORIGTYPE", "ORIGNUMB", "DOCDATE", "CUSTNMBR", "MSTRNUMB", "CURNCYID", "ORSUBTOT",
      "ORTDISAM", "ORFRTAMT", "ORDOCAMT", "ORACTAMT") select 3, '${INVOICE}', 2, "SOPNUMBE", '${TODAY}', "CUSTNMBR", "MSTRNUMB", "CURNCYID",
      "ORSUBTOT", "ORTDISAM", "ORFRTAMT", "ORDOCAMT", "ORDOCAMT" from "SOP10100" where "SOPTYPE" = 2 and "SOPNUMBE" = '${order}'`);
  await change(`insert into "SOP30300" ("SOPTYPE", "SOPNUMBE", "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "QUANTITY", "ORUNTPRC", "OXTNDPRC")
      select 3, '${INVOICE}', "LNITMSEQ", "ITEMNMBR", "ITEMDESC", "UOFM", "LOCNCODE", "QUANTITY", "ORUNTPRC", "OXTNDPRC"
      from "SOP10200" where "SOPTYPE" = 2 and "SOPNUMBE" = '${order}'`);
  await change(`update "SOP10200" set "QTYPRINV" = "QUANTITY", "QTYREMAI" = 0 where "SOPTYPE" = 2 and "SOPNUMBE" = '${order}'`);
  await change(`insert into "RM20101" ("CUSTNMBR", "CPRCSTNM", "RMDTYPAL", "DOCNUMBR", "DOCDATE", "DUEDATE", "ORTRXAMT", "CURTRXAM", "DISAVAMT", "DISCDATE")
      values ('HARGATE', 'HARGATE', 1, '${INVOICE}', '${TODAY}', '2026-12-23', 27, 27, 0.54, '2026-11-30'),
        ('HARGATE', 'HARGATE', 7, '${CREDIT_MEMO}', '${TODAY}', '${TODAY}', 5, 5, 0, '1900-01-01')`);
  await change(`insert into "RM00401" ("RMDTYPAL", "DOCNUMBR", "DCSTATUS", "CUSTNMBR")
      values (1, '${INVOICE}', 2, 'HARGATE'), (7, '${CREDIT_MEMO}', 2, 'HARGATE')`);
}

it('a quote is priced, ordered, invoiced, and paid with a credit and a terms discount; the statement adds up to the cent', async () => {
  const staff = new Staff(change);
  const asked = await requestQuote(gateway, requestOf([{ sku: 'CUT-4', quantity: '10' }]), token);
  const number = asked.submission?.orderNumber ?? '';
  // 10 at 1.50, less 0.25, and 12.25 of freight: 27.00.
  await staff.price(number, { prices: { 'CUT-4': '1.50' }, discount: '0.25', freight: '12.25', expires: '2999-12-31' });
  await gateway.forgetFacts();
  const quote = await quoteOf(gateway, number, token);
  expect(quote).toMatchObject({ status: 'OPEN', total: { amount: '27.00' } });

  const input = orderOfQuote(quote);
  const [one, other] = await Promise.all([orderQuote(gateway, input, token), orderQuote(gateway, input, token)]);
  expect(one.userErrors).toEqual([]);
  expect(other.submission?.id).toBe(one.submission?.id);
  const order = one.submission?.orderNumber ?? '';
  expect(
    await change(
      `select count(*)::int as orders from "SOP10100" where "SOPTYPE" = 2 and "ORIGTYPE" = 1 and "ORIGNUMB" = '${number}'`,
    ),
  ).toEqual([{ orders: 1 }]);

  await postInvoice(order);
  await gateway.forgetFacts();
  expect((await gateway.ask(ORDER, { number: order }, token)).data.order).toEqual({
    status: 'INVOICED',
    total: { amount: '27.00' },
    invoices: [{ number: INVOICE }],
    shipments: [{ number: INVOICE, lines: [{ sku: 'CUT-4', quantity: '10' }] }],
  });
  const billed = await owed();
  expect(billed.invoice).toEqual({
    status: 'OPEN',
    orderNumber: order,
    total: { amount: '27.00' },
    balance: { amount: '27.00' },
    payable: true,
    termsDiscount: { amount: { amount: '0.54' }, until: '2026-11-30' },
    payments: [],
  });
  // 3,790.40 were owed before; 27.00 and the credit of 5.00 make 3,812.40.
  expect(billed.viewer?.account.receivables).toEqual({ balance: { amount: '3812.40' } });

  const payer = new Payer(gateway, token);
  const prepared = await payer.prepared({ invoices: [{ invoiceNumber: INVOICE }], credits: [CREDIT_MEMO] });
  expect(prepared).toMatchObject({
    amount: { amount: '21.46' },
    termsDiscount: { amount: '0.54' },
    creditsUsed: { amount: '5.00' },
  });
  const paid = await payer.paid(prepared, { method: 'CHECK', transactionId: '20771' });
  expect(paid.status).toBe('PUSHED');

  const { invoice, viewer } = await owed();
  expect(invoice).toMatchObject({ status: 'PAID', balance: { amount: '0.00' }, payable: false, termsDiscount: null });
  expect(viewer?.account.receivables).toEqual({ balance: { amount: '3790.40' } });
  const statement = viewer?.account.statement;
  if (!statement || !('entries' in statement)) throw new Error('No statement.');
  expect([statement.openingBalance.amount, statement.closingBalance.amount]).toEqual(['3790.40', '3790.40']);
  expect(statement.entries.map(({ kind, number: of, amount, balance }) => [kind, of, amount.amount, balance.amount])).toEqual([
    ['INVOICE', INVOICE, '27.00', '3817.40'],
    ['CREDIT_MEMO', CREDIT_MEMO, '-5.00', '3812.40'],
    ['PAYMENT', paid.paymentNumber, '-21.46', '3790.94'],
    // The terms discount that was taken with it.
    ['PAYMENT', paid.paymentNumber, '-0.54', '3790.40'],
  ]);
});
