import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { CHECK_CART, orderOf, place, problemsOf } from './checkout.js';

const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
const TAX = { amount: '1.20', taxableAmount: '19.20' };

let gateway: TestGateway;
let databases: string[];
let nell: string;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
  nell = await gateway.signIn('nell.hargate@example.com');
  // Of tax details, one in no schedule, and one in a schedule that is gone.
  await change(`insert into "TX00201" ("TAXDTLID") values ('LONELY'), ('LEFT')`);
  await change(`insert into "TX00102" ("TAXSCHID", "TAXDTLID") values ('GONE', 'LEFT')`);
});
afterAll(async () => {
  await gateway?.stop();
  for (const database of databases ?? []) await dropDatabase(database);
});

const change = (sql: string, parameters?: unknown[]) => gateway.gateway.sandbox.change(sql, parameters);
const taxed = (detail: string, amount = TAX.amount) => ({ ...TAX, detail, amount });
/** A line with its price of the moment, and what the cart says against it. */
async function checked(line: { sku: string; quantity: string; unitOfMeasure?: string }, token?: string) {
  const { data } = await gateway.ask(CHECK_CART, { input: { lines: [line] } }, token);
  const price = data.checkCart.lines[0]?.price;
  const unitPrice = price && 'unitPrice' in price ? price.unitPrice.amount : '0';
  return { line: { ...line, unitPrice }, problems: data.checkCart.problems };
}
/** An order of 19.20 with further parts of so much. */
const withMore = (more: string, rest: Record<string, unknown>, line: Record<string, unknown> = {}) => {
  const total = (19.2 + Number(more)).toFixed(2);
  return orderOf([{ ...CUT_4, ...line }], {
    payments: [{ method: 'ON_ACCOUNT', amount: total }],
    total: { amount: total, currency: 'USD' },
    ...rest,
  });
};

describe("The shipping method of an order is one of GP's, or it", () => {
  it('is refused with the field, and not by GP (927)', async () => {
    const order = orderOf([CUT_4], { shippingMethod: 'CARRIER PIGEON' });
    expect(await problemsOf(gateway, order, nell)).toEqual(['INVALID_INPUT shippingMethod']);
  });

  it('is one problem where it is too long as well', async () => {
    const order = orderOf([CUT_4], { shippingMethod: 'A carrier of a long name' });
    expect((await place(gateway, order, nell)).userErrors).toEqual([
      { code: 'INVALID_INPUT', field: ['shippingMethod'], message: '"shippingMethod" must have at most 15 characters.' },
    ]);
  });

  it('is taken in whatever case, and stands in GP as GP writes it', async () => {
    const { submission } = await place(gateway, orderOf([CUT_4], { shippingMethod: 'Next day' }), nell);
    expect(submission).toMatchObject({ status: 'PUSHED' });
    const rows = await change(`select trim("SHIPMTHD") as method from "SOP10100" where trim("SOPNUMBE") = $1`, [
      submission?.orderNumber,
    ]);
    expect(rows).toEqual([{ method: 'NEXT DAY' }]);
  });
});

describe('A name that GP cannot store', () => {
  it.each([
    ['a tax detail of the order', 'taxes.0.detail', withMore('1.20', { taxes: [taxed('IL\u0000')] })],
    ['a tax detail of a line', 'lines.0.taxes.0.detail', withMore('1.20', {}, { taxes: [taxed('IL\u0000')] })],
  ])('is refused with the field, and GP is not asked for it: %s', async (_, field, order) => {
    const log = vi.spyOn(Logger.prototype, 'error');
    try {
      expect(await problemsOf(gateway, order, nell)).toEqual([`INVALID_INPUT ${field}`]);
      expect(log).not.toHaveBeenCalled();
    } finally {
      log.mockRestore();
    }
  });
});

describe('The account of a payment', () => {
  const paid = (method: string, account?: string) =>
    orderOf([CUT_4], { payments: [{ method, amount: '19.20', transactionId: 'TX-1', ...(account && { account }) }] });

  beforeAll(() => change(`insert into "CM00100" ("CHEKBKID", "INACTIVE") values ('CLOSED', 1)`));

  it.each([
    ['a credit card that GP does not have', 48, 'CARD', 'DINERS'],
    ['a checkbook that GP does not have', 212, 'CHECK', 'PIGGY BANK'],
    ['a checkbook that is no longer in use', 9528, 'BANK_TRANSFER', 'CLOSED'],
  ])('is refused with the field, and not by GP: %s (%i)', async (_, __, method, account) => {
    expect(await problemsOf(gateway, paid(method, account), nell)).toEqual(['INVALID_INPUT payments.0.account']);
  });

  it.each([
    ['CARD', 'visa', 'CARDNAME', 'VISA'],
    ['CHECK', 'Operating', 'CHEKBKID', 'OPERATING'],
    ['BANK_TRANSFER', undefined, 'CHEKBKID', expect.any(String)],
  ])('is taken in whatever case, and stands in GP as GP writes it: %s %s', async (method, account, column, stored) => {
    const { submission } = await place(gateway, paid(method, account), nell);
    expect(submission).toMatchObject({ status: 'PUSHED' });
    const rows = await change(`select trim("${column}") as account from "SOP10103" where trim("SOPNUMBE") = $1`, [
      submission?.orderNumber,
    ]);
    expect(rows).toEqual([{ account: stored }]);
  });
});

describe('A tax detail of an order is one of GP, or the order', () => {
  it.each([
    ['the order', 'taxes.0.detail', withMore('1.20', { taxes: [taxed('NOWHERE')] })],
    ['a line', 'lines.0.taxes.1.detail', withMore('2.40', {}, { taxes: [taxed('IL-SALES'), taxed('NOWHERE')] })],
    ['freight', 'freight.taxes.0.detail', withMore('6.20', { freight: { amount: '5.00', taxes: [taxed('NOWHERE')] } })],
    ['a fee', 'fees.0.taxes.0.detail', withMore('2.20', { fees: [{ code: 'WRAP', amount: '1.00', taxes: [taxed('NOWHERE')] }] })],
    [
      'a duty',
      'duties.0.taxes.0.detail',
      withMore('2.20', { duties: [{ code: 'HS', amount: '1.00', taxes: [taxed('NOWHERE')] }] }),
    ],
    ['the order, without an amount', 'taxes.0.detail', withMore('0', { taxes: [taxed('NOWHERE', '0')] })],
  ])('is refused with the field, and not by GP (605): of %s', async (_, field, order) => {
    expect(await problemsOf(gateway, order, nell)).toEqual([`INVALID_INPUT ${field}`]);
  });

  it('is refused at each of its places', async () => {
    const taxes = [taxed('NOWHERE')];
    expect(await problemsOf(gateway, withMore('2.40', { taxes }, { taxes }), nell)).toEqual([
      'INVALID_INPUT lines.0.taxes.0.detail',
      'INVALID_INPUT taxes.0.detail',
    ]);
  });

  it.each(['LONELY', 'LEFT', 'lonely'])('is refused where GP has no tax schedule for it (82): %s', async (detail) => {
    expect(await problemsOf(gateway, withMore('1.20', { taxes: [taxed(detail)] }), nell)).toEqual([
      'INVALID_INPUT taxes.0.detail',
    ]);
  });

  it.each([
    ['beside one that has a schedule', withMore('2.40', { taxes: [taxed('LONELY'), taxed('IL-SALES')] })],
    ['where nothing is to be paid', withMore('0', { taxes: [taxed('LONELY', '0')] })],
    ['on freight alone', withMore('6.20', { freight: { amount: '5.00', taxes: [taxed('LONELY')] } })],
    ['in whatever case', withMore('1.20', { taxes: [taxed('il-sales')] })],
  ])('is taken as GP takes it: %s', async (_, order) => {
    expect((await place(gateway, order, nell)).submission).toMatchObject({ status: 'PUSHED', rejection: null });
  });
});

describe('Where the bill-to address of an account is gone, an order', () => {
  const GONE = 'UNKNOWN_ADDRESS billTo';
  let otis: string;
  let line: typeof CUT_4;

  beforeAll(async () => {
    otis = await gateway.signIn('otis.brindle@example.com');
    line = (await checked({ sku: 'CUT-4', quantity: '10' }, otis)).line;
    await change(`update "RM00101" set "PRBTADCD" = 'OLD OFFICE' where "CUSTNMBR" = 'BRINDLE'`);
  });
  const wheels = (rest: Record<string, unknown> = {}) => orderOf([line], rest);

  it('is refused, and not by GP (818), with or without an address written out', async () => {
    const address = { line1: '1 Main St', city: 'Chicago', postalCode: '60601', country: 'United States' };
    expect(await problemsOf(gateway, wheels(), otis)).toEqual([GONE]);
    expect(await problemsOf(gateway, wheels({ billTo: { address } }), otis)).toEqual([GONE]);
  });

  it('is one problem where it names another address that is not there', async () => {
    expect(await problemsOf(gateway, wheels({ billTo: { addressCode: 'NOWHERE' } }), otis)).toEqual([
      'UNKNOWN_ADDRESS billTo.addressCode',
    ]);
  });

  it('is told of in the cart', async () => {
    const { problems } = await checked({ sku: 'CUT-4', quantity: '10' }, otis);
    expect(problems).toEqual([{ code: 'UNKNOWN_ADDRESS', field: ['billTo'] }]);
  });

  it('is taken where it names one that is there', async () => {
    const { submission } = await place(gateway, wheels({ billTo: { addressCode: 'PRIMARY' } }), otis);
    expect(submission).toMatchObject({ status: 'PUSHED' });
  });

  it('of a visitor whose e-mail address is vouched for says nothing of the account', async () => {
    await change(
      `insert into "SY01200" ("Master_Type", "Master_ID", "ADRSCODE", "INET1") values ('CUS', 'BRINDLE', 'MAIL', $1)`,
      ['visitor@brindle.example'],
    );
    const { line } = await checked({ sku: 'CUT-4', quantity: '10' });
    const order = orderOf([line], {
      customer: { email: 'visitor@brindle.example', emailVerified: true, name: 'A visitor' },
      shipTo: { address: { line1: '1 Main St', city: 'Chicago', postalCode: '60601', country: 'United States' } },
    });
    const paid = { ...order, payments: [{ method: 'CARD', amount: order.total.amount, transactionId: 't-1', account: 'VISA' }] };
    expect(await problemsOf(gateway, paid)).toEqual(['NOT_PERMITTED']);
  });
});

describe('A quantity with more decimals than the unit schedule of the product has', () => {
  const wire = (quantity: string) => checked({ sku: 'THHN-12-BK', quantity, unitOfMeasure: 'Foot' }, nell);
  const IN_THE_CART = [{ code: 'INVALID_QUANTITY', field: ['lines', '0', 'quantity'] }];

  it('is refused in the cart and in the order, as one problem, and not by GP (11454)', async () => {
    expect((await wire('100.125')).problems).toEqual([]);
    await change(`update "IV40201" set "UMDPQTYS" = 3 where "UOMSCHDL" = 'FOOT'`);
    const { line, problems } = await wire('100.125');
    expect(problems).toEqual(IN_THE_CART);
    expect(await problemsOf(gateway, orderOf([line]), nell)).toEqual(['INVALID_QUANTITY lines.0.quantity']);
    const shorter = await wire('100.12');
    expect((await place(gateway, orderOf([shorter.line]), nell)).submission).toMatchObject({ status: 'PUSHED' });
  });

  it.each(['100.1234', '100.1234567'])('is one problem where the product has fewer decimals still: %s', async (quantity) => {
    expect((await wire(quantity)).problems).toEqual(IN_THE_CART);
  });
});

describe('A price that ends in more decimals than orders of the product may have', () => {
  const level = (token: string) => checked({ sku: 'LEVEL-48', quantity: '1' }, token);
  let ty: string;

  beforeAll(async () => {
    await gateway.addUser({ email: 'ty@example.com', role: 'BUYER', accounts: ['FENNWICK'] });
    ty = await gateway.signIn('ty@example.com');
  });

  it('is shown, and refused in the cart and in the order, and not by GP (4646)', async () => {
    const { line, problems } = await level(ty);
    expect(line.unitPrice).toBe('48.95');
    expect(problems).toEqual([{ code: 'NO_PRICE', field: ['lines', '0', 'sku'] }]);
    expect(await problemsOf(gateway, orderOf([line]), ty)).toContain('NO_PRICE lines.0.sku');
  });

  it('is taken where the product has as many', async () => {
    await change(`update "IV00105" set "DECPLCUR" = 3 where "ITEMNMBR" = 'LEVEL-48'`);
    const { line, problems } = await level(ty);
    expect(problems).toEqual([]);
    expect(await problemsOf(gateway, orderOf([line]), ty)).not.toContain('NO_PRICE lines.0.sku');
  });
});

describe('A cart of an account whose currency has no ISO code', () => {
  it('has no prices, and is not to be sent again', async () => {
    await gateway.addUser({ email: 'sol@example.com', role: 'ADMINISTRATOR', accounts: ['SONORA'] });
    const sol = await gateway.signIn('sol@example.com');
    const { line, problems } = await checked({ sku: 'CUT-4', quantity: '10' }, sol);
    expect(problems).toEqual([{ code: 'NO_PRICE', field: ['lines', '0', 'sku'] }]);
    const told = await problemsOf(gateway, orderOf([line]), sol);
    expect(told).toContain('NO_PRICE lines.0.sku');
    expect(told).not.toContain('TEMPORARILY_UNAVAILABLE');
  });
});

describe('An order of a national account that shares its credit', () => {
  /** What GP's own check has left: it looks at the parent alone, whatever the children have paid in advance. */
  const parentOwes = (amount: string) =>
    change(`update "RM00103" set "CUSTBLNC" = $1 where "CUSTNMBR" = 'NORTHFLD-HQ'`, [amount]);
  let pete: string;

  beforeAll(async () => {
    await gateway.addUser({ email: 'pete@example.com', role: 'ADMINISTRATOR', accounts: ['NORTHFLD-01'] });
    pete = await gateway.signIn('pete@example.com');
    await change(`update "RM00103" set "CUSTBLNC" = -40000, "AGPERAMT_2" = -40000 where "CUSTNMBR" = 'NORTHFLD-01'`);
  });
  const wheels = (rest: Record<string, unknown> = {}) => orderOf([{ ...CUT_4, unitPrice: '1.92' }], rest);
  const byCard = { payments: [{ method: 'CARD', amount: '19.20', transactionId: 't-2', account: 'VISA' }] };

  it('is refused where it goes over the limit of the parent alone, as GP reckons (1791)', async () => {
    await parentOwes('46990');
    expect(await problemsOf(gateway, wheels(), pete)).toEqual(['CREDIT_LIMIT_EXCEEDED payments']);
    await parentOwes('46980.80');
    expect((await place(gateway, wheels(), pete)).submission).toMatchObject({ status: 'PUSHED', rejection: null });
  });

  it('is refused where too much of the parent alone is too old (1792)', async () => {
    await parentOwes('0');
    await change(`update "RM00101" set "CRLMTPER" = 2, "CRLMTPAM" = 500 where "CUSTNMBR" = 'NORTHFLD-HQ'`);
    expect(await problemsOf(gateway, wheels(), pete)).toEqual(['CREDIT_LIMIT_EXCEEDED payments']);
  });

  it('is taken where it is paid: GP is not asked to check then', async () => {
    expect((await place(gateway, wheels(byCard), pete)).submission).toMatchObject({ status: 'PUSHED', rejection: null });
  });
});

describe('What an order names is asked of GP', () => {
  it('in one question for all tax details and one for shipping methods, and in none where it names nothing', async () => {
    // Refused for its price, so that nothing but the checks asks.
    const questionsOf = async (rest: Record<string, unknown>) => {
      gateway.gp.resetQuestions();
      expect(await problemsOf(gateway, orderOf([{ ...CUT_4, unitPrice: '1.91' }], rest), nell)).toContain(
        'PRICE_CHANGED lines.0.unitPrice',
      );
      return gateway.gp.questions;
    };
    const plain = await questionsOf({});
    const taxes = ['IL-SALES', 'LONELY', 'PA-SALES'].map((detail) => taxed(detail));
    expect((await questionsOf({ taxes, shippingMethod: 'GROUND' })) - plain).toBe(2);
  });
});
