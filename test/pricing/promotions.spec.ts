import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderOf, place, problemsOf } from '../ordering/checkout.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const PRICE = `query ($sku: ID!, $quantity: Decimal!) { product(sku: $sku) { price(quantity: $quantity) {
  __typename
  ... on Price {
    unitPrice { amount } extendedPrice { amount } priceLevel
    promotion { kind value until priceSheet applied unitPrice { amount } freeItem { sku quantity unitOfMeasure } }
    explanation { rule }
  }
} } }`;

const CART = `query ($input: CartInput!) { checkCart(input: $input) {
  subtotal { amount } problems { code }
  lines { price { ... on Price { unitPrice { amount } promotion { kind applied } } }
    freeItem { product { sku } quantity unitOfMeasure quantityAvailable } }
} }`;

interface Case {
  readonly name: string;
  readonly account?: 'HARGATE';
  readonly quantity: string;
  readonly sku: string;
  /** The price without the promotion, and with it. */
  readonly without: string;
  readonly with?: string;
  readonly kind: string;
  readonly value: string;
  readonly sheet: string;
  readonly until: string;
  readonly free?: { readonly sku: string; readonly quantity: string };
}

/** Worked out by hand from the company's tables, as GP does. PROMO-SPRING, of the same drill, has ended. */
const CASES: readonly Case[] = [
  {
    name: 'percent of the price: 140.60 x 90 %',
    ...{ quantity: '1', sku: 'PT-DRILL-18', without: '140.60', with: '126.54' },
    ...{ kind: 'PERCENT', value: '90', sheet: 'PROMO-TOOLS', until: '2026-12-05' },
  },
  {
    name: "percent of the contractor's price: 140.60 x 95 %, and of that 90 %",
    account: 'HARGATE',
    ...{ quantity: '1', sku: 'PT-DRILL-18', without: '133.57', with: '120.21' },
    ...{ kind: 'PERCENT', value: '90', sheet: 'PROMO-TOOLS', until: '2026-12-05' },
  },
  {
    name: "percent of the book's price: 9.02 less 0.40, and of that 85 %",
    account: 'HARGATE',
    ...{ quantity: '1', sku: 'CWR-916', without: '8.62', with: '7.33' },
    ...{ kind: 'PERCENT', value: '85', sheet: 'PROMO-TRADE', until: '2026-11-30' },
  },
  {
    name: 'a price of its own',
    ...{ quantity: '1', sku: 'PT-IMPACT-18', without: '132.81', with: '119.00' },
    ...{ kind: 'NET_PRICE', value: '119', sheet: 'PROMO-TOOLS', until: '2026-12-05' },
  },
  {
    name: 'a value off, of the group, from three on',
    ...{ quantity: '3', sku: 'PT-HAMMER-18', without: '183.35', with: '173.35' },
    ...{ kind: 'VALUE_OFF', value: '10', sheet: 'PROMO-TOOLS', until: '2026-12-05' },
  },
  {
    name: 'five of another item free for each',
    ...{ quantity: '2', sku: 'PT-GRIND-45', without: '99.56', free: { sku: 'CUT-4', quantity: '10' } },
    ...{ kind: 'FREE_ITEM', value: '5', sheet: 'PROMO-TOOLS', until: '2026-12-05' },
  },
  {
    name: '... 25 at most',
    ...{ quantity: '6', sku: 'PT-GRIND-45', without: '99.56', free: { sku: 'CUT-4', quantity: '25' } },
    ...{ kind: 'FREE_ITEM', value: '5', sheet: 'PROMO-TOOLS', until: '2026-12-05' },
  },
  {
    name: 'one of ten free, on a sheet of the account',
    account: 'HARGATE',
    ...{ quantity: '20', sku: 'BRG-6206-2RS', without: '5.10', free: { sku: 'BRG-6206-2RS', quantity: '2' } },
    ...{ kind: 'FREE_ITEM', value: '0.1', sheet: 'PROMO-HARGATE', until: '2026-12-31' },
  },
];

/** A drill at 133.57, or 120.21 with its promotion, and bearings at 5.10, of which one of ten is free. */
const LINES = [
  { sku: 'PT-DRILL-18', quantity: '1', unitOfMeasure: 'Each' },
  { sku: 'BRG-6206-2RS', quantity: '20', unitOfMeasure: 'Each' },
] as const;
const orderAt = (drill: string) => orderOf(LINES.map((line, index) => ({ ...line, unitPrice: index === 0 ? drill : '5.10' })));

const places: string[] = [];

beforeAll(async () => {
  places.push(await createDatabase(), await createDatabase());
});
afterAll(async () => {
  for (const database of places) await dropDatabase(database);
});

// One company for the three, one after the other.
describe.each(['apply', 'show', 'ignore'] as const)('GP_PROMOTIONS=%s', (promotions) => {
  const applies = promotions === 'apply';
  let gateway: TestGateway;
  let token: string;

  beforeAll(async () => {
    const [ofGateway, ofCompany] = places;
    gateway = await TestGateway.start({
      ...{ DATABASE_URL: ofGateway, GP_URL: ofCompany },
      ...{ GP_SANDBOX_COMPANY: 'extended', GP_PROMOTIONS: promotions },
    });
    await gateway.refreshCatalog();
    token = await gateway.signIn('nell.hargate@example.com');
  });
  afterAll(() => gateway?.stop());

  const priceOf = async (sku: string, quantity: string, account?: 'HARGATE') => {
    const { data, errors } = await gateway.ask(PRICE, { sku, quantity }, account && token);
    expect(errors).toBeUndefined();
    return data.product?.price;
  };

  it.each(CASES)(
    '$quantity of $sku: $name',
    async ({ sku, quantity, account, without, kind, value, sheet, until, free, ...rest }) => {
      const price = await priceOf(sku, quantity, account);
      const unitPrice = (applies && rest.with) || without;
      expect(price).toMatchObject({ __typename: 'Price', unitPrice: { amount: unitPrice } });
      expect(price).toMatchObject({ extendedPrice: { amount: (Number(unitPrice) * Number(quantity)).toFixed(2) } });
      const shown = {
        ...{ kind, value, until, priceSheet: sheet, applied: applies },
        unitPrice: rest.with === undefined ? null : { amount: rest.with },
        freeItem: free ? { ...free, unitOfMeasure: 'Each' } : null,
      };
      expect(price).toMatchObject({ promotion: promotions === 'ignore' ? null : shown });
      // What led to the price; a promotion that is only shown did not.
      const { explanation } = price as unknown as { readonly explanation: readonly { readonly rule: string }[] };
      expect(explanation.filter(({ rule }) => rule === 'PROMOTION')).toHaveLength(applies ? 1 : 0);
    },
  );

  it('names no promotion for a quantity that none is for', async () => {
    for (const [sku, quantity] of [
      ['PT-HAMMER-18', '2'],
      ['PT-GRIND-45', '1'],
    ] as const) {
      expect(await priceOf(sku, quantity)).toMatchObject({ __typename: 'Price', promotion: null });
    }
  });

  it('checks a cart at these prices, and proposes what an order gets for nothing', async () => {
    const { data, errors } = await gateway.ask(CART, { input: { lines: LINES } }, token);
    expect(errors).toBeUndefined();
    const promotion = (kind: string) => (promotions === 'ignore' ? null : { kind, applied: applies });
    expect(data.checkCart).toEqual({
      subtotal: { amount: applies ? '222.21' : '235.57' },
      problems: [],
      lines: [
        { price: { unitPrice: { amount: applies ? '120.21' : '133.57' }, promotion: promotion('PERCENT') }, freeItem: null },
        {
          price: { unitPrice: { amount: '5.10' }, promotion: promotion('FREE_ITEM') },
          freeItem: applies
            ? { product: { sku: 'BRG-6206-2RS' }, quantity: '2', unitOfMeasure: 'Each', quantityAvailable: '2' }
            : null,
        },
      ],
    });
  });

  it('takes an order at these prices and no other, and GP notes what promotions have given', async () => {
    const [right, wrong] = applies ? ['120.21', '133.57'] : ['133.57', '120.21'];
    expect(await problemsOf(gateway, orderAt(wrong ?? ''), token)).toEqual(['PRICE_CHANGED lines.0.unitPrice']);
    const { submission, userErrors } = await place(gateway, orderAt(right ?? ''), token);
    expect(userErrors).toEqual([]);
    expect(submission).toMatchObject({ status: 'PUSHED', rejection: null });
    const written = (query: string) => gateway.gateway.sandbox.query(query, [submission?.orderNumber]);
    const lines = await written(
      `select rtrim("ITEMNMBR") as item, "QUANTITY"::float as quantity, "UNITPRCE"::float as price, rtrim("PRCLEVEL") as level from "SOP10200"
        where "SOPNUMBE" = $1 order by "LNITMSEQ"`,
    );
    const level = 'EXTPRCLVL';
    expect(lines).toEqual([
      { item: 'PT-DRILL-18', quantity: 1, price: Number(right), level },
      { item: 'BRG-6206-2RS', quantity: 20, price: 5.1, level },
      ...(applies ? [{ item: 'BRG-6206-2RS', quantity: 2, price: 0, level }] : []),
    ]);
    const noted = await written(
      `select "LNITMSEQ" as line, rtrim("ITEMNMBR") as item, "PROMOTYP" as kind, rtrim("FREEITEM") as free from "SOP10204"
        where "SOPNUMBE" = $1 order by "LNITMSEQ"`,
    );
    expect(noted).toEqual(
      applies
        ? [
            { line: 16_384, item: 'PT-DRILL-18', kind: 2, free: '' },
            { line: 32_768, item: 'BRG-6206-2RS', kind: 4, free: 'BRG-6206-2RS' },
          ]
        : [],
    );
  });

  it('gives as much of a free item as GP enters, by the decimals of its unit schedule too, and GP takes the order', async () => {
    const { sandbox } = gateway.gateway;
    const setUp = async (freeItem: string, decimals: number) => {
      await sandbox.change(`update "IV10403" set "FREEITEM" = $1 where "PRCSHID" = 'PROMO-HARGATE'`, [freeItem]);
      await sandbox.change(`update "IV00101" set "DECPLQTY" = $1 where "ITEMNMBR" = 'CUT-4'`, [decimals]);
      await gateway.forgetFacts();
      await gateway.refreshCatalog();
    };
    // Two decimals by the item, none by its schedule: one of ten is 1.5 of 15.
    await setUp('CUT-4', 3);
    try {
      const bearings = { sku: 'BRG-6206-2RS', quantity: '15', unitOfMeasure: 'Each' };
      const { data } = await gateway.ask(CART, { input: { lines: [bearings] } }, token);
      expect(data.checkCart.lines[0]?.freeItem ?? null).toEqual(
        applies ? expect.objectContaining({ product: { sku: 'CUT-4' }, quantity: '1' }) : null,
      );
      const { submission, userErrors } = await place(gateway, orderOf([{ ...bearings, unitPrice: '5.10' }]), token);
      expect(userErrors).toEqual([]);
      expect(submission).toMatchObject({ status: 'PUSHED', rejection: null });
    } finally {
      await setUp('BRG-6206-2RS', 1);
    }
  });

  it('shows no promotion that would leave nothing of the price', async () => {
    const { sandbox } = gateway.gateway;
    const value = (amount: string) =>
      sandbox.change(
        `update "IV10402" set "PSITMVAL" = $1 where "PRCSHID" = 'PROMO-TOOLS' and "ITEMNMBR" = 'POWERTOOLS' and "EPITMTYP" = 'G'`,
        [amount],
      );
    await value('183.35');
    await gateway.forgetFacts();
    try {
      const price = await priceOf('PT-HAMMER-18', '3');
      expect(price).toMatchObject(
        applies ? { __typename: 'Unavailable' } : { __typename: 'Price', unitPrice: { amount: '183.35' }, promotion: null },
      );
    } finally {
      await value('10');
      await gateway.forgetFacts();
    }
  });
});
