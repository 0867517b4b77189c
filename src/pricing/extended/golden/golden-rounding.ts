import { type Given, type GoldenExtendedPrice, price, refused } from './golden-extended-price.js';

const NET = (amount: string) => [`item net EACH 1.. = ${amount}`];
const PERCENT = (percent: string) => [`item percent EACH 1.. = ${percent}`];
const OFF = (amount: string) => [`item off EACH 1.. = ${amount}`];
/** A net price, adjusted by a percentage of the customer. */
const OF = (amount: string, percent: string, decimals = 2): Given => ({
  base: NET(amount),
  customer: PERCENT(percent),
  decimals,
});

const PERCENTAGES: readonly GoldenExtendedPrice[] = [
  price('two decimals, down', OF('100.01', '95.5'), { unit: '95.51' }),
  price('two decimals, up', OF('100.02', '95.5'), { unit: '95.52' }),
  price('half goes away from zero', OF('0.25', '50'), { unit: '0.13' }),
  price('half goes away from zero after an even digit too', OF('0.45', '50'), { unit: '0.23' }),
  price('a half that binary numbers miss', OF('2.35', '50'), { unit: '1.18' }),
  price('just below the half', OF('0.24999', '50'), { unit: '0.12' }),
  price('no decimals', OF('101', '50', 0), { unit: '51' }),
  price('one decimal', OF('10.1', '50', 1), { unit: '5.1' }),
  price('three decimals of the item', OF('10.001', '50', 3), { unit: '5.001' }),
  price('four decimals', OF('0.0861', '85', 4), { unit: '0.0732' }),
  price('five decimals', OF('0.00001', '50', 5), { unit: '0.00001' }),
  price('a percentage with five decimals', OF('1000', '33.33333'), { unit: '333.33' }),
  price('a percentage of a thousandth', OF('1000', '0.001'), { unit: '0.01' }),
  price(
    'each percentage is rounded by itself',
    { base: NET('10.05'), book: PERCENT('50'), customer: PERCENT('50') },
    { unit: '2.52', found: ['1 CUSTOMER percent 50', '3 BOOK percent 50', '5 BASE net 10.05'] },
  ),
  price('at once it would have been 2.51', OF('10.05', '25'), { unit: '2.51' }),
  price('twice up by a half', { base: NET('0.05'), book: PERCENT('50'), customer: PERCENT('50') }, { unit: '0.02' }),
  price('without decimals twice', { base: NET('5'), book: PERCENT('50'), customer: PERCENT('50'), decimals: 0 }, { unit: '2' }),
  price(
    "the book's is rounded before the customer's value is taken off",
    { base: NET('0.25'), book: PERCENT('50'), customer: OFF('0.01') },
    { unit: '0.12' },
  ),
  price(
    "the book's value is taken off before the customer's is rounded",
    { base: NET('0.26'), book: OFF('0.01'), customer: PERCENT('50') },
    { unit: '0.13' },
  ),
  price('a percentage of a price with more decimals than the item has', OF('0.125', '90'), { unit: '0.11' }),
  price('100 percent of such a price is rounded', OF('0.125', '100'), { unit: '0.13' }),
];

const NOT_ROUNDED: readonly GoldenExtendedPrice[] = [
  price('a net price with more decimals than the item has stays as it is', { base: NET('1.2345') }, { unit: '1.2345' }),
  price('its extended price is rounded to the currency', { base: NET('1.2345'), ask: '3' }, { unit: '1.2345', extended: '3.70' }),
  price('so does the result of a value off', { base: NET('10'), customer: OFF('0.0005') }, { unit: '9.9995' }),
  price('and that of a factor', { base: ['item net EACH 1.. = 0.333 x 0.5'] }, { unit: '0.1665' }),
  price(
    "a value off after the book's percentage",
    { base: NET('9.99'), book: PERCENT('50'), customer: OFF('0.005') },
    { unit: '4.995' },
  ),
  price('an item without decimals keeps cents of a net price', { base: NET('10.50'), decimals: 0 }, { unit: '10.50' }),
  price('no rounding of a price list applies', { base: NET('56.91') }, { unit: '56.91' }),
  price(
    'the list price is rounded to the item',
    { base: NET('1'), itemCurrencies: { 'Z-US$': ['79.995', 2] } },
    { unit: '1', list: '80.00' },
  ),
  price(
    'a list price of a case',
    { base: ['item net CASE 1.. = 1'], ask: '1 CASE', itemCurrencies: { 'Z-US$': ['0.12345', 2] } },
    {
      unit: '1',
      list: '1.48',
    },
  ),
  price('no list price', { base: NET('1'), itemCurrencies: { 'Z-US$': ['0', 2] } }, { unit: '1', list: null }),
  price('a large amount keeps every digit', { base: NET('12345678901234.56789') }, { unit: '12345678901234.56789' }),
];

const NOTHING: ['NO_PRICE', null] = ['NO_PRICE', null];
const NOT_ABOVE_ZERO: readonly GoldenExtendedPrice[] = [
  refused('a net price of 0', { base: NET('0') }, NOTHING, [{ base: NET('0.01') }, '0.01']),
  refused('a net price below 0', { base: NET('-1') }, NOTHING, [{ base: NET('1') }, '1']),
  refused('a net price of the customer of 0: the search does not go on', { base: NET('100'), customer: NET('0') }, NOTHING, [
    { customer: [] },
    '100',
  ]),
  refused('a factor of 0', { base: ['item net EACH 1.. = 100 x 0'] }, NOTHING, [{ base: NET('100') }, '100']),
  refused('0 percent', OF('100', '0'), NOTHING, [{ customer: PERCENT('1') }, '1.00']),
  refused('a percentage below 0', OF('100', '-10'), NOTHING, [{ customer: PERCENT('10') }, '10.00']),
  refused('a percentage that leaves less than half a cent', OF('0.09', '5'), NOTHING, [{ customer: PERCENT('6') }, '0.01']),
  refused('a value off of the whole price', { base: NET('100'), customer: OFF('100') }, NOTHING, [
    { customer: OFF('99.99') },
    '0.01',
  ]),
  refused('a value off of more', { base: NET('100'), customer: OFF('150') }, NOTHING, [{ customer: OFF('50') }, '50']),
  refused('a value off of the book', { base: NET('100'), book: OFF('100') }, NOTHING, [{ book: OFF('1') }, '99']),
  refused('two values off together', { base: NET('100'), book: OFF('60'), customer: OFF('40') }, NOTHING, [
    { customer: OFF('39') },
    '1',
  ]),
  refused(
    'a value off with a factor',
    { base: ['item net CASE 1.. = 100'], customer: ['item off CASE 1.. = 10 x 12'], ask: '1 CASE' },
    NOTHING,
    [{ customer: ['item off CASE 1.. = 8 x 12'] }, '4'],
  ),
  refused('a value off of what a percentage has left', { base: NET('100'), book: PERCENT('50'), customer: OFF('50') }, NOTHING, [
    { customer: OFF('49') },
    '1.00',
  ]),
];

const ERRORS: readonly GoldenExtendedPrice[] = [
  refused('no sheet at all', {}, ['NO_PRICE', 50007], [{ base: NET('100') }, '100']),
  refused(
    'no sheet of the item',
    { base: ['item VALVE-2 net EACH 1.. = 5'] },
    ['NO_PRICE', 50007],
    [{ base: NET('100') }, '100'],
  ),
  refused('no sheet in force', { base: { 'OFF inactive': NET('100') } }, ['NO_PRICE', 50007], [{ base: NET('100') }, '100']),
  refused('no line in force', { base: ['inactive item net EACH 1.. = 100'] }, ['NO_PRICE', 50007], [{ base: NET('100') }, '100']),
  refused(
    "a visitor has no price where the customer's sheets alone have one",
    { customer: NET('70'), visitor: true },
    ['NO_PRICE', 50007],
    [{ visitor: false }, '70'],
  ),
  refused(
    'an adjustment of the customer on nothing',
    { customer: PERCENT('90') },
    ['NO_PRICE', 50007],
    [{ base: NET('100') }, '90.00'],
  ),
  refused('an adjustment of the book on nothing', { book: OFF('1') }, ['NO_PRICE', 50007], [{ base: NET('100') }, '99']),
  refused(
    'adjustments of both on nothing',
    { customer: PERCENT('90'), book: OFF('10') },
    ['NO_PRICE', 50007],
    [{ base: NET('100') }, '81.00'],
  ),
  refused(
    'the base book has a percentage of the item',
    { base: PERCENT('90') },
    ['NO_PRICE', 50008],
    [{ base: NET('90') }, '90'],
  ),
  refused('the base book has a value off of the item', { base: OFF('1') }, ['NO_PRICE', 50008], [{ base: NET('90') }, '90']),
  refused(
    'though it has a net price of the group',
    { base: [...PERCENT('90'), 'group net EACH 1.. = 100'] },
    ['NO_PRICE', 50008],
    [{ base: ['group net EACH 1.. = 100'] }, '100'],
  ),
  refused(
    'the base book has a percentage of the group',
    { base: ['group percent EACH 1.. = 90'] },
    ['NO_PRICE', 50009],
    [{ base: ['group net EACH 1.. = 90'] }, '90'],
  ),
  refused(
    'the base book has a value off of the group',
    { base: ['group off EACH 1.. = 1'] },
    ['NO_PRICE', 50009],
    [{ base: ['group net EACH 1.. = 90'] }, '90'],
  ),
  refused(
    'an adjustment of the customer on one of the base book',
    { base: PERCENT('90'), customer: OFF('1') },
    ['NO_PRICE', 50008],
    [{ base: NET('90') }, '89'],
  ),
  refused(
    'an adjustment of the book on one of the group in the base book',
    { base: ['group off EACH 1.. = 1'], book: PERCENT('90') },
    ['NO_PRICE', 50009],
    [{ base: NET('90') }, '81.00'],
  ),
  refused('a visitor meets it too', { base: PERCENT('90'), visitor: true }, ['NO_PRICE', 50008], [{ base: NET('90') }, '90']),
  price('a net price of the customer ends the search before it', { base: PERCENT('90'), customer: NET('70') }, { unit: '70' }),
  price("a net price of the customer's book as well", { base: PERCENT('90'), book: ['group net EACH 1.. = 70'] }, { unit: '70' }),
];

export const ROUNDING = [...PERCENTAGES, ...NOT_ROUNDED];
export const REFUSALS = [...NOT_ABOVE_ZERO, ...ERRORS];
