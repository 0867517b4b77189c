import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { GatewayDatabase } from '../../src/database/index.js';
import { decimalString } from '../../src/values/exact.js';
import { parseGlobalId } from '../../src/values/global-id.js';
import { bringBack, createDatabase, dropDatabase, takeAway } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { CHECK_CART, orderOf, place, placeAtLast, problemsOf } from './checkout.js';

const AMOUNTS = new Set(['amount', 'unitPrice', 'quantity', 'taxableAmount']);

/** The content's hash as 0.1.0 made it. */
function hashOfBefore(input: object): string {
  const canonical = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) return value.map((each) => canonical(each));
    if (typeof value !== 'object' || value === null) return AMOUNTS.has(name) ? decimalString(String(value)) : value;
    const entries = Object.entries(value).filter(([, each]) => each !== undefined && each !== null);
    const sorted = entries.toSorted(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(sorted.map(([key, each]) => [key, canonical(each, key)]));
  };
  return createHash('sha256')
    .update(JSON.stringify(canonical(input)))
    .digest('base64url');
}

const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };

describe('Placing an order', () => {
  let gateway: TestGateway;
  let databases: string[];
  let nell: string;
  let marta: string;

  beforeAll(async () => {
    databases = [await createDatabase(), await createDatabase()];
    gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
    nell = await gateway.signIn('nell.hargate@example.com');
    marta = await gateway.signIn('marta.quill@example.com');
  });
  afterEach(() => gateway.gp.make({}));
  afterAll(async () => {
    await gateway.stop();
    for (const database of databases) await dropDatabase(database);
  });

  const change = (sql: string) => gateway.gateway.sandbox.change(sql);
  const documents = (reference: string) =>
    change(`select h."SOPNUMBE", trim(h."CUSTNMBR") as customer, h."DOCAMNT"::text as total, trim(h."REFRENCE") as reference
      from "SOP10100" h where h."SOPTYPE" = 2 and trim(h."REFRENCE") = '${reference}'`);

  describe('that GP takes', () => {
    it('puts one document into GP, with its number for the buyer', async () => {
      const order = orderOf([CUT_4, { sku: 'HCS5-38-2-ZN', quantity: '3', unitPrice: '23.8560' }]);
      const { submission, userErrors } = await place(gateway, order, nell);
      expect(userErrors).toEqual([]);
      expect(submission).toMatchObject({ status: 'PUSHED', reference: order.reference, orderNumber: expect.any(String) });
      expect(await documents(order.reference)).toMatchObject([{ customer: 'HARGATE', total: '90.77000' }]);
      const query = `query ($number: String!) {
        order(number: $number) { ... on Order { number reference status total { amount } lines { sku quantity unitPrice { amount } } } }
      }`;
      // A machine that is busy with other tests may answer past a page's budget.
      await vi.waitFor(async () =>
        expect((await gateway.ask(query, { number: submission?.orderNumber }, nell)).data.order).toEqual({
          number: submission?.orderNumber,
          reference: order.reference,
          status: 'OPEN',
          total: { amount: '90.77' },
          lines: [
            { sku: 'CUT-4', quantity: '10', unitPrice: { amount: '1.92' } },
            { sku: 'HCS5-38-2-ZN', quantity: '3', unitPrice: { amount: '23.8560' } },
          ],
        }),
      );
    });

    it('is found again by its submission, and by nobody else', async () => {
      const { submission } = await place(gateway, orderOf([CUT_4]), nell);
      const query = 'query ($id: ID!) { orderSubmission(id: $id) { id status order { ... on Order { number } } } }';
      const own = await gateway.ask(query, { id: submission?.id }, nell);
      expect(own.data.orderSubmission).toEqual({
        id: submission?.id,
        status: 'PUSHED',
        order: { number: submission?.orderNumber },
      });
      expect((await gateway.ask(query, { id: submission?.id }, marta)).data.orderSubmission).toBeNull();
      expect((await gateway.ask(query, { id: submission?.id })).data.orderSubmission).toBeNull();
    });
  });

  describe('again with the same key', () => {
    it('gives fifty parallel callers one submission and one document', async () => {
      const order = orderOf([CUT_4]);
      const answers = await Promise.all(Array.from({ length: 50 }, () => placeAtLast(gateway, order, nell)));
      expect(new Set(answers.map(({ submission }) => submission?.id)).size).toBe(1);
      expect(await documents(order.reference)).toHaveLength(1);
      const again = await place(gateway, { ...order, lines: [{ unitPrice: '1.920', quantity: 10, sku: 'CUT-4' }] }, nell);
      expect(again.submission?.id).toBe(answers[0]?.submission?.id);
    });

    it.each([' ', '\n', '\u00a0', '\u2028', '\u0085', ' '.repeat(1_000)])(
      'is once the order, also with %j around the key',
      async (blank) => {
        const order = orderOf([CUT_4]);
        const { submission } = await place(gateway, order, nell);
        expect(submission?.idempotencyKey).toBe(order.idempotencyKey);
        for (const idempotencyKey of [`${order.idempotencyKey}${blank}`, `${blank}${order.idempotencyKey}${blank}`]) {
          expect((await place(gateway, { ...order, idempotencyKey }, nell)).submission?.id).toBe(submission?.id);
        }
        expect(await documents(order.reference)).toHaveLength(1);
      },
    );

    it('has a key of 8 to 64 characters without the blanks around it', async () => {
      const order = orderOf([CUT_4]);
      const tooShort = { ...order, idempotencyKey: ' 1234567 ' };
      expect(await problemsOf(gateway, tooShort, nell)).toEqual(['INVALID_INPUT idempotencyKey']);
      expect(await problemsOf(gateway, { ...order, idempotencyKey: ' ' }, nell)).toEqual(['INVALID_INPUT idempotencyKey']);
      expect((await place(gateway, { ...order, idempotencyKey: ` ${'k'.repeat(64)} ` }, nell)).submission).not.toBeNull();
    });

    it('and another content is refused', async () => {
      const order = orderOf([CUT_4]);
      await place(gateway, order, nell);
      const other = { ...orderOf([{ ...CUT_4, quantity: '11' }]), idempotencyKey: order.idempotencyKey };
      expect(await problemsOf(gateway, other, nell)).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
    });

    it('by another account is another order', async () => {
      const order = orderOf([CUT_4]);
      await place(gateway, order, nell);
      const { submission } = await place(
        gateway,
        { ...orderOf([{ ...CUT_4, unitPrice: '1.45' }]), idempotencyKey: order.idempotencyKey },
        marta,
      );
      expect(submission?.status).toBe('PUSHED');
    });
  });

  describe('that an earlier release took', () => {
    const KEYS = ['cle\u0301-e\u0301te\u0301-1', ' a-key-with-blanks ', 'cle\u0301-e\u0301te\u0301-3 '];

    /** Makes of a submission what 0.1.0 wrote down of its call: everything in the form in which it was sent. */
    async function asKeptBefore(id: string | undefined, input: Record<string, unknown>, owner: string) {
      await gateway.gateway.app
        .get(GatewayDatabase)
        .updateTable('submission')
        .set({ owner, idempotency_key: input['idempotencyKey'] as string, content_hash: hashOfBefore(input) })
        .where('id', '=', parseGlobalId(id ?? '')?.key ?? '')
        .execute();
    }

    it.each(KEYS)('is found again by its key %j, in either Unicode form and without the blanks', async (idempotencyKey) => {
      const order = { ...orderOf([CUT_4]), idempotencyKey };
      const { submission } = await place(gateway, order, nell);
      await asKeptBefore(submission?.id, order, 'HARGATE');
      for (const key of [idempotencyKey, idempotencyKey.normalize('NFD'), idempotencyKey.normalize('NFC')]) {
        const again = await place(gateway, { ...order, idempotencyKey: key }, nell);
        expect(again.submission?.id, JSON.stringify(key)).toBe(submission?.id);
      }
      expect(await documents(order.reference)).toHaveLength(1);
      const other = { ...order, reference: 'Another' };
      expect(await problemsOf(gateway, other, nell)).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
    });

    it('is found again where two were taken, of which the key differs in blanks alone', async () => {
      const orders = [' two-of-a-kind', 'two-of-a-kind '].map((idempotencyKey) => ({ ...orderOf([CUT_4]), idempotencyKey }));
      const ids: (string | undefined)[] = [];
      for (const [index, order] of orders.entries()) {
        const { submission } = await place(gateway, { ...order, idempotencyKey: `one-of-a-kind-${index}` }, nell);
        await asKeptBefore(submission?.id, order, 'HARGATE');
        ids.push(submission?.id);
      }
      for (const [index, order] of orders.entries()) expect((await place(gateway, order, nell)).submission?.id).toBe(ids[index]);
    });

    it('is found again by the e-mail address of somebody without an account, in either Unicode form', async () => {
      const address = { line1: '1 First Street', city: 'Joliet', region: 'IL', postalCode: '60433', country: 'United States' };
      const order = orderOf([CUT_4], {
        customer: { email: 'Rene\u0301@example.com', name: 'A Guest' },
        shipTo: { address },
        billTo: { address },
        payments: [{ method: 'CARD', amount: '19.20', transactionId: 'txn_1234567890', account: 'VISA' }],
      });
      const { submission } = await place(gateway, order);
      await asKeptBefore(submission?.id, order, 'rene\u0301@example.com');
      for (const email of ['Rene\u0301@example.com', 'Ren\u00e9@example.com']) {
        const again = await place(gateway, { ...order, customer: { email, name: 'A Guest' } });
        expect(again.submission?.id, JSON.stringify(email)).toBe(submission?.id);
      }
      expect(await documents(order.reference)).toHaveLength(1);
    });
  });

  it('has a blank for the line and paragraph separators in its fields of one line', async () => {
    const order = orderOf([CUT_4], { purchaseOrderNumber: 'PO\u2028 7\u2029', comment: 'At the door\u2028please' });
    const { submission, userErrors } = await place(gateway, order, nell);
    expect(userErrors).toEqual([]);
    await vi.waitFor(async () =>
      expect(
        await change(
          `select trim("CSTPONBR") as po from "SOP10100" where "SOPTYPE" = 2 and trim("SOPNUMBE") = '${submission?.orderNumber}'`,
        ),
      ).toMatchObject([{ po: 'PO 7' }]),
    );
  });

  describe('that makes no sense', () => {
    it.each(['0', '0.00', '-1'])('for a quantity of %s has one problem, in the cart and in the order', async (quantity) => {
      const problem = { code: 'INVALID_QUANTITY', field: ['lines', '1', 'quantity'] };
      const lines = [CUT_4, { ...CUT_4, quantity }];
      const cart = { lines: lines.map(({ sku, quantity }) => ({ sku, quantity })) };
      expect((await gateway.ask(CHECK_CART, { input: cart }, nell)).data.checkCart.problems).toEqual([problem]);
      const orders = [orderOf(lines), { ...orderOf([CUT_4, CUT_4]), lines }];
      for (const order of orders) expect((await place(gateway, order, nell)).userErrors).toMatchObject([problem]);
    });

    it.each<[what: string, line: Record<string, unknown>, problem: string]>([
      ...['', ' ', '\u00a0', '\u200b'].flatMap((blank): [string, Record<string, unknown>, string][] => [
        [`the SKU ${JSON.stringify(blank)}`, { sku: blank }, 'INVALID_INPUT lines.1.sku'],
        [`the quantity ${JSON.stringify(blank)}`, { quantity: blank }, 'INVALID_QUANTITY lines.1.quantity'],
        [`the unit price ${JSON.stringify(blank)}`, { unitPrice: blank }, 'INVALID_INPUT lines.1.unitPrice'],
        [`the discount ${JSON.stringify(blank)}`, { discount: { amount: blank } }, 'INVALID_INPUT lines.1.discount.amount'],
      ]),
      ['a quantity that is too large', { quantity: '1000000000000' }, 'INVALID_QUANTITY lines.1.quantity'],
      ['a quantity that costs too much', { quantity: '600000000000' }, 'INVALID_QUANTITY lines.1.quantity'],
      ['a unit price below zero', { unitPrice: '-1.92' }, 'INVALID_INPUT lines.1.unitPrice'],
      ['a unit price that is too large', { unitPrice: '1000000000000' }, 'INVALID_INPUT lines.1.unitPrice'],
      ['a discount below zero', { discount: { amount: '-1' } }, 'INVALID_INPUT lines.1.discount.amount'],
      [
        'a tax without an amount',
        { taxes: [{ detail: 'USASTE-PS6', amount: '', taxableAmount: '1' }] },
        'INVALID_INPUT lines.1.taxes.0.amount',
      ],
    ])('for %s has one problem', async (_, changed, problem) => {
      const order = { ...orderOf([CUT_4, CUT_4]), lines: [CUT_4, { ...CUT_4, ...changed }] };
      expect(await problemsOf(gateway, order, nell)).toEqual([problem]);
      const lines = order.lines.map(({ sku, quantity }) => ({ sku, quantity }));
      const { problems } = (await gateway.ask(CHECK_CART, { input: { lines } }, nell)).data.checkCart;
      const ofCart = problems.map(({ code, field }) => `${code} ${field?.join('.')}`);
      expect(ofCart).toEqual('sku' in changed || 'quantity' in changed ? [problem] : []);
    });

    it.each<[what: string, rest: Record<string, unknown>, problem: string]>([
      ...['', ' ', '\u200b'].flatMap((blank): [string, Record<string, unknown>, string][] => [
        [`a currency ${JSON.stringify(blank)}`, { total: { amount: '19.20', currency: blank } }, 'INVALID_INPUT total.currency'],
        [`a total ${JSON.stringify(blank)}`, { total: { amount: blank, currency: 'USD' } }, 'INVALID_INPUT total.amount'],
        [
          `a payment ${JSON.stringify(blank)}`,
          { payments: [{ method: 'ON_ACCOUNT', amount: blank }] },
          'INVALID_INPUT payments.0.amount',
        ],
        [`freight ${JSON.stringify(blank)}`, { freight: { amount: blank } }, 'INVALID_INPUT freight.amount'],
      ]),
      ['no lines', { lines: [] }, 'CART_EMPTY lines'],
      ['no lines and no sum', { lines: [], payments: [], total: { amount: '0', currency: 'USD' } }, 'CART_EMPTY lines'],
      [
        'no lines, for which nothing is paid',
        { lines: [], payments: [{ method: 'ON_ACCOUNT', amount: '0.00' }], total: { amount: '0.00', currency: 'USD' } },
        'CART_EMPTY lines',
      ],
    ])('with %s has one problem', async (_, rest, problem) => {
      expect(await problemsOf(gateway, orderOf([CUT_4], rest), nell)).toEqual([problem]);
    });

    it('is told of everything that does not follow from something else', async () => {
      const lines = [
        { sku: '', quantity: '1', unitPrice: '1.92' },
        { sku: 'CUT-4', quantity: '1', unitPrice: '' },
        { sku: 'CUT-4', quantity: '1', unitPrice: '1.91' },
      ];
      const order = {
        ...orderOf([CUT_4]),
        lines,
        billTo: { addressCode: 'NOT-THERE' },
        total: { amount: '19.20', currency: ' ' },
      };
      expect((await problemsOf(gateway, order, nell)).toSorted()).toEqual([
        'INVALID_INPUT lines.0.sku',
        'INVALID_INPUT lines.1.unitPrice',
        'INVALID_INPUT total.currency',
        'PRICE_CHANGED lines.2.unitPrice',
        'UNKNOWN_ADDRESS billTo.addressCode',
      ]);
    });

    it('is refused with every problem in one answer, and nothing is kept', async () => {
      const order = orderOf(
        [
          { sku: 'NO-SUCH-THING', quantity: '1', unitPrice: '1.00' },
          { sku: 'CUT-4', quantity: '1.5', unitPrice: '1.92' },
          { sku: 'CUT-4', quantity: '1', unitPrice: '1.91' },
          { sku: 'EPOXY-STR', quantity: '1', unitPrice: '5.00' },
          { sku: 'CUT-4', quantity: '1', unitPrice: '1.92', unitOfMeasure: 'Barrel' },
          { sku: 'CUT-4', quantity: '1', unitPrice: '1.92', warehouse: 'NOWHERE' },
          { sku: 'CUT-4', quantity: '1', unitPrice: '1.92', shipTo: { addressCode: 'NOWHERE' } },
          { sku: 'BRG-6208-2RS', quantity: '1', unitPrice: '1.00' },
        ],
        { total: { amount: '1.00', currency: 'USD' }, billTo: { addressCode: 'NOT-THERE' } },
      );
      const problems = await problemsOf(gateway, order, nell);
      expect(problems).toEqual(
        expect.arrayContaining([
          'UNKNOWN_PRODUCT lines.0.sku',
          'INVALID_QUANTITY lines.1.quantity',
          'PRICE_CHANGED lines.2.unitPrice',
          'NO_PRICE lines.3.sku',
          'INVALID_UNIT_OF_MEASURE lines.4.unitOfMeasure',
          'UNKNOWN_WAREHOUSE lines.5.warehouse',
          'UNKNOWN_ADDRESS lines.6.shipTo.addressCode',
          'INSUFFICIENT_STOCK lines.7.quantity',
          'UNKNOWN_ADDRESS billTo.addressCode',
          'TOTALS_MISMATCH total.amount',
          'PAYMENT_MISMATCH payments',
        ]),
      );
      expect(await documents(order.reference)).toEqual([]);
    });

    it('names the field of a text that GP has no room or no letters for', async () => {
      const order = orderOf([CUT_4], { purchaseOrderNumber: 'PO-'.padEnd(40, '7'), comment: 'Leave at the door 🚪' });
      const problems = await problemsOf(gateway, order, nell);
      expect(problems).toEqual(expect.arrayContaining(['INVALID_INPUT purchaseOrderNumber', 'INVALID_INPUT comment']));
    });

    it('is refused for want of lines', async () => {
      expect(await problemsOf(gateway, orderOf([]), nell)).toContain('CART_EMPTY lines');
    });
  });

  describe('on an account that may not', () => {
    it('is refused for the reason: hold, role, no credit', async () => {
      const ivo = await gateway.signIn('ivo.brandt@example.com');
      expect(await problemsOf(gateway, orderOf([CUT_4]), ivo)).toContain('ACCOUNT_ON_HOLD');
      const ruth = await gateway.signIn('ruth.viewer@example.com');
      expect(await problemsOf(gateway, orderOf([CUT_4]), ruth)).toContain('NOT_PERMITTED');
    });

    it('a hold that GP sets stops the very next order', async () => {
      await place(gateway, orderOf([CUT_4]), nell);
      await change(`update "RM00101" set "HOLD" = 1 where "CUSTNMBR" = 'HARGATE'`);
      try {
        expect(await problemsOf(gateway, orderOf([CUT_4]), nell)).toContain('ACCOUNT_ON_HOLD');
      } finally {
        await change(`update "RM00101" set "HOLD" = 0 where "CUSTNMBR" = 'HARGATE'`);
      }
    });

    it('an order in another currency than that of the limit is prepaid, and GP is never left to refuse it', async () => {
      const tess = await gateway.signIn('tess.moreau@example.com', 'NIPIGON');
      const line = { sku: 'DISC5-G60', quantity: '1' };
      const { data } = await gateway.ask(CHECK_CART, { input: { lines: [line] } }, tess);
      const price = data.checkCart.lines[0]?.price;
      const unitPrice = price && 'unitPrice' in price ? price.unitPrice.amount : '';
      const amount = data.checkCart.subtotal?.amount ?? '';
      const canadian = (method: string, rest = {}) =>
        orderOf([{ ...line, unitPrice }], {
          payments: [{ method, amount, ...rest }],
          total: { amount, currency: 'CAD' },
        });
      expect(await problemsOf(gateway, canadian('ON_ACCOUNT'), tess)).toEqual(['NOT_PERMITTED payments']);
      const { submission } = await place(gateway, canadian('CARD', { account: 'VISA', transactionId: 'txn_77' }), tess);
      expect(submission).toMatchObject({ status: 'PUSHED' });
    });

    it('two orders at the same moment do not both use the last of a credit limit', async () => {
      // KESTREL: 1,000.00 left.
      await change(`update "RM00101" set "CRLMTTYP" = 2, "CRLMTAMT" = 1000 + (select "CUSTBLNC" + "UNPSTDSA" + "UNPSTOSA" + "ONORDAMT"
        - "UNPSTDCA" - "UNPSTOCA" - "DEPRECV" from "RM00103" where "CUSTNMBR" = 'KESTREL') where "CUSTNMBR" = 'KESTREL'`);
      // About 600.00 each, at the price from 12 pieces on.
      const { data } = await gateway.ask(CHECK_CART, { input: { lines: [{ sku: 'CWR-34', quantity: '63' }] } }, marta);
      const price = data.checkCart.lines[0]?.price;
      const unitPrice = price && 'unitPrice' in price ? price.unitPrice.amount : '';
      const both = await Promise.all(
        [1, 2].map(() => place(gateway, orderOf([{ sku: 'CWR-34', quantity: '63', unitPrice }]), marta)),
      );
      expect(both.filter(({ submission }) => submission)).toHaveLength(1);
      expect(both.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['CREDIT_LIMIT_EXCEEDED']);
    });
  });

  it('twenty buyers at once get no more than the last ten pieces', async () => {
    await change(`update "IV00101" set "ALWBKORD" = 0 where "ITEMNMBR" = 'CUT-6'`);
    await change(
      `update "IV00102" set "QTYONHND" = case when "LOCNCODE" = 'CENTRAL' then 10 else 0 end, "ATYALLOC" = 0 where "ITEMNMBR" = 'CUT-6'`,
    );
    await gateway.refreshCatalog();
    const one = () => orderOf([{ sku: 'CUT-6', quantity: '1', unitPrice: '3.34', warehouse: 'CENTRAL' }]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => placeAtLast(gateway, one(), nell)));
    expect(answers.filter(({ submission }) => submission)).toHaveLength(10);
    const refusals = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(new Set(refusals)).toEqual(new Set(['INSUFFICIENT_STOCK']));
  });

  it('a cart is checked as the order would be', async () => {
    const { data } = await gateway.ask(
      CHECK_CART,
      {
        input: {
          lines: [
            { sku: 'CUT-4', quantity: '10' },
            { sku: 'NO-SUCH-THING', quantity: '1' },
            { sku: 'BRG-6208-2RS', quantity: '2' },
          ],
        },
      },
      nell,
    );
    expect(data.checkCart).toMatchObject({
      lines: [
        {
          product: { sku: 'CUT-4' },
          price: { unitPrice: { amount: '1.92' }, extendedPrice: { amount: '19.20' } },
          quantityAvailable: '10',
          quantityBackordered: '0',
        },
        { product: null, price: null },
        { product: { sku: 'BRG-6208-2RS' }, quantityAvailable: '0' },
      ],
      permissions: { placeOrders: { allowed: true } },
      problems: [
        { code: 'UNKNOWN_PRODUCT', field: ['lines', '1', 'sku'] },
        { code: 'INSUFFICIENT_STOCK', field: ['lines', '2', 'quantity'] },
      ],
    });
  });

  describe('while GP is away', () => {
    it('is accepted on what was last known, and reaches GP once it is back', async () => {
      await gateway.ask(CHECK_CART, { input: { lines: [{ sku: 'CUT-4', quantity: '1' }] } }, nell);
      gateway.gp.make({ failing: true });
      const order = orderOf([CUT_4]);
      const { submission } = await place(gateway, order, nell);
      expect(submission).toMatchObject({ status: 'RECEIVED', orderNumber: null });
      gateway.gp.make({});
      await vi.waitFor(async () => expect(await documents(order.reference)).toHaveLength(1), { interval: 100 });
    });
  });

  it("says so and accepts nothing while the gateway's database is away", async () => {
    const order = orderOf([CUT_4]);
    const url = databases[0] ?? '';
    await takeAway(url);
    try {
      expect(await problemsOf(gateway, order, nell)).toEqual(['TEMPORARILY_UNAVAILABLE']);
      const neverSeen = { lines: [{ sku: 'WEDGE-12', quantity: '1' }] };
      const { data } = await gateway.ask(CHECK_CART, { input: neverSeen }, nell);
      // To say that there is no such product would be a lie.
      expect(data.checkCart.problems).toMatchObject([{ code: 'TEMPORARILY_UNAVAILABLE' }]);
    } finally {
      await bringBack(url);
    }
    expect(await documents(order.reference)).toEqual([]);
    const { submission } = await place(gateway, order, nell);
    expect(submission?.status).toBe('PUSHED');
  });

  it('takes five hundred lines', async () => {
    const order = orderOf(Array.from({ length: 500 }, () => ({ ...CUT_4, quantity: '1', warehouse: 'CENTRAL' })));
    const { submission } = await place(gateway, order, nell);
    await vi.waitFor(async () => expect(await documents(order.reference)).toHaveLength(1), { interval: 100 });
    expect(submission?.reference).toBe(order.reference);
  });

  describe('as somebody who has no account yet', () => {
    const customer = { email: 'new.buyer@example.com', name: 'New Buyer' };
    const shipTo = {
      address: { line1: '1 First Street', city: 'Joliet', region: 'IL', postalCode: '60433', country: 'United States' },
    };
    const paid = (rest: Record<string, unknown> = {}) =>
      orderOf([{ ...CUT_4, unitPrice: '1.92' }], {
        customer,
        shipTo,
        billTo: shipTo,
        payments: [{ method: 'CARD', amount: '19.20', transactionId: 'txn_1234567890', account: 'VISA' }],
        ...rest,
      });

    it('makes them a customer of GP once, even with two first orders at the same moment', async () => {
      const orders = [paid(), paid()];
      await Promise.all(orders.map((order) => place(gateway, order)));
      const customers = new Set<unknown>();
      for (const { reference } of orders) {
        await vi.waitFor(async () => expect(await documents(reference)).toHaveLength(1), { interval: 100 });
        customers.add(((await documents(reference))[0] as { customer: string }).customer);
      }
      expect(customers.size).toBe(1);
    });

    it('has to say who they are, and to pay', async () => {
      expect(await problemsOf(gateway, paid({ customer: undefined }))).toEqual(['INVALID_INPUT customer']);
      const onAccount = paid({ payments: [{ method: 'ON_ACCOUNT', amount: '19.20' }] });
      expect(await problemsOf(gateway, onAccount)).toEqual(['NOT_PERMITTED payments']);
    });
  });
});
