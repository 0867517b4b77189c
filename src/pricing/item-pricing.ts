import type { DecimalString } from '../values/exact.js';
import type { CurrencyId, PriceLevel, Sku, UnitCode } from '../values/identifiers.js';

/** How GP works out an item's price from the figures in its price list. */
export type PriceMethod =
  | 'CURRENCY_AMOUNT'
  | 'PERCENT_OF_LIST'
  | 'MARKUP_ON_CURRENT_COST'
  | 'MARKUP_ON_STANDARD_COST'
  | 'MARGIN_ON_CURRENT_COST'
  | 'MARGIN_ON_STANDARD_COST';

/** What GP knows of an item that its price depends on, at whichever level: a fact that belongs to no viewer. */
export interface ItemPricing {
  readonly sku: Sku;
  readonly isKit: boolean;
  readonly method: PriceMethod;
  /** Of one base unit, in the functional currency. */
  readonly currentCost: DecimalString;
  readonly standardCost: DecimalString;
  /** The unit that a price is in unless another is asked for. */
  readonly sellingUnit: UnitCode;
  readonly units: readonly { readonly code: UnitCode; readonly baseQuantity: DecimalString }[];
  /** Decimal places of quantities in this item, 0 to 5. */
  readonly quantityDecimals: number;
  readonly defaultLevel: PriceLevel | null;
  /** Some row of the price list names a currency: then rows are looked up by currency. */
  readonly pricedByCurrency: boolean;
  readonly currencies: readonly ItemCurrency[];
  /** What a kit is made of, for its cost. */
  readonly components: readonly ComponentCost[];
}

export interface ItemCurrency {
  readonly currency: CurrencyId;
  /** Of one base unit; 0 where there is none. */
  readonly listPrice: DecimalString;
  /** Decimal places of the item's prices in this currency, 0 to 5. */
  readonly decimals: number;
}

export interface ComponentCost {
  readonly currentCost: DecimalString;
  readonly standardCost: DecimalString;
  /** Per kit, in the component's own unit. */
  readonly quantity: DecimalString;
  /** How many rows the component's unit has in its unit schedule: GP adds its cost once for each. */
  readonly unitRows: number;
}
