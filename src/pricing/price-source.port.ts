import type { Sku } from '../values/identifiers.js';
import type { ItemPricing } from './item-pricing.js';
import type { PriceList, PriceListKey } from './price-list.js';

export abstract class PriceSource {
  /** The facts that prices of items depend on. An item that GP does not know is absent from the map. @throws {ErpUnavailable} */
  abstract items(skus: readonly Sku[], signal: AbortSignal): Promise<ReadonlyMap<Sku, ItemPricing>>;

  /**
   * Price lists by the key objects that were passed in. A level that an item does not have is absent from the map.
   * @throws {ErpUnavailable}
   */
  abstract priceLists(keys: readonly PriceListKey[], signal: AbortSignal): Promise<ReadonlyMap<PriceListKey, PriceList>>;
}
