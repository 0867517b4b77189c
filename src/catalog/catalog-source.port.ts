import type { Classification, Item } from './item.js';

/** GP's own clock, as its change stamps have it: ISO 8601 without a zone, UTC, to the millisecond. Never compared with ours. */
export type ChangeStamp = string;

/**
 * An item's key as GP has it stored, without the blanks behind it. Its SKU is the same in upper case, which a database that
 * compares by bytes neither finds nor orders alike.
 */
export type ItemKey = string;

/** How an item stands in GP at present. */
export interface ItemVersion {
  readonly key: ItemKey;
  /** The stamps of all that belongs to the item, in one text: another where any of it has changed. */
  readonly version: string;
  /** The latest of them. */
  readonly changedAt: ChangeStamp;
}

export abstract class CatalogSource {
  /** What GP's clock says now. @throws {ErpUnavailable} */
  abstract now(signal: AbortSignal): Promise<ChangeStamp>;

  /**
   * How items stand that come after a key, in the order of their keys: those changed since a stamp, or all. Units, components
   * and texts count as part of an item. Inactive items are among them.
   * @throws {ErpUnavailable}
   */
  abstract versions(
    ask: { readonly changedSince: ChangeStamp | null; readonly after: ItemKey | null; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly ItemVersion[]>;

  /** Items by their keys, in whatever order; those that GP does not have are absent. @throws {ErpUnavailable} */
  abstract items(keys: readonly ItemKey[], signal: AbortSignal): Promise<readonly Item[]>;

  /** The keys that GP has after one, in their order; deleted items can be told by their absence alone. @throws {ErpUnavailable} */
  abstract keys(
    ask: { readonly after: ItemKey | null; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly ItemKey[]>;

  /** Item classes and user categories. @throws {ErpUnavailable} */
  abstract classification(signal: AbortSignal): Promise<Classification>;
}
