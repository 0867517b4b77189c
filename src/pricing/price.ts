import type { CalendarDate } from '../values/calendar-date.js';
import { Exact } from '../values/exact.js';
import type { PriceGroupId, PriceLevel, PriceSheetId, Sku, UnitCode } from '../values/identifiers.js';
import type { Money } from '../values/money.js';
import type { PricePlace, PromotionKind, ValueKind } from './extended/price-sheet.js';
import type { Loss } from './extended/sheet-search.js';

export interface PriceQuestion {
  readonly quantity: Exact;
  /** Null for the item's default selling unit. */
  readonly unit: UnitCode | null;
}

/** A price by one of GP's two engines; a company uses exactly one of them. */
export type UnitPrice = StandardPrice | ExtendedPrice;

/** A price by the items' price lists. */
export interface StandardPrice extends PriceParts {
  readonly pricedBy: 'PRICE_LIST';
  readonly priceLevel: PriceLevel;
  readonly promotion: null;
}

/** A price by price sheets. */
export interface ExtendedPrice extends PriceParts {
  readonly pricedBy: 'PRICE_SHEETS';
  /** The sheet of the first step that found a value. */
  readonly priceLevel: PriceSheetId;
  readonly promotion: PricePromotion | null;
  /** The company's day for which it holds. */
  readonly pricedOn: CalendarDate;
}

interface PriceParts {
  readonly kind: 'price';
  readonly unitPrice: Money;
  /** The most decimals with which GP enters a price of the item in this currency (IV00105.DECPLCUR; error 4646 beyond them). */
  readonly enteredDecimals: number;
  readonly listPrice: Money | null;
  readonly extendedPrice: Money;
  readonly quantity: Exact;
  readonly unitOfMeasure: UnitCode;
  readonly breaks: readonly PriceBreak[];
  /** The steps that led to the unit price, in GP's order. */
  readonly explanation: readonly PriceStep[];
}

export interface PriceBreak {
  readonly fromQuantity: Exact;
  /** Null for the last break, which has no limit. */
  readonly toQuantity: Exact | null;
  readonly unitPrice: Money;
}

export interface PriceStep {
  readonly rule: PriceRule;
  readonly reference: string | null;
  readonly unitPrice: Money | null;
  /** What a price sheet had for the item; absent for every other step. */
  readonly sheet?: SheetStep;
}

/** A price sheet's part in a price of extended pricing. */
export interface SheetStep {
  /** 1 to 6, as GP's own trace numbers the steps of its search. */
  readonly searchStep: number;
  readonly place: PricePlace;
  /** Null where the sheet names the item itself. */
  readonly priceGroup: PriceGroupId | null;
  readonly kind: ValueKind | PromotionKind;
  /** Null where none of the sheet's values applies. */
  readonly value: Exact | null;
  /** Why it did not decide; null where it did. */
  readonly passedOver: Loss | null;
}

/** A promotion of GP's for the item at the quantity. */
export interface PricePromotion {
  readonly kind: PromotionKind;
  /** A price, a percentage of the price, an amount off, or free pieces per piece bought. */
  readonly value: Exact;
  /** The last day of its validity. */
  readonly until: CalendarDate;
  readonly priceSheet: PriceSheetId;
  /** Whether the unit price has it, or the order gets the free item. */
  readonly applied: boolean;
  /** The price of one unit with the promotion; null for a free item. */
  readonly unitPrice: Money | null;
  readonly freeItem: FreeItem | null;
}

/** What comes with a line for nothing. */
export interface FreeItem {
  readonly sku: Sku;
  readonly unitOfMeasure: UnitCode;
  readonly quantity: Exact;
}

export type PriceRule =
  | 'CUSTOMER_PRICE_LEVEL'
  | 'DEFAULT_PRICE_LEVEL'
  | 'ITEM_PRICE_LEVEL'
  | 'PRICE_LIST_LOOKUP'
  | 'QUANTITY_BREAK'
  | 'PERCENT_OF_LIST'
  | 'MARKUP_ON_COST'
  | 'MARGIN_ON_COST'
  | 'PRICE_SHEET'
  | 'PROMOTION'
  | 'ROUNDING'
  | 'CURRENCY_CONVERSION';

/** Why a functional price is not converted. */
export const NO_RATE = 'The ERP has no current exchange rate for this currency.';

/** Why there is no price: the storefront shows "price on request", and an order line of the kind is refused. */
export interface NoPrice {
  readonly kind: 'noPrice';
  readonly reason: 'NO_PRICE' | 'INVALID_UNIT_OF_MEASURE' | 'INVALID_QUANTITY';
  readonly message: string;
  /** The error that GP's own price procedure ends with, where it has one for the case. */
  readonly gpError?: number;
}

/** The price is one of the functional currency, to be converted, and the rate was not given. */
export interface RateMissing {
  readonly kind: 'rateMissing';
}

/** A price list or price sheet that would decide is not known now. */
export interface ListMissing {
  readonly kind: 'listMissing';
}

/** GP writes "no upper limit" as twelve nines, and one more nine for each quantity decimal of the item. */
export const NO_LIMIT = new Exact('999999999999');

/**
 * The ranges of quantities that are worked out for `breaks`, from the smallest quantity on. Shops list some ten breaks. More come
 * from imports that have gone wrong, and would keep everybody else waiting. The price at a quantity is worked out among all.
 */
export const MOST_RANGES = 200;

export function noPrice(reason: NoPrice['reason'], message: string): NoPrice {
  return { kind: 'noPrice', reason, message };
}
