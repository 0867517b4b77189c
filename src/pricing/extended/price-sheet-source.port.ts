import type { AccountNumber } from '../../values/identifiers.js';
import type { SheetLinks, SheetPrices, SheetPricesKey } from './price-sheet.js';

/** What GP's extended pricing rests on. */
export abstract class PriceSheetSource {
  /**
   * The sheets that are linked to each customer and to their book, whether valid today or not. Null stands for the base book.
   * Every key that was asked for is in the map.
   * @throws {ErpUnavailable}
   */
  abstract links(
    customers: readonly (AccountNumber | null)[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<AccountNumber | null, SheetLinks>>;

  /**
   * What sheets say of items, by the key objects that were passed in. A sheet is never read whole. Every key is in the map, also
   * that of a sheet without the item.
   * @throws {ErpUnavailable}
   */
  abstract prices(keys: readonly SheetPricesKey[], signal: AbortSignal): Promise<ReadonlyMap<SheetPricesKey, SheetPrices>>;
}
