import type { CalendarDate } from '../../values/calendar-date.js';
import type { DecimalString } from '../../values/exact.js';
import type { CurrencyId, PriceBookId, PriceGroupId, PriceSheetId, Sku, UnitCode } from '../../values/identifiers.js';

/**
 * A price sheet (SOP10110). GP's mark "net prices only" is not among its fields: it restricts what can be entered into the
 * sheet, and no price depends on it.
 */
export interface PriceSheet {
  readonly id: PriceSheetId;
  readonly isActive: boolean;
  /** The first and the last day of its validity. */
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate;
  readonly isPromotion: boolean;
  /** Blank for the functional currency. */
  readonly currency: CurrencyId;
}

/** The sheets that are linked to a customer and to the book of the customer (RM00500, SOP10205); or those of the base book. */
export interface SheetLinks {
  readonly sheets: readonly PriceSheet[];
  /** Null for a customer without a book, and for the base book itself. */
  readonly book: PriceBook | null;
  /**
   * All that some of the sheets say: of those that no other customer and no book has, the ones with at most MOST_OWN_VALUES
   * values. What the other sheets say is asked for by item.
   */
  readonly contents: readonly SheetContents[];
}

/** The most lines, and the most values, of a sheet that is read whole. */
export const MOST_OWN_VALUES = 500;

/** A whole sheet. */
export interface SheetContents {
  readonly sheet: PriceSheetId;
  readonly items: readonly (SheetLine & { readonly sku: Sku })[];
  readonly groups: readonly GroupLine[];
}

export interface PriceBook {
  readonly id: PriceBookId;
  readonly sheets: readonly PriceSheet[];
}

/** What a sheet says of one item (IV10401, IV10402, IV10403). All customers of the sheet share the fact. */
export interface SheetPrices {
  /** The line of the item itself. */
  readonly item: SheetLine | null;
  /** The line of the price group that the item is in. */
  readonly group: GroupLine | null;
}

export type GroupLine = SheetLine & { readonly group: PriceGroupId };

export interface SheetLine {
  readonly isActive: boolean;
  readonly kind: ValueKind;
  /** What the line means in a sheet of promotions; undefined where GP has no such type. */
  readonly promotion?: PromotionTerms;
  readonly values: readonly SheetValue[];
}

/** NET: the price. PERCENT: so many percent of the price that comes after it. VALUE_OFF: so much less than that price. */
export type ValueKind = 'NET' | 'PERCENT' | 'VALUE_OFF';

export interface PromotionTerms {
  readonly kind: PromotionKind;
  /** Whose price the promotion changes (PROMOLVL). */
  readonly of: PricePlace;
}

export type PromotionKind = 'NET_PRICE' | 'PERCENT' | 'VALUE_OFF' | 'FREE_ITEM';

/** Where a sheet is linked. GP looks at them in this order. */
export type PricePlace = 'CUSTOMER' | 'CUSTOMER_BOOK' | 'BASE_BOOK';

/** A value for a range of quantities, which are in the value's own unit. */
export interface SheetValue {
  readonly unit: UnitCode;
  readonly fromQuantity: DecimalString;
  readonly toQuantity: DecimalString;
  /** A price, an amount or a percentage, as the line has it. */
  readonly value: DecimalString;
  /** What a price or an amount is multiplied by (EQUOMQTY). */
  readonly factor: DecimalString;
  /** What a promotion of the kind FREE_ITEM gives. */
  readonly free?: FreeItemTerms;
}

export interface FreeItemTerms {
  readonly sku: Sku;
  readonly unit: UnitCode;
  /** The most that is given away; 0 for no limit. */
  readonly mostQuantity: DecimalString;
}

/** A sheet and an item: the key by which a sheet's prices are asked for. */
export interface SheetPricesKey {
  readonly sheet: PriceSheetId;
  readonly sku: Sku;
}

/** The key as the text by which a sheet's prices are remembered. */
export function sheetPricesKeyText({ sheet, sku }: SheetPricesKey): string {
  return `${sheet}\n${sku}`;
}
