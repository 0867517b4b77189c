import type { Product } from '../catalog/index.js';
import { Exact, ZERO } from '../values/exact.js';
import { type Sku, sameUnit, type WarehouseCode } from '../values/identifiers.js';
import type { Stock, StockLevel } from './stock.js';

/** GP's facts about a product, and about the components of a kit, at the warehouses. */
export interface StockFacts {
  readonly product: Product;
  /** The warehouses that serve the viewer. */
  readonly serving: readonly WarehouseCode[];
  /** Whether the company back-orders anything (else eConnect error 2696). */
  readonly takesBackOrders: boolean;
  /** The product's own rows (IV00102). A product without stock has rows too. Null where GP has none. */
  readonly stock: Stock | null;
  /** A kit's components with their stock. `product` is null for a component that GP does not sell (any more). */
  readonly components: ReadonlyMap<Sku, { readonly product: Product | null; readonly stock: Stock | null }>;
}

/** From which warehouses a product is sold, and which stock a sale takes there. */
export interface Supply {
  /** Warehouses that serve the viewer and at which GP accepts a line of the product (else eConnect errors 110 and 11808). */
  readonly warehouses: readonly WarehouseCode[];
  /** The items whose stock a sale takes: the product itself, or the components of a kit that GP counts. May be empty. */
  readonly parts: readonly SupplyPart[];
  /** Whether a quantity that is not in stock may be back-ordered (else eConnect errors 4776 and 2696). */
  readonly backorderable: boolean;
  /** False for a kit with an inactive component, of which GP accepts no line (11755). */
  readonly sellable: boolean;
}

export interface SupplyPart {
  readonly sku: Sku;
  /** Base units of the part in one base unit of the product. */
  readonly quantity: Exact;
  readonly stock: Stock | null;
}

/** How GP sells a product. A kit is sold from warehouses to which it and all its components are assigned, out of their stock. */
export function supplyOf({ product, serving, takesBackOrders, stock, components }: StockFacts): Supply {
  const own = assigned(serving, stock);
  if (product.type !== 'KIT') {
    const parts = isCounted(product) ? [{ sku: product.sku, quantity: new Exact(1), stock }] : [];
    return { warehouses: own, parts, backorderable: takesBackOrders && mayWait(product), sellable: true };
  }
  const parts = new Map<Sku, SupplyPart>();
  let warehouses = own;
  let backorderable = takesBackOrders && mayWait(product);
  let sellable = true;
  for (const { sku, quantity, unit } of product.components) {
    const component = components.get(sku);
    const componentStock = component?.stock ?? null;
    warehouses = assigned(warehouses, componentStock);
    if (!component?.product) {
      sellable = false;
      continue;
    }
    const factor = component.product.unitsOfMeasure.find(({ code }) => sameUnit(code, unit))?.baseQuantity ?? '1';
    const each = new Exact(quantity).times(factor);
    if (!isCounted(component.product) || each.lte(ZERO)) continue;
    backorderable &&= mayWait(component.product);
    // A kit can list a component twice.
    const before = parts.get(sku)?.quantity ?? ZERO;
    parts.set(sku, { sku, quantity: before.plus(each), stock: componentStock });
  }
  return { warehouses, parts: [...parts.values()], backorderable: backorderable && sellable, sellable };
}

/** Base units of a part that are available for sale at a warehouse. */
export function availableOf({ stock }: SupplyPart, warehouse: WarehouseCode): Exact {
  const level = stock?.find((each) => each.warehouse === warehouse && !each.inactive);
  return level ? availableAt(level) : ZERO;
}

/** QTYONHND - ATYALLOC, never below zero. A negative allocation is a damaged row: GP lets it lower what is available. */
export function availableAt({ onHand, allocated }: StockLevel): Exact {
  return Exact.max(new Exact(onHand).minus(new Exact(allocated).abs()), ZERO);
}

/** GP counts stock of sales inventory and of discontinued items. Charges, services and flat fees have no stock. */
function isCounted({ type }: Product): boolean {
  return type === 'STOCKED' || type === 'DISCONTINUED';
}

/** A discontinued item is sold from stock only, and never back-ordered. */
function mayWait({ type, backorderable }: Product): boolean {
  return backorderable && type !== 'DISCONTINUED';
}

function assigned(among: readonly WarehouseCode[], stock: Stock | null): readonly WarehouseCode[] {
  return among.filter((code) => stock?.some(({ warehouse, inactive }) => warehouse === code && !inactive));
}
