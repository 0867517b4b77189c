import { type Given, type GoldenExtendedPrice, price, refused } from './golden-extended-price.js';

const EACH = ['item net EACH 1.. = 100'];
const CASE = ['item net CASE 1.. = 1100'];

const UNITS: readonly GoldenExtendedPrice[] = [
  price(
    'the price of a unit is its own row',
    { base: [...EACH, ...CASE], ask: '2 CASE' },
    { unit: '1100', extended: '2200', list: '960.00', soldIn: 'CASE' },
  ),
  price(
    'the selling unit where none is asked for',
    { base: [...EACH, ...CASE], sellingUnit: 'CASE' },
    { unit: '1100', soldIn: 'CASE' },
  ),
  refused(
    'a case has no price where only the piece has',
    { base: EACH, ask: '1 CASE' },
    ['NO_PRICE', 50007],
    [{ ask: '12 EACH' }, '100'],
  ),
  refused('nor the piece where only the case has', { base: CASE }, ['NO_PRICE', 50007], [{ ask: '1 CASE' }, '1100']),
  refused(
    'a unit that the schedule lacks',
    { base: ['item net PALLET 1.. = 9000'], ask: '1 PALLET' },
    ['INVALID_UNIT_OF_MEASURE', null],
    [{ units: { EACH: '1', PALLET: '480' } }, '9000'],
  ),
  price(
    'a nearer sheet that lacks the unit is passed over',
    { base: [...EACH, ...CASE], customer: ['item net EACH 1.. = 70'], ask: '1 CASE' },
    {
      unit: '1100',
      found: ['5 BASE net 1100'],
    },
  ),
  price(
    'an adjustment in another unit is passed over',
    { base: [...EACH, ...CASE], customer: ['item percent EACH 1.. = 90'], ask: '1 CASE' },
    { unit: '1100' },
  ),
  price(
    'the item line lacks the unit and the group line has it',
    { base: [...EACH, ...CASE], customer: ['item net EACH 1.. = 70', 'group net CASE 1.. = 800'], ask: '1 CASE' },
    { unit: '800', found: ['2 CUSTOMER net 800'] },
  ),
  price(
    'quantities are in the unit that is asked for',
    { base: ['item net CASE 1..1 = 1100', 'item net CASE 2.. = 1000'], ask: '2 CASE' },
    { unit: '1000' },
  ),
  price(
    'twelve pieces are not one case',
    { base: ['item net EACH 1..11 = 100', 'item net EACH 12.. = 95', ...CASE], ask: '12 EACH' },
    { unit: '95' },
  ),
  price('a factor multiplies a net price', { base: ['item net CASE 1.. = 100 x 12'], ask: '1 CASE' }, { unit: '1200' }),
  price(
    'the factor need not be that of the schedule',
    { base: ['item net CASE 1.. = 100 x 11'], ask: '1 CASE' },
    { unit: '1100' },
  ),
  price('a factor below 1', { base: ['item net EACH 1.. = 10 x 0.25'] }, { unit: '2.50' }),
  price(
    'a factor multiplies a value off',
    { base: CASE, customer: ['item off CASE 1.. = 2 x 12'], ask: '1 CASE' },
    { unit: '1076' },
  ),
  price(
    'a factor does not multiply a percentage',
    { base: CASE, customer: ['item percent CASE 1.. = 90 x 12'], ask: '1 CASE' },
    { unit: '990.00' },
  ),
  price(
    'factors of all three',
    {
      base: ['item net CASE 1.. = 100 x 12'],
      book: ['group percent CASE 1.. = 90 x 12'],
      customer: ['item off CASE 1.. = 1.5 x 12'],
      ask: '1 CASE',
    },
    { unit: '1062.00' },
  ),
  price(
    'letters of another case name the same unit',
    { base: ['item net Each 1.. = 100'], ask: '1 each' },
    { unit: '100', soldIn: 'EACH' },
  ),
];

const RANGES = ['item net EACH 1..9 = 100', 'item net EACH 10..99 = 90', 'item net EACH 100.. = 80'];
const AT = (ask: string): Given => ({ base: RANGES, ask });
const ALL_OF_RANGES = ['1..9 = 100', '10..99 = 90', '100.. = 80'];
const QUANTITIES: readonly GoldenExtendedPrice[] = [
  price('in the first range', AT('1'), { unit: '100', breaks: ALL_OF_RANGES }),
  price('at the end of the first', AT('9'), { unit: '100', extended: '900', breaks: ALL_OF_RANGES }),
  price('at the start of the second', AT('10'), { unit: '90', extended: '900', breaks: ALL_OF_RANGES }),
  price('at the end of the second', AT('99'), { unit: '90', breaks: ALL_OF_RANGES }),
  price('at the start of the last', AT('100'), { unit: '80', breaks: ALL_OF_RANGES }),
  price('in the last', AT('1000000'), { unit: '80', extended: '80000000' }),
  refused('below the first range', { base: ['item net EACH 6.. = 100'], ask: '5' }, ['NO_PRICE', 50007], [{ ask: '6' }, '100']),
  refused(
    'above the last range',
    { base: ['item net EACH 1..99 = 100'], ask: '100' },
    ['NO_PRICE', 50007],
    [{ ask: '99' }, '100'],
  ),
  refused(
    'in a gap',
    { base: ['item net EACH 1..9 = 100', 'item net EACH 20.. = 90'], ask: '10' },
    ['NO_PRICE', 50007],
    [{ ask: '20' }, '90'],
  ),
  refused('no quantity', { base: ['item net EACH 0.. = 100'], ask: '0' }, ['NO_PRICE', 50007], [{ ask: '1' }, '100']),
  refused('less than none', { base: ['item net EACH 0.. = 100'], ask: '-1' }, ['NO_PRICE', 50007], [{ ask: '1' }, '100']),
  refused(
    'a fraction of an item without decimals',
    { base: ['item net EACH 0.. = 100'], ask: '1.5' },
    ['INVALID_QUANTITY', null],
    [{ quantityDecimals: 1 }, '100'],
  ),
  refused(
    'more decimals than the item has',
    { base: EACH, quantityDecimals: 2, ask: '1.125' },
    ['INVALID_QUANTITY', null],
    [{ ask: '1.12' }, '100'],
  ),
  price(
    'a fraction',
    { base: ['item net EACH 0.5..1.49 = 100', 'item net EACH 1.5.. = 90'], quantityDecimals: 2, ask: '1.49' },
    {
      unit: '100',
      extended: '149',
      breaks: ['0.5..1.49 = 100', '1.5.. = 90'],
    },
  ),
  refused(
    'a fraction between two ranges of whole numbers',
    { base: ['item net EACH 1..9 = 100', 'item net EACH 10.. = 90'], quantityDecimals: 1, ask: '9.5' },
    ['NO_PRICE', 50007],
    [{ ask: '10' }, '90'],
  ),
  price(
    'the extended price is rounded to the currency',
    { base: ['item net EACH 0.001.. = 9.99'], quantityDecimals: 3, ask: '1.005' },
    {
      unit: '9.99',
      extended: '10.04',
    },
  ),
  price(
    'a nearer sheet that lacks the quantity is passed over',
    { base: EACH, customer: ['item net EACH 12.. = 70'], ask: '11' },
    {
      unit: '100',
      breaks: ['1..11 = 100', '12.. = 70'],
    },
  ),
];

const BREAKS: readonly GoldenExtendedPrice[] = [
  price(
    "the customer's net ranges, and the base book's where they end",
    { base: RANGES, customer: ['item net EACH 1..19 = 75'] },
    { unit: '75', breaks: ['1..19 = 75', '20..99 = 90', '100.. = 80'] },
  ),
  price(
    "the customer's net ranges in the middle of the base book's",
    { base: RANGES, customer: ['item net EACH 5..49 = 75'] },
    { unit: '100', breaks: ['1..4 = 100', '5..49 = 75', '50..99 = 90', '100.. = 80'] },
  ),
  price(
    "boundaries of the customer's percentages and of the base book's prices",
    { base: RANGES, customer: ['item percent EACH 1..49 = 90', 'item percent EACH 50.. = 80'] },
    { unit: '90.00', breaks: ['1..9 = 90', '10..49 = 81', '50..99 = 72', '100.. = 64'] },
  ),
  price(
    'boundaries of all three',
    {
      base: RANGES,
      book: ['group percent EACH 1..4 = 100', 'group percent EACH 5.. = 90'],
      customer: ['item off EACH 20..59 = 1', 'item off EACH 60.. = 2'],
    },
    { unit: '100', breaks: ['1..4 = 100', '5..9 = 90', '10..19 = 81', '20..59 = 80', '60..99 = 79', '100.. = 70'] },
  ),
  price(
    'a group line where the item line has no range',
    { base: RANGES, customer: ['item net EACH 10..19 = 70', 'group net EACH 15..29 = 65'] },
    { unit: '100', breaks: ['1..9 = 100', '10..19 = 70', '20..29 = 65', '30..99 = 90', '100.. = 80'] },
  ),
  price(
    "an adjusting item line hides the group line's range, and only there",
    { base: EACH, customer: ['item percent EACH 1..9 = 90', 'group net EACH 5..19 = 65'] },
    { unit: '90.00', breaks: ['1..9 = 90', '10..19 = 65', '20.. = 100'] },
  ),
  price(
    'the latest sheet in its ranges, the older one elsewhere',
    { base: EACH, customer: { OLD: RANGES, 'NEW 2026-06-01..2026-06-30': ['item net EACH 50..149 = 60'] } },
    { unit: '100', breaks: ['1..9 = 100', '10..49 = 90', '50..149 = 60', '150.. = 80'] },
  ),
  price(
    'a gap is left out',
    { base: ['item net EACH 1..9 = 100', 'item net EACH 20.. = 90'] },
    { unit: '100', breaks: ['1..9 = 100', '20.. = 90'] },
  ),
  price(
    'a last range that ends has its end',
    { base: ['item net EACH 1..9999 = 100'] },
    { unit: '100', breaks: ['1..9999 = 100'] },
  ),
  price('without a limit there is no end', { base: EACH, quantityDecimals: 3 }, { unit: '100', breaks: ['1.. = 100'] }),
  price(
    'a range whose price is not above 0 is left out',
    { base: RANGES, customer: ['item off EACH 100.. = 80'] },
    { unit: '100', breaks: ['1..9 = 100', '10..99 = 90'] },
  ),
  price(
    'a range in which two sheets tie is left out',
    { base: EACH, customer: { A: ['item net EACH 1..20 = 70'], B: ['item net EACH 10..30 = 60'] } },
    { unit: '70', breaks: ['1..9 = 70', '21..30 = 60', '31.. = 100'] },
  ),
  price(
    'a range in which the base book is not net is left out',
    { base: [...RANGES.slice(0, 2)], customer: ['item percent EACH 1..199 = 90'] },
    { unit: '90.00', breaks: ['1..9 = 90', '10..99 = 81'] },
  ),
  price(
    'a nearer range ends one smallest quantity before a farther one begins',
    { base: EACH, customer: ['item net EACH 1..9.5 = 70'], quantityDecimals: 2 },
    { unit: '70', breaks: ['1..9.5 = 70', '9.51.. = 100'] },
  ),
  price(
    'fractions between whole ranges are gaps',
    { base: ['item net EACH 1..9 = 100', 'item net EACH 10.. = 90'], quantityDecimals: 1 },
    { unit: '100', breaks: ['1..9 = 100', '10.. = 90'] },
  ),
  price(
    'ranges of one price are one',
    { base: ['item net EACH 1..9 = 100', 'item net EACH 10..19 = 100', 'item net EACH 20.. = 90'] },
    { unit: '100', breaks: ['1..19 = 100', '20.. = 90'] },
  ),
  price(
    'a boundary behind a net price that ends the search makes no break',
    { base: RANGES, customer: ['item net EACH 1.. = 70'] },
    { unit: '70', breaks: ['1.. = 70'] },
  ),
  price('breaks of the unit alone', { base: [...RANGES, ...CASE] }, { unit: '100', breaks: ALL_OF_RANGES }),
  price(
    'a break that starts below 1',
    { base: ['item net EACH 0.. = 100'], quantityDecimals: 1, ask: '0.5' },
    { unit: '100', extended: '50' },
  ),
];

export const UNITS_AND_QUANTITIES = [...UNITS, ...QUANTITIES];
export const QUANTITY_BREAKS = BREAKS;
