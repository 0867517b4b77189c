import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/sandbox/generator/random.js';
import { Exact } from '../../src/values/exact.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { CHECK_CART, orderOf, place, problemsOf } from './checkout.js';

const SKUS = ['CUT-4', 'CWR-12', 'CWR-34', 'HCS5-38-2-ZN', 'WEDGE-12', 'DISC5-G60', 'CHG-PALLET', 'THHN-12-BK', 'BRG-6204-2RS'];
/** Of every kind of terms (SY03300), one that is none, and none. */
const TERMS = ['Net 30', '2% 10/Net 30', '15th of month', 'End of month', 'Due on receipt', '10th next month', 'Gone', ''];
const ORDERS = 80;
/** Of those that GP has, in its writing and in another, and one that it does not have. */
const SHIPPING_METHODS = [null, null, 'GROUND', 'ltl', 'CARRIER PIGEON'];
/** One that GP has in a schedule most of the time, one in no schedule, and one that it does not have. */
const TAX_DETAILS = ['IL-SALES', 'IL-SALES', 'IL-SALES', 'IL-SALES', 'LONELY', 'NOWHERE'];

describe('An order that the door accepts', () => {
  let gateway: TestGateway;
  let databases: string[];

  beforeAll(async () => {
    databases = [await createDatabase(), await createDatabase()];
    gateway = await TestGateway.start({
      DATABASE_URL: databases[0],
      GP_URL: databases[1],
      SIGN_IN_FREE_ATTEMPTS: '1000',
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    for (const database of databases ?? []) await dropDatabase(database);
  });

  const change = (sql: string, parameters?: unknown[]) => gateway.gateway.sandbox.change(sql, parameters);

  /** A cart of the account with the price of every line. */
  async function pricedLines(random: Random, token: string) {
    const wanted = random
      .pickSome(SKUS, random.whole(1, 4))
      .map((sku) =>
        sku.startsWith('THHN') && random.perMille(500)
          ? { sku, quantity: random.pick(['3.5', '3.25', '3.125']), unitOfMeasure: 'Foot' }
          : { sku, quantity: String(random.whole(1, 7)) },
      );
    const { data } = await gateway.ask(CHECK_CART, { input: { lines: wanted } }, token);
    return wanted.flatMap((line, index) => {
      const price = data.checkCart.lines[index]?.price;
      const problem = data.checkCart.problems.some(({ field }) => field?.[0] === 'lines' && field[1] === String(index));
      return price && 'unitPrice' in price && !problem ? [{ ...line, unitPrice: price.unitPrice.amount }] : [];
    });
  }

  /** Discounts, freight, fees and taxes as they come, and totals that are nothing or nearly so. */
  function randomOrder(random: Random, lines: { sku: string; quantity: string; unitPrice: string }[], currency: string) {
    const cents = (least: number, most: number) => new Exact(random.whole(least, Math.max(least, most))).div(100);
    let total = new Exact(0);
    const tax = () => {
      const amount = cents(0, 900);
      total = total.plus(amount);
      return [{ detail: random.pick(TAX_DETAILS), amount: amount.toFixed(2), taxableAmount: cents(0, 9000).toFixed(2) }];
    };
    const discounted = lines.map((line) => {
      const extended = new Exact(line.quantity).times(line.unitPrice).toDecimalPlaces(2);
      const off = random.perMille(400) ? cents(1, extended.times(100).toNumber()) : new Exact(0);
      total = total.plus(extended).minus(off);
      return {
        ...line,
        ...(off.gt(0) && { discount: { amount: off.toFixed(2) } }),
        ...(random.perMille(300) && { taxes: tax() }),
      };
    });
    // Before taxes: a discount is not larger than what the lines come to.
    const subtotal = discounted.reduce(
      (sum, { quantity, unitPrice, discount }) =>
        sum.plus(new Exact(quantity).times(unitPrice).toDecimalPlaces(2)).minus(discount ? discount.amount : 0),
      new Exact(0),
    );
    const left = random.pick([subtotal.toNumber(), 0, 0.01, 0.02, 1]);
    const off = Exact.max(subtotal.minus(left), 0);
    total = total.minus(off);
    const freight = random.perMille(300) ? cents(0, 3000) : null;
    if (freight) total = total.plus(freight);
    const fee = random.perMille(300) ? cents(0, 500) : null;
    if (fee) total = total.plus(fee);
    const amount = total.toFixed(2);
    const method = random.pick(['ON_ACCOUNT', 'CARD']);
    const shippingMethod = random.pick(SHIPPING_METHODS);
    return orderOf(lines, {
      lines: discounted,
      ...(off.gt(0) && { discount: { amount: off.toFixed(2) } }),
      ...(freight && { freight: { amount: freight.toFixed(2), ...(random.perMille(500) && freight.gt(0) && { taxes: [] }) } }),
      ...(shippingMethod && { shippingMethod }),
      ...(random.perMille(300) && { billTo: { addressCode: 'PRIMARY' } }),
      ...(fee && { fees: [{ code: 'WRAP', amount: fee.toFixed(2) }] }),
      payments: total.isZero() ? [] : [{ method, amount, ...(method === 'CARD' && { transactionId: 'txn_1', account: 'VISA' }) }],
      total: { amount, currency },
    });
  }

  it(`is not refused by GP: ${ORDERS} orders of every account, under every kind of terms and setup`, async () => {
    const accounts = (await change(
      `select rtrim("CUSTNMBR") as number, case when trim("CURNCYID") in ('', 'Z-US$') then 'USD' else 'CAD' end as currency from "RM00101" order by 1`,
    )) as { number: string; currency: string }[];
    const tokens = new Map<string, string>();
    for (const { number } of accounts) {
      await gateway.addUser({ email: `${number}@example.com`.toLowerCase(), role: 'ADMINISTRATOR', accounts: [number] });
      tokens.set(number, await gateway.signIn(`${number}@example.com`.toLowerCase()).catch(() => ''));
    }
    await change(`insert into "TX00201" ("TAXDTLID") values ('LONELY')`);
    const placed: string[] = [];
    for (let number = 0; number < ORDERS; number++) {
      const random = new Random('orders', number);
      const account = random.pick(accounts);
      const token = tokens.get(account.number);
      if (!token) continue;
      await change(`update "RM00101" set "PYMTRMID" = $1 where "CUSTNMBR" = $2`, [random.pick(TERMS), account.number]);
      const billTo = random.perMille(200) ? 'GONE' : 'PRIMARY';
      await change(`update "RM00101" set "PRBTADCD" = $1 where "CUSTNMBR" = $2`, [billTo, account.number]);
      await change(`update "IV40201" set "UMDPQTYS" = $1 where "UOMSCHDL" = 'FOOT'`, [random.whole(1, 4)]);
      const lines = await pricedLines(random, token);
      if (lines.length === 0) continue;
      const order = randomOrder(random, lines, account.currency);
      const { submission } = await place(gateway, order, token);
      if (!submission) continue;
      placed.push(account.number);
      expect({ account: account.number, ...submission }).toMatchObject({ status: 'PUSHED', rejection: null });
    }
    // Enough of them for the test to say something.
    expect(placed.length).toBeGreaterThan(ORDERS / 4);
    expect(new Set(placed).size).toBeGreaterThan(5);
  }, 120_000);

  it('that costs nothing takes no credit', async () => {
    const token = await gateway.signIn('fennwick@example.com');
    const [line] = await pricedLines(new Random('one'), token);
    const order = orderOf(line ? [line] : []);
    const free = { ...order, discount: { amount: order.total.amount }, payments: [], total: { amount: '0', currency: 'USD' } };
    expect((await place(gateway, free, token)).submission).toMatchObject({ status: 'PUSHED' });
  });

  it.each([
    ['requestedShipDate', 'INVALID_INPUT', { requestedShipDate: '1752-12-31' }],
    ['lines.0.requestedShipDate', 'INVALID_INPUT', {}, { requestedShipDate: '1000-01-01' }],
    ['lines.0.quantity', 'INVALID_QUANTITY', {}, { quantity: '99999999999999' }],
    ['lines.0.attributes.0.name', 'INVALID_INPUT', {}, { attributes: [{ name: ' \u00a0', value: 'x' }] }],
    ['reference', 'INVALID_INPUT', { reference: '\u2003\u200b' }],
    ['customFields.0.name', 'INVALID_INPUT', { customFields: [{ name: '', value: 'x' }] }],
  ])('has no %s that GP has no room for', async (field, code, rest: object, line: object = {}) => {
    const token = await gateway.signIn('nell.hargate@example.com');
    const order = orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92', ...line }], { ...rest });
    expect(await problemsOf(gateway, order, token)).toContain(`${code} ${field}`);
  });

  it('is one, in whatever Unicode form its key comes', async () => {
    const token = await gateway.signIn('nell.hargate@example.com');
    const order = { ...orderOf([{ sku: 'CUT-4', quantity: '10', unitPrice: '1.92' }]), idempotencyKey: 'cl\u00e9-order-1' };
    const first = await place(gateway, order, token);
    const again = await place(gateway, { ...order, idempotencyKey: 'cle\u0301-order-1' }, token);
    expect(again.submission?.id).toBe(first.submission?.id);
  });
});
