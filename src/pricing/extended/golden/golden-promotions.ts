import { type ExpectedPromotion, type Given, type GoldenExtendedPrice, price, refused } from './golden-extended-price.js';

const NET = (amount: string) => [`item net EACH 1.. = ${amount}`];
/** A promotion for June, of each place, beside prices of all three: the customer's 85.50, the book's 90.00, the base book's 100. */
const JUNE = 'JUNE 2026-06-01..2026-06-30 promotion';
const PRICED = { customer: ['item percent EACH 1.. = 95'], book: ['group percent EACH 1.. = 90'], base: NET('100') } as const;
type Place = 'customer' | 'book' | 'base';

function june(place: Place, ...lines: readonly string[]): Given {
  return { ...PRICED, [place]: { [place.toUpperCase()]: PRICED[place], [JUNE]: lines } };
}

function named(kind: ExpectedPromotion['kind'], value: string, free?: string): ExpectedPromotion {
  return { sheet: 'JUNE', kind, value, until: '2026-06-30', ...(free === undefined ? {} : { free }) };
}

const KINDS: readonly GoldenExtendedPrice[] = [
  price('without a promotion', PRICED, { unit: '85.50', promotion: null }),
  price('a net price replaces the price', june('customer', 'item net on customer EACH 1.. = 79'), {
    unit: '79',
    sheet: 'CUSTOMER',
    promotion: named('NET_PRICE', '79'),
  }),
  price('it may be higher', june('customer', 'item net on customer EACH 1.. = 99'), {
    unit: '99',
    promotion: named('NET_PRICE', '99'),
  }),
  price('a net price has a factor', june('customer', 'item net on customer EACH 1.. = 6.5 x 12'), {
    unit: '78',
    promotion: named('NET_PRICE', '6.5'),
  }),
  price('a percentage of the price', june('customer', 'item percent on customer EACH 1.. = 80'), {
    unit: '68.40',
    promotion: named('PERCENT', '80'),
  }),
  price('it is rounded to the item, half away from zero', june('customer', 'item percent on customer EACH 1.. = 55.55'), {
    unit: '47.50',
    promotion: named('PERCENT', '55.55'),
  }),
  price('a percentage has no factor', june('customer', 'item percent on customer EACH 1.. = 80 x 12'), {
    unit: '68.40',
    promotion: named('PERCENT', '80'),
  }),
  price('a value off the price', june('customer', 'item off on customer EACH 1.. = 5.50'), {
    unit: '80.00',
    promotion: named('VALUE_OFF', '5.50'),
  }),
  price('a value off has a factor', june('customer', 'item off on customer EACH 1.. = 0.5 x 12'), {
    unit: '79.50',
    promotion: named('VALUE_OFF', '0.5'),
  }),
  price('of the group', june('customer', 'group percent on customer EACH 1.. = 80'), {
    unit: '68.40',
    promotion: named('PERCENT', '80'),
  }),
  refused(
    'one that leaves nothing',
    june('customer', 'item off on customer EACH 1.. = 85.50'),
    ['NO_PRICE', null],
    [june('customer', 'item off on customer EACH 1.. = 85'), '0.50'],
  ),
  refused(
    'one that leaves less',
    june('customer', 'item off on customer EACH 1.. = 100'),
    ['NO_PRICE', null],
    [{ promotions: 'show' }, '85.50'],
  ),
  refused(
    'a net price of 0',
    june('customer', 'item net on customer EACH 1.. = 0'),
    ['NO_PRICE', null],
    [{ promotions: 'ignore' }, '85.50'],
  ),
];

const LEVELS: readonly GoldenExtendedPrice[] = [
  price("a percentage of the customer's book's price", june('customer', 'item percent on book EACH 1.. = 80'), {
    unit: '72.00',
    promotion: named('PERCENT', '80'),
  }),
  price("a percentage of the base book's price", june('customer', 'item percent on base EACH 1.. = 80'), {
    unit: '80.00',
    promotion: named('PERCENT', '80'),
  }),
  price("a value off the customer's book's price", june('customer', 'item off on book EACH 1.. = 10'), {
    unit: '80.00',
    promotion: named('VALUE_OFF', '10'),
  }),
  price("a value off the base book's price", june('customer', 'item off on base EACH 1.. = 10'), {
    unit: '90.00',
    promotion: named('VALUE_OFF', '10'),
  }),
  price('a promotion of the base book on the price of the customer', june('base', 'item percent on customer EACH 1.. = 80'), {
    unit: '68.40',
    promotion: named('PERCENT', '80'),
  }),
  price('a promotion of the book on the base price', june('book', 'group percent on base EACH 1.. = 80'), {
    unit: '80.00',
    promotion: named('PERCENT', '80'),
  }),
  price(
    'the base price decides though a net price of the customer has ended the search',
    { ...june('base', 'item percent on base EACH 1.. = 90'), customer: NET('70') },
    { unit: '90.00', sheet: 'CUSTOMER', promotion: named('PERCENT', '90') },
  ),
  price(
    "a visitor's price is the base book's at each level",
    { ...june('base', 'item percent on customer EACH 1.. = 80'), visitor: true },
    { unit: '80.00', promotion: named('PERCENT', '80') },
  ),
];

const SEARCH: readonly GoldenExtendedPrice[] = [
  price(
    "the customer's comes before the book's",
    {
      ...june('book', 'item net on customer EACH 1.. = 60'),
      customer: { CUSTOMER: PRICED.customer, 'OWN 2026-06-01..2026-06-20 promotion': ['group net on customer EACH 1.. = 65'] },
    },
    { unit: '65', promotion: { sheet: 'OWN', kind: 'NET_PRICE', value: '65', until: '2026-06-20' } },
  ),
  price(
    "the book's before the base book's",
    {
      ...june('book', 'group net on customer EACH 1.. = 60'),
      base: { BASE: PRICED.base, 'LATE 2026-06-10..2026-06-20 promotion': ['item net on customer EACH 1.. = 50'] },
    },
    { unit: '60', promotion: named('NET_PRICE', '60') },
  ),
  price('the item before its group', june('base', 'group net on base EACH 1.. = 60', 'item net on base EACH 1.. = 62'), {
    unit: '62',
    promotion: named('NET_PRICE', '62'),
  }),
  price(
    'the latest start wins',
    {
      ...PRICED,
      base: {
        BASE: PRICED.base,
        'A 2026-01-01..2026-12-31 promotion': ['item net on base EACH 1.. = 60'],
        [JUNE]: ['item net on base EACH 1.. = 61'],
      },
    },
    { unit: '61', promotion: named('NET_PRICE', '61') },
  ),
  price(
    'its first day',
    { ...june('base', 'item net on base EACH 1.. = 60'), today: '2026-06-01' },
    { unit: '60', promotion: named('NET_PRICE', '60') },
  ),
  price(
    'its last day',
    { ...june('base', 'item net on base EACH 1.. = 60'), today: '2026-06-30' },
    { unit: '60', promotion: named('NET_PRICE', '60') },
  ),
  price('the day before', { ...june('base', 'item net on base EACH 1.. = 60'), today: '2026-05-31' }, { unit: '85.50' }),
  price('the day after', { ...june('base', 'item net on base EACH 1.. = 60'), today: '2026-07-01' }, { unit: '85.50' }),
  price("another item's", june('base', 'item VALVE-2 net on base EACH 1.. = 60'), { unit: '85.50' }),
  price('of another unit', june('base', 'item net on base CASE 1.. = 600'), { unit: '85.50' }),
  price('an inactive line', june('base', 'inactive item net on base EACH 1.. = 60'), { unit: '85.50' }),
  price(
    'an inactive sheet',
    { ...PRICED, base: { BASE: PRICED.base, 'OFF promotion inactive': ['item net on base EACH 1.. = 60'] } },
    { unit: '85.50' },
  ),
  price(
    'a sheet of another currency',
    { ...PRICED, base: { BASE: PRICED.base, 'CAD promotion Z-C$': ['item net on base EACH 1.. = 60'] } },
    { unit: '85.50' },
  ),
  price(
    "a visitor has none of the customer's",
    { ...june('customer', 'item net on customer EACH 1.. = 60'), visitor: true },
    { unit: '100' },
  ),
  price(
    'from a quantity on',
    { ...june('base', 'item percent on base EACH 10.. = 80'), ask: '10' },
    {
      unit: '80.00',
      extended: '800',
      promotion: named('PERCENT', '80'),
      breaks: ['1..9 = 85.50', '10.. = 80.00'],
    },
  ),
  price(
    'below that quantity',
    { ...june('base', 'item percent on base EACH 10.. = 80'), ask: '9' },
    {
      unit: '85.50',
      promotion: null,
      breaks: ['1..9 = 85.50', '10.. = 80.00'],
    },
  ),
  price('up to a quantity', june('base', 'item net on base EACH 1..5 = 60'), {
    unit: '60',
    promotion: named('NET_PRICE', '60'),
    breaks: ['1..5 = 60', '6.. = 85.50'],
  }),
  price(
    'a promotion sheet is no price sheet',
    { base: { [JUNE]: ['item net on base EACH 1.. = 60'], BASE: NET('100') }, promotions: 'ignore' },
    {
      unit: '100',
      sheet: 'BASE',
    },
  ),
];

const SHOWN: readonly GoldenExtendedPrice[] = [
  price(
    'shown beside the price',
    { ...june('base', 'item percent on base EACH 1.. = 80'), promotions: 'show' },
    {
      unit: '85.50',
      extended: '85.50',
      promotion: named('PERCENT', '80'),
      breaks: ['1.. = 85.50'],
    },
  ),
  price(
    'shown for the quantity that has it',
    { ...june('base', 'item percent on base EACH 10.. = 80'), promotions: 'show', ask: '10' },
    {
      unit: '85.50',
      promotion: named('PERCENT', '80'),
      breaks: ['1.. = 85.50'],
    },
  ),
  price(
    'not for another one',
    { ...june('base', 'item percent on base EACH 10.. = 80'), promotions: 'show' },
    { unit: '85.50', promotion: null },
  ),
  price(
    'a net price that is shown',
    { ...june('base', 'item net on base EACH 1.. = 60'), promotions: 'show' },
    { unit: '85.50', promotion: named('NET_PRICE', '60') },
  ),
  price(
    'a value off that is shown',
    { ...june('base', 'item off on base EACH 1.. = 5'), promotions: 'show' },
    { unit: '85.50', promotion: named('VALUE_OFF', '5') },
  ),
  price(
    'ignored',
    { ...june('base', 'item percent on base EACH 1.. = 80'), promotions: 'ignore' },
    { unit: '85.50', promotion: null, breaks: ['1.. = 85.50'] },
  ),
];

const FREE = 'item free on customer EACH 10.. = 0.1 of GLOVES PAIR at most 5';
const FREE_ITEMS: readonly GoldenExtendedPrice[] = [
  price(
    'a free item for every tenth',
    { ...june('customer', FREE), ask: '10' },
    {
      unit: '85.50',
      extended: '855',
      promotion: named('FREE_ITEM', '0.1', '1 GLOVES PAIR'),
    },
  ),
  price(
    'several',
    { ...june('customer', FREE), ask: '30' },
    { unit: '85.50', promotion: named('FREE_ITEM', '0.1', '3 GLOVES PAIR') },
  ),
  price(
    'exactly as many as there are at most',
    { ...june('customer', FREE), ask: '50' },
    { unit: '85.50', promotion: named('FREE_ITEM', '0.1', '5 GLOVES PAIR') },
  ),
  price(
    'no more than there are at most',
    { ...june('customer', FREE), ask: '60' },
    { unit: '85.50', promotion: named('FREE_ITEM', '0.1', '5 GLOVES PAIR') },
  ),
  price('none below the quantity', { ...june('customer', FREE), ask: '9' }, { unit: '85.50', promotion: null }),
  price(
    'one each',
    { ...june('customer', 'item free on customer EACH 1.. = 1 of GLOVES PAIR at most 99'), ask: '7' },
    {
      unit: '85.50',
      promotion: named('FREE_ITEM', '1', '7 GLOVES PAIR'),
    },
  ),
  price(
    'the item itself',
    { ...june('customer', 'item free on customer EACH 4.. = 0.25 of PUMP-10 EACH at most 99'), ask: '8' },
    {
      unit: '85.50',
      promotion: named('FREE_ITEM', '0.25', '2 PUMP-10 EACH'),
    },
  ),
  price(
    'of the group',
    { ...june('base', 'group free on base EACH 10.. = 0.1 of GLOVES PAIR at most 5'), ask: '20' },
    {
      unit: '85.50',
      promotion: named('FREE_ITEM', '0.1', '2 GLOVES PAIR'),
    },
  ),
  price(
    'by the case',
    {
      base: ['item net CASE 1.. = 1100'],
      customer: { [JUNE]: ['item free on customer CASE 1.. = 2 of GLOVES PAIR at most 99'] },
      ask: '3 CASE',
    },
    {
      unit: '1100',
      promotion: named('FREE_ITEM', '2', '6 GLOVES PAIR'),
    },
  ),
  price(
    'it makes no break of the price',
    { ...june('customer', FREE), ask: '10' },
    {
      unit: '85.50',
      promotion: named('FREE_ITEM', '0.1', '1 GLOVES PAIR'),
      breaks: ['1.. = 85.50'],
    },
  ),
  price(
    'shown beside the price',
    { ...june('customer', FREE), ask: '10', promotions: 'show' },
    {
      unit: '85.50',
      promotion: named('FREE_ITEM', '0.1', '1 GLOVES PAIR'),
    },
  ),
  price('ignored', { ...june('customer', FREE), ask: '10', promotions: 'ignore' }, { unit: '85.50', promotion: null }),
];

export const PROMOTIONS = [...KINDS, ...LEVELS, ...SEARCH, ...SHOWN];
export const FREE_ITEM_PROMOTIONS = FREE_ITEMS;
