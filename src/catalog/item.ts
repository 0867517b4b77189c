import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { Sku, UnitCode } from '../values/identifiers.js';
import type { Component, ProductType, Unit } from './product.js';

/** An item of GP's in the contract's words. The catalogue makes a product of it. */
export interface Item {
  readonly sku: Sku;
  readonly description: string;
  /** The item's text in GP's internet information; blank where it has none. */
  readonly internetText: string;
  readonly imageUrl: string;
  readonly type: ProductType;
  readonly inactive: boolean;
  readonly itemClass: string;
  readonly genericDescription: string;
  readonly categoryValues: readonly string[];
  readonly baseUnit: UnitCode;
  /** Blank where GP has no default. */
  readonly sellingUnit: UnitCode;
  readonly units: readonly Unit[];
  readonly quantityDecimals: number;
  /** Weight of one base unit in pounds; "0" where GP has none. */
  readonly shippingWeight: DecimalString;
  readonly backorderable: boolean;
  readonly substitutes: readonly Sku[];
  readonly components: readonly Component[];
  readonly createdOn: CalendarDate;
  readonly customFields: Readonly<Record<string, string | null>>;
}

/** GP's item classes and user categories, from which the storefront's categories are made. */
export interface Classification {
  readonly itemClasses: readonly { readonly code: string; readonly description: string }[];
  /** The labels of the six user categories. An unused one is blank. */
  readonly categoryLabels: readonly string[];
  readonly categoryValues: readonly CategoryValue[];
}

export interface CategoryValue {
  /** 1 to 6. */
  readonly number: number;
  readonly value: string;
  readonly description: string;
  readonly imageUrl: string;
}
