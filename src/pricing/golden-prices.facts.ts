import type { BuyingTerms, Company } from '../account/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { type DecimalString, decimalString, Exact } from '../values/exact.js';
import { asAccountNumber, asCurrencyId, asPriceLevel, asSku, asUnitCode, type PriceLevel } from '../values/identifiers.js';
import { asCurrencyCode } from '../values/money.js';
import type { ExchangeRate } from './exchange-rate.js';
import type { ComponentCost, ItemPricing, PriceMethod } from './item-pricing.js';
import type { PriceQuestion } from './price.js';
import type { PriceList, PriceListRow, UnitOption, UnitSale } from './price-list.js';
import type { RoundingPolicy } from './rounding-policy.js';
import type { PriceFacts } from './unit-price.js';

/**
 * How a case differs from PUMP-10, the item of the worked examples: EACH, and CASE of 12; list price 80.00, current cost
 * 42.1575, standard cost 45.00, prices with 2 decimals, quantities with none. The customer is on the level RETAIL and
 * buys in US dollars, the functional currency. The company asks for prices and has no default level.
 */
export interface Given {
  /** Quantity and unit, e.g. "12 EACH"; the unit may be left out. "1" where not given. */
  readonly ask?: string;

  readonly method?: PriceMethod;
  /** Price of one base unit, in the functional currency. */
  readonly list?: string;
  readonly currentCost?: string;
  readonly standardCost?: string;
  /** Decimals of the item's prices in functional currency. */
  readonly decimals?: number;
  readonly quantityDecimals?: number;
  readonly units?: Readonly<Record<string, string>>;
  readonly sellingUnit?: string;
  readonly itemLevel?: string;
  /** List price and decimals by GP's name of the currency; replaces the functional one. */
  readonly itemCurrencies?: Readonly<Record<string, readonly [list: string, decimals: number]>>;
  /** "current cost, standard cost x quantity", and " in 2 unit rows" where it isn't one; makes the item a kit. */
  readonly kitOf?: readonly string[];
  /** Not a kit, but with components in GP's table. */
  readonly isKit?: boolean;

  /**
   * "EACH 1..11 = 80.00", "EACH 12.. = 74.50" without a limit, "Z-C$ EACH 1.. = 90" with a currency, "CASE 1.. = 870 @10"
   * where the row's quantity in base units isn't the schedule's. A plain list stands for RETAIL's.
   */
  readonly rows?: readonly string[] | Readonly<Record<string, readonly string[]>>;
  /**
   * "EACH not sold", "EACH whole", "EACH fractions up to a multiple of 0.25", "EACH fractions nearest that ends in 0.95", with
   * a currency and a quantity in base units as in rows; "none" for no options. A unit without any may be sold in fractions.
   */
  readonly options?: readonly string[] | Readonly<Record<string, readonly string[]>>;
  /** Levels whose price list can't be had now. */
  readonly missing?: readonly string[];

  /** The customer's level; null for none. */
  readonly customerLevel?: string | null;
  /** GP's name of the order's currency. */
  readonly currency?: string;
  readonly visitor?: boolean;

  readonly companyLevel?: string;
  readonly levels?: readonly string[];
  readonly requiresPrices?: boolean;
  /**
   * Convert Functional Price is set, and this is the current rate of the order's currency: "x 18.4" or "/ 0.715" as GP comes
   * from it to the functional currency (RTCLCMTD); "none" for none; "not asked" where the rule was given none.
   */
  readonly rate?: string;
  readonly kitsFromComponents?: boolean;
  readonly extendedPricing?: boolean;
  readonly functionalCurrency?: string;
  /** ISO code and decimals by GP's name of the currency. */
  readonly currencies?: Readonly<Record<string, readonly [code: string, decimals: number]>>;
}

/** The functional currency, Canadian dollars, yen and dinars, by the names that GP gives them. */
const CURRENCIES = { 'Z-US$': ['USD', 2], 'Z-C$': ['CAD', 2], 'Z-YEN': ['JPY', 0], 'Z-KD': ['KWD', 3] } as const;

const decimal = (text: string) => decimalString(text);

export function goldenFacts(given: Given): PriceFacts {
  const item = itemOf(given);
  return { company: companyOf(given), terms: termsOf(given), item, lists: listsOf(given, item), rate: goldenRate(given.rate) };
}

export function goldenRate(text = 'not asked'): ExchangeRate | null | undefined {
  if (text === 'not asked') return undefined;
  const [method, rate = ''] = text.split(' ');
  if (method === 'none') return null;
  return {
    table: 'SELL',
    date: '2026-11-01' as CalendarDate,
    rate: decimal(rate),
    method: method === 'x' ? 'MULTIPLY' : 'DIVIDE',
  };
}

export function goldenQuestion({ ask = '1' }: Given): PriceQuestion {
  const [quantity = '1', unit] = ask.split(' ');
  return { quantity: new Exact(quantity), unit: unit === undefined ? null : asUnitCode(unit) };
}

function companyOf(given: Given): Company {
  const currencies = given.currencies ?? CURRENCIES;
  return {
    functionalCurrency: asCurrencyId(given.functionalCurrency ?? 'Z-US$'),
    currencies: Object.fromEntries(
      Object.entries(currencies).map(([id, [code, decimals]]) => [id, { code: asCurrencyCode(code), decimals }]),
    ),
    defaultPriceLevel: given.companyLevel === undefined ? null : asPriceLevel(given.companyLevel),
    priceLevels: (given.levels ?? ['DEALER', 'LIST', 'RETAIL', 'STANDARD']).map(asPriceLevel),
    defaultWarehouse: null,
    requiresPrices: given.requiresPrices ?? true,
    convertsFunctionalPrices: given.rate !== undefined && given.requiresPrices === false,
    pricesKitsFromComponents: given.kitsFromComponents ?? true,
    usesExtendedPricing: given.extendedPricing ?? false,
    takesBackOrders: true,
    quotesBecomeOrders: true,
  };
}

function termsOf({ visitor = false, customerLevel = 'RETAIL', currency = '' }: Given): BuyingTerms {
  return {
    accountNumber: visitor ? null : asAccountNumber('AARONFIT0001'),
    customerClass: null,
    priceLevel: visitor || customerLevel === null ? null : asPriceLevel(customerLevel),
    currency: asCurrencyId(visitor ? '' : currency),
  };
}

function itemOf(given: Given): ItemPricing {
  const { list = '80.00', decimals = 2, functionalCurrency = 'Z-US$' } = given;
  return {
    sku: asSku('PUMP-10'),
    isKit: given.isKit ?? given.kitOf !== undefined,
    method: given.method ?? 'CURRENCY_AMOUNT',
    currentCost: decimal(given.currentCost ?? '42.1575'),
    standardCost: decimal(given.standardCost ?? '45'),
    sellingUnit: asUnitCode(given.sellingUnit ?? 'EACH'),
    units: Object.entries(unitsOf(given)).map(([code, base]) => ({ code: asUnitCode(code), baseQuantity: decimal(base) })),
    quantityDecimals: given.quantityDecimals ?? 0,
    scheduleDecimals: given.quantityDecimals ?? 0,
    decimals,
    defaultLevel: given.itemLevel === undefined ? null : asPriceLevel(given.itemLevel),
    priceGroup: null,
    pricedByCurrency: Object.values(byLevel(given.rows)).some((rows) => rows.some((row) => parts(row).currency !== '')),
    currencies: Object.entries(given.itemCurrencies ?? { [functionalCurrency]: [list, decimals] as const }).map(
      ([currency, [listPrice, places]]) => ({
        currency: asCurrencyId(currency),
        listPrice: decimal(listPrice),
        decimals: places,
      }),
    ),
    components: (given.kitOf ?? []).map(componentOf),
  };
}

function componentOf(text: string): ComponentCost {
  const { current, standard, quantity, unitRows } = matched<'current' | 'standard' | 'quantity' | 'unitRows'>(
    /^(?<current>\S+), (?<standard>\S+) x (?<quantity>\S+?)(?: in (?<unitRows>\d) unit rows)?$/,
    text,
  );
  return {
    currentCost: decimal(current),
    standardCost: decimal(standard),
    quantity: decimal(quantity),
    unitRows: Number(unitRows || '1'),
  };
}

function listsOf(given: Given, item: ItemPricing): ReadonlyMap<PriceLevel, PriceList | null> {
  const rows = byLevel(given.rows);
  const options = byLevel(given.options);
  const mayDecide = [given.customerLevel ?? 'RETAIL', given.companyLevel, given.itemLevel, ...Object.keys(rows)];
  const lists = new Map<PriceLevel, PriceList | null>();
  for (const level of mayDecide) {
    if (level === undefined || given.missing?.includes(level)) continue;
    const priceRows = rows[level]?.map((text) => rowOf(text, given, item));
    const own = (options[level] ?? []).filter((text) => text !== 'none').map((text) => optionOf(text, given));
    lists.set(
      asPriceLevel(level),
      priceRows ? { rows: priceRows, options: options[level]?.includes('none') ? [] : withUsual(own, priceRows) } : null,
    );
  }
  return lists;
}

function withUsual(options: readonly UnitOption[], rows: readonly PriceListRow[]): readonly UnitOption[] {
  const all = [...options];
  for (const { currency, unit, baseQuantity } of rows) {
    if (all.some((option) => option.currency === currency && option.unit === unit)) continue;
    all.push({ currency, unit, baseQuantity, sold: 'WHOLE_AND_FRACTIONAL', rounding: null });
  }
  return all;
}

function rowOf(text: string, given: Given, item: ItemPricing): PriceListRow {
  const { currency, unit, rest, base } = parts(text);
  const { from, to, value } = matched<'from' | 'to' | 'value'>(/^(?<from>[\d.]+?)\.\.(?<to>[\d.]*) = (?<value>\S+)$/, rest);
  return {
    currency: asCurrencyId(currency),
    unit: asUnitCode(unit),
    fromQuantity: decimal(from),
    toQuantity: to === '' ? noLimit(item.quantityDecimals) : decimal(to),
    value: decimal(value),
    baseQuantity: decimal(base || baseQuantityOf(unit, given)),
  };
}

/** TOQTY of a row without a limit: twelve nines, and one more for each decimal of the item's quantities. */
export function noLimit(quantityDecimals: number): DecimalString {
  return decimal(quantityDecimals === 0 ? '9'.repeat(12) : `${'9'.repeat(12)}.${'9'.repeat(quantityDecimals)}`);
}

const SOLD: Readonly<Record<string, UnitSale>> = { 'not sold': 'NOT_SOLD', whole: 'WHOLE', fractions: 'WHOLE_AND_FRACTIONAL' };
const DIRECTION: Readonly<Record<string, RoundingPolicy['direction']>> = { up: 'UP', down: 'DOWN', nearest: 'NEAREST' };

function optionOf(text: string, given: Given): UnitOption {
  const { currency, unit, rest, base } = parts(text);
  const { sold, direction, to, amount } = matched<'sold' | 'direction' | 'to' | 'amount'>(
    /^(?<sold>not sold|whole|fractions)(?: (?<direction>up|down|nearest) (?<to>to a multiple of|that ends in) (?<amount>\S+))?$/,
    rest,
  );
  const towards = DIRECTION[direction];
  return {
    currency: asCurrencyId(currency),
    unit: asUnitCode(unit),
    baseQuantity: decimal(base || baseQuantityOf(unit, given)),
    sold: SOLD[sold] ?? 'NOT_SOLD',
    rounding: towards ? { direction: towards, to: to === 'that ends in' ? 'ENDS_IN' : 'MULTIPLE_OF', amount } : null,
  };
}

function byLevel(given: Given['rows']): Readonly<Record<string, readonly string[]>> {
  if (given === undefined) return {};
  return isPlain(given) ? { RETAIL: given } : given;
}

function isPlain(given: NonNullable<Given['rows']>): given is readonly string[] {
  return Array.isArray(given);
}

function unitsOf({ units = { EACH: '1', CASE: '12' } }: Given): Readonly<Record<string, string>> {
  return units;
}

function baseQuantityOf(unit: string, given: Given): string {
  const known = Object.entries(unitsOf(given)).find(([code]) => code.toUpperCase() === unit.toUpperCase());
  return known?.[1] ?? '1';
}

/** The parts that rows and options have in common. */
function parts(text: string) {
  return matched<'currency' | 'unit' | 'rest' | 'base'>(
    /^(?:(?<currency>Z-\S+) )?(?<unit>\S+) (?<rest>.+?)(?: @(?<base>[\d.]+))?$/,
    text,
  );
}

/** The named groups of a text that must match; one that took no part is ''. */
function matched<Name extends string>(pattern: RegExp, text: string): Readonly<Record<Name, string>> {
  const found = pattern.exec(text);
  if (!found) throw new Error(`Not understood: ${text}`);
  const groups = Object.entries(found.groups ?? {}).map(([name, value]) => [name, value ?? '']);
  return Object.fromEntries(groups) as Record<Name, string>;
}
