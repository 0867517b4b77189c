import { Exact } from '../values/exact.js';
import { distanceKm, type GeoPoint } from '../values/geo-point.js';
import type { WarehouseCode } from '../values/identifiers.js';
import type { WarehouseAvailability } from './availability.js';

/** How far away a warehouse is; null without a location, or where the warehouse's own is not known. */
export interface Distance {
  readonly warehouse: WarehouseCode;
  readonly distanceKm: number | null;
}

/** How far away each warehouse is, in kilometres, where both places are known. */
export function distancesFrom(
  location: GeoPoint,
  positions: ReadonlyMap<WarehouseCode, GeoPoint>,
): ReadonlyMap<WarehouseCode, number> {
  return new Map([...positions].map(([code, position]) => [code, distanceKm(location, position)]));
}

/** Nearest first where distances are known, those of unknown distance last; else by code. */
export function byNearness(
  warehouses: readonly WarehouseCode[],
  distances: ReadonlyMap<WarehouseCode, number> | undefined,
): Distance[] {
  return warehouses
    .map((warehouse) => ({ warehouse, distanceKm: distances?.get(warehouse) ?? null }))
    .sort(
      (one, other) => (one.distanceKm ?? Infinity) - (other.distanceKm ?? Infinity) || (one.warehouse < other.warehouse ? -1 : 1),
    );
}

/**
 * The nearest warehouse that has a quantity, of warehouses by nearness. Without a location the account's default warehouse comes first, then the best
 * stocked.
 */
export function closestWith<T extends Pick<WarehouseAvailability, 'warehouse' | 'available'>>(
  quantity: Exact,
  warehouses: readonly T[],
  hasLocation: boolean,
  defaultWarehouse: WarehouseCode | null,
): T | undefined {
  const enough = warehouses.filter(({ available }) => available.gte(quantity));
  if (hasLocation) return enough[0];
  return (
    enough.find(({ warehouse }) => warehouse === defaultWarehouse) ??
    enough.toSorted((one, other) => other.available.cmp(one.available))[0]
  );
}
