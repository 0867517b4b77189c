import type { ChangeStamp } from '../values/change-stamp.js';
import type { Classification, Item } from './item.js';

/**
 * An item's key as GP stores it, without the blanks at its end. The SKU is the key in upper case. A database that compares
 * byte by byte does not find the item by the SKU, and orders SKUs differently.
 */
export type ItemKey = string;

/** The current version of an item in GP. */
export interface ItemVersion {
  readonly key: ItemKey;
  /** The stamps of all rows that belong to the item, as one text. It differs after any of the rows has changed. */
  readonly version: string;
  /** The latest of the stamps. */
  readonly changedAt: ChangeStamp;
}

export abstract class CatalogSource {
  /** The time on GP's clock. @throws {ErpUnavailable} */
  abstract now(signal: AbortSignal): Promise<ChangeStamp>;

  /**
   * The versions of items after a key, in the order of their keys: of all items, or of those changed since a stamp. Units,
   * components and texts count as parts of an item. Inactive items are included.
   * @throws {ErpUnavailable}
   */
  abstract versions(
    ask: { readonly changedSince: ChangeStamp | null; readonly after: ItemKey | null; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly ItemVersion[]>;

  /** Items by their keys, in any order. Items that GP does not have are absent. @throws {ErpUnavailable} */
  abstract items(keys: readonly ItemKey[], signal: AbortSignal): Promise<readonly Item[]>;

  /** The keys of GP's items after a key, in their order. A deleted item shows only by its absence. @throws {ErpUnavailable} */
  abstract keys(
    ask: { readonly after: ItemKey | null; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly ItemKey[]>;

  /** Item classes and user categories. @throws {ErpUnavailable} */
  abstract classification(signal: AbortSignal): Promise<Classification>;
}
