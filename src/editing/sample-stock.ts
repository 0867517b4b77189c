import type { Product } from '../catalog/index.js';
import { type Contract, unavailable } from '../contract/index.js';
import { isGiven } from '../values/blank.js';
import { Exact } from '../values/exact.js';
import { asUnitCode, asWarehouseCode, sameUnit } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import { quantityProblem } from '../values/quantity.js';
import { SAMPLE_ADDRESS } from './sample-account.js';
import { sampleNumber } from './sample-number.js';

/** In the form in which inventory/ hands warehouses to the schema. Their IDs are made of their codes. */
export const SAMPLE_WAREHOUSES = [
  { code: asWarehouseCode('SAMPLE-NORTH'), name: 'Sample warehouse north', inactive: false, address: SAMPLE_ADDRESS },
  { code: asWarehouseCode('SAMPLE-SOUTH'), name: 'Sample warehouse south', inactive: false, address: SAMPLE_ADDRESS },
] as const;

const UNCOUNTED = new Set(['SERVICE', 'CHARGE', 'FLAT_FEE']);

export interface SampleStock {
  readonly warehouse: (typeof SAMPLE_WAREHOUSES)[number];
  readonly onHand: string;
  readonly allocated: string;
  readonly available: string;
  readonly onOrder: string;
  readonly backordered: string;
  readonly distanceKm: number | null;
}

type SampleAvailability = Omit<Contract.Availability, 'warehouses' | 'closestWith'> & {
  readonly __typename: 'Availability';
  readonly warehouses: readonly SampleStock[];
};

/** Plausible stock of the product at each sample warehouse, computed from its SKU. */
export function sampleAvailability(
  { sku, type, unitsOfMeasure, baseUnit }: Product,
  { unitOfMeasure, near }: Contract.ProductAvailabilityArgs,
  now: Instant,
): SampleAvailability | Contract.Unavailable {
  if (UNCOUNTED.has(type)) return unavailable('NOT_DEFINED', 'The ERP counts no stock for this product.');
  const wanted = isGiven(unitOfMeasure) ? asUnitCode(unitOfMeasure) : baseUnit;
  const unit = unitsOfMeasure.find(({ code }) => sameUnit(code, wanted));
  if (!unit) return unavailable('NOT_DEFINED', 'The product is not kept in this unit of measure.');
  const warehouses = SAMPLE_WAREHOUSES.map((warehouse, index): SampleStock => {
    const available = sampleNumber(`${sku} ${warehouse.code}`, 12, 480);
    return {
      warehouse,
      onHand: String(available + 6),
      allocated: '6',
      available: String(available),
      onOrder: '0',
      backordered: '0',
      distanceKm: near ? 25 * (index + 1) : null,
    };
  });
  return {
    __typename: 'Availability',
    status: 'IN_STOCK',
    totalAvailable: warehouses.reduce((sum, { available }) => sum.plus(available), new Exact(0)).toFixed(),
    unitOfMeasure: unit.code,
    backorderable: true,
    warehouses,
    asOf: now,
    source: 'SAMPLE',
  };
}

/** The first warehouse with at least this quantity; null for an invalid quantity. */
export function sampleClosestWith(warehouses: readonly SampleStock[], quantity: Exact): SampleStock | null {
  if (quantityProblem(quantity)) return null;
  return warehouses.find(({ available }) => quantity.lte(available)) ?? null;
}
