import { type BuyingTerms, type Company, type Currency, currencyOf } from '../../account/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { Exact, roundTo, ZERO } from '../../values/exact.js';
import { type CurrencyId, sameUnit } from '../../values/identifiers.js';
import { type Money, money } from '../../values/money.js';
import { conversionStep } from '../converted-price.js';
import { type ExchangeRate, fromFunctional } from '../exchange-rate.js';
import type { ItemPricing } from '../item-pricing.js';
import {
  type ExtendedPrice,
  type ListMissing,
  NO_RATE,
  type NoPrice,
  noPrice,
  type PricePromotion,
  type PriceQuestion,
  type PriceStep,
  type RateMissing,
} from '../price.js';
import { explainPromotion, explainSearch } from './explanation.js';
import { firstRow, NOTHING_FOUND, type NotFound, type SheetPrice, searchPrice } from './price-search.js';
import { type AppliedPromotion, applyPromotion } from './promotion.js';
import { quantityBreaks } from './quantity-breaks.js';
import { type LinkedSheets, type SearchStep, searchSteps } from './sheet-search.js';

/** What becomes of GP's promotions: applied to prices and orders, shown beside the price, or left alone. */
export type Promotions = 'apply' | 'show' | 'ignore';

/** The facts that a price of extended pricing starts from. */
export interface ExtendedPriceFacts {
  readonly company: Company;
  readonly terms: BuyingTerms;
  readonly item: ItemPricing;
  readonly linked: Omit<LinkedSheets, 'functionalCurrency'>;
  /** The company's business day. */
  readonly today: CalendarDate;
  readonly promotions: Promotions;
  /** Null where the ERP has none that holds; undefined where it was not asked for. */
  readonly rate?: ExchangeRate | null | undefined;
}

/** GP's own errors (sopExtPricingGetPrice), in words for people who see the page. */
const REFUSED: Readonly<Record<number, string>> = {
  50001: 'Two of the price sheets of the account are equally valid for the product.',
  50002: "Two of the price sheets of the account are equally valid for the product's price group.",
  50003: "Two price sheets of the account's price book are equally valid for the product.",
  50004: "Two price sheets of the account's price book are equally valid for the product's price group.",
  50005: 'Two price sheets of the base price book are equally valid for the product.',
  50006: "Two price sheets of the base price book are equally valid for the product's price group.",
  50007: 'No price sheet has a price of the product for this quantity and unit of measure.',
  50008: 'The base price book has no net price of the product.',
  50009: "The base price book has no net price of the product's price group.",
  50031: 'The product has no prices in this currency.',
  50033: 'The product is not kept in this currency.',
};

/**
 * The unit price as GP's extended pricing computes it (SOP10110, IV10401, IV10402, RM00500, SOP10205, IV10400). As with
 * standard pricing, a product that GP would refuse or price at 0 or less has no price here.
 */
export function extendedPrice(
  facts: ExtendedPriceFacts,
  { quantity, unit: wantedUnit }: PriceQuestion,
): ExtendedPrice | NoPrice | ListMissing | RateMissing {
  const { company, terms, item, promotions, rate } = facts;
  const unit = item.units.find(({ code }) => sameUnit(code, wantedUnit ?? item.sellingUnit));
  if (!unit) return noPrice('INVALID_UNIT_OF_MEASURE', 'The product is not kept in this unit of measure.');
  if (quantity.decimalPlaces() > item.quantityDecimals) {
    return noPrice('INVALID_QUANTITY', `Quantities of the product have at most ${item.quantityDecimals} decimals.`);
  }
  if (quantity.lte(ZERO)) return refused(NOTHING_FOUND);

  const orderCurrency = terms.currency === '' ? company.functionalCurrency : terms.currency;
  const currency = currencyOf(company, orderCurrency);
  if (!currency) return refused(50031);
  const inOrderCurrency = item.currencies.find((each) => each.currency === orderCurrency);
  const isFunctional = orderCurrency === company.functionalCurrency;
  if (!isFunctional && !inOrderCurrency) return refused(50033);
  const decimals = isFunctional || !inOrderCurrency ? item.decimals : inOrderCurrency.decimals;

  const linked = { ...facts.linked, functionalCurrency: company.functionalCurrency };
  const searchIn = (searched: CurrencyId, places: number): Search => {
    const asked = { today: facts.today, currency: searched, unit: unit.code };
    return {
      steps: searchSteps(linked, { ...asked, promotions: false }),
      promotions: promotions === 'ignore' ? [] : searchSteps(linked, { ...asked, promotions: true }),
      decimals: places,
    };
  };
  const ownSearch = searchIn(orderCurrency, decimals);
  const functionalCurrency = company.currencies[company.functionalCurrency];
  const functional: FunctionalSearch | null =
    isFunctional || !company.convertsFunctionalPrices || !functionalCurrency
      ? null
      : { search: searchIn(company.functionalCurrency, item.decimals), currency: functionalCurrency };
  let isRateMissing = false;
  const priceAt = (at: Exact): CurrencyPrice | NotFound | NotConverted => {
    const own = findPrice(ownSearch, at, promotions === 'apply');
    if (own.kind === 'found') return { ...own, search: ownSearch, converted: (amount) => amount, conversion: null };
    if (!functional || own.kind !== 'refused' || own.code !== NOTHING_FOUND) return own;
    // What becomes of a promotion of the order's own currency is not certain then.
    const ofOwn = firstRow(ownSearch.promotions, at);
    if (ofOwn) return ofOwn.kind === 'found' ? own : ofOwn;
    const found = findPrice(functional.search, at, promotions === 'apply');
    if (found.kind !== 'found') return found;
    if (rate === undefined) isRateMissing = true;
    if (!rate) return { kind: 'notConverted' };
    const converted = (amount: Exact) => fromFunctional(amount, rate, decimals);
    const conversion = { rate, from: functional.currency };
    return { ...found, price: converted(found.price), search: functional.search, converted, conversion };
  };

  const found = priceAt(quantity);
  if (found.kind === 'missing') return { kind: 'listMissing' };
  if (found.kind === 'notConverted') return rate === null ? noPrice('NO_PRICE', NO_RATE) : { kind: 'rateMissing' };
  if (found.kind === 'refused') {
    return refused(found.code === NOTHING_FOUND && !isFunctional && !functional ? 50031 : found.code);
  }
  if (found.price.lte(ZERO)) return noPrice('NO_PRICE', 'The product has no price.');

  // A net price may have more decimals than the item's prices, and GP keeps them.
  const inItemDecimals = (amount: Exact) => money(amount, currency.code, Math.max(decimals, amount.decimalPlaces()));
  const { listPrice = '0' } = inOrderCurrency ?? item.currencies.find((each) => isFunctional && each.currency === '') ?? {};
  const list = roundTo(new Exact(listPrice).times(unit.baseQuantity), decimals);
  const searched = functional
    ? {
        steps: [...ownSearch.steps, ...functional.search.steps],
        promotions: [...ownSearch.promotions, ...functional.search.promotions],
      }
    : ownSearch;
  const breaks = quantityBreaks(searched, item.quantityDecimals, (at) => {
    const each = priceAt(at);
    return each.kind === 'found' && each.price.gt(ZERO) ? inItemDecimals(each.price) : undefined;
  });
  // The price asked for is in its own currency, and some of the breaks are not.
  if (isRateMissing) return { kind: 'rateMissing' };
  return {
    kind: 'price',
    pricedBy: 'PRICE_SHEETS',
    unitPrice: inItemDecimals(found.price),
    enteredDecimals: decimals,
    listPrice: list.isZero() ? null : inItemDecimals(list),
    extendedPrice: money(found.price.times(quantity), currency.code, currency.decimals),
    quantity,
    unitOfMeasure: unit.code,
    // The sheet of the first step that found a value: the nearest.
    priceLevel: (found.sheetPrice.adjustments.at(-1)?.row ?? found.sheetPrice.net).sheet.id,
    breaks,
    explanation: explained(found, quantity, inItemDecimals, item.decimals),
    promotion: shownPromotion(found),
    pricedOn: facts.today,
  };

  /** The promotion as the price shows it. One that is only shown and could never apply is not shown, and keeps no price away. */
  function shownPromotion({ sheetPrice, promotion, search, converted }: CurrencyPrice): PricePromotion | null {
    const at = promotions === 'show' ? applyPromotion(search, quantity, sheetPrice) : promotion;
    if (!at || !('row' in at)) return null;
    const { row, kind, freeItem } = at;
    const price = at.price && converted(at.price);
    if (price?.lte(ZERO)) return null;
    const value = new Exact(row.value.value);
    return {
      kind,
      value: kind === 'NET_PRICE' || kind === 'VALUE_OFF' ? converted(value) : value,
      until: row.sheet.endDate,
      priceSheet: row.sheet.id,
      applied: promotions === 'apply',
      unitPrice: price && inItemDecimals(price),
      freeItem,
    };
  }
}

/** The search that GP goes on with where the order's currency has no price, and the currency of what it finds. */
interface FunctionalSearch {
  readonly search: Search;
  readonly currency: Currency;
}

/** A price of the functional currency for which there is no rate. */
interface NotConverted {
  readonly kind: 'notConverted';
}

/** The sheets that are searched for a price, and for a promotion. */
export interface Search {
  readonly steps: readonly SearchStep[];
  readonly promotions: readonly SearchStep[];
  /** Of the item's prices. */
  readonly decimals: number;
}

interface FoundPrice {
  readonly kind: 'found';
  readonly price: Exact;
  readonly sheetPrice: SheetPrice;
  readonly promotion: AppliedPromotion | null;
}

function findPrice(search: Search, quantity: Exact, appliesPromotions: boolean): FoundPrice | NotFound {
  const sheetPrice = searchPrice(search.steps, 'CUSTOMER', quantity, search.decimals);
  if (sheetPrice.kind !== 'found') return sheetPrice;
  const promotion = appliesPromotions ? applyPromotion(search, quantity, sheetPrice) : null;
  if (promotion && !('row' in promotion)) return promotion;
  return { kind: 'found', price: promotion?.price ?? sheetPrice.price, sheetPrice, promotion };
}

/** A price in the order's currency, found in it or converted. */
interface CurrencyPrice extends FoundPrice {
  /** The search that found it, whose amounts are in the currency that was searched. */
  readonly search: Search;
  /** An amount that it found, in the order's currency. */
  readonly converted: (amount: Exact) => Exact;
  /** Null for a price that was found in the order's currency. */
  readonly conversion: { readonly rate: ExchangeRate; readonly from: Currency } | null;
}

/** @param functionalDecimals of the item's prices in the functional currency */
function explained(
  { search, sheetPrice, promotion, price, conversion }: CurrencyPrice,
  quantity: Exact,
  amount: (value: Exact) => Money,
  functionalDecimals: number,
): PriceStep[] {
  const found = conversion
    ? (value: Exact) => money(value, conversion.from.code, Math.max(functionalDecimals, value.decimalPlaces()))
    : amount;
  const steps = explainSearch(search, quantity, sheetPrice, found);
  if (promotion) steps.push(explainPromotion(promotion, found));
  if (conversion) steps.push(conversionStep(conversion.rate, amount(price)));
  return steps;
}

function refused(code: keyof typeof REFUSED): NoPrice {
  return { ...noPrice('NO_PRICE', REFUSED[code] ?? 'The product has no price.'), gpError: code };
}
