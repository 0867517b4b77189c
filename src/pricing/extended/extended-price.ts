import { type BuyingTerms, type Company, currencyOf } from '../../account/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { Exact, roundTo, ZERO } from '../../values/exact.js';
import { sameUnit } from '../../values/identifiers.js';
import { type Money, money } from '../../values/money.js';
import type { ItemPricing } from '../item-pricing.js';
import {
  type ExtendedPrice,
  type ListMissing,
  type NoPrice,
  noPrice,
  type PricePromotion,
  type PriceQuestion,
  type PriceStep,
} from '../price.js';
import { explainPromotion, explainSearch } from './explanation.js';
import { type NotFound, type SheetPrice, searchPrice } from './price-search.js';
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
}

/** GP's own errors (sopExtPricingGetPrice), in words for whoever sees the page. */
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
): ExtendedPrice | NoPrice | ListMissing {
  const { company, terms, item, promotions } = facts;
  const unit = item.units.find(({ code }) => sameUnit(code, wantedUnit ?? item.sellingUnit));
  if (!unit) return noPrice('INVALID_UNIT_OF_MEASURE', 'The product is not kept in this unit of measure.');
  if (quantity.decimalPlaces() > item.quantityDecimals) {
    return noPrice('INVALID_QUANTITY', `Quantities of the product have at most ${item.quantityDecimals} decimals.`);
  }
  if (quantity.lte(ZERO)) return refused(50007);

  const orderCurrency = terms.currency === '' ? company.functionalCurrency : terms.currency;
  const currency = currencyOf(company, orderCurrency);
  if (!currency) return refused(50031);
  const inOrderCurrency = item.currencies.find((each) => each.currency === orderCurrency);
  const isFunctional = orderCurrency === company.functionalCurrency;
  if (!isFunctional && !inOrderCurrency) return refused(50033);
  const decimals = isFunctional || !inOrderCurrency ? item.decimals : inOrderCurrency.decimals;

  // In the order's currency alone. GP can go on in the functional one and convert, which is not built: ADR 5.
  const linked = { ...facts.linked, functionalCurrency: company.functionalCurrency };
  const asked = { today: facts.today, currency: orderCurrency, unit: unit.code };
  const search: Search = {
    steps: searchSteps(linked, { ...asked, promotions: false }),
    promotions: promotions === 'ignore' ? [] : searchSteps(linked, { ...asked, promotions: true }),
    decimals,
  };
  const priceAt = (at: Exact) => findPrice(search, at, promotions === 'apply');
  const found = priceAt(quantity);
  if (found.kind === 'missing') return { kind: 'listMissing' };
  if (found.kind === 'refused') return refused(found.code === 50007 && !isFunctional ? 50031 : found.code);
  if (found.price.lte(ZERO)) return noPrice('NO_PRICE', 'The product has no price.');

  // A net price may have more decimals than the item's prices, and GP keeps them.
  const inItemDecimals = (amount: Exact) => money(amount, currency.code, Math.max(decimals, amount.decimalPlaces()));
  const { listPrice = '0' } = inOrderCurrency ?? item.currencies.find((each) => isFunctional && each.currency === '') ?? {};
  const list = roundTo(new Exact(listPrice).times(unit.baseQuantity), decimals);
  return {
    kind: 'price',
    pricedBy: 'PRICE_SHEETS',
    unitPrice: inItemDecimals(found.price),
    listPrice: list.isZero() ? null : inItemDecimals(list),
    extendedPrice: money(found.price.times(quantity), currency.code, currency.decimals),
    quantity,
    unitOfMeasure: unit.code,
    // The sheet of the first step that found a value: the nearest.
    priceLevel: (found.sheetPrice.adjustments.at(-1)?.row ?? found.sheetPrice.net).sheet.id,
    breaks: quantityBreaks(search, item.quantityDecimals, (at) => {
      const each = priceAt(at);
      return each.kind === 'found' && each.price.gt(ZERO) ? inItemDecimals(each.price) : undefined;
    }),
    explanation: explained(search, found, quantity, inItemDecimals),
    promotion: shownPromotion(found),
    pricedOn: facts.today,
  };

  /** The promotion as the price shows it. One that is only shown and could never apply is not shown, and keeps no price away. */
  function shownPromotion({ sheetPrice, promotion }: FoundPrice): PricePromotion | null {
    const at = promotions === 'show' ? applyPromotion(search, quantity, sheetPrice) : promotion;
    if (!at || !('row' in at)) return null;
    const { row, kind, price, freeItem } = at;
    if (price?.lte(ZERO)) return null;
    return {
      kind,
      value: new Exact(row.value.value),
      until: row.sheet.endDate,
      priceSheet: row.sheet.id,
      applied: promotions === 'apply',
      unitPrice: price && inItemDecimals(price),
      freeItem,
    };
  }
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

function explained(
  search: Search,
  { sheetPrice, promotion }: FoundPrice,
  quantity: Exact,
  amount: (value: Exact) => Money,
): PriceStep[] {
  const steps = explainSearch(search, quantity, sheetPrice, amount);
  if (promotion) steps.push(explainPromotion(promotion, amount));
  return steps;
}

function refused(code: keyof typeof REFUSED): NoPrice {
  return { ...noPrice('NO_PRICE', REFUSED[code] ?? 'The product has no price.'), gpError: code };
}
