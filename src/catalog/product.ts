import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { Sku, UnitCode } from '../values/identifiers.js';

export type ProductType = 'STOCKED' | 'DISCONTINUED' | 'KIT' | 'CHARGE' | 'SERVICE' | 'FLAT_FEE';

/** A product as the storefront shows it. The fact is the same for all who may see it. */
export interface Product {
  readonly sku: Sku;
  readonly name: string;
  readonly description: string;
  readonly type: ProductType;
  readonly itemClass: string;
  /** The values of the six user categories, in their order; blank where the item has none. */
  readonly categoryValues: readonly string[];
  readonly baseUnit: UnitCode;
  /** The unit of prices and quantities where a query names none. */
  readonly defaultUnit: UnitCode;
  readonly units: readonly Unit[];
  /** Decimal places that an ordered quantity may have, 0 to 5. */
  readonly quantityDecimals: number;
  /** Weight of one base unit in pounds. */
  readonly shippingWeight: DecimalString | null;
  readonly backorderable: boolean;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly imageUrl: string | null;
  readonly substitutes: readonly Sku[];
  /** A kit's components. */
  readonly components: readonly Component[];
  /** Products of one family are variants of each other; null for a product without variants. */
  readonly variantFamily: string | null;
  readonly createdOn: CalendarDate;
  /** Further columns that the configuration maps, by their configured names. */
  readonly customFields: Readonly<Record<string, string | null>>;
}

export interface Unit {
  readonly code: UnitCode;
  /** Base units in one of these units. */
  readonly baseQuantity: DecimalString;
}

export interface Component {
  readonly sku: Sku;
  readonly quantity: DecimalString;
  readonly unit: UnitCode;
}
