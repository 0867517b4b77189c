import type { DecimalString } from '../values/exact.js';
import type { CurrencyId, PriceGroupId, PriceLevel, Sku, UnitCode } from '../values/identifiers.js';

/** How GP computes an item's price from the figures in its price list. */
export type PriceMethod =
  | 'CURRENCY_AMOUNT'
  | 'PERCENT_OF_LIST'
  | 'MARKUP_ON_CURRENT_COST'
  | 'MARKUP_ON_STANDARD_COST'
  | 'MARGIN_ON_CURRENT_COST'
  | 'MARGIN_ON_STANDARD_COST';

/** GP's facts about an item that its price at any level depends on. They are the same for all viewers. */
export interface ItemPricing {
  readonly sku: Sku;
  readonly isKit: boolean;
  readonly method: PriceMethod;
  /** Cost of one base unit, in the functional currency. */
  readonly currentCost: DecimalString;
  readonly standardCost: DecimalString;
  /** The unit of a price where the caller names no other. */
  readonly sellingUnit: UnitCode;
  readonly units: readonly { readonly code: UnitCode; readonly baseQuantity: DecimalString }[];
  /** Decimal places of quantities in this item, 0 to 5. */
  readonly quantityDecimals: number;
  /** Those of quantities in its unit schedule, 0 to 5: GP enters no order line with more (IV40201, error 11454). */
  readonly scheduleDecimals: number;
  /** Decimal places of the item's prices in the functional currency, 0 to 5, by extended pricing (IV00101). */
  readonly decimals: number;
  readonly defaultLevel: PriceLevel | null;
  /** The item's group in price sheets (IV10400); null for none. Of no account for standard pricing. */
  readonly priceGroup: PriceGroupId | null;
  /** Whether a row of the price list names a currency. If so, rows are looked up by currency. */
  readonly pricedByCurrency: boolean;
  readonly currencies: readonly ItemCurrency[];
  /** A kit's components, which make up its cost. */
  readonly components: readonly ComponentCost[];
}

export interface ItemCurrency {
  readonly currency: CurrencyId;
  /** Price of one base unit; 0 where GP has none. */
  readonly listPrice: DecimalString;
  /** Decimal places of the item's prices in this currency, 0 to 5. */
  readonly decimals: number;
}

export interface ComponentCost {
  readonly currentCost: DecimalString;
  readonly standardCost: DecimalString;
  /** Per kit, in the component's own unit. */
  readonly quantity: DecimalString;
  /** The number of rows of the component's unit in its unit schedule. GP adds the component's cost once for each row. */
  readonly unitRows: number;
}
