import { type Given, type GoldenExtendedPrice, price, refused } from './golden-extended-price.js';

const BASE = ['item net EACH 1.. = 100'];
const ITEM = ['item net EACH 1.. = 70'];
const GROUP = ['group net EACH 1.. = 70'];
const PERCENT = ['item percent EACH 1.. = 90'];
const one = (sheet: string, lines: readonly string[]): Given['base'] => ({ [sheet]: lines });

const AT_EACH_STEP: readonly GoldenExtendedPrice[] = [
  refused(
    "the customer's item",
    { base: BASE, customer: { A: ITEM, B: ITEM } },
    ['NO_PRICE', 50001],
    [{ customer: { A: ITEM } }, '70'],
  ),
  refused(
    "the customer's group",
    { base: BASE, customer: { A: GROUP, B: GROUP } },
    ['NO_PRICE', 50002],
    [{ customer: { A: GROUP } }, '70'],
  ),
  refused("the book's item", { base: BASE, book: { A: ITEM, B: ITEM } }, ['NO_PRICE', 50003], [{ book: { A: ITEM } }, '70']),
  refused("the book's group", { base: BASE, book: { A: GROUP, B: GROUP } }, ['NO_PRICE', 50004], [{ book: { A: GROUP } }, '70']),
  refused("the base book's item", { base: { A: ITEM, B: ITEM } }, ['NO_PRICE', 50005], [{ base: { A: ITEM } }, '70']),
  refused("the base book's group", { base: { A: GROUP, B: GROUP } }, ['NO_PRICE', 50006], [{ base: { A: GROUP } }, '70']),
  refused(
    'for a visitor as well',
    { base: { A: ITEM, B: ITEM }, visitor: true },
    ['NO_PRICE', 50005],
    [{ base: { A: ITEM } }, '70'],
  ),
  refused(
    "the book's item under an adjustment of the customer",
    { base: BASE, customer: PERCENT, book: { A: ITEM, B: ITEM } },
    ['NO_PRICE', 50003],
    [{ book: { A: ITEM } }, '63.00'],
  ),
  refused(
    "the base book's group under both adjustments",
    { base: { A: GROUP, B: GROUP }, customer: PERCENT, book: PERCENT },
    ['NO_PRICE', 50006],
    [{ base: { A: GROUP } }, '56.70'],
  ),
];

const WHATEVER_THEY_ARE: readonly GoldenExtendedPrice[] = [
  refused(
    'net and percent',
    { base: BASE, customer: { A: ITEM, B: PERCENT } },
    ['NO_PRICE', 50001],
    [{ customer: { B: PERCENT } }, '90.00'],
  ),
  refused(
    'two equal percentages',
    { base: BASE, customer: { A: PERCENT, B: PERCENT } },
    ['NO_PRICE', 50001],
    [{ customer: { A: PERCENT } }, '90.00'],
  ),
  refused(
    'percent and value off in the book',
    { base: BASE, book: { A: PERCENT, B: ['item off EACH 1.. = 5'] } },
    ['NO_PRICE', 50003],
    [{ book: { A: PERCENT } }, '90.00'],
  ),
  refused(
    'in the base book before it is seen that one is not net',
    { base: { A: ITEM, B: PERCENT } },
    ['NO_PRICE', 50005],
    [{ base: { A: ITEM } }, '70'],
  ),
  refused('three of them', { base: BASE, customer: { A: ITEM, B: ITEM, C: PERCENT } }, ['NO_PRICE', 50001]),
  refused(
    'an item tie is an error though a group line is there',
    { base: BASE, customer: { A: [...ITEM, ...GROUP], B: ITEM } },
    ['NO_PRICE', 50001],
    [{ customer: { A: GROUP } }, '70'],
  ),
  refused(
    'overlapping ranges of one sheet, where they overlap',
    { base: BASE, customer: ['item net EACH 1..10 = 70', 'item net EACH 10.. = 60'], ask: '10' },
    ['NO_PRICE', 50001],
    [{ ask: '11' }, '60'],
  ),
  price(
    'overlapping ranges of one sheet, where they do not overlap',
    { base: BASE, customer: ['item net EACH 1..10 = 70', 'item net EACH 10.. = 60'], ask: '9' },
    { unit: '70', breaks: ['1..9 = 70', '11.. = 60'] },
  ),
  refused(
    'a range within another one',
    { base: ['item net EACH 1.. = 70', 'item net EACH 5..6 = 60'], ask: '5' },
    ['NO_PRICE', 50005],
    [{ ask: '7' }, '70'],
  ),
  refused(
    'overlapping ranges of the group in the book',
    { base: BASE, book: ['group percent EACH 1..12 = 90', 'group percent EACH 12..24 = 80'], ask: '12' },
    ['NO_PRICE', 50004],
    [{ ask: '13' }, '80.00'],
  ),
  refused(
    'sheets of other dates in between do not part two that tie at the top',
    {
      base: BASE,
      customer: { 'A 2026-06-01..2026-06-30': ITEM, 'OLD 2025-01-01..2026-12-31': ITEM, 'B 2026-06-01..2026-06-30': ITEM },
    },
    ['NO_PRICE', 50001],
  ),
  refused(
    'one with a blank currency and one with the functional one',
    { base: BASE, customer: { 'A no-currency': ITEM, 'B Z-US$': ITEM } },
    ['NO_PRICE', 50001],
    [{ customer: { 'A no-currency': ITEM } }, '70'],
  ),
];

const NO_TIE: readonly GoldenExtendedPrice[] = [
  price('item and group on sheets of equal dates', { base: BASE, customer: { A: ITEM, B: GROUP } }, { unit: '70', sheet: 'A' }),
  price('equal dates at different places', { base: BASE, customer: ITEM, book: ITEM }, { unit: '70', sheet: 'CUSTOMER' }),
  price('different units', { base: BASE, customer: { A: ITEM, B: ['item net CASE 1.. = 800'] } }, { unit: '70' }),
  price(
    'ranges that adjoin',
    { base: BASE, customer: { A: ['item net EACH 1..9 = 70'], B: ['item net EACH 10.. = 60'] }, ask: '10' },
    {
      unit: '60',
      sheet: 'B',
      breaks: ['1..9 = 70', '10.. = 60'],
    },
  ),
  price('different currencies', { base: BASE, customer: { 'A Z-US$': ITEM, 'B Z-C$': ITEM } }, { unit: '70', sheet: 'A' }),
  price('an inactive sheet', { base: BASE, customer: { A: ITEM, 'B inactive': ITEM } }, { unit: '70', sheet: 'A' }),
  price(
    'an inactive line',
    { base: BASE, customer: { A: ITEM, B: ['inactive item net EACH 1.. = 60'] } },
    { unit: '70', sheet: 'A' },
  ),
  price(
    'a promotion beside a price',
    { base: BASE, customer: { A: ITEM, 'B promotion': ['item percent on customer EACH 1.. = 90'] }, promotions: 'ignore' },
    { unit: '70', sheet: 'A' },
  ),
  price(
    'starts one day apart',
    { base: BASE, customer: { 'A 2026-06-01..2026-06-30': ITEM, 'B 2026-06-02..2026-06-30': PERCENT } },
    {
      unit: '90.00',
      sheet: 'B',
    },
  ),
  price(
    'ends one day apart',
    { base: BASE, customer: { 'A 2026-06-01..2026-06-29': ITEM, 'B 2026-06-01..2026-06-30': PERCENT } },
    {
      unit: '70',
      sheet: 'A',
    },
  ),
  price(
    'two older sheets with equal dates under a newer one',
    {
      base: BASE,
      customer: { 'A 2026-01-01..2026-12-31': PERCENT, 'B 2026-01-01..2026-12-31': PERCENT, 'NEW 2026-06-01..2026-06-30': ITEM },
    },
    { unit: '70', sheet: 'NEW' },
  ),
  price('in the book, which is not reached', { base: BASE, customer: ITEM, book: { A: ITEM, B: ITEM } }, { unit: '70' }),
  price(
    "of the customer's group lines under an item line that adjusts",
    { base: BASE, customer: { A: [...PERCENT, ...GROUP], B: GROUP } },
    {
      unit: '90.00',
      found: ['1 A percent 90', '5 BASE net 100'],
    },
  ),
  price("of a customer's sheets for a visitor", { base: BASE, customer: { A: ITEM, B: ITEM }, visitor: true }, { unit: '100' }),
  price('of another item', { base: BASE, customer: { A: ITEM, ...one('B', ['item VALVE-2 net EACH 1.. = 5']) } }, { unit: '70' }),
];

export const TIES = [...AT_EACH_STEP, ...WHATEVER_THEY_ARE, ...NO_TIE];
