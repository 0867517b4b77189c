declare const kind: unique symbol;
type Identifier<Kind extends string> = string & { readonly [kind]: Kind };

/** GP item number. */
export type Sku = Identifier<'sku'>;
/** GP customer number. */
export type AccountNumber = Identifier<'accountNumber'>;
/** GP site code. */
export type WarehouseCode = Identifier<'warehouse'>;
/** GP price level. */
export type PriceLevel = Identifier<'priceLevel'>;
/** GP price sheet (extended pricing). */
export type PriceSheetId = Identifier<'priceSheet'>;
/** GP price book, a set of price sheets (extended pricing). */
export type PriceBookId = Identifier<'priceBook'>;
/** GP price group, a set of items that a price sheet prices together (extended pricing). */
export type PriceGroupId = Identifier<'priceGroup'>;
/** GP unit of measure, e.g. "EACH". */
export type UnitCode = Identifier<'unitOfMeasure'>;
/** GP's own name of a currency, e.g. "Z-US$"; blank in a company without multicurrency. */
export type CurrencyId = Identifier<'currencyId'>;

/**
 * GP stores the keys that people type in upper case and pads them with blanks, and some servers compare keys byte by byte.
 * So every key from outside is brought into this one form before it is compared or asked for. A NUL counts as a blank: no
 * database accepts one, and a refused key would fail the whole batch that it is read in.
 */
function normalised(text: string): string {
  return text.replaceAll('\0', ' ').trim().toUpperCase();
}

export const asSku = (text: string) => normalised(text) as Sku;
export const asAccountNumber = (text: string) => normalised(text) as AccountNumber;
export const asWarehouseCode = (text: string) => normalised(text) as WarehouseCode;
export const asPriceLevel = (text: string) => normalised(text) as PriceLevel;
export const asPriceSheetId = (text: string) => normalised(text) as PriceSheetId;
export const asPriceBookId = (text: string) => normalised(text) as PriceBookId;
export const asPriceGroupId = (text: string) => normalised(text) as PriceGroupId;
/** Units keep their case: GP stores them as typed ("Each"), so they are only trimmed. */
export const asUnitCode = (text: string) => text.trim() as UnitCode;
export const asCurrencyId = (text: string) => text.trim() as CurrencyId;

/** GP compares texts without regard to case, so "Each" in one table is "EACH" in another. */
export function sameUnit(one: UnitCode, other: UnitCode): boolean {
  return one === other || one.toUpperCase() === other.toUpperCase();
}
