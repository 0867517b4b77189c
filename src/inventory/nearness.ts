import { Exact } from '../values/exact.js';
import { distanceKm, type GeoPoint } from '../values/geo-point.js';
import type { WarehouseCode } from '../values/identifiers.js';
import type { WarehouseAvailability } from './availability.js';

/** What a warehouse has, and how far away it is; null without a location, or where the warehouse's own is not known. */
export interface WarehouseStock extends Pick<WarehouseAvailability, 'warehouse' | 'available'> {
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
export function byNearness<T extends WarehouseAvailability>(
  warehouses: readonly T[],
  distances: ReadonlyMap<WarehouseCode, number> | undefined,
): (WarehouseStock & { readonly level: T })[] {
  return warehouses
    .map((level) => ({
      warehouse: level.warehouse,
      available: level.available,
      distanceKm: distances?.get(level.warehouse) ?? null,
      level,
    }))
    .sort(
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
