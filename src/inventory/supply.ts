import type { Product } from '../catalog/index.js';
import { Exact, ZERO } from '../values/exact.js';
import { type Sku, sameUnit, type WarehouseCode } from '../values/identifiers.js';
import type { Stock, StockLevel } from './stock.js';

/** What GP knows of a product, and of the components of a kit, at its warehouses. */
export interface StockFacts {
  readonly product: Product;
  /** The warehouses that serve the viewer. */
  readonly serving: readonly WarehouseCode[];
  /** The product's own rows, which a product without stock has too (IV00102); null where GP has none. */
  readonly stock: Stock | null;
  /** For a kit: its components, with their stock. One that GP does not sell (any more) is no product. */
  readonly components: ReadonlyMap<Sku, { readonly product: Product | null; readonly stock: Stock | null }>;
}

/** From which warehouses a product is sold, and what it takes of the stock that is kept there. */
export interface Supply {
  /** Those that serve the viewer and from which GP takes a line of it (eConnect errors 110 and 11808). */
  readonly warehouses: readonly WarehouseCode[];
  /** What of it GP counts: the product itself, or some components of a kit. Empty where it counts nothing. */
  readonly parts: readonly SupplyPart[];
  /** Whether what is not there may wait (4776). */
  readonly backorderable: boolean;
  /** GP takes no line of a kit with an inactive component (11755). */
  readonly sellable: boolean;
}

export interface SupplyPart {
  readonly sku: Sku;
  /** Base units of the part in one base unit of the product. */
  readonly quantity: Exact;
  readonly stock: Stock | null;
}

/** How GP sells a product: a kit from where it and each of its components is assigned, and out of their stock. */
export function supplyOf({ product, serving, stock, components }: StockFacts): Supply {
  const own = assigned(serving, stock);
  if (product.type !== 'KIT') {
    const parts = isCounted(product) ? [{ sku: product.sku, quantity: new Exact(1), stock }] : [];
    return { warehouses: own, parts, backorderable: mayWait(product), sellable: true };
  }
  const parts = new Map<Sku, SupplyPart>();
  let warehouses = own;
  let backorderable = mayWait(product);
  let sellable = true;
  for (const { sku, quantity, unit } of product.components) {
    const component = components.get(sku);
    const componentStock = component?.stock ?? null;
    warehouses = assigned(warehouses, componentStock);
    if (!component?.product) {
      sellable = false;
      continue;
    }
    const factor = component.product.units.find(({ code }) => sameUnit(code, unit))?.baseQuantity ?? '1';
    const each = new Exact(quantity).times(factor);
    if (!isCounted(component.product) || each.lte(ZERO)) continue;
    backorderable &&= mayWait(component.product);
    // A component can stand in a kit twice.
    const before = parts.get(sku)?.quantity ?? ZERO;
    parts.set(sku, { sku, quantity: before.plus(each), stock: componentStock });
  }
  return { warehouses, parts: [...parts.values()], backorderable: backorderable && sellable, sellable };
}

/** Base units of a part that are there for sale at a warehouse. */
export function availableOf({ stock }: SupplyPart, warehouse: WarehouseCode): Exact {
  const level = stock?.find((each) => each.warehouse === warehouse && !each.inactive);
  return level ? availableAt(level) : ZERO;
}

/** QTYONHND - ATYALLOC, never below zero. A negative allocation is a damaged row: GP lets it lower what is available. */
export function availableAt({ onHand, allocated }: StockLevel): Exact {
  return Exact.max(new Exact(onHand).minus(new Exact(allocated).abs()), ZERO);
}

/** GP counts sales inventory and what is left of discontinued items; charges, services and flat fees have no stock. */
function isCounted({ type }: Product): boolean {
  return type === 'STOCKED' || type === 'DISCONTINUED';
}

/** What is discontinued is sold while it lasts. */
function mayWait({ type, backorderable }: Product): boolean {
  return backorderable && type !== 'DISCONTINUED';
}

function assigned(among: readonly WarehouseCode[], stock: Stock | null): readonly WarehouseCode[] {
  return among.filter((code) => stock?.some(({ warehouse, inactive }) => warehouse === code && !inactive));
}
