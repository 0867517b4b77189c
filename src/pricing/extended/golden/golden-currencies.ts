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

/** Companies for which GP goes on in the functional currency and converts what it finds there, which is not built (ADR 5). */
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

export const CURRENCIES = [...OF_SHEETS, ...NOT_IN_CURRENCY, ...NOT_CONVERTED];
