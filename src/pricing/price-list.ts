import type { DecimalString } from '../values/exact.js';
import type { CurrencyId, PriceLevel, Sku, UnitCode } from '../values/identifiers.js';
import type { RoundingPolicy } from './rounding-policy.js';

/** One item's price list at one level. All accounts on the level share the fact. */
export interface PriceList {
  readonly rows: readonly PriceListRow[];
  readonly options: readonly UnitOption[];
}

/** A quantity break. Quantities are in the row's own unit. */
export interface PriceListRow {
  /** Blank where the item is not priced by currency. */
  readonly currency: CurrencyId;
  readonly unit: UnitCode;
  readonly fromQuantity: DecimalString;
  readonly toQuantity: DecimalString;
  /** An amount or a percentage, as the item's price method has it. */
  readonly value: DecimalString;
  /** Base units in one unit, from the row. GP ignores a row that disagrees with the unit schedule. */
  readonly baseQuantity: DecimalString;
}

/** How a unit is sold at the level, and how prices in it are rounded. */
export interface UnitOption {
  readonly currency: CurrencyId;
  readonly unit: UnitCode;
  readonly baseQuantity: DecimalString;
  readonly sold: UnitSale;
  /** Null where the level has no rounding policy for the unit. */
  readonly rounding: RoundingPolicy | null;
}

export type UnitSale = 'NOT_SOLD' | 'WHOLE' | 'WHOLE_AND_FRACTIONAL';

/** One item at one level. A level of null stands for the item's own default level, so that the caller need not know its name. */
export interface PriceListKey {
  readonly sku: Sku;
  readonly level: PriceLevel | null;
}

/** The key as the text by which price lists are remembered. */
export function priceListKeyText({ sku, level }: PriceListKey): string {
  return `${sku}\n${level ?? ''}`;
}
