import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { companyPolicy } from '../../src/account/account.policy.js';
import { AccountService, type Company } from '../../src/account/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { SqlPriceComparison } from '../../src/gp/check/sql-price-comparison.js';
import { stockPolicy } from '../../src/inventory/index.js';
import { LiveReaders, RequestBudget } from '../../src/live/index.js';
import { exchangeRatePolicy, itemPricingPolicy, priceListPolicy } from '../../src/pricing/index.js';
import type { CalendarDate } from '../../src/values/calendar-date.js';
import { asAccountNumber, asSku } from '../../src/values/identifiers.js';
import { CHECK_CART, orderOf, place, problemsOf } from '../ordering/checkout.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { PATIENCE_MS } from '../support/patience.js';
import { TestGateway } from '../support/test-gateway.js';

const TODAY = '2026-11-23' as CalendarDate;
/** Kept in US and in Canadian dollars: a box is 7.9212, from 10 boxes on 7.5251 and from 50 on 7.1291 US dollars. */
const BOLT = 'HCS5-14-1-ZN';

const PAGE = `query Page($skus: [ID!]!, $quantity: Decimal) { products(skus: $skus) { sku price(quantity: $quantity) {
  __typename
  ... on Price { unitPrice { amount currency } listPrice { amount } extendedPrice { amount } source
    breaks { fromQuantity toQuantity unitPrice { amount currency } } explanation { rule reference unitPrice { amount currency } } }
  ... on Unavailable { reason message }
} } }`;

interface Price {
  readonly __typename: string;
  readonly unitPrice?: { readonly amount: string; readonly currency: string };
  readonly message?: string;
  readonly [other: string]: unknown;
}

let database: string;
let gateway: TestGateway;
/** Of NIPIGON, which buys in Canadian dollars. */
let tess: string;
/** Of HARGATE, which buys in US dollars. */
let nell: string;

const change = (sql: string) => gateway.gateway.sandbox.change(sql);
const rateIs = (rate: string) => change(`update "DYNAMICS"."MC00100" set "XCHGRATE" = ${rate} where "EXGTBLID" = 'CAD-SELL'`);
const optionsAre = async (notRequired: number, converts: number) => {
  await change(`update "SOP40100" set "Prices_Not_Required_In_Pr" = ${notRequired}, "Convert_Functional_Price" = ${converts}`);
  await companyIs({ requiresPrices: notRequired === 0, convertsFunctionalPrices: notRequired === 1 && converts === 1 });
};

/** Waits until the gateway has noticed what was changed in the company's setup, which a job keeps warm. */
async function companyIs(changed: Partial<Company>): Promise<void> {
  const { app } = gateway.gateway;
  await vi.waitFor(async () => {
    await app.get(GatewayDatabase).deleteFrom('known_fact').where('namespace', '=', companyPolicy.namespace).execute();
    app.get(LiveReaders).forget([companyPolicy.namespace]);
    expect(await app.get(AccountService).company(RequestBudget.toTheEnd())).toMatchObject({ value: changed });
  });
  await gateway.forgetFacts();
}

async function pricesOf(token: string | undefined, skus: readonly string[], quantity = '1'): Promise<readonly Price[]> {
  const { data, errors } = await gateway.ask<{ products: readonly { readonly price: Price }[] }>(PAGE, { skus, quantity }, token);
  expect(errors).toBeUndefined();
  return data.products.map(({ price }) => price);
}

async function priceOf(token: string | undefined, quantity = '1'): Promise<Price | undefined> {
  return (await pricesOf(token, [BOLT], quantity))[0];
}

/** An order of NIPIGON's, which is paid in advance: in another currency, nothing is bought on account. */
const orderAt = (unitPrice: string, quantity = '10') => {
  const amount = (Number(unitPrice) * Number(quantity)).toFixed(2);
  return orderOf([{ sku: BOLT, quantity, unitOfMeasure: 'Box', unitPrice }], {
    payments: [{ method: 'CARD', account: 'VISA', amount, transactionId: 'txn_1' }],
    total: { amount, currency: 'CAD' },
  });
};

beforeAll(async () => {
  database = await createDatabase();
  gateway = await TestGateway.start({ GP_URL: database });
  // GP has the bolt in Canadian dollars at the level CANADA alone, and 0.715 US dollars for one of them.
  await change(`update "RM00101" set "PRCLEVEL" = 'STANDARD' where "CUSTNMBR" = 'NIPIGON'`);
  tess = await gateway.signIn('tess.moreau@example.com', 'NIPIGON');
  nell = await gateway.signIn('nell.hargate@example.com');
});
afterAll(async () => {
  await gateway?.stop();
  await dropDatabase(database);
});

describe('A company that does not convert functional prices', () => {
  it.each([
    [0, 0],
    [0, 1],
    [1, 0],
  ])('has none for an account in another currency (prices not required %i, converted %i)', async (notRequired, converts) => {
    await optionsAre(notRequired, converts);
    expect(await priceOf(tess)).toMatchObject({ __typename: 'Unavailable', reason: 'NOT_DEFINED' });
  });
});

describe('A company that converts functional prices', () => {
  beforeAll(() => optionsAre(1, 1));

  it('has them in the currency of the account, with the rate and each break', async () => {
    expect(await priceOf(tess, '10')).toMatchObject({
      __typename: 'Price',
      unitPrice: { amount: '10.52', currency: 'CAD' },
      extendedPrice: { amount: '105.20' },
      source: 'LIVE',
      breaks: [
        { fromQuantity: '1', toQuantity: '9', unitPrice: { amount: '11.08', currency: 'CAD' } },
        { fromQuantity: '10', toQuantity: '49', unitPrice: { amount: '10.52', currency: 'CAD' } },
        { fromQuantity: '50', toQuantity: null, unitPrice: { amount: '9.97', currency: 'CAD' } },
      ],
      explanation: [
        { rule: 'CUSTOMER_PRICE_LEVEL', reference: 'STANDARD', unitPrice: null },
        { rule: 'PRICE_LIST_LOOKUP', reference: 'STANDARD Box', unitPrice: null },
        { rule: 'QUANTITY_BREAK', reference: '10 to 49', unitPrice: { amount: '7.5251', currency: 'USD' } },
        {
          rule: 'CURRENCY_CONVERSION',
          reference: 'CAD-SELL 2026-11-01, divided by 0.715',
          unitPrice: { amount: '10.52', currency: 'CAD' },
        },
      ],
    });
    expect(await priceOf(nell)).toMatchObject({ unitPrice: { currency: 'USD' } });
  });

  it('asks one question more for a cold page of such an account, and none more for others or a warm page', async () => {
    const skus = [BOLT, 'HCS5-14-2-ZN', 'HCS5-38-1-ZN', 'CUT-4', 'CUT-6', 'CUT-9', 'CWR-12', 'CWR-38', 'LEVEL-24'];
    const page = `query Cold($skus: [ID!]!) { products(skus: $skus) { sku price { ... on Price { unitPrice { amount } } }
      availability { ... on Availability { totalAvailable } } } }`;
    const readers = gateway.gateway.app.get(LiveReaders);
    const kinds = [itemPricingPolicy, priceListPolicy, exchangeRatePolicy, stockPolicy].map(({ namespace }) => namespace);
    const questionsOf = async (token: string) => {
      gateway.gp.resetQuestions();
      await gateway.ask(page, { skus }, token);
      return gateway.gp.questions;
    };
    const asked: number[][] = [];
    // A job that keeps the company's setup warm may ask beside a page. It does not beside each of several.
    for (let times = 0; times < 3; times++) {
      const each: number[] = [];
      for (const token of [tess, nell]) {
        await gateway.ask('{ viewer { account { name } } }', {}, token);
        readers.forget(kinds);
        each.push(await questionsOf(token), await questionsOf(token));
      }
      asked.push(each);
    }
    expect([0, 1, 2, 3].map((kind) => Math.min(...asked.map((each) => each[kind] ?? 0)))).toEqual([4, 0, 3, 0]);
  });

  it('gives each account its own prices, however often accounts ask by one operation', async () => {
    const inCanada = await priceOf(tess, '3');
    const atHome = await priceOf(nell, '3');
    for (let round = 0; round < 4; round++) {
      expect(await priceOf(tess, '3')).toEqual(inCanada);
      expect(await priceOf(nell, '3')).toEqual(atHome);
    }
  });

  it('writes the price that was shown into the order, which GP converts back at the same rate', async () => {
    const line = { sku: BOLT, quantity: '10', unitOfMeasure: 'Box' };
    const { data } = await gateway.ask(CHECK_CART, { input: { lines: [line] } }, tess);
    expect(data.checkCart).toMatchObject({
      lines: [{ price: { unitPrice: { amount: '10.52' }, extendedPrice: { amount: '105.20' } } }],
      subtotal: { amount: '105.20', currency: 'CAD' },
    });
    const { submission, userErrors } = await place(gateway, orderAt('10.52'), tess);
    expect({ userErrors, status: submission?.status }).toEqual({ userErrors: [], status: 'PUSHED' });
    const written =
      await change(`select l."ORUNTPRC"::text as price, l."OXTNDPRC"::text as extended, l."UNITPRCE"::text as functional,
      rtrim(l."PRCLEVEL") as level, rtrim(h."CURNCYID") as currency, h."XCHGRATE"::text as rate from "SOP10200" as l
      join "SOP10100" as h using ("SOPTYPE", "SOPNUMBE") where "SOPNUMBE" = '${submission?.orderNumber}'`);
    expect(written).toEqual([
      { price: '10.52000', extended: '105.20000', functional: '7.52180', level: 'STANDARD', currency: 'Z-C$', rate: '0.7150000' },
    ]);
  });

  it('says PRICE_CHANGED where the rate has changed between the cart and the order', async () => {
    await rateIs('0.72');
    expect(await problemsOf(gateway, orderAt('10.52'), tess)).toContain('PRICE_CHANGED lines.0.unitPrice');
    // 7.5251 / 0.72 = 10.4515...
    expect((await place(gateway, orderAt('10.45'), tess)).submission).toMatchObject({ status: 'PUSHED' });
    await rateIs('0.715');
  });

  it('has no price without a current rate, and takes no order of it', async () => {
    await change(`update "DYNAMICS"."MC00100" set "EXPNDATE" = '2026-11-22' where "EXGTBLID" = 'CAD-SELL'`);
    await gateway.forgetFacts();
    expect(await priceOf(tess)).toEqual({
      __typename: 'Unavailable',
      reason: 'NOT_DEFINED',
      message: 'The ERP has no current exchange rate for this currency.',
    });
    expect(await problemsOf(gateway, orderAt('10.52'), tess)).toContain('NO_PRICE lines.0.sku');
    expect(await priceOf(nell)).toMatchObject({ unitPrice: { currency: 'USD' } });
    await change(
      `update "DYNAMICS"."MC00100" set "EXPNDATE" = '2099-12-31' where "EXGTBLID" = 'CAD-SELL' and "EXCHDATE" = '2026-11-01'`,
    );
    await gateway.forgetFacts();
  });

  it('has the rate of the next day from midnight on, though the one before is remembered', async () => {
    await change(`insert into "DYNAMICS"."MC00100" ("EXGTBLID", "CURNCYID", "EXCHDATE", "XCHGRATE", "EXPNDATE")
      values ('CAD-SELL', 'Z-C$', '2026-11-24', 0.5, '2099-12-31')`);
    for (const _ of [1, 2, 3]) expect((await priceOf(tess))?.unitPrice?.amount).toBe('11.08');
    await gateway.gateway.sandbox.moveTo('2026-11-24' as CalendarDate);
    gateway.gp.make({ failing: true });
    try {
      // The rate of the day before is no last known one.
      expect(await priceOf(tess)).toMatchObject({ __typename: 'Unavailable', reason: 'ERP_UNAVAILABLE' });
      gateway.gp.make({});
      // A key that was refused a moment ago is not asked for.
      gateway.gateway.app.get(LiveReaders).forget([exchangeRatePolicy.namespace]);
      // 7.9212 / 0.5 = 15.8424
      for (const _ of [1, 2, 3]) expect((await priceOf(tess))?.unitPrice?.amount).toBe('15.84');
      gateway.gp.make({ failing: true });
      expect((await priceOf(tess))?.unitPrice?.amount).toBe('15.84');
    } finally {
      gateway.gp.make({});
      await gateway.gateway.sandbox.moveTo(TODAY);
      await change(`delete from "DYNAMICS"."MC00100" where "EXCHDATE" = '2026-11-24'`);
      await gateway.forgetFacts();
    }
  });

  it("are not compared with GP's own procedure, which does not convert", async () => {
    const { sandbox } = gateway.gateway;
    const company = { isSandbox: false, databaseName: sandbox.databaseName, gp: sandbox.gp, handingOver: sandbox.gp };
    const comparison = new SqlPriceComparison(
      { ...company, today: () => TODAY },
      { promotions: 'ignore', currencyCodes: new Map() },
    );
    const sample = { sku: asSku(BOLT), accountNumber: asAccountNumber('NIPIGON') };
    // The sandbox has no such procedure: one that was compared would differ by its error.
    expect(await comparison.compare([sample], AbortSignal.timeout(PATIENCE_MS))).toEqual({ compared: 0, differences: [] });
  });

  it('takes a price in the order currency first', async () => {
    await change(`insert into "IV00108" ("ITEMNMBR", "CURNCYID", "PRCLEVEL", "UOFM", "FROMQTY", "TOQTY", "UOMPRICE", "QTYBSUOM")
      values ('${BOLT}', 'Z-C$', 'STANDARD', 'Box', 1, 999999999999, 10.99, 100)`);
    await gateway.forgetFacts();
    expect(await priceOf(tess)).toMatchObject({ unitPrice: { amount: '10.99', currency: 'CAD' } });
    await change(`delete from "IV00108" where "ITEMNMBR" = '${BOLT}' and "CURNCYID" = 'Z-C$' and "PRCLEVEL" = 'STANDARD'`);
    await gateway.forgetFacts();
  });

  it('does so with price sheets, too', async () => {
    await change(`update "DYNAMICS"."SY05501" set "EXPRINST" = 1`);
    await change(`insert into "SOP10109" ("PRCBKID", "ISBASE") values ('BASEBOOK', 1)`);
    await change(`insert into "SOP10110" ("PRCSHID", "ACTIVE", "STRTDATE", "ENDDATE", "PROMO", "CURNCYID")
      values ('YEAR', 1, '2026-01-01', '2026-12-31', 0, 'Z-US$')`);
    await change(
      `insert into "RM00500" ("PRCSHID", "PRODTCOD", "LINKCODE", "SEQNUMBR", "PSSEQNUM") values ('YEAR', 'P', 'BASEBOOK', 1, 1)`,
    );
    await change(`insert into "IV10401" ("PRCSHID", "SEQNUMBR", "EPITMTYP", "ITEMNMBR", "ACTIVE", "PRODTCOD", "PROMOTYP", "PROMOLVL")
      values ('YEAR', 1, 'I', '${BOLT}', 1, 'N', 0, 0)`);
    await change(`insert into "IV10402" ("PRCSHID", "EPITMTYP", "ITEMNMBR", "UOFM", "QTYFROM", "QTYTO", "PSITMVAL", "EQUOMQTY", "QTYBSUOM", "SEQNUMBR")
      values ('YEAR', 'I', '${BOLT}', 'Box', 1, 9, 8, 1, 100, 1), ('YEAR', 'I', '${BOLT}', 'Box', 10, 999999999999, 7, 1, 100, 2)`);
    await companyIs({ usesExtendedPricing: true });
    // 8 / 0.715 = 11.1888..., 7 / 0.715 = 9.7902...
    expect(await priceOf(tess, '10')).toMatchObject({
      unitPrice: { amount: '9.79', currency: 'CAD' },
      breaks: [
        { toQuantity: '9', unitPrice: { amount: '11.19' } },
        { toQuantity: null, unitPrice: { amount: '9.79' } },
      ],
      explanation: [
        { rule: 'PRICE_SHEET', reference: 'YEAR', unitPrice: { amount: '7.0000', currency: 'USD' } },
        { rule: 'CURRENCY_CONVERSION', reference: 'CAD-SELL 2026-11-01, divided by 0.715' },
      ],
    });
    const { submission, userErrors } = await place(gateway, orderAt('9.79'), tess);
    expect({ userErrors, status: submission?.status }).toEqual({ userErrors: [], status: 'PUSHED' });
  });
});
