import { Exact, truncateTo, ZERO } from '../values/exact.js';
import type { Sku, WarehouseCode } from '../values/identifiers.js';

/** The parts of a line on which its stock depends. */
export interface StockWish {
  readonly warehouse: WarehouseCode;
  /** In the line's unit. */
  readonly quantity: Exact;
  /** Decimal places in which the unit can be shipped. */
  readonly decimals: number;
  /** The items that one of the line's unit takes from stock, each item once. Empty for charges, services and flat fees. */
  readonly takes: readonly Take[];
  /** GP refuses the line for any quantity (eConnect error 11755). */
  readonly unsellable: boolean;
  readonly backorderable: boolean;
  /** GP ships or back-orders a kit as a whole (eConnect error 2231). */
  readonly allOrNothing: boolean;
}

/** An item whose stock a line takes: its own, or a component of its kit. */
export interface Take {
  readonly sku: Sku;
  /** Base units of the item in one of the line's unit. */
  readonly quantity: Exact;
}

/** How much of a line ships now, is back-ordered, or (`short`) is neither possible, in the line's unit. */
export interface StockSplit {
  readonly now: Exact;
  readonly later: Exact;
  readonly short: Exact;
}

/**
 * Splits lines into the quantities that ship now and those that are back-ordered. Lines that take from the same item at the
 * same warehouse share its stock in their order, whether they are for the item itself or for kits with it.
 * @param available base units that this order may take, by item and warehouse
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
