import { describe, expect, it } from 'vitest';
import { Exact, ZERO } from '../values/exact.js';
import { asWarehouseCode } from '../values/identifiers.js';
import type { WarehouseAvailability } from './availability.js';
import { byNearness, closestWith, distancesFrom } from './nearness.js';

const CHICAGO = { latitude: 41.88, longitude: -87.63 };
const POSITIONS = new Map([
  [asWarehouseCode('BOSTON'), { latitude: 42.36, longitude: -71.06 }],
  [asWarehouseCode('DENVER'), { latitude: 39.74, longitude: -104.99 }],
  [asWarehouseCode('GARY'), { latitude: 41.59, longitude: -87.35 }],
]);

function having(code: string, available: string): WarehouseAvailability {
  const amount = new Exact(available);
  return {
    warehouse: asWarehouseCode(code),
    onHand: amount,
    allocated: ZERO,
    available: amount,
    onOrder: ZERO,
    backordered: ZERO,
  };
}

const FROM_CHICAGO = distancesFrom(CHICAGO, POSITIONS);

const codes = (warehouses: readonly { warehouse: string }[]) => warehouses.map(({ warehouse }) => warehouse);

describe('warehouses near a place', () => {
  const warehouses = ['BOSTON', 'DENVER', 'GARY'].map(asWarehouseCode);

  it('come nearest first, with their distance in kilometres', () => {
    const near = byNearness(warehouses, FROM_CHICAGO);
    expect(codes(near)).toEqual(['GARY', 'BOSTON', 'DENVER']);
    expect(near[0]?.distanceKm).toBeCloseTo(39.8, 0);
    expect(near[1]?.distanceKm).toBeGreaterThan(1_300);
  });

  it('come last where their distance is unknown, by code among themselves', () => {
    const near = byNearness([...['ZZZ', 'AAA'].map(asWarehouseCode), ...warehouses], FROM_CHICAGO);
    expect(codes(near)).toEqual(['GARY', 'BOSTON', 'DENVER', 'AAA', 'ZZZ']);
    expect(near.slice(3).map(({ distanceKm }) => distanceKm)).toEqual([null, null]);
  });

  it('come by code where they are equally far', () => {
    const twice = new Map(['B', 'A'].map((code) => [asWarehouseCode(code), CHICAGO]));
    expect(codes(byNearness(['B', 'A'].map(asWarehouseCode), distancesFrom(CHICAGO, twice)))).toEqual(['A', 'B']);
  });

  it('come by code and without distances where no place is given', () => {
    const listed = byNearness(warehouses.toReversed(), undefined);
    expect(codes(listed)).toEqual(['BOSTON', 'DENVER', 'GARY']);
    expect(listed.every(({ distanceKm }) => distanceKm === null)).toBe(true);
  });
});

describe('the closest warehouse that has a quantity', () => {
  const stock = [having('BOSTON', '20'), having('DENVER', '50'), having('GARY', '5')];
  const inOrder = (distances?: typeof FROM_CHICAGO) => {
    const places = byNearness(
      stock.map(({ warehouse }) => warehouse),
      distances,
    );
    return places.flatMap((place) => stock.filter(({ warehouse }) => warehouse === place.warehouse));
  };
  const near = inOrder(FROM_CHICAGO);
  const listed = inOrder();
  const quantity = (text: string) => new Exact(text);

  it('is the nearest that has it, of those that have exactly as much too', () => {
    expect(closestWith(quantity('5'), near, true, null)?.warehouse).toBe('GARY');
    expect(closestWith(quantity('5.00001'), near, true, null)?.warehouse).toBe('BOSTON');
    expect(closestWith(quantity('21'), near, true, null)?.warehouse).toBe('DENVER');
  });

  it("is the nearest even where the account's default warehouse has it too", () => {
    expect(closestWith(quantity('1'), near, true, asWarehouseCode('DENVER'))?.warehouse).toBe('GARY');
  });

  it("is the account's default warehouse where no place is given", () => {
    expect(closestWith(quantity('5'), listed, false, asWarehouseCode('GARY'))?.warehouse).toBe('GARY');
  });

  it('is the best stocked where no place is given and the default warehouse lacks it, or is none of these', () => {
    expect(closestWith(quantity('6'), listed, false, asWarehouseCode('GARY'))?.warehouse).toBe('DENVER');
    expect(closestWith(quantity('1'), listed, false, asWarehouseCode('FAR'))?.warehouse).toBe('DENVER');
    expect(closestWith(quantity('1'), listed, false, null)?.warehouse).toBe('DENVER');
  });

  it('does not exist where none has as much', () => {
    expect(closestWith(quantity('51'), near, true, null)).toBeUndefined();
    expect(closestWith(quantity('51'), listed, false, asWarehouseCode('GARY'))).toBeUndefined();
  });
});
