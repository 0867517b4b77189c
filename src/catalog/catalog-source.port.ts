import type { Sku } from '../values/identifiers.js';
import type { Classification, Item } from './item.js';

/** GP's own clock, as its change stamps have it: ISO 8601 without a zone, UTC. Compared by GP alone. */
export type ChangeStamp = string;

export abstract class CatalogSource {
  /** What GP's clock says now. @throws {ErpUnavailable} */
  abstract now(signal: AbortSignal): Promise<ChangeStamp>;

  /**
   * Items after a SKU, in the order of their SKUs: those changed since a stamp, or all. Units, components and texts count
   * as part of an item. Inactive items are among them.
   * @throws {ErpUnavailable}
   */
  abstract items(
    ask: { readonly changedSince: ChangeStamp | null; readonly after: Sku | null; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly Item[]>;

  /** The SKUs that GP has after one, in their order; deleted items can be told by their absence alone. @throws {ErpUnavailable} */
  abstract skus(ask: { readonly after: Sku | null; readonly limit: number }, signal: AbortSignal): Promise<readonly Sku[]>;

  /** Item classes and user categories. @throws {ErpUnavailable} */
  abstract classification(signal: AbortSignal): Promise<Classification>;
}
