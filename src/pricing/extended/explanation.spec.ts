import { describe, expect, it } from 'vitest';
import { decimalString, Exact } from '../../values/exact.js';
import type { PriceStep } from '../price.js';
import { type ExtendedPriceFacts, extendedPrice } from './extended-price.js';
import type { Given } from './golden/golden-extended-price.js';
import { goldenExtendedFacts, goldenExtendedQuestion } from './golden-extended-prices.facts.js';

const JUNE = '2026-06-01..2026-06-30';

/** A contract of the customer's, beside a sheet for each reason why one does not decide; 5.00 off in the book; 100.00 in the base book. */
const GIVEN: Given = {
  customer: {
    [`OWN ${JUNE}`]: ['item percent EACH 1.. = 95'],
    'LONGER 2026-06-01..2026-12-31': ['item net EACH 1.. = 61'],
    'OLDER 2026-05-01..2026-06-30': ['item net EACH 1.. = 60'],
    [`TENS ${JUNE}`]: ['item net EACH 10..19 = 50', 'item net EACH 20.. = 45'],
    'WITHDRAWN inactive': ['item net EACH 1.. = 1'],
    STRUCK: ['inactive item net EACH 1.. = 2'],
    'NEXT 2026-06-16..2026-12-31': ['item net EACH 1.. = 3'],
    'PAST 2026-01-01..2026-06-14': ['item net EACH 1.. = 4'],
    'CANADIAN Z-C$': ['item net EACH 1.. = 5'],
    CASES: ['item net CASE 1.. = 6'],
    'OTHERS 2026-06-01..2026-12-31': ['item VALVE-2 net EACH 1.. = 7'],
  },
  book: ['group off EACH 1.. = 5'],
  base: ['item net EACH 1.. = 100'],
};

function stepsOf(given: Given, change: Partial<ExtendedPriceFacts['item']> = {}): readonly string[] {
  const facts = goldenExtendedFacts(given);
  const price = extendedPrice({ ...facts, item: { ...facts.item, ...change } }, goldenExtendedQuestion(given));
  if (price.kind !== 'price') throw new Error(`No price: ${JSON.stringify(price)}`);
  return price.explanation.map(inWords);
}

/** "4 CUSTOMER_BOOK BOOK of PUMPS VALUE_OFF 5 -> 95.00", or with the reason why the sheet did not decide. */
function inWords({ rule, reference, unitPrice, sheet }: PriceStep): string {
  const group = sheet?.priceGroup ? ` of ${sheet.priceGroup}` : '';
  const value = sheet?.value ? ` ${new Exact(sheet.value).toFixed()}` : '';
  const outcome = sheet?.passedOver ?? `-> ${unitPrice?.amount ?? 'free'}`;
  const rest = `${sheet?.searchStep} ${sheet?.place} ${reference}${group} ${sheet?.kind}${value} ${outcome}`;
  return rule === 'PRICE_SHEET' ? rest : `${rule} ${rest}`;
}

const DECIDED = [
  '5 BASE_BOOK BASE NET 100 -> 100.00',
  '4 CUSTOMER_BOOK BOOK of PUMPS VALUE_OFF 5 -> 95.00',
  '1 CUSTOMER OWN PERCENT 95 -> 90.25',
];

describe('The explanation of a price by price sheets', () => {
  it('tells of each sheet with the product why it was passed over, and then what made the price, in the order of GP', () => {
    expect(stepsOf(GIVEN)).toEqual([
      '1 CUSTOMER TENS NET OTHER_QUANTITY',
      '1 CUSTOMER LONGER NET 61 ENDS_LATER',
      '1 CUSTOMER OLDER NET 60 STARTED_EARLIER',
      '1 CUSTOMER WITHDRAWN NET INACTIVE',
      '1 CUSTOMER STRUCK NET INACTIVE',
      '1 CUSTOMER NEXT NET NOT_STARTED',
      '1 CUSTOMER PAST NET ENDED',
      '1 CUSTOMER CANADIAN NET OTHER_CURRENCY',
      '1 CUSTOMER CASES NET OTHER_UNIT',
      ...DECIDED,
    ]);
  });

  it('looks no farther than the search: a net price of the customer ends it', () => {
    const { book, base } = GIVEN;
    expect(stepsOf({ customer: ['item net EACH 1.. = 70'], book: book ?? [], base: base ?? [] })).toEqual([
      '1 CUSTOMER CUSTOMER NET 70 -> 70.00',
    ]);
  });

  it('ends with the promotion, where one is applied', () => {
    const { customer, ...rest } = GIVEN;
    const sheets = (line: string) => ({
      ...rest,
      customer: { ...customer, [`PROMO ${JUNE} promotion`]: [line] },
    });
    const percent = sheets('item percent on base EACH 1.. = 80');
    expect(stepsOf(percent).slice(-4)).toEqual([...DECIDED, 'PROMOTION 1 CUSTOMER PROMO PERCENT 80 -> 80.00']);
    expect(stepsOf({ ...percent, promotions: 'show' }).slice(-3)).toEqual(DECIDED);
    const free = sheets('item free on customer EACH 1.. = 1 of GLOVES PAIR at most 5');
    expect(stepsOf(free).slice(-4)).toEqual([...DECIDED, 'PROMOTION 1 CUSTOMER PROMO FREE_ITEM 1 -> free']);
  });

  it('has nothing that rests on a cost of the item, so that nobody can work one out', () => {
    const costs = { currentCost: decimalString('42.15750'), standardCost: decimalString('45') };
    for (const method of ['CURRENCY_AMOUNT', 'MARKUP_ON_CURRENT_COST', 'MARGIN_ON_STANDARD_COST'] as const) {
      expect(stepsOf(GIVEN, { ...costs, method })).toEqual(stepsOf(GIVEN));
    }
  });
});
