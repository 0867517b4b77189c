import type { Given } from './golden-prices.facts.js';
import type { NoPrice } from './price.js';

/**
 * The price of a unit by GP's rules and the gateway's decisions, computed by hand. "Example n" is a worked example of the
 * reference on GP's pricing. A case that leaves out a fact has the default of `Given`.
 */
export interface GoldenPrice {
  readonly name: string;
  readonly given: Given;
  readonly expected: ExpectedPrice | ExpectedRefusal;
}

/** Fields that are left out are not compared, except level and currency, whose defaults are RETAIL and USD. */
export interface ExpectedPrice {
  readonly unit: string;
  readonly extended?: string;
  readonly list?: string | null;
  readonly level?: string;
  readonly currency?: string;
  /** The unit of measure as the price names it. */
  readonly soldIn?: string;
  /** As in `Given.rows`, without the unit: "1..11 = 80.00", "12.. = 74.50". */
  readonly breaks?: readonly string[];
}

export interface ExpectedRefusal {
  readonly refused: NoPrice['reason'] | 'LIST_MISSING';
  /** A change of one fact and the unit price that it would give. It shows that no other fact prevents a price. */
  readonly unless?: readonly [Given, string];
}

function price(name: string, given: Given, expected: ExpectedPrice): GoldenPrice {
  return { name, given, expected };
}

function refused(
  name: string,
  given: Given,
  reason: ExpectedRefusal['refused'],
  unless?: ExpectedRefusal['unless'],
): GoldenPrice {
  return { name, given, expected: unless ? { refused: reason, unless } : { refused: reason } };
}

const AMOUNT = ['EACH 1..11 = 80.00', 'EACH 12.. = 74.50', 'CASE 1.. = 870'];
const BOTH = (value: string) => [`EACH 1.. = ${value}`, `CASE 1.. = ${value}`];

const METHODS: readonly GoldenPrice[] = [
  price('amount: below the break (example 1)', { rows: AMOUNT, ask: '11' }, { unit: '80.00', extended: '880.00', list: '80.00' }),
  price('amount: at the break (example 1)', { rows: AMOUNT, ask: '12' }, { unit: '74.50', extended: '894.00', list: '80.00' }),
  price(
    "amount: a case's row is per case, never multiplied (example 2)",
    { rows: AMOUNT, ask: '2 CASE' },
    { unit: '870.00', extended: '1740.00', list: '960.00' },
  ),
  price(
    'amount: rounded by the level',
    { rows: ['EACH 1.. = 56.91'], options: ['EACH whole up to a multiple of 0.25'] },
    { unit: '57.00' },
  ),
  price(
    "amount: a case is rounded by the case's own policy",
    { rows: ['EACH 1.. = 80', 'CASE 1.. = 871'], options: ['CASE whole down to a multiple of 5'], ask: '1 CASE' },
    { unit: '870.00' },
  ),
  price(
    'percent of list (example 3)',
    { method: 'PERCENT_OF_LIST', customerLevel: 'DEALER', rows: { DEALER: BOTH('85') } },
    { unit: '68.00', list: '80.00', level: 'DEALER' },
  ),
  price(
    'percent of list: a case (example 3)',
    { method: 'PERCENT_OF_LIST', customerLevel: 'DEALER', rows: { DEALER: BOTH('85') }, ask: '1 CASE' },
    { unit: '816.00', list: '960.00', level: 'DEALER' },
  ),
  price(
    'percent of list: rounded to the item (example 4)',
    { method: 'PERCENT_OF_LIST', list: '79.95', rows: BOTH('82.5') },
    { unit: '65.96', list: '79.95' },
  ),
  price(
    'percent of list: a case is not twelve rounded ones',
    { method: 'PERCENT_OF_LIST', list: '79.95', rows: BOTH('82.5'), ask: '3 CASE' },
    { unit: '791.51', extended: '2374.53', list: '959.40' },
  ),
  price(
    'percent of list: rounded by the level',
    { method: 'PERCENT_OF_LIST', list: '79.95', rows: BOTH('82.5'), options: ['EACH whole up that ends in 0.99'] },
    { unit: '65.99' },
  ),
  price('percent of list: all of it', { method: 'PERCENT_OF_LIST', rows: BOTH('100') }, { unit: '80.00', list: '80.00' }),
  price('percent of list: more than all of it', { method: 'PERCENT_OF_LIST', rows: BOTH('110') }, { unit: '88.00' }),
  price(
    'markup on current cost (example 5)',
    { method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35') },
    { unit: '56.91', list: '80.00' },
  ),
  price(
    'markup on current cost: a case (example 5)',
    { method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35'), ask: '1 CASE' },
    { unit: '682.95', list: '960.00' },
  ),
  price(
    'markup on current cost: rounded by the level (example 8)',
    { method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35'), options: ['EACH whole up to a multiple of 0.25'] },
    { unit: '57.00' },
  ),
  price(
    'markup on current cost: a case rounded by the level',
    { method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35'), options: ['CASE whole nearest to a multiple of 5'], ask: '1 CASE' },
    { unit: '685.00' },
  ),
  price('markup on standard cost (example 6)', { method: 'MARKUP_ON_STANDARD_COST', rows: BOTH('40') }, { unit: '63.00' }),
  price(
    'markup on standard cost: a case',
    { method: 'MARKUP_ON_STANDARD_COST', rows: BOTH('40'), ask: '2 CASE' },
    { unit: '756.00', extended: '1512.00' },
  ),
  price(
    'markup on standard cost: rounded by the level',
    { method: 'MARKUP_ON_STANDARD_COST', rows: BOTH('40'), options: ['EACH whole nearest that ends in 0.99'] },
    { unit: '62.99' },
  ),
  price('margin on current cost (example 7)', { method: 'MARGIN_ON_CURRENT_COST', rows: BOTH('35') }, { unit: '64.86' }),
  price(
    'margin on current cost: a case (example 7)',
    { method: 'MARGIN_ON_CURRENT_COST', rows: BOTH('35'), ask: '1 CASE' },
    { unit: '778.29' },
  ),
  price(
    'margin on current cost: rounded by the level',
    { method: 'MARGIN_ON_CURRENT_COST', rows: BOTH('35'), options: ['EACH whole down to a multiple of 0.5'] },
    { unit: '64.50' },
  ),
  price('margin on standard cost (example 6)', { method: 'MARGIN_ON_STANDARD_COST', rows: BOTH('40') }, { unit: '75.00' }),
  price(
    'margin on standard cost: a case',
    { method: 'MARGIN_ON_STANDARD_COST', rows: BOTH('40'), ask: '1 CASE' },
    { unit: '900.00' },
  ),
  price(
    'margin on standard cost: rounded by the level',
    { method: 'MARGIN_ON_STANDARD_COST', rows: BOTH('40'), options: ['EACH whole up that ends in 9'] },
    { unit: '79.00' },
  ),
  price('markup: above 100', { method: 'MARKUP_ON_STANDARD_COST', rows: BOTH('250') }, { unit: '157.50' }),
  price('markup: a fraction of a percent', { method: 'MARKUP_ON_STANDARD_COST', rows: BOTH('33.335') }, { unit: '60.00' }),
  price('markup: a row of none sells at cost', { method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('0') }, { unit: '42.16' }),
  price('margin: a row of none sells at cost', { method: 'MARGIN_ON_STANDARD_COST', rows: BOTH('0') }, { unit: '45.00' }),
  price('margin: just below 100', { method: 'MARGIN_ON_STANDARD_COST', rows: BOTH('99.99') }, { unit: '450000.00' }),
  refused('margin: 100 can be had at no price', { method: 'MARGIN_ON_STANDARD_COST', rows: BOTH('100') }, 'NO_PRICE', [
    { rows: BOTH('50') },
    '90.00',
  ]),
  refused('margin: above 100 would be below zero', { method: 'MARGIN_ON_CURRENT_COST', rows: BOTH('120') }, 'NO_PRICE', [
    { rows: BOTH('50') },
    '84.32',
  ]),
  refused(
    'margin: 100 with rounding up is refused all the same',
    { method: 'MARGIN_ON_CURRENT_COST', rows: BOTH('100'), options: ['EACH whole up to a multiple of 5'] },
    'NO_PRICE',
  ),
];

const AT_56_91 = (policy: string): Given => ({
  method: 'MARKUP_ON_CURRENT_COST',
  rows: BOTH('35'),
  options: [`EACH whole ${policy}`],
});
const AT = (amount: string, policy: string): Given => ({ rows: [`EACH 1.. = ${amount}`], options: [`EACH whole ${policy}`] });

const ROUNDING: readonly GoldenPrice[] = [
  price('multiple of 0.25, up (example 8)', AT_56_91('up to a multiple of 0.25'), { unit: '57.00' }),
  price('multiple of 0.25, down (example 8)', AT_56_91('down to a multiple of 0.25'), { unit: '56.75' }),
  price('multiple of 0.25, nearest (example 8)', AT_56_91('nearest to a multiple of 0.25'), { unit: '57.00' }),
  price('multiple of 5, up (example 8)', AT_56_91('up to a multiple of 5'), { unit: '60.00' }),
  price('multiple of 5, down (example 8)', AT_56_91('down to a multiple of 5'), { unit: '55.00' }),
  price('multiple of 5, nearest (example 8)', AT_56_91('nearest to a multiple of 5'), { unit: '55.00' }),
  price('ends in 0.95, up (example 9)', AT_56_91('up that ends in 0.95'), { unit: '56.95' }),
  price('ends in 0.95, down (example 9)', AT_56_91('down that ends in 0.95'), { unit: '55.95' }),
  price('ends in 0.95, nearest (example 9)', AT_56_91('nearest that ends in 0.95'), { unit: '56.95' }),
  price('ends in 9, up (example 9)', AT_56_91('up that ends in 9'), { unit: '59.00' }),
  price('ends in 9, down (example 9)', AT_56_91('down that ends in 9'), { unit: '49.00' }),
  price('ends in 9, nearest (example 9)', AT_56_91('nearest that ends in 9'), { unit: '59.00' }),

  price('an exact multiple stays, up', AT('57', 'up to a multiple of 0.25'), { unit: '57.00' }),
  price('an exact multiple stays, down', AT('57', 'down to a multiple of 0.25'), { unit: '57.00' }),
  price('an exact multiple stays, nearest', AT('57', 'nearest to a multiple of 0.25'), { unit: '57.00' }),
  price('one multiple stays, down', AT('5', 'down to a multiple of 5'), { unit: '5.00' }),
  price('a price with the ending stays, up', AT('56.95', 'up that ends in 0.95'), { unit: '56.95' }),
  price('a price with the ending stays, down', AT('56.95', 'down that ends in 0.95'), { unit: '56.95' }),
  price('a price with the ending stays, nearest', AT('56.95', 'nearest that ends in 0.95'), { unit: '56.95' }),

  price('never below one multiple, down', AT('0.10', 'down to a multiple of 0.25'), { unit: '0.25' }),
  price('never below one multiple, nearest', AT('0.10', 'nearest to a multiple of 0.25'), { unit: '0.25' }),
  price('never below one multiple, nearest of a large one', AT('3', 'nearest to a multiple of 10'), { unit: '10.00' }),
  price('below one multiple, up', AT('3', 'up to a multiple of 50'), { unit: '50.00' }),
  price('nearest multiple, tie goes up', AT('10.50', 'nearest to a multiple of 1'), { unit: '11.00' }),
  price('nearest multiple, tie of a half goes up', AT('10.25', 'nearest to a multiple of 0.5'), { unit: '10.50' }),
  price('nearest multiple, just below the tie', AT('10.49', 'nearest to a multiple of 1'), { unit: '10.00' }),
  price('a multiple that is no power of ten, up', AT('1', 'up to a multiple of 0.03'), { unit: '1.02' }),
  price('a multiple that is no power of ten, down', AT('1', 'down to a multiple of 0.03'), { unit: '0.99' }),
  price('a multiple that is no power of ten, nearest', AT('1', 'nearest to a multiple of 0.03'), { unit: '0.99' }),
  refused('a multiple of 0 prices nothing', AT('56.91', 'up to a multiple of 0'), 'NO_PRICE', [
    AT('56.91', 'up to a multiple of 1'),
    '57.00',
  ]),
  refused('a multiple of 0 prices nothing, nearest', AT('57', 'nearest to a multiple of 0'), 'NO_PRICE'),

  price('ends in 0, up', AT('56.91', 'up that ends in 0'), { unit: '57.00' }),
  price('ends in 0, down', AT('56.91', 'down that ends in 0'), { unit: '56.00' }),
  price('ends in 0, nearest', AT('56.91', 'nearest that ends in 0'), { unit: '57.00' }),
  price('ends in 0, up from below 1', AT('0.40', 'up that ends in 0'), { unit: '1.00' }),
  price('ends in 0, nearest tie goes up', AT('0.50', 'nearest that ends in 0'), { unit: '1.00' }),
  refused('ends in 0, down to nothing', AT('0.40', 'down that ends in 0'), 'NO_PRICE', [
    AT('1.40', 'down that ends in 0'),
    '1.00',
  ]),
  refused('ends in 0, nearest is nothing', AT('0.40', 'nearest that ends in 0'), 'NO_PRICE', [
    AT('0.60', 'nearest that ends in 0'),
    '1.00',
  ]),
  price('ends in 0.99 with the price below, up', AT('0.50', 'up that ends in 0.99'), { unit: '0.99' }),
  price('ends in 0.99 with the price below, down', AT('0.50', 'down that ends in 0.99'), { unit: '0.99' }),
  price('ends in 0.99 with the price below, nearest', AT('0.50', 'nearest that ends in 0.99'), { unit: '0.99' }),
  price('ends in 0.50, tie goes up', AT('10', 'nearest that ends in 0.5'), { unit: '10.50' }),
  price('ends in 5, tie goes up', AT('20', 'nearest that ends in 5'), { unit: '25.00' }),
  price('ends in 5, just below the tie', AT('19.99', 'nearest that ends in 5'), { unit: '15.00' }),
  price('ends in 1 counts in tens, up', AT('56.91', 'up that ends in 1'), { unit: '61.00' }),
  price('ends in 1 counts in tens, down', AT('56.91', 'down that ends in 1'), { unit: '51.00' }),
  price('ends in 1 counts in tens, nearest', AT('56.91', 'nearest that ends in 1'), { unit: '61.00' }),
  price('ends in 10 counts in hundreds, up', AT('1234.56', 'up that ends in 10'), { unit: '1310.00' }),
  price('ends in 10 counts in hundreds, down', AT('1234.56', 'down that ends in 10'), { unit: '1210.00' }),
  price('ends in 10 counts in hundreds, nearest', AT('1234.56', 'nearest that ends in 10'), { unit: '1210.00' }),
  price('ends in 99.95 with the price below, up', AT('56.91', 'up that ends in 99.95'), { unit: '99.95' }),
  price('ends in 99.95 with the price below, down', AT('56.91', 'down that ends in 99.95'), { unit: '99.95' }),
  price('ends in 0.05, up', AT('56.03', 'up that ends in 0.05'), { unit: '56.05' }),
  price('ends in 0.05, down', AT('56.03', 'down that ends in 0.05'), { unit: '55.05' }),
  price('ends in 0.05, nearest', AT('56.03', 'nearest that ends in 0.05'), { unit: '56.05' }),

  price(
    "first to the item's decimals, then down to the multiple",
    { ...AT('35', 'down to a multiple of 1'), method: 'MARKUP_ON_CURRENT_COST', currentCost: '42.2193' },
    { unit: '57.00' },
  ),
  price(
    "first to the item's decimals, then up to the multiple",
    { ...AT('35', 'up to a multiple of 1'), method: 'MARKUP_ON_CURRENT_COST', currentCost: '42.2253' },
    { unit: '57.00' },
  ),
  price('an item without decimals', { ...AT('1234.5', 'nearest to a multiple of 10'), decimals: 0 }, { unit: '1240' }),
  price('an item with four decimals', { ...AT('0.12345', 'down to a multiple of 0.005'), decimals: 4 }, { unit: '0.1200' }),
  price(
    'by unit: the other unit has no policy',
    { rows: ['EACH 1.. = 56.91', 'CASE 1.. = 682.95'], options: ['EACH whole up to a multiple of 5'], ask: '1 CASE' },
    { unit: '682.95' },
  ),
  price(
    'by level: the other level has no policy',
    {
      rows: { RETAIL: ['EACH 1.. = 56.91'], DEALER: ['EACH 1.. = 56.91'] },
      options: { DEALER: ['EACH whole up to a multiple of 5'] },
    },
    { unit: '56.91' },
  ),
  price(
    'the list price is not rounded by the level',
    { ...AT('56.91', 'up to a multiple of 5'), list: '79.99' },
    { unit: '60.00', list: '79.99' },
  ),
  price(
    'extended is of the rounded price',
    { ...AT('56.91', 'up to a multiple of 0.25'), ask: '3' },
    { unit: '57.00', extended: '171.00' },
  ),
  refused(
    'a quantity outside every break is not one multiple',
    { rows: ['EACH 10.. = 56.91'], options: ['EACH whole up to a multiple of 5'], ask: '9' },
    'NO_PRICE',
    [{ ask: '10' }, '60.00'],
  ),
];

/**
 * Which level decides, in all combinations. Each candidate column says whether the item has a row at the level ("row"), has
 * none, or whether there is no such level ("-"). Prices are required or not. "no" stands for no price.
 */
const FALLBACK = `
  required  customer  company  item  decides
  yes       row       row      row   customer
  yes       row       row      none  customer
  yes       row       row      -     customer
  yes       row       none     row   customer
  yes       row       none     none  customer
  yes       row       none     -     customer
  yes       row       -        row   customer
  yes       row       -        none  customer
  yes       row       -        -     customer
  yes       none      row      row   company
  yes       none      row      none  company
  yes       none      row      -     company
  yes       none      none     row   item
  yes       none      none     none  no
  yes       none      none     -     no
  yes       none      -        row   item
  yes       none      -        none  no
  yes       none      -        -     no
  yes       -         row      row   company
  yes       -         row      none  company
  yes       -         row      -     company
  yes       -         none     row   item
  yes       -         none     none  no
  yes       -         none     -     no
  yes       -         -        row   item
  yes       -         -        none  no
  yes       -         -        -     no
  not       row       row      row   customer
  not       row       row      none  customer
  not       row       row      -     customer
  not       row       none     row   customer
  not       row       none     none  customer
  not       row       none     -     customer
  not       row       -        row   customer
  not       row       -        none  customer
  not       row       -        -     customer
  not       none      row      row   no
  not       none      row      none  no
  not       none      row      -     no
  not       none      none     row   no
  not       none      none     none  no
  not       none      none     -     no
  not       none      -        row   no
  not       none      -        none  no
  not       none      -        -     no
  not       -         row      row   company
  not       -         row      none  company
  not       -         row      -     company
  not       -         none     row   no
  not       -         none     none  no
  not       -         none     -     no
  not       -         -        row   item
  not       -         -        none  no
  not       -         -        -     no`;

const LEVEL_OF = { customer: 'DEALER', company: 'STANDARD', item: 'LIST' } as const;
const PRICE_OF = { customer: '68.00', company: '75.00', item: '82.00' } as const;
const CANDIDATES = ['customer', 'company', 'item'] as const;

const FALLBACKS: readonly GoldenPrice[] = FALLBACK.trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [required, customer, company, item, decides] = line.trim().split(/\s+/);
    const has = { customer, company, item };
    const given: Given = {
      requiresPrices: required === 'yes',
      customerLevel: customer === '-' ? null : LEVEL_OF.customer,
      ...(company === '-' ? {} : { companyLevel: LEVEL_OF.company }),
      ...(item === '-' ? {} : { itemLevel: LEVEL_OF.item }),
      rows: Object.fromEntries(
        CANDIDATES.filter((from) => has[from] === 'row').map((from) => [LEVEL_OF[from], [`EACH 1.. = ${PRICE_OF[from]}`]]),
      ),
    };
    const name = `prices ${required === 'yes' ? '' : 'not '}required; customer ${customer}, company ${company}, item ${item}: ${decides}`;
    const from = CANDIDATES.find((candidate) => candidate === decides);
    return from ? price(name, given, { unit: PRICE_OF[from], level: LEVEL_OF[from] }) : refused(name, given, 'NO_PRICE');
  });

const EXAMPLE_10: Given = { customerLevel: null, companyLevel: 'STANDARD', itemLevel: 'LIST', rows: { LIST: ['EACH 1.. = 82'] } };
const GHOST: Given = { customerLevel: 'GHOST', companyLevel: 'STANDARD' };

const LEVELS: readonly GoldenPrice[] = [
  price('falls back to the level of the item (example 10)', EXAMPLE_10, { unit: '82.00', level: 'LIST' }),
  refused('stays where prices are not required (example 10)', { ...EXAMPLE_10, requiresPrices: false }, 'NO_PRICE', [
    { requiresPrices: true },
    '82.00',
  ]),
  refused(
    'a level that GP does not know (error 928)',
    { ...GHOST, rows: { GHOST: ['EACH 1.. = 60'], STANDARD: ['EACH 1.. = 75'] } },
    'NO_PRICE',
    [{ levels: ['GHOST', 'STANDARD'] }, '60.00'],
  ),
  price(
    'a level that GP does not know and the item lacks is passed over',
    { ...GHOST, rows: { STANDARD: ['EACH 1.. = 75'] } },
    { unit: '75.00', level: 'STANDARD' },
  ),
  refused(
    'but not where prices are not required',
    { ...GHOST, rows: { STANDARD: ['EACH 1.. = 75'] }, requiresPrices: false },
    'NO_PRICE',
    [{ customerLevel: null }, '75.00'],
  ),
  refused(
    "an item's default level that GP does not know",
    { customerLevel: null, itemLevel: 'GHOST', rows: { GHOST: ['EACH 1.. = 60'] } },
    'NO_PRICE',
    [{ levels: ['GHOST'] }, '60.00'],
  ),
  refused(
    "a company's default level that GP does not know",
    { customerLevel: null, companyLevel: 'GHOST', rows: { GHOST: ['EACH 1.. = 60'] } },
    'NO_PRICE',
    [{ levels: ['GHOST'] }, '60.00'],
  ),
  price(
    'by unit: a level that lacks the unit is passed over',
    {
      customerLevel: 'DEALER',
      companyLevel: 'STANDARD',
      rows: { DEALER: ['CASE 1.. = 816'], STANDARD: ['EACH 1.. = 75'] },
      ask: '1 EACH',
    },
    { unit: '75.00', level: 'STANDARD' },
  ),
  price(
    'by unit: it decides for the unit that it has',
    {
      customerLevel: 'DEALER',
      companyLevel: 'STANDARD',
      rows: { DEALER: ['CASE 1.. = 816'], STANDARD: BOTH('75') },
      ask: '1 CASE',
    },
    { unit: '816.00', level: 'DEALER' },
  ),
  refused(
    'before the quantity break: a level without a row for the quantity still decides',
    {
      customerLevel: 'DEALER',
      companyLevel: 'STANDARD',
      rows: { DEALER: ['EACH 10.. = 68'], STANDARD: ['EACH 1.. = 75'] },
      ask: '9',
    },
    'NO_PRICE',
    [{ customerLevel: null }, '75.00'],
  ),
  refused(
    'before the conversion: a level whose row has another one still decides',
    {
      customerLevel: 'DEALER',
      companyLevel: 'STANDARD',
      rows: { DEALER: ['CASE 1.. = 68 @10'], STANDARD: ['CASE 1.. = 75'] },
      ask: '1 CASE',
    },
    'NO_PRICE',
    [{ customerLevel: null }, '75.00'],
  ),
  refused(
    'before the price: a level with a price of 0 still decides',
    { customerLevel: 'DEALER', companyLevel: 'STANDARD', rows: { DEALER: ['EACH 1.. = 0'], STANDARD: ['EACH 1.. = 75'] } },
    'NO_PRICE',
    [{ customerLevel: null }, '75.00'],
  ),
  refused(
    'before the selling option: a level that does not sell the unit still decides',
    {
      customerLevel: 'DEALER',
      companyLevel: 'STANDARD',
      rows: { DEALER: ['EACH 1.. = 68'], STANDARD: ['EACH 1.. = 75'] },
      options: { DEALER: ['EACH not sold'] },
    },
    'INVALID_UNIT_OF_MEASURE',
    [{ customerLevel: null }, '75.00'],
  ),
  price(
    'the same level everywhere',
    { customerLevel: 'LIST', companyLevel: 'LIST', itemLevel: 'LIST', rows: { LIST: ['EACH 1.. = 82'] } },
    { unit: '82.00', level: 'LIST' },
  ),
  refused('a list that can not be had now', { missing: ['RETAIL'], rows: ['EACH 1.. = 80'] }, 'LIST_MISSING', [
    { missing: [] },
    '80.00',
  ]),
  refused(
    'a list that can not be had now might have decided before the one that can',
    {
      missing: ['DEALER'],
      customerLevel: 'DEALER',
      companyLevel: 'STANDARD',
      rows: { DEALER: ['EACH 1.. = 68'], STANDARD: ['EACH 1.. = 75'] },
    },
    'LIST_MISSING',
    [{ missing: [] }, '68.00'],
  ),
  refused(
    'a list that can not be had now, and prices not required',
    { missing: ['RETAIL'], requiresPrices: false, rows: ['EACH 1.. = 80'] },
    'LIST_MISSING',
    [{ missing: [] }, '80.00'],
  ),
  refused(
    "the item's own list can not be had now",
    { missing: ['LIST'], customerLevel: null, itemLevel: 'LIST', rows: { LIST: ['EACH 1.. = 82'] } },
    'LIST_MISSING',
    [{ missing: [] }, '82.00'],
  ),
  price(
    'a list that can not be had now does not matter behind the one that decides',
    {
      missing: ['STANDARD'],
      customerLevel: 'DEALER',
      companyLevel: 'STANDARD',
      rows: { DEALER: ['EACH 1.. = 68'], STANDARD: ['EACH 1.. = 75'] },
    },
    { unit: '68.00', level: 'DEALER' },
  ),
];

const STEPPED = ['EACH 10..49 = 9', 'EACH 50..99 = 8', 'EACH 100.. = 7'];
const STEPPED_BREAKS = ['10..49 = 9.00', '50..99 = 8.00', '100.. = 7.00'];
const GAP = ['EACH 1..9 = 10', 'EACH 20.. = 8'];
const LIMITED = ['EACH 1..10 = 10', 'EACH 11..100 = 9'];

const BREAKS: readonly GoldenPrice[] = [
  refused('below the first', { rows: STEPPED, ask: '9' }, 'NO_PRICE', [{ ask: '10' }, '9.00']),
  price('at the first', { rows: STEPPED, ask: '10' }, { unit: '9.00', extended: '90.00', breaks: STEPPED_BREAKS }),
  price('at the end of the first', { rows: STEPPED, ask: '49' }, { unit: '9.00', extended: '441.00', breaks: STEPPED_BREAKS }),
  price('at the start of the second', { rows: STEPPED, ask: '50' }, { unit: '8.00', extended: '400.00', breaks: STEPPED_BREAKS }),
  price('at the end of the second', { rows: STEPPED, ask: '99' }, { unit: '8.00', extended: '792.00' }),
  price('at the start of the last', { rows: STEPPED, ask: '100' }, { unit: '7.00', extended: '700.00', breaks: STEPPED_BREAKS }),
  price('far into the last', { rows: STEPPED, ask: '1000000' }, { unit: '7.00', extended: '7000000.00' }),
  refused('in a gap, at its start', { rows: GAP, ask: '10' }, 'NO_PRICE', [{ ask: '9' }, '10.00']),
  refused('in a gap, at its end', { rows: GAP, ask: '19' }, 'NO_PRICE', [{ ask: '20' }, '8.00']),
  price('below a gap', { rows: GAP, ask: '9' }, { unit: '10.00', breaks: ['1..9 = 10.00', '20.. = 8.00'] }),
  price('above a gap', { rows: GAP, ask: '20' }, { unit: '8.00', breaks: ['1..9 = 10.00', '20.. = 8.00'] }),
  price(
    'a row without a price is left out',
    { rows: ['EACH 1..9 = 10', 'EACH 10..19 = 0', 'EACH 20..29 = 8', 'EACH 30.. = 0'] },
    { unit: '10.00', breaks: ['1..9 = 10.00', '20..29 = 8.00'] },
  ),
  refused('beyond a last one that has a limit', { rows: LIMITED, ask: '101' }, 'NO_PRICE', [{ ask: '100' }, '9.00']),
  price('at the limit of the last', { rows: LIMITED, ask: '100' }, { unit: '9.00', breaks: ['1..10 = 10.00', '11..100 = 9.00'] }),
  price(
    'a limit of many nines is a limit',
    { rows: ['EACH 1..99999 = 10', 'EACH 100000.. = 9'] },
    { unit: '10.00', breaks: ['1..99999 = 10.00', '100000.. = 9.00'] },
  ),
  price('no limit, without decimals', { rows: ['EACH 1..999999999999 = 10'] }, { unit: '10.00', breaks: ['1.. = 10.00'] }),
  price(
    'no limit, with two decimals',
    { rows: ['EACH 1..999999999999.99 = 10'], quantityDecimals: 2 },
    { unit: '10.00', breaks: ['1.. = 10.00'] },
  ),
  price(
    'no limit, with five decimals',
    { rows: ['EACH 1..999999999999.99999 = 10'], quantityDecimals: 5 },
    { unit: '10.00', breaks: ['1.. = 10.00'] },
  ),
  price(
    'with decimals: at the end of the first',
    { rows: ['EACH 0.01..9.99 = 5', 'EACH 10.. = 4.50'], quantityDecimals: 2, ask: '9.99' },
    { unit: '5.00', extended: '49.95', breaks: ['0.01..9.99 = 5.00', '10.. = 4.50'] },
  ),
  price(
    'with decimals: at the start of the second',
    { rows: ['EACH 0.01..9.99 = 5', 'EACH 10.. = 4.50'], quantityDecimals: 2, ask: '10.00' },
    { unit: '4.50', extended: '45.00' },
  ),
  refused(
    'with decimals: between whole borders',
    { rows: ['EACH 1..9 = 5', 'EACH 10.. = 4.50'], quantityDecimals: 1, ask: '9.5' },
    'NO_PRICE',
    [{ ask: '9.0' }, '5.00'],
  ),
  price(
    'rows in any order come lowest first',
    { rows: ['EACH 100.. = 7', 'EACH 9..49 = 9', 'EACH 50..99 = 8', 'EACH 1..8 = 10'], ask: '50' },
    { unit: '8.00', breaks: ['1..8 = 10.00', '9..49 = 9.00', '50..99 = 8.00', '100.. = 7.00'] },
  ),
  price('of the unit asked for alone', { rows: AMOUNT, ask: '1 CASE' }, { unit: '870.00', breaks: ['1.. = 870.00'] }),
  price(
    'counted in the unit asked for, not in base units',
    { rows: ['CASE 1..4 = 870', 'CASE 5.. = 850'], ask: '4 CASE' },
    { unit: '870.00', extended: '3480.00', breaks: ['1..4 = 870.00', '5.. = 850.00'] },
  ),
  price(
    'twelve of a piece are no case',
    { rows: AMOUNT, ask: '12 EACH' },
    { unit: '74.50', breaks: ['1..11 = 80.00', '12.. = 74.50'] },
  ),
  price(
    'of the level that decided alone',
    { rows: { RETAIL: ['EACH 1.. = 80'], DEALER: ['EACH 1..9 = 70', 'EACH 10.. = 68'] } },
    { unit: '80.00', breaks: ['1.. = 80.00'] },
  ),
  price(
    'each worked out by the method',
    { method: 'MARGIN_ON_STANDARD_COST', rows: ['EACH 1..9 = 40', 'EACH 10.. = 25'], ask: '10' },
    { unit: '60.00', extended: '600.00', breaks: ['1..9 = 75.00', '10.. = 60.00'] },
  ),
  price(
    'each rounded by the level',
    {
      method: 'PERCENT_OF_LIST',
      list: '79.95',
      rows: ['EACH 1..9 = 100', 'EACH 10.. = 82.5'],
      options: ['EACH whole nearest that ends in 0.99'],
    },
    { unit: '79.99', breaks: ['1..9 = 79.99', '10.. = 65.99'] },
  ),
  price(
    'one with a price of 0 is not shown',
    { rows: ['EACH 1..9 = 0', 'EACH 10.. = 5'], ask: '10' },
    { unit: '5.00', breaks: ['10.. = 5.00'] },
  ),
  refused('one with a price of 0 gives none', { rows: ['EACH 1..9 = 0', 'EACH 10.. = 5'], ask: '9' }, 'NO_PRICE', [
    { ask: '10' },
    '5.00',
  ]),
  price(
    'one with a margin of 100 is not shown',
    { method: 'MARGIN_ON_STANDARD_COST', rows: ['EACH 1..9 = 100', 'EACH 10.. = 40'], ask: '10' },
    { unit: '75.00', breaks: ['10.. = 75.00'] },
  ),
  price(
    'one that is rounded down to nothing is not shown',
    { rows: ['EACH 1..9 = 1.40', 'EACH 10.. = 0.90'], options: ['EACH whole down that ends in 0'] },
    { unit: '1.00', breaks: ['1..9 = 1.00'] },
  ),
  price(
    'one with another conversion is not shown',
    { rows: ['CASE 1..9 = 870', 'CASE 10.. = 700 @10'], ask: '1 CASE' },
    { unit: '870.00', breaks: ['1..9 = 870.00'] },
  ),
  price(
    'of the currency that decided alone',
    { rows: ['Z-US$ EACH 1.. = 80', 'Z-C$ EACH 1..9 = 104', 'Z-C$ EACH 10.. = 100'] },
    { unit: '80.00', breaks: ['1.. = 80.00'] },
  ),
];

const UNITS: readonly GoldenPrice[] = [
  price('the default selling unit', { rows: AMOUNT, sellingUnit: 'CASE' }, { unit: '870.00', soldIn: 'CASE', list: '960.00' }),
  price(
    'the unit asked for before the default',
    { rows: AMOUNT, sellingUnit: 'CASE', ask: '1 EACH' },
    { unit: '80.00', soldIn: 'EACH' },
  ),
  price('in lower case', { rows: AMOUNT, ask: '1 case' }, { unit: '870.00', soldIn: 'CASE' }),
  price(
    "the schedule's, the row's and the asker's in a case each",
    { units: { Each: '1' }, rows: ['EACH 1.. = 80'], sellingUnit: 'each', ask: '1 eAcH' },
    { unit: '80.00', soldIn: 'Each' },
  ),
  price(
    'the default selling unit in another case',
    { units: { Each: '1' }, rows: ['Each 1.. = 80'], sellingUnit: 'EACH' },
    { unit: '80.00', soldIn: 'Each' },
  ),
  price(
    "the option's in another case",
    { units: { Each: '1' }, rows: ['Each 1.. = 56.91'], options: ['EACH whole up to a multiple of 0.25'] },
    { unit: '57.00' },
  ),
  refused('that the schedule lacks', { rows: AMOUNT, ask: '1 BOX' }, 'INVALID_UNIT_OF_MEASURE', [
    { units: { EACH: '1', BOX: '6' }, rows: ['BOX 1.. = 450'] },
    '450.00',
  ]),
  refused(
    'that the schedule lacks, though the list has a row',
    { rows: ['EACH 1.. = 80', 'BOX 1.. = 450'], ask: '1 BOX' },
    'INVALID_UNIT_OF_MEASURE',
    [{ units: { EACH: '1', BOX: '1' } }, '450.00'],
  ),
  refused('a default that the schedule lacks', { rows: AMOUNT, sellingUnit: 'BOX' }, 'INVALID_UNIT_OF_MEASURE', [
    { sellingUnit: 'EACH' },
    '80.00',
  ]),
  refused('that the level lacks', { rows: ['EACH 1.. = 80'], ask: '1 CASE' }, 'NO_PRICE', [{ ask: '1 EACH' }, '80.00']),
  refused('a row with another conversion', { rows: ['CASE 1.. = 870 @10'], ask: '1 CASE' }, 'NO_PRICE', [
    { units: { EACH: '1', CASE: '10' } },
    '870.00',
  ]),
  refused(
    'a row with another conversion, and prices not required',
    { rows: ['CASE 1.. = 870 @10'], ask: '1 CASE', requiresPrices: false },
    'NO_PRICE',
    [{ units: { EACH: '1', CASE: '10' } }, '870.00'],
  ),
  price('the same conversion with other zeros', { rows: ['CASE 1.. = 870 @12.00000'], ask: '1 CASE' }, { unit: '870.00' }),
  price(
    'an option with another conversion rounds nothing',
    { rows: ['CASE 1.. = 871'], options: ['CASE whole up to a multiple of 5 @10'], ask: '1 CASE' },
    { unit: '871.00' },
  ),
  price(
    'a third one, by a percentage',
    { method: 'PERCENT_OF_LIST', units: { EACH: '1', CASE: '12', PALLET: '480' }, rows: ['PALLET 1.. = 72.5'], ask: '2 PALLET' },
    { unit: '27840.00', extended: '55680.00', list: '38400.00' },
  ),
  price(
    'a fraction of the base unit',
    { method: 'PERCENT_OF_LIST', list: '79.95', units: { PAIR: '1', EACH: '0.5' }, rows: ['EACH 1.. = 85'] },
    { unit: '33.98', list: '39.98' },
  ),
  price(
    'a conversion with decimals',
    {
      method: 'MARKUP_ON_CURRENT_COST',
      currentCost: '1.2345',
      units: { METER: '1', ROLL: '30.48' },
      rows: ['ROLL 1.. = 20'],
      ask: '1 ROLL',
    },
    { unit: '45.15' },
  ),
  price(
    'a thousandth of the base unit',
    { method: 'MARGIN_ON_STANDARD_COST', units: { KG: '1', GRAM: '0.001' }, rows: ['GRAM 1.. = 40'], ask: '500 GRAM' },
    { unit: '0.08', extended: '40.00', list: '0.08' },
  ),
];

const SALE: readonly GoldenPrice[] = [
  refused('not sold: refused', { rows: AMOUNT, options: ['EACH not sold'] }, 'INVALID_UNIT_OF_MEASURE', [
    { ask: '1 CASE' },
    '870.00',
  ]),
  refused(
    'not sold: refused, rounding or not',
    { rows: AMOUNT, options: ['EACH not sold up to a multiple of 5'] },
    'INVALID_UNIT_OF_MEASURE',
  ),
  price(
    'not sold at another level',
    { rows: { RETAIL: AMOUNT, DEALER: AMOUNT }, options: { DEALER: ['EACH not sold'] } },
    { unit: '80.00' },
  ),
  price('whole: a whole quantity', { rows: AMOUNT, options: ['EACH whole'], ask: '3' }, { unit: '80.00', extended: '240.00' }),
  price(
    'whole: a whole quantity with decimals written out',
    { rows: AMOUNT, options: ['EACH whole'], quantityDecimals: 2, ask: '3.00' },
    { unit: '80.00', extended: '240.00' },
  ),
  refused('whole: a fraction', { rows: AMOUNT, options: ['EACH whole'], quantityDecimals: 2, ask: '1.5' }, 'INVALID_QUANTITY', [
    { options: ['EACH fractions'] },
    '80.00',
  ]),
  refused(
    'whole: less than one',
    { rows: ['EACH 0.01.. = 80'], options: ['EACH whole'], quantityDecimals: 2, ask: '0.5' },
    'INVALID_QUANTITY',
    [{ options: ['EACH fractions'] }, '80.00'],
  ),
  price(
    'fractions: a fraction',
    { rows: AMOUNT, options: ['EACH fractions'], quantityDecimals: 2, ask: '1.5' },
    { unit: '80.00', extended: '120.00' },
  ),
  price(
    'fractions: a fraction of a case',
    { rows: AMOUNT, options: ['EACH whole', 'CASE fractions'], quantityDecimals: 2, ask: '1.25 CASE' },
    { unit: '870.00', extended: '1087.50' },
  ),
  refused(
    'fractions of one unit are none of another',
    { rows: AMOUNT, options: ['EACH fractions', 'CASE whole'], quantityDecimals: 2, ask: '1.25 CASE' },
    'INVALID_QUANTITY',
    [{ options: ['CASE fractions'] }, '870.00'],
  ),
  refused(
    'fractions: more decimals than the item has',
    { rows: AMOUNT, options: ['EACH fractions'], quantityDecimals: 0, ask: '1.5' },
    'INVALID_QUANTITY',
    [{ quantityDecimals: 1 }, '80.00'],
  ),
  price('a unit without an option', { rows: AMOUNT, options: ['none'], ask: '2' }, { unit: '80.00', extended: '160.00' }),
];

const TEN = (quantityDecimals: number, ask: string): Given => ({ rows: ['EACH 0.00001.. = 10'], quantityDecimals, ask });

const QUANTITIES: readonly GoldenPrice[] = [
  price('0 decimals', TEN(0, '3'), { unit: '10.00', extended: '30.00' }),
  price('0 decimals, a zero written out', TEN(0, '3.0'), { unit: '10.00', extended: '30.00' }),
  refused('0 decimals, one too many', TEN(0, '3.5'), 'INVALID_QUANTITY', [{ ask: '3' }, '10.00']),
  price('1 decimal', TEN(1, '1.5'), { unit: '10.00', extended: '15.00' }),
  refused('1 decimal, one too many', TEN(1, '1.55'), 'INVALID_QUANTITY', [{ ask: '1.5' }, '10.00']),
  price('2 decimals', TEN(2, '1.25'), { unit: '10.00', extended: '12.50' }),
  refused('2 decimals, one too many', TEN(2, '1.255'), 'INVALID_QUANTITY', [{ ask: '1.25' }, '10.00']),
  price('3 decimals', TEN(3, '1.125'), { unit: '10.00', extended: '11.25' }),
  refused('3 decimals, one too many', TEN(3, '1.1255'), 'INVALID_QUANTITY', [{ ask: '1.125' }, '10.00']),
  price('4 decimals', TEN(4, '1.0625'), { unit: '10.00', extended: '10.63' }),
  refused('4 decimals, one too many', TEN(4, '1.06255'), 'INVALID_QUANTITY', [{ ask: '1.0625' }, '10.00']),
  price('5 decimals', TEN(5, '1.03125'), { unit: '10.00', extended: '10.31' }),
  refused('5 decimals, one too many', TEN(5, '1.031255'), 'INVALID_QUANTITY', [{ ask: '1.03125' }, '10.00']),
  price('the smallest quantity', TEN(5, '0.00001'), { unit: '10.00', extended: '0.00' }),
];

const DETAILED = (decimals: number): Given => ({ rows: ['EACH 1.. = 12.34567'], list: '20.98765', decimals, ask: '3' });
const YEN = { functionalCurrency: 'Z-YEN' } as const;
const DINARS = { functionalCurrency: 'Z-KD' } as const;

const DECIMALS: readonly GoldenPrice[] = [
  price('0 of the item, 2 of the currency', DETAILED(0), { unit: '12', extended: '36.00', list: '21' }),
  price('1 of the item, 2 of the currency', DETAILED(1), { unit: '12.3', extended: '36.90', list: '21.0' }),
  price('2 of the item, 2 of the currency', DETAILED(2), { unit: '12.35', extended: '37.05', list: '20.99' }),
  price('3 of the item, 2 of the currency', DETAILED(3), { unit: '12.346', extended: '37.04', list: '20.988' }),
  price('4 of the item, 2 of the currency', DETAILED(4), { unit: '12.3457', extended: '37.04', list: '20.9877' }),
  price('5 of the item, 2 of the currency', DETAILED(5), { unit: '12.34567', extended: '37.04', list: '20.98765' }),
  price('0 of the item, 0 of the currency', { ...DETAILED(0), ...YEN }, { unit: '12', extended: '36', currency: 'JPY' }),
  price('2 of the item, 0 of the currency', { ...DETAILED(2), ...YEN }, { unit: '12.35', extended: '37', currency: 'JPY' }),
  price('5 of the item, 0 of the currency', { ...DETAILED(5), ...YEN }, { unit: '12.34567', extended: '37', currency: 'JPY' }),
  price('0 of the item, 3 of the currency', { ...DETAILED(0), ...DINARS }, { unit: '12', extended: '36.000', currency: 'KWD' }),
  price(
    '2 of the item, 3 of the currency',
    { ...DETAILED(2), ...DINARS },
    { unit: '12.35', extended: '37.050', currency: 'KWD' },
  ),
  price(
    '4 of the item, 3 of the currency',
    { ...DETAILED(4), ...DINARS },
    { unit: '12.3457', extended: '37.037', currency: 'KWD' },
  ),
  price(
    'the breaks have those of the item',
    { ...DETAILED(4), rows: ['EACH 1..9 = 12.5', 'EACH 10.. = 12.34567'] },
    { unit: '12.5000', breaks: ['1..9 = 12.5000', '10.. = 12.3457'] },
  ),
  price(
    'of a percentage',
    { method: 'PERCENT_OF_LIST', list: '0.0275', decimals: 4, rows: BOTH('85'), ask: '1000' },
    {
      unit: '0.0234',
      extended: '23.40',
      list: '0.0275',
    },
  ),
];

const CANADIAN: Given = { currency: 'Z-C$', itemCurrencies: { 'Z-US$': ['80', 2], 'Z-C$': ['104', 2] } };
const BY_CURRENCY = ['Z-US$ EACH 1.. = 80', 'Z-C$ EACH 1.. = 103.50'];
const SINGLE: Given = { functionalCurrency: '', currencies: { '': ['USD', 2] } };

const CURRENCIES: readonly GoldenPrice[] = [
  price('functional by its name, rows without one', { currency: 'Z-US$', rows: AMOUNT }, { unit: '80.00' }),
  price('functional without a name, rows with one', { rows: BY_CURRENCY }, { unit: '80.00' }),
  price('functional by its name, rows with one', { currency: 'Z-US$', rows: BY_CURRENCY }, { unit: '80.00' }),
  price(
    'foreign with rows',
    { ...CANADIAN, rows: BY_CURRENCY, ask: '2' },
    { unit: '103.50', extended: '207.00', list: '104.00', currency: 'CAD' },
  ),
  price(
    'foreign, percent of list (example 13)',
    {
      ...CANADIAN,
      method: 'PERCENT_OF_LIST',
      customerLevel: 'DEALER',
      rows: { DEALER: ['Z-US$ EACH 1.. = 85', 'Z-C$ EACH 1.. = 90'] },
    },
    { unit: '93.60', list: '104.00', level: 'DEALER', currency: 'CAD' },
  ),
  price(
    'foreign, a case by percent of list',
    { ...CANADIAN, method: 'PERCENT_OF_LIST', rows: ['Z-C$ CASE 1.. = 90'], ask: '1 CASE' },
    { unit: '1123.20', list: '1248.00', currency: 'CAD' },
  ),
  refused('foreign without rows (example 13, error 9386)', { ...CANADIAN, rows: ['Z-US$ EACH 1.. = 80'] }, 'NO_PRICE', [
    { currency: '' },
    '80.00',
  ]),
  refused(
    'foreign without rows, prices not required and not converted',
    { ...CANADIAN, rows: ['Z-US$ EACH 1.. = 80'], requiresPrices: false },
    'NO_PRICE',
    [{ currency: '' }, '80.00'],
  ),
  refused('foreign, an amount without a currency', { ...CANADIAN, rows: ['EACH 1.. = 80'] }, 'NO_PRICE', [
    { currency: '' },
    '80.00',
  ]),
  refused(
    'foreign, a percentage without a currency',
    { ...CANADIAN, method: 'PERCENT_OF_LIST', rows: ['EACH 1.. = 85'] },
    'NO_PRICE',
    [{ currency: '' }, '68.00'],
  ),
  refused(
    'foreign, markup on current cost',
    { ...CANADIAN, method: 'MARKUP_ON_CURRENT_COST', rows: ['EACH 1.. = 35'] },
    'NO_PRICE',
    [{ currency: '' }, '56.91'],
  ),
  refused(
    'foreign, markup on standard cost',
    { ...CANADIAN, method: 'MARKUP_ON_STANDARD_COST', rows: ['EACH 1.. = 40'] },
    'NO_PRICE',
    [{ currency: '' }, '63.00'],
  ),
  refused(
    'foreign, margin on current cost',
    { ...CANADIAN, method: 'MARGIN_ON_CURRENT_COST', rows: ['EACH 1.. = 35'] },
    'NO_PRICE',
    [{ currency: '' }, '64.86'],
  ),
  refused(
    'foreign, margin on standard cost',
    { ...CANADIAN, method: 'MARGIN_ON_STANDARD_COST', rows: ['EACH 1.. = 40'] },
    'NO_PRICE',
    [{ currency: '' }, '75.00'],
  ),
  refused(
    'foreign, a cost though rows name the currency',
    { ...CANADIAN, method: 'MARKUP_ON_STANDARD_COST', rows: ['Z-US$ EACH 1.. = 40', 'Z-C$ EACH 1.. = 40'] },
    'NO_PRICE',
    [{ currency: '' }, '63.00'],
  ),
  refused('foreign without a list price row', { rows: BY_CURRENCY, currency: 'Z-C$' }, 'NO_PRICE', [
    { itemCurrencies: { 'Z-C$': ['0', 2] } },
    '103.50',
  ]),
  refused('functional without a list price row', { rows: AMOUNT, itemCurrencies: { 'Z-C$': ['104', 2] } }, 'NO_PRICE', [
    { itemCurrencies: { 'Z-US$': ['80', 2] } },
    '80.00',
  ]),
  price(
    'a list price row without a currency is functional',
    { rows: AMOUNT, itemCurrencies: { '': ['79.95', 2] } },
    { unit: '80.00', list: '79.95' },
  ),
  refused(
    'foreign with a list price row without a currency',
    { rows: BY_CURRENCY, currency: 'Z-C$', itemCurrencies: { '': ['80', 2] } },
    'NO_PRICE',
    [{ currency: '' }, '80.00'],
  ),
  refused('no list price row at all', { rows: AMOUNT, itemCurrencies: {} }, 'NO_PRICE', [
    { itemCurrencies: { 'Z-US$': ['80', 2] } },
    '80.00',
  ]),
  refused(
    'foreign that the company has not set up',
    { currency: 'Z-UK', rows: ['Z-UK EACH 1.. = 60'], itemCurrencies: { 'Z-UK': ['65', 2] } },
    'NO_PRICE',
    [{ currencies: { 'Z-US$': ['USD', 2], 'Z-UK': ['GBP', 2] } }, '60.00'],
  ),
  refused('rows without a currency beside some with one', { rows: ['EACH 1.. = 80', 'Z-C$ EACH 1.. = 104'] }, 'NO_PRICE', [
    { rows: ['EACH 1.. = 80'] },
    '80.00',
  ]),
  price(
    'rows without a currency are passed by for one with it',
    { rows: ['EACH 1.. = 99', 'Z-US$ EACH 1.. = 80'] },
    { unit: '80.00', breaks: ['1.. = 80.00'] },
  ),
  price(
    'one row with a currency at another level makes all of them so',
    { rows: { RETAIL: ['Z-US$ EACH 1.. = 80'], DEALER: ['Z-C$ EACH 1.. = 90'] } },
    { unit: '80.00' },
  ),
  refused(
    'one row with a currency at another level hides those without',
    { rows: { RETAIL: ['EACH 1.. = 80'], DEALER: ['Z-C$ EACH 1.. = 90'] } },
    'NO_PRICE',
    [{ rows: { RETAIL: ['EACH 1.. = 80'], DEALER: ['EACH 1.. = 90'] } }, '80.00'],
  ),
  price(
    'prices have the decimals of the item in the currency',
    { ...CANADIAN, rows: ['Z-C$ EACH 1.. = 103.12345'], itemCurrencies: { 'Z-US$': ['80', 2], 'Z-C$': ['104', 4] }, ask: '3' },
    { unit: '103.1235', extended: '309.37', list: '104.0000', currency: 'CAD' },
  ),
  price(
    'extended has the decimals of the currency',
    { currency: 'Z-YEN', rows: ['Z-YEN EACH 1.. = 8765.4'], itemCurrencies: { 'Z-YEN': ['9000', 1] }, ask: '4' },
    { unit: '8765.4', extended: '35062', list: '9000.0', currency: 'JPY' },
  ),
  price(
    'rounded as the level does in the currency',
    {
      ...CANADIAN,
      rows: BY_CURRENCY,
      options: ['Z-US$ EACH whole up to a multiple of 25', 'Z-C$ EACH whole down to a multiple of 5'],
    },
    { unit: '100.00', currency: 'CAD' },
  ),
  price(
    'not rounded as the level does in another currency',
    { rows: BY_CURRENCY, options: ['Z-C$ EACH whole up to a multiple of 25'] },
    { unit: '80.00' },
  ),
  refused(
    'not sold in the currency',
    { ...CANADIAN, rows: BY_CURRENCY, options: ['Z-US$ EACH whole', 'Z-C$ EACH not sold'] },
    'INVALID_UNIT_OF_MEASURE',
    [{ currency: '' }, '80.00'],
  ),
  price(
    'a level without a row in the currency is passed over',
    { ...CANADIAN, companyLevel: 'STANDARD', rows: { RETAIL: ['Z-US$ EACH 1.. = 80'], STANDARD: ['Z-C$ EACH 1.. = 99'] } },
    { unit: '99.00', level: 'STANDARD', currency: 'CAD' },
  ),
  refused(
    'but not where prices are not required',
    {
      ...CANADIAN,
      companyLevel: 'STANDARD',
      rows: { RETAIL: ['Z-US$ EACH 1.. = 80'], STANDARD: ['Z-C$ EACH 1.. = 99'] },
      requiresPrices: false,
    },
    'NO_PRICE',
    [{ customerLevel: null }, '99.00'],
  ),
  price(
    'a company without multicurrency',
    { ...SINGLE, rows: AMOUNT, ask: '12' },
    { unit: '74.50', extended: '894.00', list: '80.00' },
  ),
  price(
    'a company without multicurrency, by a cost',
    { ...SINGLE, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35'), ask: '1 CASE' },
    { unit: '682.95', list: '960.00' },
  ),
  refused('a company without multicurrency, another currency', { ...SINGLE, currency: 'Z-C$', rows: AMOUNT }, 'NO_PRICE', [
    { currency: '' },
    '80.00',
  ]),
];

const AMOUNT_OF = (amount: string, decimals = 2): Given => ({ rows: [`EACH 1.. = ${amount}`], decimals });

const HALVES: readonly GoldenPrice[] = [
  price('0.125 is 0.13', AMOUNT_OF('0.125'), { unit: '0.13' }),
  price('0.145 is 0.15, where an even half would be 0.14', AMOUNT_OF('0.145'), { unit: '0.15' }),
  price('1.005 is 1.01, where a float would be 1.00', AMOUNT_OF('1.005'), { unit: '1.01' }),
  price('8.345 is 8.35', AMOUNT_OF('8.345'), { unit: '8.35' }),
  price('2.5 is 3', AMOUNT_OF('2.5', 0), { unit: '3' }),
  price('0.5 is 1', AMOUNT_OF('0.5', 0), { unit: '1' }),
  price('0.00045 is 0.0005', AMOUNT_OF('0.00045', 4), { unit: '0.0005' }),
  price('0.12449 is 0.12: rounded once', AMOUNT_OF('0.12449'), { unit: '0.12' }),
  price('of list: 0.85 x 50 %', { method: 'PERCENT_OF_LIST', list: '0.85', rows: BOTH('50') }, { unit: '0.43' }),
  price('of markup: 10 x 1.0005', { method: 'MARKUP_ON_CURRENT_COST', currentCost: '10', rows: BOTH('0.05') }, { unit: '10.01' }),
  price(
    'of margin: 0.075 / 0.6',
    { method: 'MARGIN_ON_STANDARD_COST', standardCost: '0.075', rows: BOTH('40') },
    { unit: '0.13' },
  ),
  price(
    'of the extended price: 0.5 x 0.25',
    { ...AMOUNT_OF('0.25'), rows: ['EACH 0.1.. = 0.25'], quantityDecimals: 1, ask: '0.5' },
    {
      unit: '0.25',
      extended: '0.13',
    },
  ),
  price(
    'of the extended price: 2.5 x 0.33',
    { ...AMOUNT_OF('0.33'), quantityDecimals: 1, ask: '2.5' },
    { unit: '0.33', extended: '0.83' },
  ),
  price('of the list price: 1.005', { ...AMOUNT_OF('1'), list: '1.005' }, { unit: '1.00', list: '1.01' }),
];

const ZEROS: readonly GoldenPrice[] = [
  refused('amount: a row of 0', { rows: ['EACH 1.. = 0'] }, 'NO_PRICE', [{ rows: ['EACH 1.. = 1'] }, '1.00']),
  refused('amount: a row below 0', { rows: ['EACH 1.. = -5'] }, 'NO_PRICE', [{ rows: ['EACH 1.. = 5'] }, '5.00']),
  refused('amount: 0 once rounded to the item', AMOUNT_OF('0.004'), 'NO_PRICE', [AMOUNT_OF('0.005'), '0.01']),
  refused('amount: 0, where the level would round up to 5', AT('0', 'up to a multiple of 5'), 'NO_PRICE', [
    AT('0.01', 'up to a multiple of 5'),
    '5.00',
  ]),
  refused('amount: 0 once rounded, where the level would round up to 5', AT('0.004', 'up to a multiple of 5'), 'NO_PRICE', [
    AT('0.005', 'up to a multiple of 5'),
    '5.00',
  ]),
  refused('amount: 0, where the level would end it in 0.99', AT('0', 'up that ends in 0.99'), 'NO_PRICE', [
    AT('0.01', 'up that ends in 0.99'),
    '0.99',
  ]),
  refused('percent of list: a row of 0', { method: 'PERCENT_OF_LIST', rows: BOTH('0') }, 'NO_PRICE', [
    { rows: BOTH('1') },
    '0.80',
  ]),
  refused('percent of list: a list price of 0', { method: 'PERCENT_OF_LIST', list: '0', rows: BOTH('85') }, 'NO_PRICE', [
    { list: '1' },
    '0.85',
  ]),
  refused(
    'percent of list: a list price of 0, where the level would round up',
    { method: 'PERCENT_OF_LIST', list: '0', rows: BOTH('85'), options: ['EACH whole up to a multiple of 5'] },
    'NO_PRICE',
    [{ list: '1' }, '5.00'],
  ),
  refused('markup: a current cost of 0', { method: 'MARKUP_ON_CURRENT_COST', currentCost: '0', rows: BOTH('35') }, 'NO_PRICE', [
    { currentCost: '1' },
    '1.35',
  ]),
  refused(
    'markup: a standard cost of 0',
    { method: 'MARKUP_ON_STANDARD_COST', standardCost: '0', rows: BOTH('35') },
    'NO_PRICE',
    [{ standardCost: '1' }, '1.35'],
  ),
  refused('margin: a current cost of 0', { method: 'MARGIN_ON_CURRENT_COST', currentCost: '0', rows: BOTH('50') }, 'NO_PRICE', [
    { currentCost: '1' },
    '2.00',
  ]),
  refused(
    'margin: a standard cost of 0',
    { method: 'MARGIN_ON_STANDARD_COST', standardCost: '0', rows: BOTH('50') },
    'NO_PRICE',
    [{ standardCost: '1' }, '2.00'],
  ),
  refused('markup: minus 100', { method: 'MARKUP_ON_STANDARD_COST', rows: BOTH('-100') }, 'NO_PRICE', [
    { rows: BOTH('100') },
    '90.00',
  ]),
  refused('no row for a markup is not a markup of 0', { method: 'MARKUP_ON_STANDARD_COST', requiresPrices: false }, 'NO_PRICE', [
    { rows: BOTH('0') },
    '45.00',
  ]),
  refused('no row for a margin is not a margin of 0', { method: 'MARGIN_ON_CURRENT_COST', requiresPrices: false }, 'NO_PRICE', [
    { rows: BOTH('0') },
    '42.16',
  ]),
  refused('no row for an amount is not the list price', { method: 'CURRENCY_AMOUNT', requiresPrices: false }, 'NO_PRICE', [
    { rows: BOTH('80') },
    '80.00',
  ]),
  refused('no row for a percentage is not the list price', { method: 'PERCENT_OF_LIST', requiresPrices: false }, 'NO_PRICE', [
    { rows: BOTH('100') },
    '80.00',
  ]),
  refused('no row for a percentage, and prices required', { method: 'PERCENT_OF_LIST' }, 'NO_PRICE', [
    { rows: BOTH('100') },
    '80.00',
  ]),
];

/** Example 12: the components' current cost is 30.00 and their standard cost 34.00; the kit's own costs are 50 and 60. */
const KIT: Given = { kitOf: ['10.00, 11.00 x 2', '3.333, 4.00 x 3'], currentCost: '50', standardCost: '60' };
const OWN: Given = { ...KIT, kitsFromComponents: false };

const KITS: readonly GoldenPrice[] = [
  price(
    'markup on current cost (example 12)',
    { ...KIT, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35') },
    { unit: '40.50', list: '80.00' },
  ),
  price(
    'markup, its factor rounded down (example 12)',
    { ...KIT, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('33.335') },
    { unit: '39.90' },
  ),
  price(
    'markup, its factor rounded up at the half',
    { ...KIT, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('33.5') },
    { unit: '40.20' },
  ),
  price(
    'markup, its factor with four decimals',
    { ...KIT, decimals: 4, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('33.335') },
    { unit: '40.0007' },
  ),
  price(
    'markup, its factor and cost without decimals',
    { ...KIT, decimals: 0, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('50') },
    { unit: '60' },
  ),
  price('markup on standard cost', { ...KIT, method: 'MARKUP_ON_STANDARD_COST', rows: BOTH('40') }, { unit: '47.60' }),
  price('margin on current cost', { ...KIT, method: 'MARGIN_ON_CURRENT_COST', rows: BOTH('35') }, { unit: '46.15' }),
  price('margin, its divisor not rounded', { ...KIT, method: 'MARGIN_ON_CURRENT_COST', rows: BOTH('33.335') }, { unit: '45.00' }),
  price('margin on standard cost', { ...KIT, method: 'MARGIN_ON_STANDARD_COST', rows: BOTH('40') }, { unit: '56.67' }),
  refused('margin of 100', { ...KIT, method: 'MARGIN_ON_STANDARD_COST', rows: BOTH('100') }, 'NO_PRICE', [
    { rows: BOTH('50') },
    '68.00',
  ]),
  price('own cost: markup on current', { ...OWN, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35') }, { unit: '67.50' }),
  price(
    'own cost: the factor of the markup is not rounded',
    { ...OWN, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('33.335') },
    { unit: '66.67' },
  ),
  price('own cost: markup on standard', { ...OWN, method: 'MARKUP_ON_STANDARD_COST', rows: BOTH('40') }, { unit: '84.00' }),
  price('own cost: margin on current', { ...OWN, method: 'MARGIN_ON_CURRENT_COST', rows: BOTH('35') }, { unit: '76.92' }),
  price('own cost: margin on standard', { ...OWN, method: 'MARGIN_ON_STANDARD_COST', rows: BOTH('40') }, { unit: '100.00' }),
  price('by an amount: components do not matter', { ...KIT, rows: ['EACH 1.. = 99.95'] }, { unit: '99.95' }),
  price(
    'by percent of list: components do not matter',
    { ...KIT, method: 'PERCENT_OF_LIST', rows: BOTH('85') },
    { unit: '68.00' },
  ),
  price(
    'a component with two unit rows counts twice',
    {
      ...KIT,
      kitOf: ['10.00, 11.00 x 2 in 2 unit rows', '3.333, 4.00 x 3'],
      method: 'MARKUP_ON_CURRENT_COST',
      rows: BOTH('35'),
    },
    { unit: '67.50' },
  ),
  price(
    'a component with two unit rows counts twice in standard cost',
    {
      ...KIT,
      kitOf: ['10.00, 11.00 x 2 in 2 unit rows', '3.333, 4.00 x 3'],
      method: 'MARGIN_ON_STANDARD_COST',
      rows: BOTH('50'),
    },
    { unit: '112.00' },
  ),
  price(
    'a component without a unit row does not count',
    {
      ...KIT,
      kitOf: ['10.00, 11.00 x 2 in 0 unit rows', '3.333, 4.00 x 3'],
      method: 'MARKUP_ON_CURRENT_COST',
      rows: BOTH('35'),
    },
    { unit: '13.50' },
  ),
  price(
    'the cost is rounded before the markup',
    { ...KIT, kitOf: ['9.998, 0 x 3'], method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35') },
    { unit: '40.49' },
  ),
  price(
    'the cost is rounded once, not by component',
    { ...KIT, kitOf: ['0.004, 0 x 1', '0.004, 0 x 1', '0.004, 0 x 1'], method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('100') },
    { unit: '0.02' },
  ),
  price(
    'a fraction of a component',
    { ...KIT, kitOf: ['12.34, 0 x 0.25', '1, 0 x 1.5'], method: 'MARGIN_ON_CURRENT_COST', rows: BOTH('50') },
    { unit: '9.18' },
  ),
  price(
    "a case of kits: GP's formula has no conversion",
    { ...KIT, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35'), ask: '1 CASE' },
    { unit: '40.50', list: '960.00' },
  ),
  price(
    'a case of kits, own cost: converted',
    { ...OWN, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35'), ask: '1 CASE' },
    { unit: '810.00', list: '960.00' },
  ),
  price(
    'rounded by the level',
    { ...KIT, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35'), options: ['EACH whole up to a multiple of 5'] },
    { unit: '45.00' },
  ),
  price(
    'by the break of the quantity',
    { ...KIT, method: 'MARKUP_ON_CURRENT_COST', rows: ['EACH 1..9 = 35', 'EACH 10.. = 20'], ask: '10' },
    { unit: '36.00', extended: '360.00', breaks: ['1..9 = 40.50', '10.. = 36.00'] },
  ),
  refused(
    'components without a cost',
    { ...KIT, kitOf: ['0, 11 x 2'], method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35') },
    'NO_PRICE',
    [{ method: 'MARKUP_ON_STANDARD_COST' }, '29.70'],
  ),
  refused('a kit of nothing', { ...KIT, kitOf: [], method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35') }, 'NO_PRICE', [
    { kitsFromComponents: false },
    '67.50',
  ]),
  refused(
    'a cost that is rounded to 0',
    { ...KIT, kitOf: ['0.004, 0 x 1'], method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('900') },
    'NO_PRICE',
    [{ kitOf: ['0.005, 0 x 1'] }, '0.10'],
  ),
  refused('in a foreign currency', { ...KIT, ...CANADIAN, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35') }, 'NO_PRICE', [
    { currency: '' },
    '40.50',
  ]),
  price(
    'an item that is no kit has its own cost',
    { ...KIT, isKit: false, method: 'MARKUP_ON_CURRENT_COST', rows: BOTH('35') },
    { unit: '67.50' },
  ),
];

const LIST_PRICES: readonly GoldenPrice[] = [
  price('0 is none', { rows: AMOUNT, list: '0' }, { unit: '80.00', list: null }),
  price('0 once rounded is none', { rows: AMOUNT, list: '0.004' }, { unit: '80.00', list: null }),
  price(
    '0 is none, by a cost',
    { method: 'MARKUP_ON_STANDARD_COST', rows: BOTH('40'), list: '0' },
    { unit: '63.00', list: null },
  ),
  price(
    'rounded for the unit, not for one piece',
    { rows: AMOUNT, list: '0.004', ask: '1 CASE' },
    { unit: '870.00', list: '0.05' },
  ),
  price('below the price', { rows: AMOUNT, list: '70' }, { unit: '80.00', list: '70.00' }),
  price(
    'none in the currency of the order',
    { ...CANADIAN, itemCurrencies: { 'Z-US$': ['80', 2], 'Z-C$': ['0', 2] }, rows: BY_CURRENCY },
    { unit: '103.50', list: null, currency: 'CAD' },
  ),
  price('the same in every break', { rows: AMOUNT, ask: '12' }, { unit: '74.50', list: '80.00' }),
];

const VISITOR: Given = { visitor: true, companyLevel: 'STANDARD', itemLevel: 'LIST' };

const WHO_AND_WHAT: readonly GoldenPrice[] = [
  refused('extended pricing: the price list does not apply', { extendedPricing: true, rows: AMOUNT }, 'NO_PRICE', [
    { extendedPricing: false },
    '80.00',
  ]),
  refused(
    'extended pricing: not for visitors either',
    { ...VISITOR, extendedPricing: true, rows: { STANDARD: AMOUNT } },
    'NO_PRICE',
    [{ extendedPricing: false }, '80.00'],
  ),
  price(
    'visitor: the default level',
    { ...VISITOR, rows: { STANDARD: ['EACH 1.. = 75'], LIST: ['EACH 1.. = 82'] } },
    { unit: '75.00', level: 'STANDARD' },
  ),
  refused("visitor: never the item's own level", { ...VISITOR, rows: { LIST: ['EACH 1.. = 82'] } }, 'NO_PRICE', [
    { visitor: false },
    '82.00',
  ]),
  refused(
    "visitor: never the item's own level, prices not required",
    { ...VISITOR, rows: { LIST: ['EACH 1.. = 82'] }, requiresPrices: false },
    'NO_PRICE',
    [{ companyLevel: 'LIST' }, '82.00'],
  ),
  refused('visitor: no default level', { visitor: true, itemLevel: 'LIST', rows: { LIST: ['EACH 1.. = 82'] } }, 'NO_PRICE', [
    { companyLevel: 'LIST' },
    '82.00',
  ]),
  refused(
    'visitor: a default level that GP does not know',
    { ...VISITOR, companyLevel: 'GHOST', rows: { GHOST: ['EACH 1.. = 60'] } },
    'NO_PRICE',
    [{ levels: ['GHOST'] }, '60.00'],
  ),
  price(
    'visitor: in functional currency',
    { ...VISITOR, itemCurrencies: CANADIAN.itemCurrencies ?? {}, rows: { STANDARD: BY_CURRENCY } },
    { unit: '80.00', level: 'STANDARD' },
  ),
  price(
    'visitor: the breaks of the default level',
    { ...VISITOR, rows: { STANDARD: AMOUNT }, ask: '12' },
    {
      unit: '74.50',
      extended: '894.00',
      level: 'STANDARD',
      breaks: ['1..11 = 80.00', '12.. = 74.50'],
    },
  ),
  refused(
    'visitor: a list that can not be had now',
    { ...VISITOR, missing: ['STANDARD'], rows: { STANDARD: AMOUNT } },
    'LIST_MISSING',
    [{ missing: [] }, '80.00'],
  ),
];

/**
 * Companies with both options, Prices Not Required and Convert Functional Price. The prices of the functional currency are those
 * of the cases above.
 */
const CONVERTS: Given = { ...CANADIAN, requiresPrices: false, rate: '/ 1.3' };

const CONVERSIONS: readonly GoldenPrice[] = [
  price(
    'GP multiplies to its currency: divided, 80 / 0.715 = 111.888...',
    { ...CONVERTS, rate: 'x 0.715', rows: ['EACH 1.. = 80'], ask: '2' },
    { unit: '111.89', extended: '223.78', list: '104.00', currency: 'CAD' },
  ),
  price(
    'GP divides to its currency: multiplied, 80 x 1.4',
    { ...CONVERTS, rate: '/ 1.4', rows: ['EACH 1.. = 80'] },
    { unit: '112.00', list: '104.00', currency: 'CAD' },
  ),
  price(
    'rounded down: 50 / 0.715 = 69.93006...',
    { ...CONVERTS, rate: 'x 0.715', rows: ['EACH 1.. = 50'] },
    { unit: '69.93', currency: 'CAD' },
  ),
  price('rounded down: 80.11 x 1.3 = 104.143', { ...CONVERTS, rows: ['EACH 1.. = 80.11'] }, { unit: '104.14', currency: 'CAD' }),
  price('rounded up: 80.13 x 1.3 = 104.169', { ...CONVERTS, rows: ['EACH 1.. = 80.13'] }, { unit: '104.17', currency: 'CAD' }),
  price(
    'a half is rounded up: 80.15 x 1.3 = 104.195',
    { ...CONVERTS, rows: ['EACH 1.. = 80.15'] },
    { unit: '104.20', currency: 'CAD' },
  ),
  price(
    'a half of a division: 80.10 / 0.8 = 100.125',
    { ...CONVERTS, rate: 'x 0.8', rows: ['EACH 1.. = 80.10'] },
    { unit: '100.13', currency: 'CAD' },
  ),
  price(
    'rows that name the functional currency: 80 / 0.8',
    { ...CONVERTS, rate: 'x 0.8', rows: ['Z-US$ EACH 1.. = 80'] },
    { unit: '100.00', currency: 'CAD' },
  ),
  price('a row in the order currency comes first', { ...CONVERTS, rows: BY_CURRENCY }, { unit: '103.50', currency: 'CAD' }),
  price(
    'an order in the functional currency is not converted',
    { ...CONVERTS, currency: '', rows: ['EACH 1.. = 80'] },
    { unit: '80.00' },
  ),
  refused('not where prices are required', { ...CONVERTS, requiresPrices: true, rows: ['EACH 1.. = 80'] }, 'NO_PRICE', [
    { requiresPrices: false },
    '104.00',
  ]),
  refused('not without a current rate', { ...CONVERTS, rate: 'none', rows: ['EACH 1.. = 80'] }, 'NO_PRICE', [
    { rate: '/ 1.3' },
    '104.00',
  ]),
  refused(
    'not where the item does not have the currency',
    { ...CONVERTS, itemCurrencies: { 'Z-US$': ['80', 2] }, rows: ['EACH 1.. = 80'] },
    'NO_PRICE',
    [{ itemCurrencies: CANADIAN.itemCurrencies ?? {} }, '104.00'],
  ),
  price(
    'percent of the functional list price: 85 % of 80 is 68, x 1.3',
    { ...CONVERTS, method: 'PERCENT_OF_LIST', rows: ['EACH 1.. = 85'] },
    { unit: '88.40', list: '104.00', currency: 'CAD' },
  ),
  price(
    'and not of the other list price: 90 % of 80 is 72, x 1.5',
    { ...CONVERTS, rate: '/ 1.5', method: 'PERCENT_OF_LIST', rows: ['Z-US$ EACH 1.. = 90'] },
    { unit: '108.00', list: '104.00', currency: 'CAD' },
  ),
  price(
    'markup on current cost: 56.91 / 0.715 = 79.5944...',
    { ...CONVERTS, rate: 'x 0.715', method: 'MARKUP_ON_CURRENT_COST', rows: ['EACH 1.. = 35'] },
    { unit: '79.59', currency: 'CAD' },
  ),
  price(
    'markup on standard cost: 63 x 1.3',
    { ...CONVERTS, method: 'MARKUP_ON_STANDARD_COST', rows: ['EACH 1.. = 40'] },
    { unit: '81.90', currency: 'CAD' },
  ),
  price(
    'margin on current cost: 64.86 x 1.3 = 84.318',
    { ...CONVERTS, method: 'MARGIN_ON_CURRENT_COST', rows: ['EACH 1.. = 35'] },
    { unit: '84.32', currency: 'CAD' },
  ),
  price(
    'margin on standard cost: 75 x 1.3',
    { ...CONVERTS, method: 'MARGIN_ON_STANDARD_COST', rows: ['EACH 1.. = 40'] },
    { unit: '97.50', currency: 'CAD' },
  ),
  price(
    'a kit by its components (example 12): 40.50 x 1.3',
    { ...CONVERTS, method: 'MARKUP_ON_CURRENT_COST', kitOf: ['10, 0 x 2', '3.333, 0 x 3'], rows: ['EACH 1.. = 35'] },
    { unit: '52.65', currency: 'CAD' },
  ),
  price(
    'the functional price is rounded first: 65.96 x 10, not 65.95875 x 10',
    {
      ...CONVERTS,
      rate: '/ 10',
      method: 'PERCENT_OF_LIST',
      itemCurrencies: { 'Z-US$': ['79.95', 2], 'Z-C$': ['104', 2] },
      rows: ['EACH 1.. = 82.5'],
    },
    { unit: '659.60', currency: 'CAD' },
  ),
  price(
    'it is rounded as its level does, and the converted price is not: 57 x 1.31 = 74.67',
    { ...CONVERTS, rate: '/ 1.31', rows: ['EACH 1.. = 56.91'], options: ['EACH whole up to a multiple of 0.25'] },
    { unit: '74.67', currency: 'CAD' },
  ),
  price(
    'to the decimals of the item in the order currency: 80 / 0.715 = 111.88811...',
    {
      ...CONVERTS,
      rate: 'x 0.715',
      itemCurrencies: { 'Z-US$': ['80', 2], 'Z-C$': ['104', 4] },
      rows: ['EACH 1.. = 80'],
      ask: '3',
    },
    { unit: '111.8881', extended: '335.66', list: '104.0000', currency: 'CAD' },
  ),
  price(
    'to no decimals in yen: 80 / 0.0067 = 11940.29...',
    {
      ...CONVERTS,
      currency: 'Z-YEN',
      rate: 'x 0.0067',
      itemCurrencies: { 'Z-US$': ['80', 2], 'Z-YEN': ['9000', 0] },
      rows: ['EACH 1.. = 80'],
      ask: '2',
    },
    { unit: '11940', extended: '23880', list: '9000', currency: 'JPY' },
  ),
  price(
    'each break for itself: 80 x 1.3 and 74.50 x 1.3',
    { ...CONVERTS, rows: AMOUNT, ask: '12' },
    { unit: '96.85', extended: '1162.20', currency: 'CAD', breaks: ['1..11 = 104.00', '12.. = 96.85'] },
  ),
  price('a case: 870 x 1.3', { ...CONVERTS, rows: AMOUNT, ask: '1 CASE' }, { unit: '1131.00', list: '1248.00', currency: 'CAD' }),
  price(
    'another unit in the order currency is no row of this one',
    { ...CONVERTS, rows: ['Z-US$ EACH 1.. = 80', 'Z-C$ CASE 1.. = 1200'] },
    { unit: '104.00', currency: 'CAD' },
  ),
  price(
    'the first level decides, whatever the order currency has at others',
    {
      ...CONVERTS,
      companyLevel: 'STANDARD',
      rows: { RETAIL: ['Z-US$ EACH 1.. = 80'], STANDARD: ['Z-C$ EACH 1.. = 99'] },
    },
    { unit: '104.00', currency: 'CAD' },
  ),
  refused(
    'a gap between the breaks of the order currency stays one',
    { ...CONVERTS, rows: ['Z-US$ EACH 1.. = 80', 'Z-C$ EACH 10.. = 90'] },
    'NO_PRICE',
    [{ ask: '10' }, '90.00'],
  ),
  refused('so does one of the functional currency', { ...CONVERTS, rows: ['EACH 10.. = 80'] }, 'NO_PRICE', [
    { ask: '10' },
    '104.00',
  ]),
  refused(
    'a row of 0 in the order currency is one',
    { ...CONVERTS, rows: ['Z-US$ EACH 1.. = 80', 'Z-C$ EACH 1.. = 0'] },
    'NO_PRICE',
    [{ rows: ['Z-US$ EACH 1.. = 80'] }, '104.00'],
  ),
  refused(
    'a cost whose rows name the order currency has rows',
    { ...CONVERTS, method: 'MARKUP_ON_STANDARD_COST', rows: ['Z-US$ EACH 1.. = 40', 'Z-C$ EACH 1.. = 40'] },
    'NO_PRICE',
    [{ rows: ['Z-US$ EACH 1.. = 40'] }, '81.90'],
  ),
  refused('one that comes to nothing: 0.01 / 18.4', { ...CONVERTS, rate: 'x 18.4', rows: ['EACH 1.. = 0.01'] }, 'NO_PRICE', [
    { rate: '/ 18.4' },
    '0.18',
  ]),
  refused(
    'not sold in the unit at the functional price',
    { ...CONVERTS, rows: ['EACH 1.. = 80'], options: ['EACH not sold'] },
    'INVALID_UNIT_OF_MEASURE',
    [{ options: ['EACH whole'] }, '104.00'],
  ),
  refused(
    'not sold in the unit in the order currency',
    { ...CONVERTS, rows: ['Z-US$ EACH 1.. = 80'], options: ['Z-C$ EACH not sold'] },
    'INVALID_UNIT_OF_MEASURE',
    [{ options: ['Z-C$ EACH whole'] }, '104.00'],
  ),
];

export const GOLDEN_PRICES: Readonly<Record<string, readonly GoldenPrice[]>> = {
  'price methods': METHODS,
  'rounding policies': ROUNDING,
  'level fallback': FALLBACKS,
  levels: LEVELS,
  breaks: BREAKS,
  units: UNITS,
  'whole and fractional units': SALE,
  'decimals of quantities': QUANTITIES,
  'decimals of prices': DECIMALS,
  currencies: CURRENCIES,
  'converted prices': CONVERSIONS,
  'halves, away from zero': HALVES,
  'never free': ZEROS,
  kits: KITS,
  'list prices': LIST_PRICES,
  'who asks, and what': WHO_AND_WHAT,
};
