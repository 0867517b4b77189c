import type { BuyingTerms, Company, Currency } from '../account/index.js';
import { currencyOf } from '../account/index.js';
import { decimalString, Exact, roundTo, ZERO } from '../values/exact.js';
import { type CurrencyId, type PriceLevel, sameUnit, type UnitCode } from '../values/identifiers.js';
import { type Money, money } from '../values/money.js';
import { convertedPrice } from './converted-price.js';
import type { ExchangeRate } from './exchange-rate.js';
import type { ItemCurrency, ItemPricing } from './item-pricing.js';
import {
  type ListMissing,
  MOST_RANGES,
  NO_LIMIT,
  NO_RATE,
  type NoPrice,
  noPrice,
  type PriceBreak,
  type PriceQuestion,
  type PriceStep,
  type RateMissing,
  type StandardPrice,
} from './price.js';
import { type LevelCandidate, levelCandidates } from './price-level.js';
import type { PriceList, PriceListRow, UnitOption } from './price-list.js';
import { applyRounding } from './rounding-policy.js';

/** The facts that GP's standard price calculation starts from. */
export interface PriceFacts {
  readonly company: Company;
  readonly terms: BuyingTerms;
  readonly item: ItemPricing;
  /** The item's price lists at the levels that may decide. Null for a level that it lacks; absent for one not known now. */
  readonly lists: ReadonlyMap<PriceLevel, PriceList | null>;
  /** Null where the ERP has none that holds; undefined where it was not asked for. */
  readonly rate?: ExchangeRate | null | undefined;
}

/**
 * The unit price as GP's standard pricing computes it (IV00101, IV00105, IV00107, IV00108, IV40202, RM00101, RM40101,
 * SOP40100), with one difference: a product that GP would refuse or price at 0 has no price here. The price is never 0,
 * never the cost because a markup is missing, and never an amount of another currency, unless GP itself converts it: where the
 * order's currency has no row, and the company has both options for it (SOP40100).
 */
export function unitPrice(
  facts: PriceFacts,
  { quantity, unit: wantedUnit }: PriceQuestion,
): StandardPrice | NoPrice | ListMissing | RateMissing {
  const { company, terms, item } = facts;
  if (company.usesExtendedPricing) return noPrice('NO_PRICE', 'The ERP prices from price sheets.');

  const unit = item.units.find(({ code }) => sameUnit(code, wantedUnit ?? item.sellingUnit));
  if (!unit) return noPrice('INVALID_UNIT_OF_MEASURE', 'The product is not kept in this unit of measure.');
  if (quantity.decimalPlaces() > item.quantityDecimals) {
    return noPrice('INVALID_QUANTITY', `Quantities of the product have at most ${item.quantityDecimals} decimals.`);
  }

  const orderCurrency = terms.currency === '' ? company.functionalCurrency : terms.currency;
  const currency = currencyOf(company, orderCurrency);
  const itemCurrency = currency && itemCurrencyFor(item, orderCurrency, company.functionalCurrency);
  if (!itemCurrency) return noPrice('NO_PRICE', 'The product has no prices in this currency.');

  const level = chooseLevel(facts, orderCurrency, unit.code);
  if (level === 'listMissing') return { kind: 'listMissing' };
  if (!level) return noPrice('NO_PRICE', 'The product has no price at this price level.');

  const basis: Basis = {
    company,
    item,
    currency,
    itemCurrency,
    orderCurrency,
    unit: unit.code,
    baseQuantity: new Exact(unit.baseQuantity),
    level,
  };
  if (isConverted(basis)) return priceOfFunctionalCurrency(facts, basis, { quantity, unit: unit.code });
  const rows = rowsOf(basis);
  if (rows.length === 0) return noPrice('NO_PRICE', 'The product has no price at this price level in this unit of measure.');
  if (!isInOrderCurrency(basis)) return noPrice('NO_PRICE', 'The product has no prices in this currency.');

  const option = optionOf(basis);
  const unsold = notSold(option, quantity);
  if (unsold) return unsold;

  const row = rows.find(({ fromQuantity, toQuantity }) => quantity.gte(fromQuantity) && quantity.lte(toQuantity));
  if (!row) return noPrice('NO_PRICE', 'The product has no price for this quantity.');
  const priced = priceOf(row, option, basis);
  if (!priced) return noPrice('NO_PRICE', 'The product has no price.');

  // A rounding policy may leave more decimals than the item's prices have, and GP keeps them.
  const inItemDecimals = (amount: Exact) => money(amount, currency.code, Math.max(itemCurrency.decimals, amount.decimalPlaces()));
  const listPrice = roundTo(new Exact(itemCurrency.listPrice).times(unit.baseQuantity), itemCurrency.decimals);
  return {
    kind: 'price',
    pricedBy: 'PRICE_LIST',
    unitPrice: inItemDecimals(priced.price),
    enteredDecimals: itemCurrency.decimals,
    listPrice: listPrice.isZero() ? null : inItemDecimals(listPrice),
    extendedPrice: money(priced.price.times(quantity), currency.code, currency.decimals),
    quantity,
    unitOfMeasure: unit.code,
    priceLevel: level.level,
    breaks: rows.slice(0, MOST_RANGES).flatMap((each) => {
      const price = priceOf(each, option, basis)?.price;
      return price ? [breakOf(each, inItemDecimals(price))] : [];
    }),
    explanation: [
      { rule: level.rule, reference: level.level, unitPrice: null },
      { rule: 'PRICE_LIST_LOOKUP', reference: `${level.level} ${unit.code}`, unitPrice: null },
      {
        rule: 'QUANTITY_BREAK',
        reference: rangeText(row),
        unitPrice: item.method === 'CURRENCY_AMOUNT' ? inItemDecimals(priced.beforeRounding) : null,
      },
      ...methodStep(item, priced.beforeRounding, inItemDecimals),
      ...(option?.rounding ? [{ rule: 'ROUNDING', reference: null, unitPrice: inItemDecimals(priced.price) } as const] : []),
    ],
    promotion: null,
  };
}

/** Whether GP converts the functional price: the order's currency has no row at the level and in the unit. */
function isConverted({ company, item, orderCurrency, unit, level }: Basis): boolean {
  if (!company.convertsFunctionalPrices || orderCurrency === company.functionalCurrency) return false;
  // Rows without a currency are functional.
  return !item.pricedByCurrency || rowsAt(level.list, orderCurrency, unit).length === 0;
}

/** The price that the order would have in the functional currency, rounded and with the breaks that it has there, converted. */
function priceOfFunctionalCurrency(
  facts: PriceFacts,
  basis: Basis,
  question: PriceQuestion,
): StandardPrice | NoPrice | ListMissing | RateMissing {
  const { company, terms, rate } = facts;
  // Whatever a unit costs, it is sold as its option in the order's own currency says.
  const unsold = notSold(basis.item.pricedByCurrency ? optionOf(basis) : undefined, question.quantity);
  if (unsold) return unsold;
  const functional = unitPrice({ ...facts, terms: { ...terms, currency: company.functionalCurrency } }, question);
  if (functional.kind !== 'price') return functional;
  if (rate === undefined) return { kind: 'rateMissing' };
  if (rate === null) return noPrice('NO_PRICE', NO_RATE);
  return convertedPrice(functional, rate, basis.currency, basis.itemCurrency, basis.baseQuantity);
}

function notSold(option: UnitOption | undefined, quantity: Exact): NoPrice | undefined {
  if (option?.sold === 'NOT_SOLD') return noPrice('INVALID_UNIT_OF_MEASURE', 'The product is not sold in this unit of measure.');
  if (option?.sold === 'WHOLE' && !quantity.isInteger()) {
    return noPrice('INVALID_QUANTITY', 'The product is sold in whole units only.');
  }
  return undefined;
}

/** How the unit is sold at the level that decides; undefined where no option names it, or the level is not known now. */
export function unitOption(facts: PriceFacts, unit: UnitCode): UnitOption | undefined {
  const { company, terms, item } = facts;
  const orderCurrency = terms.currency === '' ? company.functionalCurrency : terms.currency;
  const known = item.units.find(({ code }) => sameUnit(code, unit));
  const level = known && chooseLevel(facts, orderCurrency, known.code);
  if (!level || level === 'listMissing') return undefined;
  const asked = { item, unit: known.code, baseQuantity: new Exact(known.baseQuantity), level };
  const option = optionOf({ ...asked, orderCurrency });
  // Where the functional price is converted, its own option counts.
  return (
    option ?? (company.convertsFunctionalPrices ? optionOf({ ...asked, orderCurrency: company.functionalCurrency }) : undefined)
  );
}

/** The inputs of a price once its level is chosen. */
interface Basis {
  readonly company: Company;
  readonly item: ItemPricing;
  readonly currency: Currency;
  readonly itemCurrency: ItemCurrency;
  readonly orderCurrency: CurrencyId;
  readonly unit: UnitCode;
  readonly baseQuantity: Exact;
  readonly level: ChosenLevel;
}

interface ChosenLevel extends LevelCandidate {
  readonly list: PriceList | null;
}

/**
 * The candidate that decides. Where the company requires prices, a customer's or default level at which the item has no row
 * in this currency and unit falls back to the next. The item's own level is the last resort in either case.
 */
function chooseLevel(
  { company, terms, item, lists }: PriceFacts,
  orderCurrency: CurrencyId,
  unit: UnitCode,
): ChosenLevel | 'listMissing' | undefined {
  for (const candidate of levelCandidates(terms, company, item)) {
    const list = lists.get(candidate.level);
    if (list === undefined) return 'listMissing';
    const counts =
      !company.requiresPrices ||
      candidate.rule === 'ITEM_PRICE_LEVEL' ||
      rowsAt(list, currencyKey(item, orderCurrency), unit).length > 0;
    if (counts) return company.priceLevels.includes(candidate.level) ? { ...candidate, list } : undefined;
  }
  return undefined;
}

/** The currency under which the item's price list is looked up. */
function currencyKey(item: ItemPricing, orderCurrency: CurrencyId): CurrencyId {
  return item.pricedByCurrency ? orderCurrency : ('' as CurrencyId);
}

function rowsAt(list: PriceList | null, currency: CurrencyId, unit: UnitCode): PriceListRow[] {
  return (list?.rows ?? []).filter((row) => row.currency === currency && sameUnit(row.unit, unit));
}

/** The breaks of the level, unit and currency, lowest first. GP joins on the unit's conversion as well. */
function rowsOf({ item, orderCurrency, unit, baseQuantity, level }: Basis): PriceListRow[] {
  return rowsAt(level.list, currencyKey(item, orderCurrency), unit)
    .filter((row) => baseQuantity.eq(row.baseQuantity))
    .toSorted((one, other) => new Exact(one.fromQuantity).cmp(other.fromQuantity));
}

function optionOf({
  item,
  orderCurrency,
  unit,
  baseQuantity,
  level,
}: Pick<Basis, 'item' | 'orderCurrency' | 'unit' | 'baseQuantity' | 'level'>): UnitOption | undefined {
  const key = currencyKey(item, orderCurrency);
  return level.list?.options.find(
    (option) => option.currency === key && sameUnit(option.unit, unit) && baseQuantity.eq(option.baseQuantity),
  );
}

/** Costs, and rows without a currency, are in the functional currency. They give no price in another one. */
function isInOrderCurrency({ item, orderCurrency, company }: Basis): boolean {
  if (orderCurrency === company.functionalCurrency) return true;
  return item.pricedByCurrency && (item.method === 'CURRENCY_AMOUNT' || item.method === 'PERCENT_OF_LIST');
}

function itemCurrencyFor(item: ItemPricing, orderCurrency: CurrencyId, functionalCurrency: CurrencyId): ItemCurrency | undefined {
  const inOrderCurrency = item.currencies.find(({ currency }) => currency === orderCurrency);
  if (inOrderCurrency || orderCurrency !== functionalCurrency) return inOrderCurrency;
  return item.currencies.find(({ currency }) => currency === '');
}

/** The price that a row gives, before and after the rounding policy; undefined where either is 0 or less. */
function priceOf(
  row: PriceListRow,
  option: UnitOption | undefined,
  basis: Basis,
): { price: Exact; beforeRounding: Exact } | undefined {
  const beforeRounding = byMethod(new Exact(row.value), basis);
  if (!beforeRounding?.gt(ZERO)) return undefined;
  const price = option?.rounding ? applyRounding(beforeRounding, option.rounding) : beforeRounding;
  return price.gt(ZERO) ? { price, beforeRounding } : undefined;
}

/** The price method's formula, rounded to the item's decimals in the currency. */
function byMethod(value: Exact, basis: Basis): Exact | undefined {
  const { item, itemCurrency, baseQuantity } = basis;
  const decimals = itemCurrency.decimals;
  const fraction = value.div(100);
  switch (item.method) {
    case 'CURRENCY_AMOUNT':
      return roundTo(value, decimals);
    case 'PERCENT_OF_LIST':
      return roundTo(new Exact(itemCurrency.listPrice).times(baseQuantity).times(value).div(100), decimals);
    case 'MARKUP_ON_CURRENT_COST':
    case 'MARKUP_ON_STANDARD_COST': {
      const kitCost = componentCost(basis);
      // GP rounds the factor itself, but only for kits: at two decimals 33.335 % counts as 33 %.
      return kitCost
        ? roundTo(kitCost.times(roundTo(fraction.plus(1), decimals)), decimals)
        : roundTo(cost(item).times(baseQuantity).times(fraction.plus(1)), decimals);
    }
    case 'MARGIN_ON_CURRENT_COST':
    case 'MARGIN_ON_STANDARD_COST': {
      const rest = new Exact(1).minus(fraction);
      // A margin of 100 % or more has no price.
      if (rest.lte(ZERO)) return undefined;
      return roundTo((componentCost(basis) ?? cost(item).times(baseQuantity)).div(rest), decimals);
    }
  }
}

function usesCurrentCost({ method }: ItemPricing): boolean {
  return method === 'MARKUP_ON_CURRENT_COST' || method === 'MARGIN_ON_CURRENT_COST';
}

function cost(item: ItemPricing): Exact {
  return new Exact(usesCurrentCost(item) ? item.currentCost : item.standardCost);
}

/**
 * The cost of a kit's components, where the company prices kits by it. As in GP's own code, a component's quantity is not
 * converted to its base unit, and its cost counts once for every row of its unit in the unit schedule.
 */
function componentCost({ company, item, itemCurrency }: Basis): Exact | undefined {
  if (!item.isKit || !company.pricesKitsFromComponents) return undefined;
  const sum = item.components.reduce((total, { currentCost, standardCost, quantity, unitRows }) => {
    return total.plus(new Exact(usesCurrentCost(item) ? currentCost : standardCost).times(quantity).times(unitRows));
  }, ZERO);
  return roundTo(sum, itemCurrency.decimals);
}

function breakOf({ fromQuantity, toQuantity }: PriceListRow, price: Money): PriceBreak {
  const to = new Exact(toQuantity);
  return { fromQuantity: new Exact(fromQuantity), toQuantity: to.gte(NO_LIMIT) ? null : to, unitPrice: price };
}

function rangeText({ fromQuantity, toQuantity }: PriceListRow): string {
  const from = decimalString(fromQuantity);
  return new Exact(toQuantity).gte(NO_LIMIT) ? `${from} and more` : `${from} to ${decimalString(toQuantity)}`;
}

/** Names the rule but not the percentage: a margin and a price would reveal the cost. */
function methodStep({ method }: ItemPricing, price: Exact, inItemDecimals: (amount: Exact) => Money): PriceStep[] {
  switch (method) {
    case 'CURRENCY_AMOUNT':
      return [];
    case 'PERCENT_OF_LIST':
      return [{ rule: 'PERCENT_OF_LIST', reference: null, unitPrice: inItemDecimals(price) }];
    case 'MARKUP_ON_CURRENT_COST':
    case 'MARKUP_ON_STANDARD_COST':
      return [{ rule: 'MARKUP_ON_COST', reference: null, unitPrice: inItemDecimals(price) }];
    case 'MARGIN_ON_CURRENT_COST':
    case 'MARGIN_ON_STANDARD_COST':
      return [{ rule: 'MARGIN_ON_COST', reference: null, unitPrice: inItemDecimals(price) }];
  }
}
