import type { Sku } from '../values/identifiers.js';
import type { Stock } from './stock.js';
import type { Warehouse } from './warehouse.js';

export abstract class StockSource {
  /**
   * Stock per item at every warehouse. An item that no warehouse keeps is absent from the map; zero stock is present as "0".
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract levels(skus: readonly Sku[], signal: AbortSignal): Promise<ReadonlyMap<Sku, Stock>>;

  /** Every site, inactive ones included, by code. @throws {ErpUnavailable} */
  abstract warehouses(signal: AbortSignal): Promise<readonly Warehouse[]>;
}
