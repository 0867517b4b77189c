import { type GoldenExtendedPrice, price, refused } from './golden-extended-price.js';

const BASE = ['item net EACH 1.. = 100.00'];

/** The worked example 14 of the reference: the base book, the group in the customer's book, the item on the customer's sheet. */
const EXAMPLE = { base: BASE, book: ['group percent EACH 1.. = 90'], customer: ['item off EACH 1.. = 2.00'] };

export const PRECEDENCE: readonly GoldenExtendedPrice[] = [
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
  price('the base book alone', { base: BASE, ask: '3' }, { unit: '100.00', extended: '300.00', list: '80.00', sheet: 'BASE' }),
  price('a visitor starts at the base book', { ...EXAMPLE, visitor: true }, { unit: '100.00', found: ['5 BASE net 100.00'] }),
  price(
    "the group of the nearer place before the item of the farther one: customer's group, book's item",
    { base: BASE, customer: ['group net EACH 1.. = 75'], book: ['item net EACH 1.. = 60'] },
    { unit: '75.00', found: ['2 CUSTOMER net 75'] },
  ),
  price(
    "an item line that adjusts passes over the customer's own group line, even a net one",
    { base: BASE, customer: ['item percent EACH 1.. = 95', 'group net EACH 1.. = 50'] },
    { unit: '95.00', found: ['1 CUSTOMER percent 95', '5 BASE net 100.00'] },
  ),
  refused('no sheet at all', {}, ['NO_PRICE', 50007], [{ base: BASE }, '100.00']),
  refused(
    'two sheets of the customer with equal dates, whatever they are',
    { base: BASE, customer: { ONE: ['item net EACH 1.. = 70'], TWO: ['item percent EACH 1.. = 90'] } },
    ['NO_PRICE', 50001],
    [{ customer: { ONE: ['item net EACH 1.. = 70'] } }, '70.00'],
  ),
  refused(
    'the base book must give a net price',
    { base: ['item percent EACH 1.. = 90', 'group net EACH 1.. = 100'] },
    ['NO_PRICE', 50008],
    [{ base: ['group net EACH 1.. = 100'] }, '100.00'],
  ),
  price(
    'the sheet that started last wins',
    {
      base: BASE,
      customer: {
        'YEAR 2026-01-01..2026-12-31': ['item net EACH 1.. = 70'],
        'SUMMER 2026-06-01..2026-08-31': ['item net EACH 1.. = 65'],
      },
    },
    { unit: '65.00', sheet: 'SUMMER' },
  ),
  price(
    'a promotion on the base price',
    {
      base: { ...{ BASE }, 'JUNE 2026-06-01..2026-06-30 promotion': ['item percent on base EACH 1.. = 90'] },
    },
    { unit: '90.00', promotion: { sheet: 'JUNE', kind: 'PERCENT', value: '90', until: '2026-06-30' } },
  ),
];
