import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact, roundTo } from '../values/exact.js';
import { asUnitCode } from '../values/identifiers.js';
import { type Given, goldenFacts, goldenQuestion } from './golden-prices.facts.js';
import { type ExpectedPrice, GOLDEN_PRICES } from './golden-prices.js';
import type { PriceMethod } from './item-pricing.js';
import { MOST_RANGES, type PriceBreak, type UnitPrice } from './price.js';
import { unitOption, unitPrice } from './unit-price.js';

const priceOf = (given: Given) => unitPrice(goldenFacts(given), goldenQuestion(given));

function pricedAt(given: Given): UnitPrice {
  const answer = priceOf(given);
  if (answer.kind !== 'price') throw new Error(`No price: ${JSON.stringify(answer)}`);
  return answer;
}

const breakText = ({ fromQuantity, toQuantity, unitPrice }: PriceBreak) =>
  `${fromQuantity.toFixed()}..${toQuantity?.toFixed() ?? ''} = ${unitPrice.amount}`;

/** The price in the form of an expected one, with the fields that the expected one names. */
function inWordsOf(expected: ExpectedPrice, price: UnitPrice): ExpectedPrice {
  const all: Required<ExpectedPrice> = {
    unit: price.unitPrice.amount,
    extended: price.extendedPrice.amount,
    list: price.listPrice?.amount ?? null,
    level: price.priceLevel,
    currency: price.unitPrice.currency,
    soldIn: price.unitOfMeasure,
    breaks: price.breaks.map(breakText),
  };
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in expected)) as unknown as ExpectedPrice;
}

for (const [subject, cases] of Object.entries(GOLDEN_PRICES)) {
  describe(`golden prices: ${subject}`, () => {
    for (const { name, given, expected } of cases) {
      if ('unit' in expected) {
        it(name, () => {
          const whole = { level: 'RETAIL', currency: 'USD', ...expected };
          expect(inWordsOf(whole, pricedAt(given))).toEqual(whole);
        });
        continue;
      }
      it(name, () => {
        const answer = priceOf(given);
        expect(answer).toMatchObject(
          expected.refused === 'LIST_MISSING' ? { kind: 'listMissing' } : { kind: 'noPrice', reason: expected.refused },
        );
      });
      const { unless } = expected;
      if (unless) {
        it(`${name}; else ${unless[1]}`, () => {
          expect(pricedAt({ ...given, ...unless[0] }).unitPrice.amount).toBe(unless[1]);
        });
      }
    }
  });
}

describe('the amounts of a price', () => {
  it('are all in the currency of the order', () => {
    const price = pricedAt({
      currency: 'Z-C$',
      itemCurrencies: { 'Z-C$': ['104', 2] },
      rows: ['Z-C$ EACH 1..9 = 100', 'Z-C$ EACH 10.. = 90'],
      options: ['Z-C$ EACH whole up to a multiple of 5'],
    });
    const amounts = [price.unitPrice, price.listPrice, price.extendedPrice];
    const shown = [...amounts, ...price.breaks.map((each) => each.unitPrice), ...price.explanation.map((step) => step.unitPrice)];
    expect(new Set(shown.flatMap((money) => (money ? [money.currency] : [])))).toEqual(new Set(['CAD']));
  });

  it('keep a rounding amount that has more decimals than the item', () => {
    const price = pricedAt({ rows: ['EACH 1.. = 56.91'], options: ['EACH whole down to a multiple of 0.125'], ask: '3' });
    expect(inWordsOf({ unit: '', extended: '' }, price)).toEqual({ unit: '56.875', extended: '170.63' });
  });
});

describe('a price list with very many breaks', () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => `EACH ${index + 1}..${index + 1} = ${2_000 - index}`);

  it(`shows the first ${MOST_RANGES} of them, and prices every quantity`, () => {
    const { breaks } = pricedAt({ rows: rows.toReversed() });
    expect(breaks).toHaveLength(MOST_RANGES);
    const last = `${MOST_RANGES}..${MOST_RANGES} = ${2_001 - MOST_RANGES}.00`;
    expect(breaks.slice(-1).map(breakText)).toEqual([last]);
    expect(pricedAt({ rows, ask: '900' }).unitPrice.amount).toBe('1101.00');
  });
});

describe('the steps of a price', () => {
  const usd = (amount: string) => ({ amount, currency: 'USD' });

  it('of an amount: the break has the price', () => {
    expect(pricedAt({ rows: ['EACH 1..11 = 80', 'EACH 12.. = 74.50'], ask: '12' }).explanation).toEqual([
      { rule: 'CUSTOMER_PRICE_LEVEL', reference: 'RETAIL', unitPrice: null },
      { rule: 'PRICE_LIST_LOOKUP', reference: 'RETAIL EACH', unitPrice: null },
      { rule: 'QUANTITY_BREAK', reference: '12 and more', unitPrice: usd('74.50') },
    ]);
  });

  it('of an amount that the level rounds: before and after', () => {
    const options = ['EACH whole up to a multiple of 5'];
    expect(pricedAt({ rows: ['EACH 1..11 = 80', 'EACH 12.. = 74.50'], options, ask: '12' }).explanation.slice(2)).toEqual([
      { rule: 'QUANTITY_BREAK', reference: '12 and more', unitPrice: usd('74.50') },
      { rule: 'ROUNDING', reference: null, unitPrice: usd('75.00') },
    ]);
  });

  it('of a percentage: the method has the price, and names no figure of its own', () => {
    const steps = (method: PriceMethod) => pricedAt({ method, rows: ['EACH 1..11 = 40'] }).explanation.slice(2);
    const found = { rule: 'QUANTITY_BREAK', reference: '1 to 11', unitPrice: null };
    expect(steps('PERCENT_OF_LIST')).toEqual([found, { rule: 'PERCENT_OF_LIST', reference: null, unitPrice: usd('32.00') }]);
    expect(steps('MARKUP_ON_CURRENT_COST')).toEqual([
      found,
      { rule: 'MARKUP_ON_COST', reference: null, unitPrice: usd('59.02') },
    ]);
    expect(steps('MARKUP_ON_STANDARD_COST')).toEqual([
      found,
      { rule: 'MARKUP_ON_COST', reference: null, unitPrice: usd('63.00') },
    ]);
    expect(steps('MARGIN_ON_CURRENT_COST')).toEqual([
      found,
      { rule: 'MARGIN_ON_COST', reference: null, unitPrice: usd('70.26') },
    ]);
    expect(steps('MARGIN_ON_STANDARD_COST')).toEqual([
      found,
      { rule: 'MARGIN_ON_COST', reference: null, unitPrice: usd('75.00') },
    ]);
  });

  it('say whose level it is', () => {
    const given: Given = { customerLevel: 'DEALER', companyLevel: 'STANDARD', itemLevel: 'LIST' };
    const at = (level: string) => pricedAt({ ...given, rows: { [level]: ['EACH 1.. = 80'] } }).explanation[0];
    expect(at('DEALER')).toEqual({ rule: 'CUSTOMER_PRICE_LEVEL', reference: 'DEALER', unitPrice: null });
    expect(at('STANDARD')).toEqual({ rule: 'DEFAULT_PRICE_LEVEL', reference: 'STANDARD', unitPrice: null });
    expect(at('LIST')).toEqual({ rule: 'ITEM_PRICE_LEVEL', reference: 'LIST', unitPrice: null });
  });

  it('name the unit as the schedule does', () => {
    expect(pricedAt({ units: { Each: '1' }, rows: ['EACH 1.. = 80'], ask: '1 each' }).explanation[1]?.reference).toBe(
      'RETAIL Each',
    );
  });
});

describe('how a unit is sold', () => {
  const sold = (given: Given, unit: string) => unitOption(goldenFacts(given), asUnitCode(unit))?.sold;
  const given: Given = { rows: ['EACH 1.. = 80', 'CASE 1.. = 870'], options: ['EACH whole', 'CASE not sold'] };

  it('is told by unit, in any case of its name', () => {
    expect([sold(given, 'EACH'), sold(given, 'case'), sold(given, 'BOX')]).toEqual(['WHOLE', 'NOT_SOLD', undefined]);
  });

  it('is told at the level that decides', () => {
    const fallback: Given = {
      customerLevel: 'DEALER',
      companyLevel: 'STANDARD',
      rows: { DEALER: ['CASE 1.. = 816'], STANDARD: ['EACH 1.. = 75', 'CASE 1.. = 850'] },
      options: { DEALER: ['CASE not sold'], STANDARD: ['EACH whole', 'CASE fractions'] },
    };
    expect([sold(fallback, 'EACH'), sold(fallback, 'CASE')]).toEqual(['WHOLE', 'NOT_SOLD']);
  });

  it('can not be told without an option, a level or its list', () => {
    expect(sold({ ...given, options: ['none'] }, 'EACH')).toBeUndefined();
    expect(sold({ ...given, customerLevel: null }, 'EACH')).toBeUndefined();
    expect(sold({ ...given, missing: ['RETAIL'] }, 'EACH')).toBeUndefined();
  });
});

const METHODS: readonly PriceMethod[] = [
  'CURRENCY_AMOUNT',
  'PERCENT_OF_LIST',
  'MARKUP_ON_CURRENT_COST',
  'MARKUP_ON_STANDARD_COST',
  'MARGIN_ON_CURRENT_COST',
  'MARGIN_ON_STANDARD_COST',
];

/** A number with up to five decimals, as in GP's columns. */
const column = (max: number) =>
  fc.integer({ min: 0, max: max * 100_000 }).map((number) => new Exact(number).div(100_000).toFixed());
const policy = fc.tuple(
  fc.constantFrom('up', 'down', 'nearest'),
  fc.constantFrom('to a multiple of', 'that ends in'),
  fc.constantFrom('0', '1', '5', '9', '10', '50', '99'),
);
/** Any item with two breaks and any question about it, including those without a price. */
const anyGiven: fc.Arbitrary<Given> = fc
  .record({
    method: fc.constantFrom(...METHODS),
    list: column(1_000),
    currentCost: column(1_000),
    standardCost: column(1_000),
    decimals: fc.integer({ min: 0, max: 5 }),
    quantityDecimals: fc.constantFrom(0, 5),
    values: fc.tuple(column(120), column(120)),
    rounding: fc.option(policy),
    quantity: fc.integer({ min: 1, max: 30 }),
    unit: fc.constantFrom('EACH', 'CASE'),
    isKit: fc.boolean(),
  })
  .map(({ values: [first, second], rounding, quantity, unit, ...given }) => ({
    ...given,
    kitOf: ['3.33333, 4.4 x 2.5'],
    rows: [`${unit} 2..11 = ${first}`, `${unit} 12.. = ${second}`],
    options: rounding ? [`${unit} fractions ${rounding.join(' ')}`] : [],
    ask: `${quantity} ${unit}`,
  }));

describe('A converted price', () => {
  const given: Given = {
    requiresPrices: false,
    currency: 'Z-C$',
    itemCurrencies: { 'Z-US$': ['80', 2], 'Z-C$': ['104', 2] },
    rows: ['EACH 1..11 = 80', 'EACH 12.. = 74.50'],
    rate: 'x 0.8',
  };

  it('is told with the steps of the functional price, and the rate, its table and its date', () => {
    expect(pricedAt(given).explanation.slice(2)).toEqual([
      { rule: 'QUANTITY_BREAK', reference: '1 to 11', unitPrice: { amount: '80.00', currency: 'USD' } },
      {
        rule: 'CURRENCY_CONVERSION',
        reference: 'SELL 2026-11-01, divided by 0.8',
        unitPrice: { amount: '100.00', currency: 'CAD' },
      },
    ]);
    expect(pricedAt({ ...given, rate: '/ 1.3' }).explanation.at(-1)?.reference).toBe('SELL 2026-11-01, times 1.3');
  });

  it('asks for the rate where there is a price to convert, and only there', () => {
    expect(priceOf({ ...given, rate: 'not asked' })).toEqual({ kind: 'rateMissing' });
    const unaffected: Given[] = [
      { rows: ['Z-US$ EACH 1.. = 80', 'Z-C$ EACH 1.. = 103.50'] },
      { rows: ['EACH 5.. = 80'] },
      { currency: '' },
      { requiresPrices: true },
      { itemCurrencies: { 'Z-US$': ['80', 2] } },
    ];
    for (const change of unaffected) expect(priceOf({ ...given, ...change, rate: 'not asked' }).kind).not.toBe('rateMissing');
  });

  it('is sold in units as the functional price is', () => {
    const sold = (options: readonly string[], change: Given = {}) =>
      unitOption(goldenFacts({ ...given, ...change, options }), asUnitCode('EACH'))?.sold;
    const rows = ['Z-US$ EACH 1.. = 80'];
    expect(sold(['Z-US$ EACH fractions'], { rows })).toBe('WHOLE_AND_FRACTIONAL');
    expect(sold(['Z-US$ EACH fractions', 'Z-C$ EACH whole'], { rows })).toBe('WHOLE');
    expect(sold(['Z-US$ EACH fractions'], { rows, requiresPrices: true })).toBeUndefined();
  });

  it("is at the rate 1 the functional price, rounded to the item's decimals in the order's currency", () => {
    fc.assert(
      fc.property(anyGiven, fc.integer({ min: 0, max: 5 }), fc.constantFrom('x 1', '/ 1'), (any, decimals, rate) => {
        const itemCurrencies = { 'Z-US$': [any.list ?? '80', any.decimals ?? 2], 'Z-C$': ['0', decimals] } as const;
        const functional = priceOf({ ...any, itemCurrencies, requiresPrices: false });
        const converted = priceOf({ ...any, itemCurrencies, requiresPrices: false, currency: 'Z-C$', rate });
        if (functional.kind !== 'price') {
          expect(converted).toEqual(functional);
          return;
        }
        const rounded = roundTo(new Exact(functional.unitPrice.amount), decimals);
        expect(converted.kind === 'price' ? converted.unitPrice.amount : '0').toBe(
          rounded.isZero() ? '0' : rounded.toFixed(decimals),
        );
      }),
    );
  });
});

describe('any price', () => {
  it("is above 0, with the item's decimals, and so are its breaks", () => {
    fc.assert(
      fc.property(anyGiven, (given) => {
        const answer = priceOf(given);
        if (answer.kind !== 'price') return;
        for (const { amount } of [answer.unitPrice, ...answer.breaks.map((each) => each.unitPrice)]) {
          expect(new Exact(amount).gt(0)).toBe(true);
          expect(amount.split('.')[1]?.length ?? 0).toBe(given.decimals);
        }
      }),
    );
  });

  it('is the price of the break that holds the quantity, and the last step has it', () => {
    fc.assert(
      fc.property(anyGiven, (given) => {
        const answer = priceOf(given);
        if (answer.kind !== 'price') return;
        const { quantity, unitPrice: found, breaks, explanation: steps } = answer;
        const holding = breaks.filter(
          (each) => quantity.gte(each.fromQuantity) && (!each.toQuantity || quantity.lte(each.toQuantity)),
        );
        expect(holding.map((each) => each.unitPrice)).toEqual([found]);
        expect(steps.at(-1)?.unitPrice).toEqual(found);
      }),
    );
  });

  it('times the quantity, rounded to the currency, is the extended price', () => {
    fc.assert(
      fc.property(anyGiven, (given) => {
        const answer = priceOf(given);
        if (answer.kind !== 'price') return;
        expect(answer.extendedPrice.amount).toBe(roundTo(answer.quantity.times(answer.unitPrice.amount), 2).toFixed(2));
      }),
    );
  });

  it('of a break is what a question for its first quantity gets', () => {
    fc.assert(
      fc.property(anyGiven, (given) => {
        const answer = priceOf(given);
        if (answer.kind !== 'price') return;
        for (const { fromQuantity, unitPrice: shown } of answer.breaks) {
          expect(pricedAt({ ...given, ask: `${fromQuantity.toFixed()} ${answer.unitOfMeasure}` }).unitPrice).toEqual(shown);
        }
      }),
    );
  });

  it('has no step with a price before one is found, and none without one after', () => {
    fc.assert(
      fc.property(anyGiven, (given) => {
        const answer = priceOf(given);
        if (answer.kind !== 'price') return;
        const found = answer.explanation.map((step) => step.unitPrice !== null);
        expect(found).toEqual(found.toSorted());
      }),
    );
  });

  it('shows nothing by which a cost could be told from another one with another markup', () => {
    const whole = fc.integer({ min: 1, max: 500 });
    const method = fc.constantFrom<PriceMethod>('MARKUP_ON_CURRENT_COST', 'MARKUP_ON_STANDARD_COST');
    fc.assert(
      fc.property(whole, whole, method, fc.option(policy), (one, other, method, rounding) => {
        // Swapping the cost and the factor gives the same price, so everything that is shown must be the same too.
        const shown = (cost: number, factor: number) =>
          priceOf({
            method,
            currentCost: String(cost),
            standardCost: String(cost),
            rows: [`EACH 1..9 = ${(factor - 1) * 100}`, `EACH 10.. = ${(factor * 2 - 1) * 100}`],
            options: rounding ? [`EACH whole ${rounding.join(' ')}`] : [],
          });
        expect(shown(one, other)).toEqual(shown(other, one));
      }),
    );
  });

  it('shows nothing by which a cost could be told from another one with another margin', () => {
    // At 20, 50 and 75 % margin a price is 1.25, 2 and 4 times the cost.
    const margins = fc.constantFrom<readonly [factor: number, margin: string]>([1.25, '20'], [2, '50'], [4, '75']);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), margins, margins, (cents, one, other) => {
        const shown = ([factor, margin]: readonly [number, string]) =>
          priceOf({
            method: 'MARGIN_ON_CURRENT_COST',
            currentCost: new Exact(cents).div(factor).toFixed(),
            rows: [`EACH 1.. = ${margin}`],
          });
        expect(shown(one)).toEqual(shown(other));
      }),
    );
  });
});
