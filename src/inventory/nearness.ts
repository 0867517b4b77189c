import { Exact } from '../values/exact.js';
import { distanceKm, type GeoPoint } from '../values/geo-point.js';
import type { WarehouseCode } from '../values/identifiers.js';
import type { WarehouseAvailability } from './availability.js';

/** A warehouse and its distance; null without a location, or where the warehouse's position is not known. */
export interface Distance {
  readonly warehouse: WarehouseCode;
  readonly distanceKm: number | null;
}

/** The distance of each warehouse in kilometres, where both positions are known. */
export function distancesFrom(
  location: GeoPoint,
  positions: ReadonlyMap<WarehouseCode, GeoPoint>,
): ReadonlyMap<WarehouseCode, number> {
  return new Map([...positions].map(([code, position]) => [code, distanceKm(location, position)]));
}

/** The nearest warehouse first, those of unknown distance last. Without distances, in the order of their codes. */
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
 * The nearest warehouse that has the quantity, out of warehouses in the order of nearness. Without a location it is the
 * account's default warehouse where that has the quantity, else the one with the largest stock.
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
