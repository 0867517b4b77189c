import { Exact } from '../values/exact.js';
import { distanceKm, type GeoPoint } from '../values/geo-point.js';
import type { WarehouseCode } from '../values/identifiers.js';
import type { WarehouseAvailability } from './availability.js';

/** What a warehouse has, and how far away it is; null without a location, or where the warehouse's own is not known. */
export interface WarehouseStock extends WarehouseAvailability {
  readonly distanceKm: number | null;
}

/** Nearest first where a location is given, those of unknown distance last; else by code. */
export function byNearness(
  warehouses: readonly WarehouseAvailability[],
  location: GeoPoint | undefined,
  positions: ReadonlyMap<WarehouseCode, GeoPoint>,
): WarehouseStock[] {
  return warehouses
    .map((level) => {
      const position = positions.get(level.warehouse);
      return { ...level, distanceKm: location && position ? distanceKm(location, position) : null };
    })
    .toSorted(
      (one, other) => (one.distanceKm ?? Infinity) - (other.distanceKm ?? Infinity) || (one.warehouse < other.warehouse ? -1 : 1),
    );
}

/**
 * The nearest warehouse that has a quantity. Without a location the account's default warehouse comes first, then the best
 * stocked.
 */
export function closestWith<T extends WarehouseStock>(
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
