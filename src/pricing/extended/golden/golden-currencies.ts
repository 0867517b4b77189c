import { type Given, type GoldenExtendedPrice, price, refused } from './golden-extended-price.js';

const NET = (amount: string) => [`item net EACH 1.. = ${amount}`];
/** The item in US dollars with 2 decimals, in Canadian dollars with 3, in yen with none. */
const ITEM = { 'Z-US$': ['80', 2], 'Z-C$': ['104.5', 3], 'Z-YEN': ['9000', 0] } as const;
const CAD: Given = { itemCurrencies: ITEM, currency: 'Z-C$' };
const YEN: Given = { itemCurrencies: ITEM, currency: 'Z-YEN' };
const BOTH = { USD: NET('100'), 'CAD Z-C$': NET('130') };
const OF_SHEETS: readonly GoldenExtendedPrice[] = [
  price(
    'the sheet of the order currency',
    { ...CAD, base: BOTH },
    { unit: '130', currency: 'CAD', sheet: 'CAD', list: '104.500' },
  ),
  price(
    'the functional one, for a customer without a currency',
    { itemCurrencies: ITEM, base: BOTH },
    { unit: '100', sheet: 'USD' },
  ),
  price(
    'the functional one, for a customer who buys in it',
    { itemCurrencies: ITEM, currency: 'Z-US$', base: BOTH },
    { unit: '100', sheet: 'USD' },
  ),
  price(
    'a visitor buys in the functional one',
    { itemCurrencies: ITEM, visitor: true, base: BOTH },
    { unit: '100', sheet: 'USD' },
  ),
  price(
    'a sheet without a currency is one of the functional currency',
    { base: { 'BLANK no-currency': NET('100') } },
    { unit: '100', sheet: 'BLANK' },
  ),
  refused(
    'and none of another currency',
    { ...CAD, base: { 'BLANK no-currency': NET('100') } },
    ['NO_PRICE', 50031],
    [{ currency: '' }, '100'],
  ),
  price(
    'a company without multicurrency: currencies are blank everywhere',
    { functionalCurrency: '', currencies: { '': ['USD', 2] }, base: { 'BLANK no-currency': NET('100') } },
    { unit: '100' },
  ),
  price(
    'a nearer sheet of another currency is passed over',
    { ...CAD, base: { 'CAD Z-C$': NET('130') }, customer: NET('70') },
    { unit: '130', currency: 'CAD', found: ['5 CAD net 130'] },
  ),
  price(
    'so is an adjustment on one',
    { ...CAD, base: { 'CAD Z-C$': NET('130') }, customer: ['item percent EACH 1.. = 90'], book: ['item off EACH 1.. = 10'] },
    { unit: '130', currency: 'CAD' },
  ),
  price(
    'adjustments in the order currency',
    {
      ...CAD,
      base: { 'CAD Z-C$': NET('130') },
      customer: { 'C Z-C$': ['item off EACH 1.. = 5'] },
      book: { 'B Z-C$': ['group percent EACH 1.. = 90'] },
    },
    { unit: '112', currency: 'CAD', found: ['1 C off 5', '4 B percent 90', '5 CAD net 130'] },
  ),
  price(
    'of two sheets the one in the order currency, though the other started later',
    { ...CAD, base: { 'CAD 2026-01-01..2026-12-31 Z-C$': NET('130'), 'USD 2026-06-01..2026-12-31': NET('100') } },
    { unit: '130', currency: 'CAD' },
  ),
  refused(
    'a tie in the order currency',
    { ...CAD, base: { 'A Z-C$': NET('1'), 'B Z-C$': NET('2'), C: NET('3') } },
    ['NO_PRICE', 50005],
    [{ currency: '' }, '3'],
  ),
  price(
    'the extended price has the decimals of the currency, the price those of the item',
    { ...CAD, base: { 'CAD Z-C$': NET('1.235') }, ask: '3' },
    { unit: '1.235', extended: '3.71', currency: 'CAD' },
  ),
  price(
    'a currency without decimals',
    { ...YEN, base: { 'YEN Z-YEN': NET('9500') }, ask: '3' },
    { unit: '9500', extended: '28500', currency: 'JPY', list: '9000' },
  ),
  price(
    'a percentage is rounded to the decimals of the item in the order currency',
    { ...YEN, base: { 'YEN Z-YEN': NET('995') }, customer: { 'C Z-YEN': ['item percent EACH 1.. = 90.5'] } },
    { unit: '900', currency: 'JPY' },
  ),
  price(
    'three decimals in another one',
    { ...CAD, base: { 'CAD Z-C$': NET('100.01') }, customer: { 'C Z-C$': ['item percent EACH 1.. = 95.55'] } },
    { unit: '95.56', currency: 'CAD' },
  ),
];

const NOT_IN_CURRENCY: readonly GoldenExtendedPrice[] = [
  refused('no sheet in the order currency', { ...CAD, base: NET('100') }, ['NO_PRICE', 50031], [{ currency: '' }, '100']),
  refused(
    'only adjustments in the order currency',
    { ...CAD, base: NET('100'), customer: { 'C Z-C$': ['item percent EACH 1.. = 90'] } },
    ['NO_PRICE', 50031],
    [{ currency: '' }, '100'],
  ),
  refused(
    'the item does not have the currency, whatever the sheets say',
    { currency: 'Z-C$', base: BOTH },
    ['NO_PRICE', 50033],
    [{ itemCurrencies: ITEM }, '130'],
  ),
  refused(
    'nor where two sheets tie',
    { currency: 'Z-C$', base: { 'A Z-C$': NET('1'), 'B Z-C$': NET('2') } },
    ['NO_PRICE', 50033],
    [{ itemCurrencies: ITEM, base: { 'A Z-C$': NET('1') } }, '1'],
  ),
  price(
    'in the functional currency the item needs no such row',
    { itemCurrencies: {}, base: NET('100') },
    { unit: '100', list: null },
  ),
  price(
    'its decimals in the functional currency are of the item, not of that row',
    { itemCurrencies: { 'Z-US$': ['80', 4] }, decimals: 2, base: NET('99.99'), customer: ['item percent EACH 1.. = 95.55'] },
    { unit: '95.54' },
  ),
];

/** Companies that require no prices, and do not convert functional ones either. */
const NOT_CONVERTED: readonly GoldenExtendedPrice[] = [
  refused(
    'the functional price of a company that does not require prices',
    { ...CAD, requiresPrices: false, base: NET('100') },
    ['NO_PRICE', 50031],
    [{ currency: '' }, '100'],
  ),
  price(
    'even the farthest in the order currency comes before the nearest in the functional one',
    { ...CAD, requiresPrices: false, base: { 'CAD Z-C$': ['group net EACH 1.. = 130'] }, customer: NET('70') },
    { unit: '130', currency: 'CAD', found: ['6 CAD net 130'] },
  ),
  price(
    'quantities that the order currency has no price for are in no break',
    { ...CAD, requiresPrices: false, base: { USD: NET('100'), 'CAD Z-C$': ['item net EACH 10.. = 99'] }, ask: '10' },
    { unit: '99', currency: 'CAD', breaks: ['10.. = 99'] },
  ),
];

/** Companies with both options. The item has 3 decimals in Canadian dollars, and 2 in the functional currency. */
const CONVERTS: Given = { ...CAD, requiresPrices: false, rate: '/ 1.3' };
const IN_BOTH = { USD: NET('100'), 'CAD Z-C$': ['item net EACH 10.. = 99'] };

const CONVERTED: readonly GoldenExtendedPrice[] = [
  price(
    'found in the functional currency alone: 100 / 0.8',
    { ...CONVERTS, rate: 'x 0.8', base: NET('100'), ask: '2' },
    { unit: '125', extended: '250', list: '104.5', currency: 'CAD', sheet: 'BASE', found: ['5 BASE net 100'] },
  ),
  price('where GP divides to its currency: 100 x 1.3', { ...CONVERTS, base: NET('100') }, { unit: '130', currency: 'CAD' }),
  price(
    'rounded down: 100 / 0.7 = 142.8571...',
    { ...CONVERTS, rate: 'x 0.7', base: NET('100') },
    { unit: '142.857', currency: 'CAD' },
  ),
  price(
    'rounded up: 100 / 0.6 = 166.666...',
    { ...CONVERTS, rate: 'x 0.6', base: NET('100') },
    { unit: '166.667', currency: 'CAD' },
  ),
  price(
    'to no decimals in yen: 100 / 0.0067 = 14925.37...',
    { ...YEN, requiresPrices: false, rate: 'x 0.0067', base: NET('100') },
    { unit: '14925', currency: 'JPY' },
  ),
  price(
    'found in both: the order currency comes first, however far it is',
    { ...CONVERTS, base: { 'CAD Z-C$': ['group net EACH 1.. = 140'] }, customer: NET('70') },
    { unit: '140', currency: 'CAD', found: ['6 CAD net 140'] },
  ),
  price(
    'with the adjustments of the functional currency: (90 - 2) x 1.3',
    { ...CONVERTS, base: NET('100'), book: ['group percent EACH 1.. = 90'], customer: ['item off EACH 1.. = 2'] },
    { unit: '114.4', currency: 'CAD', sheet: 'CUSTOMER' },
  ),
  price(
    'a percentage is rounded to the functional decimals, then converted: 33.33 x 1.3',
    { ...CONVERTS, base: NET('99.99'), customer: ['item percent EACH 1.. = 33.33'] },
    { unit: '43.329', currency: 'CAD' },
  ),
  price(
    'without the adjustments of the order currency',
    { ...CONVERTS, base: NET('100'), customer: { 'C Z-C$': ['item percent EACH 1.. = 90'] } },
    { unit: '130', currency: 'CAD', found: ['5 BASE net 100'] },
  ),
  price(
    'quantities that the order currency has no price for: converted in the breaks',
    { ...CONVERTS, base: IN_BOTH, ask: '10' },
    { unit: '99', currency: 'CAD', breaks: ['1..9 = 130', '10.. = 99'] },
  ),
  price(
    'and beside them',
    { ...CONVERTS, base: IN_BOTH, ask: '9' },
    { unit: '130', currency: 'CAD', breaks: ['1..9 = 130', '10.. = 99'] },
  ),
  price(
    'without a rate they are in no break',
    { ...CONVERTS, rate: 'none', base: IN_BOTH, ask: '10' },
    { unit: '99', currency: 'CAD', breaks: ['10.. = 99'] },
  ),
  price(
    'a promotion of the functional currency: 90 % of 100, x 1.3',
    { ...CONVERTS, base: { BASE: NET('100'), 'JUNE 2026-06-01..2026-06-30 promotion': ['item percent on base EACH 1.. = 90'] } },
    { unit: '117', currency: 'CAD', promotion: { sheet: 'JUNE', kind: 'PERCENT', value: '90', until: '2026-06-30' } },
  ),
  price(
    'one of a net price: 79 x 1.3 = 102.7',
    { ...CONVERTS, base: { BASE: NET('100'), 'JUNE 2026-06-01..2026-06-30 promotion': ['item net on base EACH 1.. = 79'] } },
    { unit: '102.7', currency: 'CAD', promotion: { sheet: 'JUNE', kind: 'NET_PRICE', value: '102.7', until: '2026-06-30' } },
  ),
  refused(
    'not with a promotion of the order currency',
    {
      ...CONVERTS,
      base: { BASE: NET('100'), 'JUNE 2026-06-01..2026-06-30 promotion Z-C$': ['item percent on base EACH 1.. = 90'] },
    },
    ['NO_PRICE', 50007],
    [{ promotions: 'ignore' }, '130'],
  ),
  refused(
    'not without a current rate',
    { ...CONVERTS, rate: 'none', base: NET('100') },
    ['NO_PRICE', null],
    [{ rate: '/ 1.3' }, '130'],
  ),
  refused(
    'not where prices are required',
    { ...CONVERTS, requiresPrices: true, base: NET('100') },
    ['NO_PRICE', 50031],
    [{ requiresPrices: false }, '130'],
  ),
  refused(
    'not where the item does not have the currency',
    { ...CONVERTS, itemCurrencies: { 'Z-US$': ['80', 2] }, base: NET('100') },
    ['NO_PRICE', 50033],
    [{ itemCurrencies: ITEM }, '130'],
  ),
  refused(
    'a tie in the order currency stays an error',
    { ...CONVERTS, base: { USD: NET('100'), 'A Z-C$': NET('1'), 'B Z-C$': NET('2') } },
    ['NO_PRICE', 50005],
    [{ base: { USD: NET('100'), 'A Z-C$': NET('1') } }, '1'],
  ),
  refused(
    'so does one in the functional currency',
    { ...CONVERTS, base: { A: NET('1'), B: NET('2') } },
    ['NO_PRICE', 50005],
    [{ base: { A: NET('1') } }, '1.3'],
  ),
  refused(
    'nothing in either',
    { ...CONVERTS, customer: ['item off EACH 1.. = 2'] },
    ['NO_PRICE', 50007],
    [{ base: NET('100') }, '127.4'],
  ),
  refused(
    'a functional price of 0',
    { ...CONVERTS, base: NET('100'), customer: ['item off EACH 1.. = 100'] },
    ['NO_PRICE', null],
    [{ customer: ['item off EACH 1.. = 99'] }, '1.3'],
  ),
];

export const CURRENCIES = [...OF_SHEETS, ...NOT_IN_CURRENCY, ...NOT_CONVERTED, ...CONVERTED];
