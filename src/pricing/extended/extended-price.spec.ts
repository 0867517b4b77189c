import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact } from '../../values/exact.js';
import { MOST_RANGES, type PriceBreak, type UnitPrice } from '../price.js';
import { extendedPrice } from './extended-price.js';
import type { ExpectedPrice, ExpectedPromotion, Given } from './golden/golden-extended-price.js';
import { goldenExtendedFacts, goldenExtendedQuestion } from './golden-extended-prices.facts.js';
import { GOLDEN_EXTENDED_PRICES } from './golden-extended-prices.js';

const priceOf = (given: Given) => extendedPrice(goldenExtendedFacts(given), goldenExtendedQuestion(given));

function pricedAt(given: Given): UnitPrice {
  const answer = priceOf(given);
  if (answer.kind !== 'price') throw new Error(`No price: ${JSON.stringify(answer)}`);
  return answer;
}

/** Amounts are compared as numbers. */
const plain = (amount: string) => new Exact(amount).toFixed();

const breakText = ({ fromQuantity, toQuantity, unitPrice }: PriceBreak) =>
  `${fromQuantity.toFixed()}..${toQuantity?.toFixed() ?? ''} = ${plain(unitPrice.amount)}`;

const KINDS: Readonly<Record<string, string>> = { NET: 'net', PERCENT: 'percent', VALUE_OFF: 'off' };

/** The values that made the price, in the order of the search. */
function foundIn({ explanation }: UnitPrice): string[] {
  return explanation
    .flatMap(({ rule, reference, sheet }) =>
      rule === 'PRICE_SHEET' && sheet && sheet.passedOver === null
        ? [{ step: sheet.searchStep, text: `${sheet.searchStep} ${reference} ${KINDS[sheet.kind]} ${sheet.value?.toFixed()}` }]
        : [],
    )
    .toSorted((one, other) => one.step - other.step)
    .map(({ text }) => text);
}

function promotionOf({ promotion }: UnitPrice): ExpectedPromotion | null {
  if (!promotion) return null;
  const { priceSheet, kind, value, until, freeItem } = promotion;
  return {
    sheet: priceSheet,
    kind,
    value: value.toFixed(),
    until,
    ...(freeItem ? { free: `${freeItem.quantity.toFixed()} ${freeItem.sku} ${freeItem.unitOfMeasure}` } : {}),
  };
}

/** An expected text with its numbers in the form in which prices are compared: "12.. = 74.50" as "12.. = 74.5". */
const inPlain = (text: string) => text.replace(/-?[\d]+(\.\d+)?(?=$)/, plain);

function asCompared(expected: ExpectedPrice): Record<string, unknown> {
  return {
    ...expected,
    currency: expected.currency ?? 'USD',
    promotion: expected.promotion ? { ...expected.promotion, value: plain(expected.promotion.value) } : null,
    unit: plain(expected.unit),
    ...(expected.extended === undefined ? {} : { extended: plain(expected.extended) }),
    ...(expected.list ? { list: plain(expected.list) } : {}),
    ...(expected.found ? { found: expected.found.map(inPlain) } : {}),
    ...(expected.breaks ? { breaks: expected.breaks.map(inPlain) } : {}),
  };
}

/** The price in the form of an expected one, with the fields that the expected one names. */
function inWordsOf(expected: Record<string, unknown>, price: UnitPrice): Record<string, unknown> {
  const all = {
    unit: plain(price.unitPrice.amount),
    extended: plain(price.extendedPrice.amount),
    list: price.listPrice && plain(price.listPrice.amount),
    currency: price.unitPrice.currency,
    soldIn: price.unitOfMeasure,
    sheet: price.priceLevel,
    found: foundIn(price),
    breaks: price.breaks.map(breakText),
    promotion: promotionOf(price),
  };
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in expected));
}

for (const [subject, cases] of Object.entries(GOLDEN_EXTENDED_PRICES)) {
  describe(`golden prices of extended pricing: ${subject}`, () => {
    for (const { name, given, expected } of cases) {
      if ('unit' in expected) {
        it(name, () => {
          const compared = asCompared(expected);
          expect(inWordsOf(compared, pricedAt(given))).toEqual(compared);
        });
        continue;
      }
      it(name, () => {
        const answer = priceOf(given);
        expect(answer).toMatchObject({ kind: 'noPrice', reason: expected.refused });
        expect('gpError' in answer ? answer.gpError : null).toBe(expected.code);
      });
      const { unless } = expected;
      if (unless) {
        it(`${name}; else ${unless[1]}`, () => {
          expect(plain(pricedAt({ ...given, ...unless[0] }).unitPrice.amount)).toBe(plain(unless[1]));
        });
      }
    }
  });
}

/** Values of a sheet whose ranges meet, as GP's window makes them: one for each part of the quantities from 1 on. */
const values = (kind: 'net' | 'percent' | 'off', of: 'item' | 'group', amounts: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), amounts), { minLength: 1, maxLength: 3 }).map((parts) => {
    let from = 1;
    return parts.map(([length, amount], index) => {
      const to = index === parts.length - 1 ? '' : String(from + length - 1);
      const text = `${of} ${kind} EACH ${from}..${to} = ${(amount / 100).toFixed(2)}`;
      from += length;
      return text;
    });
  });

const amount = fc.integer({ min: 1, max: 99_999 });
const percent = fc.integer({ min: 5_000, max: 12_000 });
const off = fc.integer({ min: 0, max: 5 });
const line = (of: 'item' | 'group') =>
  fc.oneof(values('net', of, amount), values('percent', of, percent), values('off', of, off));
const lines = fc.tuple(fc.option(line('item'), { nil: [] }), fc.option(line('group'), { nil: [] })).map((both) => both.flat());
const base = fc
  .tuple(values('net', 'item', amount), fc.option(values('net', 'group', amount), { nil: [] }))
  .map((all) => all.flat());
const sheets: fc.Arbitrary<Given> = fc.record({ customer: lines, book: lines, base });
const quantity = fc.integer({ min: 1, max: 40 });
/** Adjustments that change nothing. */
const nothing = fc.constantFrom('percent EACH 1.. = 100', 'off EACH 1.. = 0');

const amountAt = (given: Given, ask: number) => {
  const answer = priceOf({ ...given, ask: String(ask) });
  return answer.kind === 'price' ? answer.unitPrice.amount : answer.kind;
};

describe('any price by price sheets', () => {
  it('has breaks that agree with the price at every boundary and beside it', () => {
    fc.assert(
      fc.property(sheets, (given) => {
        const price = priceOf(given);
        if (price.kind !== 'price') return;
        for (const { fromQuantity, toQuantity, unitPrice } of price.breaks) {
          const from = fromQuantity.toNumber();
          const within = toQuantity ? [from, toQuantity.toNumber()] : [from, from + 1, from + 100];
          for (const ask of within) expect(amountAt(given, ask)).toBe(unitPrice.amount);
          const beside = toQuantity ? [from - 1, toQuantity.toNumber() + 1] : [from - 1];
          for (const ask of beside) if (ask > 0) expect(amountAt(given, ask)).not.toBe(unitPrice.amount);
        }
      }),
    );
  });

  it('is the same with an adjustment of 100 % or of nothing', () => {
    fc.assert(
      fc.property(sheets, quantity, nothing, fc.constantFrom('item', 'group'), (given, ask, adjustment, of) => {
        const { customer: _, ...ofBooks } = given;
        expect(amountAt({ ...ofBooks, customer: [`${of} ${adjustment}`] }, ask)).toBe(amountAt(ofBooks, ask));
        const { book: __, ...ofOthers } = given;
        expect(amountAt({ ...ofOthers, book: [`${of} ${adjustment}`] }, ask)).toBe(amountAt(ofOthers, ask));
      }),
    );
  });

  it("is the item's at each place that has a price of the item and of its group", () => {
    const place = fc.constantFrom('customer' as const, 'book' as const, 'base' as const);
    fc.assert(
      fc.property(place, amount, line('group'), quantity, (of, net, ofGroup, ask) => {
        const ofItem = `item net EACH 1.. = ${(net / 100).toFixed(2)}`;
        expect(amountAt({ [of]: [ofItem, ...ofGroup] }, ask)).toBe((net / 100).toFixed(2));
      }),
    );
  });

  it('is the net price of the nearest place that has one, whatever the farther ones say', () => {
    fc.assert(
      fc.property(sheets, amount, quantity, (given, net, ask) => {
        const nearest = { ...given, customer: [`item net EACH 1.. = ${(net / 100).toFixed(2)}`] };
        expect(amountAt(nearest, ask)).toBe((net / 100).toFixed(2));
        expect(amountAt({ ...nearest, book: [], base: [] }, ask)).toBe((net / 100).toFixed(2));
      }),
    );
  });

  it('does not depend on sheets of other days, of other units, or that are inactive', () => {
    fc.assert(
      fc.property(sheets, quantity, (given, ask) => {
        const { customer = [] } = given as { customer?: readonly string[] };
        const idle = {
          'CUSTOMER 2026-01-01..2026-12-31': customer,
          'OVER 2026-02-01..2026-06-14': ['item net EACH 1.. = 1'],
          'NOT-YET 2026-06-16..2026-12-31': ['item net EACH 1.. = 2'],
          'OFF 2026-06-01..2026-12-31 inactive': ['item net EACH 1.. = 3'],
          'CASES 2026-06-02..2026-12-31': ['item net CASE 1.. = 4'],
        };
        expect(amountAt({ ...given, customer: idle }, ask)).toBe(amountAt(given, ask));
      }),
    );
  });

  it('is explained by steps of which the last has it', () => {
    fc.assert(
      fc.property(sheets, quantity, (given, ask) => {
        const price = priceOf({ ...given, ask: String(ask) });
        if (price.kind === 'price') expect(price.explanation.at(-1)?.unitPrice?.amount).toBe(price.unitPrice.amount);
      }),
    );
  });
});

describe('A price by price sheets, converted', () => {
  const converts: Given = {
    requiresPrices: false,
    currency: 'Z-C$',
    itemCurrencies: { 'Z-US$': ['80', 2], 'Z-C$': ['104', 2] },
    rate: 'x 0.8',
  };
  const inBoth = { USD: ['item net EACH 1.. = 100'], 'CAD Z-C$': ['item net EACH 10.. = 99'] };

  it('is told with the steps of the functional price, and the rate, its table and its date', () => {
    const { explanation } = pricedAt({ ...converts, base: ['item net EACH 1.. = 100'] });
    expect(explanation.map(({ rule, reference, unitPrice }) => [rule, reference, unitPrice])).toEqual([
      ['PRICE_SHEET', 'BASE', { amount: '100.00', currency: 'USD' }],
      ['CURRENCY_CONVERSION', 'SELL 2026-11-01, divided by 0.8', { amount: '125.00', currency: 'CAD' }],
    ]);
  });

  it('asks for the rate where it or a break is to be converted, and only there', () => {
    const kind = (given: Given) => priceOf({ ...converts, ...given, rate: 'not asked' }).kind;
    expect(kind({ base: ['item net EACH 1.. = 100'] })).toBe('rateMissing');
    expect(kind({ base: inBoth, ask: '10' })).toBe('rateMissing');
    expect(kind({ base: { ...inBoth, 'CAD Z-C$': ['item net EACH 1.. = 99'] } })).toBe('price');
    expect(kind({ base: ['item net EACH 1.. = 100'], currency: '' })).toBe('price');
    expect(kind({ customer: ['item off EACH 1.. = 2'] })).toBe('noPrice');
  });

  it('is at the rate 1 the functional price, in every break', () => {
    fc.assert(
      fc.property(sheets, quantity, fc.constantFrom('x 1', '/ 1'), (given, ask, rate) => {
        const functional = priceOf({ ...given, ask: String(ask) });
        const converted = priceOf({ ...given, ...converts, rate, ask: String(ask) });
        if (functional.kind !== 'price' || converted.kind !== 'price') {
          expect(converted).toEqual(functional);
          return;
        }
        const texts = ({ unitPrice, breaks }: UnitPrice) => [unitPrice.amount, ...breaks.map(breakText)];
        expect(texts(converted)).toEqual(texts(functional));
      }),
    );
  });
});

describe('A price sheet with very many ranges', () => {
  const ranges = Array.from({ length: 1_000 }, (_, index) => `item net EACH ${index + 1}..${index + 1} = ${2_000 - index}`);

  it(`shows the first ${MOST_RANGES} of them, and prices every quantity`, () => {
    const { breaks } = pricedAt({ base: ranges });
    expect(breaks).toHaveLength(MOST_RANGES);
    expect(breaks.slice(-1).map(breakText)).toEqual([`${MOST_RANGES}..${MOST_RANGES} = ${2_001 - MOST_RANGES}`]);
    expect(plain(pricedAt({ base: ranges, ask: '900' }).unitPrice.amount)).toBe('1101');
  });
});
