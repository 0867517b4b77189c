import { Exact, truncateTo, ZERO } from '../values/exact.js';
import type { Sku, WarehouseCode } from '../values/identifiers.js';

/** A line as far as stock matters. */
export interface StockWish {
  readonly warehouse: WarehouseCode;
  /** In the line's unit. */
  readonly quantity: Exact;
  /** Decimal places in which the unit can be shipped. */
  readonly decimals: number;
  /** What one of the line's unit takes from stock, each item once. Empty where none is counted: charges, services, flat fees. */
  readonly takes: readonly Take[];
  /** GP takes no such line at all, however much is there (eConnect error 11755). */
  readonly unsellable: boolean;
  readonly backorderable: boolean;
  /** GP ships or back-orders a kit as a whole (eConnect error 2231). */
  readonly allOrNothing: boolean;
}

/** An item that a line takes from: its own, or a component of its kit. */
export interface Take {
  readonly sku: Sku;
  /** Base units of the item in one of the line's unit. */
  readonly quantity: Exact;
}

/** What of a line ships now and what waits, in the line's unit; `short` is what can do neither. */
export interface StockSplit {
  readonly now: Exact;
  readonly later: Exact;
  readonly short: Exact;
}

/**
 * Splits lines into what ships now and what waits. Lines that take from one item at one warehouse share its stock in their
 * order, whether they ask for the item itself or for kits that it is part of.
 * @param available base units that are there for this order, by item and warehouse
 */
export function allocate(
  wishes: readonly StockWish[],
  available: (sku: Sku, warehouse: WarehouseCode) => Exact,
): readonly StockSplit[] {
  const left = new Map<string, Exact>();
  return wishes.map(({ warehouse, quantity, decimals, takes, unsellable, backorderable, allOrNothing }) => {
    if (unsellable) return { now: ZERO, later: ZERO, short: quantity };
    const there = (sku: Sku) => left.get(`${sku}\n${warehouse}`) ?? Exact.max(available(sku, warehouse), ZERO);
    const fits = takes.map(({ sku, quantity: each }) => truncateTo(there(sku).div(each), decimals));
    const most = Exact.min(quantity, ...fits);
    const now = allOrNothing && most.lt(quantity) ? ZERO : most;
    for (const { sku, quantity: each } of takes) left.set(`${sku}\n${warehouse}`, there(sku).minus(now.times(each)));
    const rest = quantity.minus(now);
    return backorderable ? { now, later: rest, short: ZERO } : { now, later: ZERO, short: rest };
  });
}
