import { describe, expect, it } from 'vitest';
import { Exact } from '../../values/exact.js';
import type { PriceBreak, UnitPrice } from '../price.js';
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
