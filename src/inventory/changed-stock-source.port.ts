import { StampedSource } from '../events/index.js';
import type { Sku } from '../values/identifiers.js';
import type { Stock } from './stock.js';

/** Items whose stock may have changed in GP: whatever changes an item or its stock stamps the item. */
export abstract class ChangedStockSource extends StampedSource<Sku> {
  /** As StockSource.levels. @throws {ErpUnavailable} no answer before `signal` fired */
  abstract levels(skus: readonly Sku[], signal: AbortSignal): Promise<ReadonlyMap<Sku, Stock>>;
}
