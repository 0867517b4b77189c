import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { companyPolicy } from '../../src/account/account.policy.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { SqlQuoteSource } from '../../src/gp/sql/sql-quote-source.js';
import { LiveReaders } from '../../src/live/index.js';
import { PlaceOrderService } from '../../src/ordering/index.js';
import { itemPricingPolicy, priceListPolicy } from '../../src/pricing/price.policy.js';
import type { QuoteNumber } from '../../src/quotes/quote.js';
import { quotePagePolicy, quotePolicy, quoteSuccessorPolicy } from '../../src/quotes/quote.policy.js';
import { QuoteNotesService } from '../../src/quotes/quote-notes.service.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { TestGateway } from '../support/test-gateway.js';
import { answerQuote, orderOfQuote, orderQuote, problemsIn, quoteOf, quotesOf, requestOf, requestQuote } from './quoting.js';
import { Staff } from './staff.js';

const CUT_4 = { sku: 'CUT-4', quantity: '10' };

let gateway: TestGateway;
let staff: Staff;
let nell: string;
let marta: string;

beforeAll(async () => {
  gateway = await TestGateway.start();
  staff = new Staff((sql) => gateway.gateway.sandbox.change(sql));
  nell = await gateway.signIn('nell.hargate@example.com');
  marta = await gateway.signIn('marta.quill@example.com');
});
beforeEach(forgetQuotes);
afterEach(() => gateway.gp.make({}));
afterAll(() => gateway?.stop());

function forgetPrices(): void {
  gateway.gateway.app.get(LiveReaders).forget([itemPricingPolicy.namespace, priceListPolicy.namespace, companyPolicy.namespace]);
}

function forgetQuotes(): void {
  gateway.gateway.app.get(LiveReaders).forget([quotePolicy.namespace, quotePagePolicy.namespace, quoteSuccessorPolicy.namespace]);
}

const ask = async (lines: readonly Record<string, unknown>[] = [CUT_4], rest = {}) => {
  const { submission, userErrors } = await requestQuote(gateway, requestOf(lines, rest), nell);
  expect(userErrors).toEqual([]);
  if (!submission?.orderNumber) throw new Error('GP has no such quote yet.');
  return submission.orderNumber;
};

const seen = async (number: string, token = nell) => {
  forgetQuotes();
  return quoteOf(gateway, number, token);
};

const ordersFrom = (number: string) =>
  gateway.gateway.sandbox.change(`select trim("SOPNUMBE") as number, "DOCAMNT"::text as total, "MSTRNUMB" as master from "SOP10100"
    where "SOPTYPE" = 2 and "ORIGTYPE" = 1 and "ORIGNUMB" = '${number}'`);

const termsOf = (order: string | null | undefined) =>
  gateway.gateway.sandbox.change(`select trim("SLPRSNID") as salesperson, trim("SALSTERR") as territory, trim("PYMTRMID") as terms
    from "SOP10100" where "SOPTYPE" = 2 and "SOPNUMBE" = '${order}'`);

describe('A quote', () => {
  it('is asked for, priced by staff, and ordered at its prices, once', async () => {
    const number = await ask([CUT_4, { sku: 'HCS5-38-2-ZN', quantity: '3', unitOfMeasure: 'Box' }], {
      comment: 'A better price?',
    });
    const asked = await seen(number);
    expect(asked).toMatchObject({ number, status: 'REQUESTED', orderNumber: null, total: { amount: '90.77', currency: 'USD' } });
    expect(asked.messages).toEqual([{ by: 'BUYER', text: 'A better price?' }]);
    expect(problemsIn(await orderQuote(gateway, orderOfQuote(asked), nell))).toEqual([['QUOTE_NOT_READY', 'quoteNumber']]);

    await staff.price(number, {
      prices: { 'CUT-4': '1.50' },
      freight: '12.25',
      discount: '0.77',
      expires: '2999-12-31',
      comment: 'For you',
    });
    const priced = await seen(number);
    expect(priced).toMatchObject({
      status: 'OPEN',
      expires: '2999-12-31',
      subtotal: { amount: '86.57' },
      discount: { amount: '0.77' },
      freight: { amount: '12.25' },
      total: { amount: '98.05' },
    });
    expect(priced.lines).toMatchObject([
      { sku: 'CUT-4', quantity: '10', unitOfMeasure: 'Each', unitPrice: { amount: '1.50' }, product: { sku: 'CUT-4' } },
      { sku: 'HCS5-38-2-ZN', quantity: '3', unitOfMeasure: 'Box', unitPrice: { amount: '23.8560' } },
    ]);
    expect(priced.messages).toEqual([
      { by: 'BUYER', text: 'A better price?' },
      { by: 'SALES_STAFF', text: 'For you' },
    ]);
    expect(priced.revision).not.toBe(asked.revision);
    expect(problemsIn(await orderQuote(gateway, orderOfQuote({ ...priced, revision: asked.revision }), nell))).toEqual([
      ['QUOTE_CHANGED', 'revision'],
    ]);

    const order = orderOfQuote(priced, { purchaseOrderNumber: 'PO-77' });
    const same = await Promise.all(Array.from({ length: 3 }, () => orderQuote(gateway, order, nell)));
    const others = await Promise.all(Array.from({ length: 3 }, () => orderQuote(gateway, orderOfQuote(priced), nell)));
    const [first] = same;
    expect(first?.submission).toMatchObject({
      status: 'PUSHED',
      reference: order.reference,
      order: { total: { amount: '98.05' } },
    });
    expect(new Set(same.map(({ submission }) => submission?.id)).size).toBe(1);
    for (const other of others) expect(problemsIn(other)).toEqual([['QUOTE_ALREADY_ORDERED', 'quoteNumber']]);

    expect(await ordersFrom(number)).toEqual([
      { number: first?.submission?.orderNumber, total: '98.05000', master: expect.any(Number) },
    ]);
    const lines =
      await gateway.gateway.sandbox.change(`select trim("ITEMNMBR") as sku, "ORUNTPRC"::text as price, trim("UOFM") as unit
      from "SOP10200" where "SOPTYPE" = 2 and "SOPNUMBE" = '${first?.submission?.orderNumber}' order by "LNITMSEQ"`);
    expect(lines).toEqual([
      { sku: 'CUT-4', price: '1.50000', unit: 'Each' },
      { sku: 'HCS5-38-2-ZN', price: '23.85600', unit: 'Box' },
    ]);
    expect(await seen(number)).toMatchObject({ status: 'ORDERED', orderNumber: first?.submission?.orderNumber });
  });

  it('that two of the account order at the same moment is ordered once', async () => {
    const number = await ask();
    await staff.price(number, { prices: { 'CUT-4': '1.60' } });
    const quote = await seen(number);
    const answers = await Promise.all(Array.from({ length: 6 }, () => orderQuote(gateway, orderOfQuote(quote), nell)));
    const accepted = answers.filter(({ submission }) => submission);
    expect(accepted).toHaveLength(1);
    for (const answer of answers.filter(({ submission }) => !submission)) {
      expect(problemsIn(answer)).toEqual([['QUOTE_ALREADY_ORDERED', 'quoteNumber']]);
    }
    expect(await ordersFrom(number)).toHaveLength(1);
  });

  it('is ordered once by a call and its repeat, whichever of the two is faster, and both are told so', async () => {
    const number = await ask();
    await staff.price(number, { prices: { 'CUT-4': '1.70' } });
    const order = orderOfQuote(await seen(number));
    const placing = gateway.gateway.app.get(PlaceOrderService);
    const look = placing.repeated.bind(placing);
    let overtaking: Awaited<ReturnType<typeof orderQuote>> | undefined;
    const slow = vi.spyOn(placing, 'repeated').mockImplementationOnce(async (call) => {
      const found = await look(call);
      overtaking = await orderQuote(gateway, order, nell);
      return found;
    });
    const overtaken = await orderQuote(gateway, order, nell);
    slow.mockRestore();
    expect(overtaken.userErrors).toEqual([]);
    expect(overtaken.submission?.id).toEqual(overtaking?.submission?.id);
    expect(await ordersFrom(number)).toHaveLength(1);
  });

  it('that staff transfer while the order is on its way ends in their order alone', async () => {
    const number = await ask();
    await staff.price(number);
    const quote = await seen(number);
    gateway.gp.make({ failing: true });
    const { submission } = await orderQuote(gateway, orderOfQuote(quote), nell);
    expect(submission).toMatchObject({ status: 'RECEIVED' });
    gateway.gp.make({});
    await staff.transfer(number, 'STAFFS-1');
    await vi.waitFor(async () => expect(await submissionOf(submission?.id)).toMatchObject({ status: 'REJECTED' }), {
      timeout: 60_000,
    });
    expect((await submissionOf(submission?.id)).rejection).toMatchObject({ message: expect.stringContaining('STAFFS-1') });
    expect(await ordersFrom(number)).toMatchObject([{ number: 'STAFFS-1' }]);
    expect(await seen(number)).toMatchObject({ status: 'ORDERED', orderNumber: 'STAFFS-1' });
    expect(problemsIn(await orderQuote(gateway, orderOfQuote(quote), nell))).toEqual([['QUOTE_ALREADY_ORDERED', 'quoteNumber']]);
  });

  it('that staff entered is ordered with its taxes, by its units and from its warehouse', async () => {
    const quote = await seen('QTE26-00038');
    expect(quote).toMatchObject({ status: 'OPEN', tax: { amount: '111.38' }, total: { amount: '1893.38' }, messages: [] });
    const { submission } = await orderQuote(gateway, orderOfQuote(quote), nell);
    expect(submission).toMatchObject({ status: 'PUSHED', order: { total: { amount: '1893.38' } } });
    const { sandbox } = gateway.gateway;
    const taxes =
      await sandbox.change(`select "LNITMSEQ" as line, trim("TAXDTLID") as detail, "ORSLSTAX"::text as amount from "SOP10105"
      where "SOPTYPE" = 2 and "SOPNUMBE" = '${submission?.orderNumber}' order by 1`);
    expect(taxes).toEqual([
      { line: 0, detail: 'IL-SALES', amount: '111.38000' },
      { line: 16_384, detail: 'IL-SALES', amount: '52.13000' },
      { line: 32_768, detail: 'IL-SALES', amount: '59.25000' },
    ]);
    const closed = await sandbox.change(
      `select "VOIDSTTS" as voided from "SOP30200" where "SOPTYPE" = 1 and "SOPNUMBE" = 'QTE26-00038'`,
    );
    expect(closed).toEqual([{ voided: 1 }]);
  });

  it.each([
    ['units', '4', '6'],
    ['a whole line', '10', '0'],
  ])(
    'of which staff have cancelled %s is not ordered until they lower its quantity, since it would be paid too',
    async (_, cancelled, left) => {
      const { sandbox } = gateway.gateway;
      const number = await ask([CUT_4, { sku: 'HCS5-38-2-ZN', quantity: '3', unitOfMeasure: 'Box' }]);
      await staff.price(number);
      const ofLine = `where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}' and "ITEMNMBR" = 'CUT-4'`;
      await sandbox.change(`update "SOP10200" set "QTYCANCE" = ${cancelled}, "QTYTORDR" = ${left} ${ofLine}`);
      const quote = await seen(number);
      expect(problemsIn(await orderQuote(gateway, orderOfQuote(quote), nell))).toEqual([['QUOTE_NOT_READY', 'quoteNumber']]);
      expect(await ordersFrom(number)).toEqual([]);

      if (left === '0') await sandbox.change(`delete from "SOP10200" ${ofLine}`);
      else await sandbox.change(`update "SOP10200" set "QTYCANCE" = 0, "QUANTITY" = ${left} ${ofLine}`);
      await staff.price(number, { prices: { 'CUT-4': '1.50' } });
      const mended = await seen(number);
      const { submission } = await orderQuote(gateway, orderOfQuote(mended), nell);
      expect(submission).toMatchObject({ status: 'PUSHED', order: { total: { amount: mended.total.amount } } });
      expect(
        await sandbox.change(`select trim("ITEMNMBR") as sku, "QUANTITY"::float as quantity from "SOP10200"
      where "SOPTYPE" = 2 and "SOPNUMBE" = '${submission?.orderNumber}' order by "LNITMSEQ"`),
      ).toEqual([...(left === '0' ? [] : [{ sku: 'CUT-4', quantity: Number(left) }]), { sku: 'HCS5-38-2-ZN', quantity: 3 }]);
    },
  );

  it('whose product has no price at its level any more is ordered only where GP requires none', async () => {
    const { sandbox } = gateway.gateway;
    const [number, other] = [await ask(), await ask()];
    for (const each of [number, other]) await staff.price(each);
    const [quote, byCost] = [await seen(number), await seen(other)];
    const [line] = await sandbox.change(
      `select trim("PRCLEVEL") as level, trim("UOFM") as unit from "SOP10200" where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`,
    );
    const { level, unit } = line as { readonly level: string; readonly unit: string };
    const rows = `"ITEMNMBR" = 'CUT-4' and "PRCLEVEL" = '${level}' and "UOFM" = '${unit}'`;
    await sandbox.change(`create table "kept" as select * from "IV00108" where ${rows}`);
    await sandbox.change(`delete from "IV00108" where ${rows}`);
    forgetPrices();
    expect(problemsIn(await orderQuote(gateway, orderOfQuote(quote), nell))).toEqual([['NO_PRICE', 'quoteNumber']]);
    expect(await ordersFrom(number)).toEqual([]);

    await sandbox.change(`update "SOP40100" set "Prices_Not_Required_In_Pr" = 1`);
    forgetPrices();
    expect((await orderQuote(gateway, orderOfQuote(quote), nell)).submission).toMatchObject({ status: 'PUSHED' });
    await sandbox.change(`update "SOP40100" set "Prices_Not_Required_In_Pr" = 0`);

    // An item that is priced by its cost needs no row.
    await sandbox.change(`update "IV00101" set "PRICMTHD" = 3 where "ITEMNMBR" = 'CUT-4'`);
    forgetPrices();
    expect((await orderQuote(gateway, orderOfQuote(byCost), nell)).submission).toMatchObject({ status: 'PUSHED' });
    await sandbox.change(`update "IV00101" set "PRICMTHD" = 2 where "ITEMNMBR" = 'CUT-4'`);
    await sandbox.change(`insert into "IV00108" select * from "kept"`);
    await sandbox.change(`drop table "kept"`);
    forgetPrices();
  });

  it("is ordered as the account's other orders where its salesperson, territory or terms have left GP", async () => {
    const { sandbox } = gateway.gateway;
    const number = await ask();
    await staff.price(number);
    // EMIL is inactive.
    await sandbox.change(`update "SOP10100" set "SLPRSNID" = 'EMIL', "SALSTERR" = 'GONE', "PYMTRMID" = 'Gone'
      where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`);
    const { submission } = await orderQuote(gateway, orderOfQuote(await seen(number)), nell);
    expect(submission).toMatchObject({ status: 'PUSHED', rejection: null });
    expect(await termsOf(submission?.orderNumber)).toEqual([{ salesperson: 'ADA', territory: 'MIDWEST', terms: '2% 10/Net 30' }]);
  });

  it("is ordered without a salesperson where the quote's, who is the account's too, has left since", async () => {
    const { sandbox } = gateway.gateway;
    const number = await ask();
    await staff.price(number);
    const quote = await seen(number);
    await sandbox.change(`update "RM00301" set "INACTIVE" = 1 where "SLPRSNID" = 'ADA'`);
    const { submission } = await orderQuote(gateway, orderOfQuote(quote), nell);
    await sandbox.change(`update "RM00301" set "INACTIVE" = 0 where "SLPRSNID" = 'ADA'`);
    expect(submission).toMatchObject({ status: 'PUSHED', rejection: null });
    expect(await termsOf(submission?.orderNumber)).toEqual([{ salesperson: '', territory: 'MIDWEST', terms: '2% 10/Net 30' }]);
  });

  it('in a currency that has no ISO code any more is not ordered, and not to be sent again', async () => {
    const number = await ask();
    await staff.price(number);
    const setCode = async (code: string) => {
      await gateway.gateway.sandbox.change(`update "DYNAMICS"."MC40200" set "ISOCURRC" = '${code}' where "CURNCYID" = 'Z-US$'`);
      forgetPrices();
      forgetQuotes();
    };
    await setCode('');
    try {
      const quote = await seen(number);
      expect(problemsIn(await orderQuote(gateway, orderOfQuote(quote), nell))).toEqual([['NOT_PERMITTED', null]]);
    } finally {
      await setCode('USD');
    }
    expect(await ordersFrom(number)).toEqual([]);
  });

  it('keeps the terms that staff gave it', async () => {
    const { sandbox } = gateway.gateway;
    const number = await ask();
    await staff.price(number);
    const [other] = (await sandbox.change(`select trim("PYMTRMID") as terms from "SY03300" where "PYMTRMID" <> '2% 10/Net 30'
      order by 1 limit 1`)) as { readonly terms: string }[];
    await sandbox.change(`update "SOP10100" set "PYMTRMID" = '${other?.terms}' where "SOPTYPE" = 1 and "SOPNUMBE" = '${number}'`);
    const { submission } = await orderQuote(gateway, orderOfQuote(await seen(number)), nell);
    expect(await termsOf(submission?.orderNumber)).toMatchObject([{ salesperson: 'ADA', terms: other?.terms }]);
  });

  it('can be ordered again where the order was cancelled before GP had it', async () => {
    const number = await ask();
    await staff.price(number);
    const quote = await seen(number);
    gateway.gp.make({ failing: true });
    const { submission } = await orderQuote(gateway, orderOfQuote(quote), nell);
    const cancel = 'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { userErrors { code } } }';
    const { data } = await gateway.ask(cancel, { input: { submissionId: submission?.id } }, nell);
    expect(data.cancelOrder).toEqual({ userErrors: [] });
    expect(await submissionOf(submission?.id)).toMatchObject({ status: 'CANCELLED' });
    gateway.gp.make({});
    expect(await seen(number)).toMatchObject({ status: 'OPEN', orderNumber: null });
    expect((await orderQuote(gateway, orderOfQuote(quote), nell)).submission).toMatchObject({ status: 'PUSHED' });
  });

  it('that staff change while the order is on its way is not ordered', async () => {
    const number = await ask();
    await staff.price(number);
    const quote = await seen(number);
    gateway.gp.make({ failing: true });
    const { submission } = await orderQuote(gateway, orderOfQuote(quote), nell);
    gateway.gp.make({});
    await staff.price(number, { prices: { 'CUT-4': '9.99' } });
    await vi.waitFor(async () => expect(await submissionOf(submission?.id)).toMatchObject({ status: 'REJECTED' }), {
      timeout: 60_000,
    });
    expect(await ordersFrom(number)).toEqual([]);
    const changed = await seen(number);
    expect(changed.status).toBe('OPEN');
    expect((await orderQuote(gateway, orderOfQuote(changed), nell)).submission).toMatchObject({ status: 'PUSHED' });
  });

  it('is shown as what became of it: expired, withdrawn, deleted, ordered by staff', async () => {
    const [expired = '', voided = '', deleted = '', transferred = '', gone = ''] = await Promise.all(
      Array.from({ length: 5 }, () => ask()),
    );
    for (const number of [expired, voided, deleted, transferred, gone]) await staff.price(number, { expires: '2999-12-31' });
    await staff.price(expired, { expires: '2001-01-01' });
    await staff.void(voided);
    await staff.delete(deleted);
    await staff.transfer(transferred, 'STAFFS-2');
    await staff.transfer(gone, 'STAFFS-3', { keepsHistory: false });
    const states = await Promise.all([expired, voided, deleted, transferred, gone].map((number) => seen(number)));
    expect(states).toMatchObject([
      { status: 'EXPIRED' },
      { status: 'WITHDRAWN' },
      { status: 'WITHDRAWN', lines: [{ sku: 'CUT-4', quantity: '10', unitPrice: { amount: '1.92' } }] },
      { status: 'ORDERED', orderNumber: 'STAFFS-2' },
      { status: 'ORDERED', orderNumber: 'STAFFS-3' },
    ]);
    const [ofExpired, ...rest] = await Promise.all(states.map((quote) => orderQuote(gateway, orderOfQuote(quote), nell)));
    expect(problemsIn(ofExpired as NonNullable<typeof ofExpired>)).toEqual([['QUOTE_EXPIRED', 'quoteNumber']]);
    expect(rest.map((answer) => problemsIn(answer)[0]?.[0])).toEqual([
      'UNKNOWN_QUOTE',
      'UNKNOWN_QUOTE',
      'QUOTE_ALREADY_ORDERED',
      'QUOTE_ALREADY_ORDERED',
    ]);
    const listed = await quotesOf(gateway, { first: 100 }, nell);
    const statuses = new Map(listed.nodes.map(({ number, status }) => [number, status]));
    expect([expired, voided, deleted, transferred, gone].map((number) => statuses.get(number))).toEqual([
      'EXPIRED',
      'WITHDRAWN',
      'WITHDRAWN',
      'ORDERED',
      'ORDERED',
    ]);
  });

  it('is turned down, or asked for again, until staff change its terms', async () => {
    const number = await ask();
    await staff.price(number);
    const input = { quoteNumber: number.toLowerCase(), answer: 'REQUEST_CHANGE', comment: 'Freight free?' };
    const { quote, userErrors } = await answerQuote(gateway, input, nell);
    expect(userErrors).toEqual([]);
    expect(quote).toMatchObject({ status: 'CHANGE_REQUESTED', messages: [{ by: 'BUYER', text: 'Freight free?' }] });
    expect((await answerQuote(gateway, input, nell)).quote).toMatchObject({ messages: [{ text: 'Freight free?' }] });
    expect(problemsIn(await orderQuote(gateway, orderOfQuote(await seen(number)), nell))).toEqual([
      ['QUOTE_NOT_READY', 'quoteNumber'],
    ]);

    await staff.price(number, { prices: { 'CUT-4': '1.80' } });
    expect(await seen(number)).toMatchObject({ status: 'OPEN' });
    await answerQuote(gateway, { quoteNumber: number, answer: 'DECLINE' }, nell);
    const declined = await seen(number);
    expect(declined).toMatchObject({ status: 'DECLINED', messages: [{ text: 'Freight free?' }] });
    expect(problemsIn(await orderQuote(gateway, orderOfQuote(declined), nell))).toEqual([['QUOTE_DECLINED', 'quoteNumber']]);
    expect((await quotesOf(gateway, { filter: { statuses: ['DECLINED'] } }, nell)).nodes).toEqual([
      { number, status: 'DECLINED' },
    ]);

    await staff.price(number, { prices: { 'CUT-4': '1.70' } });
    const again = await seen(number);
    expect((await orderQuote(gateway, orderOfQuote(again), nell)).submission).toMatchObject({ status: 'PUSHED' });
    forgetQuotes();
    expect(problemsIn(await answerQuote(gateway, { quoteNumber: number, answer: 'DECLINE' }, nell))).toEqual([
      ['QUOTE_ALREADY_ORDERED', 'quoteNumber'],
    ]);
  });

  it('is answered once, however many answers come at once', async () => {
    const number = await ask();
    await staff.price(number);
    const answers = Array.from({ length: 6 }, () => answerQuote(gateway, { quoteNumber: number, answer: 'DECLINE' }, nell));
    expect((await Promise.all(answers)).flatMap(({ userErrors }) => userErrors)).toEqual([]);
    const database = gateway.gateway.app.get(GatewayDatabase);
    const kept = await database.selectFrom('quote_answer').where('quote_number', '=', number).select('answer').execute();
    expect(kept).toEqual([{ answer: 'DECLINE' }]);
  });

  it('is not answered any more once an order of it is accepted, also by a caller who has seen it open', async () => {
    const number = await ask();
    await staff.price(number);
    const seenAt = Date.now();
    const { submission } = await orderQuote(gateway, orderOfQuote(await seen(number)), nell);
    expect(submission?.status).toBe('PUSHED');
    const answer = { kind: 'DECLINE', revision: '1', comment: '', userEmail: 'nell.hargate@example.com', at: seenAt } as const;
    const notes = gateway.gateway.app.get(QuoteNotesService);
    expect(await notes.answer(asAccountNumber('HARGATE'), number as QuoteNumber, answer, seenAt)).toBe('ordered');
  });

  it('of another account is as one that does not exist', async () => {
    const number = await ask();
    await staff.price(number);
    const quote = await seen(number);
    for (const token of [marta, undefined]) expect(await quoteOf(gateway, number, token)).toBeNull();
    for (const wanted of [number, 'NO-SUCH', '', 'A NUMBER LONGER THAN ANY THAT GP KEEPS']) {
      if (wanted === '') continue;
      expect(problemsIn(await orderQuote(gateway, orderOfQuote({ ...quote, number: wanted }), marta))).toEqual([
        ['UNKNOWN_QUOTE', 'quoteNumber'],
      ]);
      expect(problemsIn(await answerQuote(gateway, { quoteNumber: wanted, answer: 'DECLINE' }, marta))).toEqual([
        ['UNKNOWN_QUOTE', 'quoteNumber'],
      ]);
    }
    expect((await quotesOf(gateway, { first: 100 }, marta)).nodes).toEqual([]);
  });

  it('is searched for in steps by a filter that few pass: no request walks through all quotes of an account', async () => {
    const otis = await gateway.signIn('otis.brindle@example.com');
    const rows = Array.from({ length: 250 }, (_, index) => `(1, 'MANY-${1_000 + index}', 'BRINDLE', '2026-11-02', 'PRICED')`);
    await gateway.gateway.sandbox.change(
      `insert into "SOP10100" ("SOPTYPE", "SOPNUMBE", "CUSTNMBR", "DOCDATE", "BACHNUMB") values ${rows.join(', ')}`,
    );
    const { userErrors } = await answerQuote(gateway, { quoteNumber: 'MANY-1000', answer: 'DECLINE' }, otis);
    expect(userErrors).toEqual([]);
    const filter = { statuses: ['DECLINED'], from: '2026-11-02', to: '2026-11-02' };
    const pages = vi.spyOn(SqlQuoteSource.prototype, 'page');
    const first = await quotesOf(gateway, { filter }, otis);
    // Of six.
    expect(pages).toHaveBeenCalledTimes(4);
    pages.mockRestore();
    expect(first).toMatchObject({ nodes: [], pageInfo: { hasNextPage: true, endCursor: expect.any(String) } });
    const next = await quotesOf(gateway, { filter, after: first.pageInfo.endCursor }, otis);
    expect(next).toMatchObject({ nodes: [{ number: 'MANY-1000', status: 'DECLINED' }], pageInfo: { hasNextPage: false } });
  });

  it('is listed with cursors that hold while new ones come', async () => {
    const before = (await quotesOf(gateway, { first: 100 }, nell)).nodes.map(({ number }) => number);
    const listed: string[] = [];
    let after: string | null | undefined;
    do {
      forgetQuotes();
      const { nodes, pageInfo } = await quotesOf(gateway, { first: 8, after }, nell);
      listed.push(...nodes.map(({ number }) => number));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      await ask();
    } while (after);
    expect(listed).toEqual(before);
    expect(
      (await gateway.ask('{ viewer { account { quotes(after: "x") { nodes { number } } } } }', {}, nell)).errors,
    ).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

async function submissionOf(id: unknown) {
  const query = 'query ($id: ID!) { orderSubmission(id: $id) { status orderNumber rejection { code message } } }';
  // biome-ignore lint/suspicious/noExplicitAny: read by its fields
  return (await gateway.ask(query, { id }, nell)).data.orderSubmission as any;
}
