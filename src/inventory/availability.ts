import type { Product } from '../catalog/index.js';
import { Exact, truncateTo, ZERO } from '../values/exact.js';
import { type Sku, sameUnit, type UnitCode, type WarehouseCode } from '../values/identifiers.js';
import type { Stock, StockLevel } from './stock.js';

export type StockStatus = 'IN_STOCK' | 'LOW_STOCK' | 'BACKORDER' | 'OUT_OF_STOCK' | 'DISCONTINUED';

export interface Availability {
  readonly status: StockStatus;
  readonly totalAvailable: Exact;
  readonly unit: UnitCode;
  readonly backorderable: boolean;
  /** By warehouse code. */
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

/** What a product's availability is worked out from. */
export interface StockFacts {
  readonly product: Product;
  /** The warehouses that serve the viewer. */
  readonly serving: readonly WarehouseCode[];
  /** The product's own stock; null where GP keeps it nowhere. */
  readonly stock: Stock | null;
  /** For a kit: its components as products, with their stock. A component that is unknown is absent. */
  readonly components: ReadonlyMap<Sku, { readonly product: Product; readonly stock: Stock | null }>;
}

/** The unit to count in. */
export interface CountingUnit {
  readonly code: UnitCode;
  readonly baseQuantity: Exact;
  /** Decimal places in which the unit can be bought: 0 where it is sold whole. */
  readonly decimals: number;
}

/** Figures in another unit are divided exactly and shown with at most so many decimals. */
const SHOWN_DECIMALS = 5;

/** Stock at the warehouses that serve the viewer, or undefined where GP counts none for products of this type. */
export function availability(facts: StockFacts, unit: CountingUnit): Availability | undefined {
  const { product } = facts;
  const counted = product.type === 'KIT' ? kitStock(facts) : isCounted(product) ? ownStock(facts) : undefined;
  if (!counted) return undefined;

  const isBaseUnit = sameUnit(unit.code, product.baseUnit);
  const warehouses = counted.levels
    .toSorted((one, other) => (one.warehouse < other.warehouse ? -1 : 1))
    .map((level) => (isBaseUnit ? level : inUnit(level, unit)));
  const totalAvailable = warehouses.reduce((sum, { available }) => sum.plus(available), ZERO);
  const backorderable = counted.backorderable && product.type !== 'DISCONTINUED';
  const inBaseUnits = counted.levels.reduce((sum, { available }) => sum.plus(available), ZERO);
  const isLow = counted.orderPoint.gt(ZERO) && inBaseUnits.lte(counted.orderPoint);
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
  readonly backorderable: boolean;
  /** Sum over the warehouses, in base units; 0 where none is set. */
  readonly orderPoint: Exact;
}

/** GP counts sales inventory and what is left of discontinued items; charges, services and flat fees have no stock. */
function isCounted({ type }: Product): boolean {
  return type === 'STOCKED' || type === 'DISCONTINUED';
}

function ownStock({ product, serving, stock }: StockFacts): Counted {
  const levels = servedFrom(serving, stock);
  return {
    levels: levels.map((level) => ({
      warehouse: level.warehouse,
      onHand: new Exact(level.onHand),
      allocated: new Exact(level.allocated).abs(),
      available: availableAt(level),
      onOrder: new Exact(level.onOrder),
      backordered: new Exact(level.backordered),
    })),
    backorderable: product.backorderable,
    orderPoint: levels.reduce((sum, { orderPoint }) => sum.plus(orderPoint), ZERO),
  };
}

/** As many kits as the counted components make, warehouse by warehouse. */
function kitStock({ product, serving, components }: StockFacts): Counted | undefined {
  const counted = product.components.flatMap(({ sku, quantity, unit }) => {
    const component = components.get(sku);
    // A component that GP does not sell (any more) can't be counted, and none of it is there.
    if (!component) return [{ perKit: new Exact(quantity), stock: null, backorderable: false }];
    if (!isCounted(component.product)) return [];
    const factor = component.product.units.find(({ code }) => sameUnit(code, unit))?.baseQuantity ?? '1';
    const perKit = new Exact(quantity).times(factor);
    return perKit.gt(ZERO) ? [{ perKit, stock: component.stock, backorderable: component.product.backorderable }] : [];
  });
  if (counted.length === 0) return undefined;

  const levels = serving.flatMap((warehouse) => {
    const atSite = counted.map(({ perKit, stock }) => {
      const [level] = servedFrom([warehouse], stock);
      return level && truncateTo(availableAt(level).div(perKit), product.quantityDecimals);
    });
    if (atSite.every((kits) => kits === undefined)) return [];
    const available = Exact.min(...atSite.map((kits) => kits ?? ZERO));
    return [{ warehouse, onHand: available, allocated: ZERO, available, onOrder: ZERO, backordered: ZERO }];
  });
  return { levels, backorderable: counted.every(({ backorderable }) => backorderable), orderPoint: ZERO };
}

function servedFrom(serving: readonly WarehouseCode[], stock: Stock | null): StockLevel[] {
  return (stock ?? []).filter(({ warehouse, inactive }) => !inactive && serving.includes(warehouse));
}

/** QTYONHND - ATYALLOC, never below zero. A negative allocation is a damaged row: GP lets it lower what is available. */
function availableAt({ onHand, allocated }: StockLevel): Exact {
  return Exact.max(new Exact(onHand).minus(new Exact(allocated).abs()), ZERO);
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
