import { combinations } from './golden-combinations.js';
import { type GoldenExtendedPrice, price } from './golden-extended-price.js';

const BASE = ['item net EACH 1.. = 100.00'];

/** The worked example 14 of the reference: the base book, the group in the customer's book, the item on the customer's sheet. */
const EXAMPLE = { base: BASE, book: ['group percent EACH 1.. = 90'], customer: ['item off EACH 1.. = 2.00'] };

const WORKED: readonly GoldenExtendedPrice[] = [
  price("adjustments: the book's first, then the customer's (example 14)", EXAMPLE, {
    unit: '88.00',
    sheet: 'CUSTOMER',
    found: ['1 CUSTOMER off 2.00', '4 BOOK percent 90', '5 BASE net 100.00'],
    breaks: ['1.. = 88.00'],
  }),
  price(
    'a net price of the customer: the books are not read (example 14)',
    { ...EXAMPLE, customer: ['item net EACH 1.. = 70.00'] },
    { unit: '70.00', sheet: 'CUSTOMER', found: ['1 CUSTOMER net 70.00'] },
  ),
  price(
    'an adjustment of the customer on the base book (example 14)',
    { base: BASE, customer: ['item percent EACH 1.. = 95'] },
    { unit: '95.00', sheet: 'CUSTOMER', found: ['1 CUSTOMER percent 95', '5 BASE net 100.00'] },
  ),
];

const ALL = {
  customer: ['item net EACH 1.. = 10', 'group net EACH 1.. = 20'],
  book: ['item net EACH 1.. = 30', 'group net EACH 1.. = 40'],
  base: ['item net EACH 1.. = 50', 'group net EACH 1.. = 60'],
};
const group = (place: 'customer' | 'book' | 'base') => [ALL[place][1] ?? ''];

/** Which of several net prices is the first. */
const FIRST: readonly GoldenExtendedPrice[] = [
  price('step 1: the item on a sheet of the customer', ALL, { unit: '10', found: ['1 CUSTOMER net 10'] }),
  price(
    "step 2: its group there, before the book's item",
    { ...ALL, customer: group('customer') },
    { unit: '20', found: ['2 CUSTOMER net 20'] },
  ),
  price(
    "step 3: the item in the customer's book",
    { ...ALL, customer: [] },
    { unit: '30', sheet: 'BOOK', found: ['3 BOOK net 30'] },
  ),
  price(
    "step 4: its group there, before the base book's item",
    { ...ALL, customer: [], book: group('book') },
    { unit: '40', found: ['4 BOOK net 40'] },
  ),
  price('step 5: the item in the base book', { base: ALL.base }, { unit: '50', sheet: 'BASE', found: ['5 BASE net 50'] }),
  price('step 6: its group there', { base: group('base') }, { unit: '60', sheet: 'BASE', found: ['6 BASE net 60'] }),
  price('a customer without a book goes to the base book', { base: ALL.base, customer: [] }, { unit: '50' }),
  price('so does one whose book is empty', { base: ALL.base, book: [] }, { unit: '50' }),
  price('a visitor starts at the base book', { ...ALL, visitor: true }, { unit: '50', found: ['5 BASE net 50'] }),
  price(
    "a visitor gets the group's price of the base book",
    { ...ALL, visitor: true, base: group('base') },
    { unit: '60', found: ['6 BASE net 60'] },
  ),
  price("another item's line is none", { ...ALL, customer: ['item VALVE-2 net EACH 1.. = 5'] }, { unit: '30' }),
  price("another group's line is none", { ...ALL, customer: ['group VALVES net EACH 1.. = 5'] }, { unit: '30' }),
  price(
    'an item line whose id is the id of the group is none',
    { ...ALL, customer: ['item PUMPS net EACH 1.. = 5'] },
    { unit: '30' },
  ),
  price(
    'a group line whose id is the id of the item is none',
    { ...ALL, customer: ['group PUMP-10 net EACH 1.. = 5'] },
    { unit: '30' },
  ),
  price(
    'an item without a group has no group step',
    { ...ALL, group: null, customer: group('customer') },
    { unit: '30', found: ['3 BOOK net 30'] },
  ),
  price(
    "an item of another group has that group's line",
    { ...ALL, group: 'VALVES', customer: ['group PUMPS net EACH 1.. = 5', 'group VALVES net EACH 1.. = 6'] },
    { unit: '6' },
  ),
];

/** What an adjustment passes over. */
const PASSED_OVER: readonly GoldenExtendedPrice[] = [
  price(
    "an item line that adjusts passes over the customer's own group line, even a net one",
    { ...ALL, customer: ['item percent EACH 1.. = 95', 'group net EACH 1.. = 20'] },
    { unit: '28.50', sheet: 'CUSTOMER', found: ['1 CUSTOMER percent 95', '3 BOOK net 30'] },
  ),
  price(
    'so does a value off',
    { ...ALL, customer: ['item off EACH 1.. = 1', 'group net EACH 1.. = 20'] },
    { unit: '29', found: ['1 CUSTOMER off 1', '3 BOOK net 30'] },
  ),
  price(
    'and passes over a group line that adjusts: adjustments of one place do not add up',
    { base: BASE, customer: ['item percent EACH 1.. = 90', 'group percent EACH 1.. = 50'] },
    { unit: '90.00', found: ['1 CUSTOMER percent 90', '5 BASE net 100.00'] },
  ),
  price(
    "the same in the book: its item line that adjusts passes over the book's group line",
    { base: BASE, book: ['item percent EACH 1.. = 90', 'group net EACH 1.. = 40'] },
    { unit: '90.00', sheet: 'BOOK', found: ['3 BOOK percent 90', '5 BASE net 100.00'] },
  ),
  price(
    'and a value off there',
    { base: BASE, book: ['item off EACH 1.. = 5', 'group net EACH 1.. = 40'] },
    { unit: '95.00', found: ['3 BOOK off 5', '5 BASE net 100.00'] },
  ),
  price(
    "a group line that adjusts goes on to the book's item",
    { ...ALL, customer: ['group percent EACH 1.. = 50'] },
    { unit: '15.00', found: ['2 CUSTOMER percent 50', '3 BOOK net 30'] },
  ),
  price(
    "and to the book's group where the book lacks the item",
    { ...ALL, customer: ['group percent EACH 1.. = 50'], book: group('book') },
    { unit: '20.00', found: ['2 CUSTOMER percent 50', '4 BOOK net 40'] },
  ),
  price(
    'and to the base book where the book has neither',
    { ...ALL, customer: ['group percent EACH 1.. = 50'], book: ['item VALVE-2 net EACH 1.. = 5'] },
    { unit: '25.00', found: ['2 CUSTOMER percent 50', '5 BASE net 50'] },
  ),
  price(
    "both adjust: the base book's item decides before its group",
    { ...ALL, customer: ['item off EACH 1.. = 1'], book: ['group off EACH 1.. = 2'] },
    { unit: '47', found: ['1 CUSTOMER off 1', '4 BOOK off 2', '5 BASE net 50'] },
  ),
  price(
    "a visitor's price has no adjustment",
    { ...ALL, visitor: true, customer: ['item off EACH 1.. = 1'], book: ['item off EACH 1.. = 2'] },
    { unit: '50' },
  ),
  price(
    'a percentage of 100 changes nothing',
    { base: BASE, customer: ['item percent EACH 1.. = 100'], book: ['item percent EACH 1.. = 100'] },
    { unit: '100.00', sheet: 'CUSTOMER' },
  ),
  price(
    'nor does a value off of 0',
    { base: BASE, customer: ['item off EACH 1.. = 0'], book: ['item off EACH 1.. = 0'] },
    { unit: '100.00' },
  ),
  price('a percentage above 100 raises the price', { base: BASE, customer: ['item percent EACH 1.. = 110'] }, { unit: '110.00' }),
  price('so does a negative value off', { base: BASE, customer: ['item off EACH 1.. = -5'] }, { unit: '105.00' }),
  price(
    'the order matters: first the percentage of the book, then the value of the customer',
    { base: BASE, book: ['item percent EACH 1.. = 50'], customer: ['item off EACH 1.. = 10'] },
    { unit: '40.00' },
  ),
  price(
    'and first the value of the book, then the percentage of the customer',
    { base: BASE, book: ['item off EACH 1.. = 10'], customer: ['item percent EACH 1.. = 50'] },
    { unit: '45.00' },
  ),
  price(
    'the flag for net prices alone is for the window: a value off on such a sheet counts',
    { base: BASE, customer: { 'AGREED net-only': ['item off EACH 1.. = 10'] } },
    { unit: '90.00' },
  ),
  price(
    'and a net price on one as well',
    { base: BASE, customer: { 'AGREED net-only': ['item net EACH 1.. = 80'] } },
    { unit: '80' },
  ),
];

const SEVERAL: readonly GoldenExtendedPrice[] = [
  price(
    'several sheets of the customer: the item on one comes before the group on another',
    { base: BASE, customer: { 'OLD 2025-01-01..2026-12-31': ['item net EACH 1.. = 70'], NEW: ['group net EACH 1.. = 60'] } },
    { unit: '70', sheet: 'OLD' },
  ),
  price(
    'each place has its own sheets: the latest of a farther place does not count',
    { base: { 'LATE 2026-06-01..2026-06-30': BASE }, customer: { 'OLD 2020-01-01..2029-12-31': ['item net EACH 1.. = 70'] } },
    { unit: '70', sheet: 'OLD' },
  ),
  price(
    'one sheet is linked to the customer and to the base book',
    { base: ['item net EACH 1.. = 100'], customer: { BASE: ['item net EACH 1.. = 100'] } },
    { unit: '100', sheet: 'BASE', found: ['1 BASE net 100'] },
  ),
  price(
    "the customer's adjustment comes from one sheet, the book's from another, the net price from a third",
    {
      customer: { C1: ['item VALVE-2 net EACH 1.. = 1'], 'C2 2026-02-01..2026-12-31': ['group percent EACH 1.. = 80'] },
      book: { B1: ['item VALVE-2 net EACH 1.. = 1'], 'B2 2026-02-01..2026-12-31': ['item off EACH 1.. = 10'] },
      base: { S1: ['item VALVE-2 net EACH 1.. = 1'], 'S2 2026-02-01..2026-12-31': ['group net EACH 1.. = 60'] },
    },
    { unit: '40.00', sheet: 'C2', found: ['2 C2 percent 80', '3 B2 off 10', '6 S2 net 60'] },
  ),
];

export const PRECEDENCE = [...WORKED, ...FIRST, ...PASSED_OVER, ...SEVERAL];
export const COMBINATIONS = combinations();
