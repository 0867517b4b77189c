import { Exact, truncateTo, ZERO } from '../values/exact.js';
import type { Sku, WarehouseCode } from '../values/identifiers.js';

/** A line as far as stock matters. */
export interface StockWish {
  readonly sku: Sku;
  readonly warehouse: WarehouseCode;
  /** In the line's unit. */
  readonly quantity: Exact;
  /** Base units in one of the line's unit. */
  readonly baseQuantity: Exact;
  /** Decimal places in which the unit can be shipped. */
  readonly decimals: number;
  /** No stock is counted: charges, services, flat fees. */
  readonly uncounted: boolean;
  readonly backorderable: boolean;
  /** GP ships or back-orders a kit as a whole (eConnect error 2231). */
  readonly allOrNothing: boolean;
}

/** What of a line ships now and what waits, in the line's unit; `short` is what can do neither. */
export interface StockSplit {
  readonly now: Exact;
  readonly later: Exact;
  readonly short: Exact;
}

/**
 * Splits lines into what ships now and what waits. Lines of one product and warehouse share its stock in their order.
 * @param available base units that are there for this order, by product and warehouse
 */
export function allocate(
  wishes: readonly StockWish[],
  available: (sku: Sku, warehouse: WarehouseCode) => Exact,
): readonly StockSplit[] {
  const left = new Map<string, Exact>();
  return wishes.map((wish) => {
    const { sku, warehouse, quantity, baseQuantity, decimals, uncounted, backorderable, allOrNothing } = wish;
    if (uncounted) return { now: quantity, later: ZERO, short: ZERO };
    const key = `${sku}\n${warehouse}`;
    const there = left.get(key) ?? Exact.max(available(sku, warehouse), ZERO);
    const fits = truncateTo(there.div(baseQuantity), decimals);
    const now = fits.gte(quantity) ? quantity : allOrNothing ? ZERO : fits;
    left.set(key, there.minus(now.times(baseQuantity)));
    const rest = quantity.minus(now);
    return backorderable ? { now, later: rest, short: ZERO } : { now, later: ZERO, short: rest };
  });
}
