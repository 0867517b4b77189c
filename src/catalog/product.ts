import type { Contract } from '../contract/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import { globalId } from '../values/global-id.js';
import type { Sku, UnitCode } from '../values/identifiers.js';

export type ProductType = 'STOCKED' | 'DISCONTINUED' | 'KIT' | 'CHARGE' | 'SERVICE' | 'FLAT_FEE';

/** A product of the snapshot. */
export interface StoredProduct {
  readonly sku: Sku;
  readonly name: string;
  readonly description: string;
  readonly type: ProductType;
  readonly itemClass: string;
  /** The values of the six user categories, in their order; blank where the item has none. */
  readonly categoryValues: readonly string[];
  readonly baseUnit: UnitCode;
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

/** The fields of the contract's Product that resolvers answer. */
type Asked =
  | 'associations'
  | 'availability'
  | 'categories'
  | 'components'
  | 'customerPartNumber'
  | 'customFields'
  | 'price'
  | 'variants';

/**
 * A product of the snapshot as the contract's Product, which it becomes once, when it is read. The fact is the same for all
 * who may see it.
 */
export interface Product extends Omit<StoredProduct, 'defaultUnit' | 'units' | 'imageUrl'> {
  readonly id: string;
  /** The unit of prices and quantities where a query names none. */
  readonly defaultUnitOfMeasure: UnitCode;
  readonly unitsOfMeasure: readonly Unit[];
  readonly media: readonly Contract.Media[];
}

export function shownProduct({ defaultUnit, units, imageUrl, ...product }: StoredProduct): Product {
  return {
    ...product,
    id: globalId('Product', product.sku),
    defaultUnitOfMeasure: defaultUnit,
    unitsOfMeasure: units,
    media: imageUrl ? [{ url: imageUrl, alt: product.name, kind: 'IMAGE' }] : [],
  } satisfies Product & Omit<Contract.Product, Asked>;
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
