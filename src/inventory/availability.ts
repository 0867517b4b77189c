import type { Product } from '../catalog/index.js';
import { Exact, truncateTo, ZERO } from '../values/exact.js';
import { sameUnit, type UnitCode, type WarehouseCode } from '../values/identifiers.js';
import { availableAt, availableOf, type StockFacts, type Supply, supplyOf } from './supply.js';

export type StockStatus = 'IN_STOCK' | 'LOW_STOCK' | 'BACKORDER' | 'OUT_OF_STOCK' | 'DISCONTINUED';

export interface Availability {
  readonly status: StockStatus;
  readonly totalAvailable: Exact;
  readonly unit: UnitCode;
  readonly backorderable: boolean;
  /** In the order of the warehouse codes. */
  readonly warehouses: readonly WarehouseAvailability[];
}

export interface WarehouseAvailability {
  readonly warehouse: WarehouseCode;
  readonly onHand: Exact;
  readonly allocated: Exact;
  readonly available: Exact;
  readonly onOrder: Exact;
  readonly backordered: Exact;
}

/** The unit in which stock is counted. */
export interface CountingUnit {
  readonly code: UnitCode;
  readonly baseQuantity: Exact;
  /** Decimal places in which the unit can be bought: 0 where it is sold whole. */
  readonly decimals: number;
}

/** The most decimals of a figure in another unit than the base unit. The division itself is exact. */
const SHOWN_DECIMALS = 5;

/** Stock at the warehouses that serve the viewer, or undefined where GP counts no stock of products of this type. */
export function availability(facts: StockFacts, unit: CountingUnit): Availability | undefined {
  const { product } = facts;
  const supply = supplyOf(facts);
  // A component that GP no longer sells has no countable stock: the kit then has a stock of 0, and not an undefined one.
  if (supply.parts.length === 0 && supply.sellable) return undefined;
  const { levels, orderPoint } = product.type === 'KIT' ? kitStock(product, supply) : ownStock(facts, supply);

  const isBaseUnit = sameUnit(unit.code, product.baseUnit);
  const warehouses = levels
    .toSorted((one, other) => (one.warehouse < other.warehouse ? -1 : 1))
    .map((level) => (isBaseUnit ? level : inUnit(level, unit)));
  const totalAvailable = warehouses.reduce((sum, { available }) => sum.plus(available), ZERO);
  const inBaseUnits = levels.reduce((sum, { available }) => sum.plus(available), ZERO);
  const isLow = orderPoint.gt(ZERO) && inBaseUnits.lte(orderPoint);
  const { backorderable } = supply;
  return {
    status: status(product, totalAvailable, isLow, backorderable),
    totalAvailable,
    unit: unit.code,
    backorderable,
    warehouses,
  };
}

interface Counted {
  readonly levels: readonly WarehouseAvailability[];
  /** Sum over the warehouses, in base units; 0 where no order point is set. */
  readonly orderPoint: Exact;
}

function ownStock({ stock }: StockFacts, { warehouses }: Supply): Counted {
  const levels = (stock ?? []).filter(({ warehouse, inactive }) => !inactive && warehouses.includes(warehouse));
  return {
    levels: levels.map((level) => ({
      warehouse: level.warehouse,
      onHand: new Exact(level.onHand),
      allocated: new Exact(level.allocated).abs(),
      available: availableAt(level),
      onOrder: new Exact(level.onOrder),
      backordered: new Exact(level.backordered),
    })),
    orderPoint: levels.reduce((sum, { orderPoint }) => sum.plus(orderPoint), ZERO),
  };
}

/** The number of kits that the stock of the counted components makes at each warehouse. */
function kitStock({ quantityDecimals }: Product, { warehouses, parts, sellable }: Supply): Counted {
  const levels = warehouses.map((warehouse) => {
    const makes = parts.map((part) => truncateTo(availableOf(part, warehouse).div(part.quantity), quantityDecimals));
    const available = sellable ? Exact.min(...makes) : ZERO;
    return { warehouse, onHand: available, allocated: ZERO, available, onOrder: ZERO, backordered: ZERO };
  });
  return { levels, orderPoint: ZERO };
}

function inUnit(level: WarehouseAvailability, { baseQuantity, decimals }: CountingUnit): WarehouseAvailability {
  const shown = (quantity: Exact) => truncateTo(quantity.div(baseQuantity), SHOWN_DECIMALS);
  return {
    warehouse: level.warehouse,
    onHand: shown(level.onHand),
    allocated: shown(level.allocated),
    available: truncateTo(level.available.div(baseQuantity), decimals),
    onOrder: shown(level.onOrder),
    backordered: shown(level.backordered),
  };
}

function status({ type }: Product, available: Exact, isLow: boolean, backorderable: boolean): StockStatus {
  if (available.gt(ZERO)) return isLow ? 'LOW_STOCK' : 'IN_STOCK';
  if (type === 'DISCONTINUED') return 'DISCONTINUED';
  return backorderable ? 'BACKORDER' : 'OUT_OF_STOCK';
}
