import { type Given, type GoldenExtendedPrice, price, refused } from './golden-extended-price.js';

const BASE = { 'BASE 2000-01-01..2099-12-31': ['item net EACH 1.. = 100'] };
const AT = (amount: string) => [`item net EACH 1.. = ${amount}`];
/** A sheet of the customer for June beside the base price, on a day. */
const JUNE = (today: string): Given => ({ base: BASE, customer: { 'JUNE 2026-06-01..2026-06-30': AT('70') }, today });
const SHEETS = (customer: Given['customer'], today = '2026-06-15'): Given => ({
  base: BASE,
  ...(customer ? { customer } : {}),
  today,
});

const HOLDS: readonly GoldenExtendedPrice[] = [
  price('the day before its first: the sheet does not hold', JUNE('2026-05-31'), { unit: '100', sheet: 'BASE' }),
  price('its first day', JUNE('2026-06-01'), { unit: '70', sheet: 'JUNE' }),
  price('a day in between', JUNE('2026-06-15'), { unit: '70' }),
  price('its last day', JUNE('2026-06-30'), { unit: '70' }),
  price('the day after its last', JUNE('2026-07-01'), { unit: '100' }),
  price('a year earlier', JUNE('2025-06-15'), { unit: '100' }),
  price('a sheet of one day', SHEETS({ 'DAY 2026-06-15..2026-06-15': AT('70') }), { unit: '70' }),
  price('the day after the sheet of one day', SHEETS({ 'DAY 2026-06-15..2026-06-15': AT('70') }, '2026-06-16'), { unit: '100' }),
  price('over the turn of the year', SHEETS({ 'WINTER 2025-12-01..2026-02-28': AT('70') }, '2026-01-01'), { unit: '70' }),
  price('the last day of a short February', SHEETS({ 'FEB 2026-02-01..2026-02-28': AT('70') }, '2026-02-28'), { unit: '70' }),
  price('on a leap day', SHEETS({ 'FEB 2028-02-01..2028-02-29': AT('70') }, '2028-02-29'), { unit: '70' }),
  price('a sheet that ends before it starts never holds', SHEETS({ 'ODD 2026-06-30..2026-06-01': AT('70') }), { unit: '100' }),
  price(
    'the empty end date is a date like any other, so the sheet never holds',
    SHEETS({ 'OPEN 2026-01-01..1900-01-01': AT('70') }),
    {
      unit: '100',
    },
  ),
  price('the empty start date is the earliest', SHEETS({ 'ALWAYS 1900-01-01..2026-12-31': AT('70') }), { unit: '70' }),
  refused(
    'the base book alone, before its first day',
    { base: { 'NEXT 2026-07-01..2026-12-31': AT('100') }, today: '2026-06-30' },
    ['NO_PRICE', 50007],
    [{ today: '2026-07-01' }, '100'],
  ),
  refused(
    'the base book alone, after its last day',
    { base: { 'LAST 2026-01-01..2026-06-14': AT('100') } },
    ['NO_PRICE', 50007],
    [{ today: '2026-06-14' }, '100'],
  ),
];

const TWO = { 'YEAR 2026-01-01..2026-12-31': AT('70'), 'SUMMER 2026-06-01..2026-08-31': AT('65') };
const SAME_START = { 'LONG 2026-06-01..2026-12-31': AT('70'), 'SHORT 2026-06-01..2026-06-30': AT('65') };
const WINS: readonly GoldenExtendedPrice[] = [
  price('the latest start wins', SHEETS(TWO), { unit: '65', sheet: 'SUMMER' }),
  price('whatever the order of the links', SHEETS(Object.fromEntries(Object.entries(TWO).toReversed())), {
    unit: '65',
    sheet: 'SUMMER',
  }),
  price('it has not started yet: the older one', SHEETS(TWO, '2026-05-31'), { unit: '70', sheet: 'YEAR' }),
  price('it has ended: the older one again', SHEETS(TWO, '2026-09-01'), { unit: '70', sheet: 'YEAR' }),
  price('the latest start wins though its price is higher', SHEETS({ ...TWO, 'DEARER 2026-06-10..2026-06-20': AT('90') }), {
    unit: '90',
  }),
  price(
    'the latest start wins though it ends later',
    SHEETS({ 'A 2026-01-01..2026-06-20': AT('70'), 'B 2026-02-01..2027-06-20': AT('65') }),
    {
      unit: '65',
      sheet: 'B',
    },
  ),
  price('equal starts: the earliest end wins', SHEETS(SAME_START), { unit: '65', sheet: 'SHORT' }),
  price('equal starts: after that end the other', SHEETS(SAME_START, '2026-07-01'), { unit: '70', sheet: 'LONG' }),
  price(
    'the start is looked at before the end',
    SHEETS({ 'A 2026-01-01..2026-06-15': AT('70'), 'B 2026-01-02..2099-12-31': AT('65') }),
    {
      unit: '65',
    },
  ),
  price(
    'an inactive sheet is none, though it started last',
    SHEETS({ ...TWO, 'OFF 2026-06-10..2026-06-20 inactive': AT('10') }),
    {
      unit: '65',
    },
  ),
  price(
    'an inactive line is none, though its sheet started last',
    SHEETS({ ...TWO, 'OFF 2026-06-10..2026-06-20': ['inactive item net EACH 1.. = 10'] }),
    { unit: '65' },
  ),
  price('an inactive item line leaves the group line', SHEETS(['inactive item net EACH 1.. = 10', 'group net EACH 1.. = 80']), {
    unit: '80',
    found: ['2 CUSTOMER net 80'],
  }),
  price(
    'the latest sheet without the item leaves it to the older one',
    SHEETS({ ...TWO, 'X 2026-06-10..2026-06-20': ['item VALVE-2 net EACH 1.. = 9'] }),
    {
      unit: '65',
    },
  ),
  price('the latest sheet without the unit as well', SHEETS({ ...TWO, 'X 2026-06-10..2026-06-20': ['item net CASE 1.. = 9'] }), {
    unit: '65',
  }),
  price(
    'the latest sheet without the quantity as well',
    SHEETS({ ...TWO, 'X 2026-06-10..2026-06-20': ['item net EACH 10.. = 9'] }),
    {
      unit: '65',
      breaks: ['1..9 = 65', '10.. = 9'],
    },
  ),
  price(
    'the latest adjusts though an older one is net',
    SHEETS({ ...TWO, 'X 2026-06-10..2026-06-20': ['item percent EACH 1.. = 90'] }),
    {
      unit: '90.00',
      found: ['1 X percent 90', '5 BASE net 100'],
    },
  ),
  price(
    'the latest is net though an older one adjusts',
    SHEETS({ 'OLD 2026-01-01..2026-12-31': ['item percent EACH 1.. = 90'], 'X 2026-06-10..2026-06-20': AT('64') }),
    {
      unit: '64',
      found: ['1 X net 64'],
    },
  ),
  price('in the base book too', { base: { ...BASE, 'SALE 2026-06-15..2026-06-15': AT('85') } }, { unit: '85', sheet: 'SALE' }),
  price(
    'in the book too',
    {
      base: BASE,
      book: {
        'OLD 2026-01-01..2026-12-31': ['item percent EACH 1.. = 90'],
        'NEW 2026-06-01..2026-12-31': ['item percent EACH 1.. = 80'],
      },
    },
    { unit: '80.00', sheet: 'NEW' },
  ),
  price(
    'the group line of the customer too',
    {
      base: BASE,
      customer: {
        'OLD 2026-01-01..2026-12-31': ['group net EACH 1.. = 70'],
        'NEW 2026-06-01..2026-12-31': ['group off EACH 1.. = 20'],
      },
    },
    { unit: '80', found: ['2 NEW off 20', '5 BASE net 100'] },
  ),
  price(
    'an adjustment ends, the net price stays: the price rises with the day',
    { base: BASE, customer: { 'JUNE 2026-06-01..2026-06-30': ['item percent EACH 1.. = 90'] }, today: '2026-07-01' },
    { unit: '100' },
  ),
];

export const DATES = [...HOLDS, ...WINS];
