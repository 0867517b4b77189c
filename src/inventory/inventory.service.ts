import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountService, type BuyingTerms } from '../account/index.js';
import { CatalogService, hides, type Product } from '../catalog/index.js';
import { CatalogRules } from '../config/index.js';
import {
  Derived,
  type Freshness,
  freshnessOf,
  type Known,
  type Live,
  type LiveReader,
  LiveReaders,
  PerRequest,
  type RequestBudget,
  type Unknown,
} from '../live/index.js';
import { PricingService } from '../pricing/index.js';
import { Exact } from '../values/exact.js';
import type { GeoPoint } from '../values/geo-point.js';
import { type Sku, sameUnit, type UnitCode, type WarehouseCode } from '../values/identifiers.js';
import { allOf, andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { Viewer } from '../values/viewer.js';
import { type Availability, availability, type WarehouseAvailability } from './availability.js';
import { stockPolicy, warehousePolicy } from './inventory.policy.js';
import type { Location } from './location.js';
import { byNearness, type Distance, distancesFrom } from './nearness.js';
import { positionOfPostalCode, readPostalCodes } from './postal-codes.js';
import type { Stock } from './stock.js';
import { StockSource } from './stock-source.port.js';
import { type StockFacts, type Supply, supplyOf } from './supply.js';
import type { Warehouse } from './warehouse.js';

const ALL_WAREHOUSES = 'all';
/** Counts that are remembered with one product, each for a unit and a group of viewers. */
const MAX_COUNTS_OF_A_PRODUCT = 16;
/** Counts that are remembered of all products. Each takes about 3 KB. */
const MAX_COUNTS = 8_000;
const MAX_GROUPS = 64;
const MAX_PLACES = 5_000;
const NOTHING_NEARBY: Nearby = { places: [], order: '' };

export interface AvailabilityQuestion {
  /** Null for the base unit. */
  readonly unit: UnitCode | null;
  readonly near: Location | null;
}

/** Stock at one of the warehouses that serve the viewer. */
export interface SiteStock extends Omit<WarehouseAvailability, 'warehouse'> {
  readonly warehouse: Warehouse;
}

/** A product's stock, independent of the viewer's location. The same facts give the same object. */
export interface CountedStock extends Omit<Availability, 'warehouses' | 'unit'> {
  readonly unitOfMeasure: UnitCode;
  readonly bySite: ReadonlyMap<WarehouseCode, SiteStock>;
}

export interface AvailabilityView extends Freshness {
  readonly kind: 'availability';
  readonly counted: CountedStock;
  /** The warehouses that serve the viewer, in the order in which they are shown. */
  readonly places: readonly Distance[];
  readonly hasLocation: boolean;
  readonly defaultWarehouse: WarehouseCode | null;
}

/** The warehouses that serve a group of viewers. */
interface Serving {
  /** The key of the group: the codes of the warehouses that do not serve it. */
  readonly withheld: string;
  readonly warehouses: readonly Warehouse[];
  readonly codes: readonly WarehouseCode[];
  readonly positions: ReadonlyMap<WarehouseCode, GeoPoint>;
  /** Of the company: the same for all groups. */
  readonly takesBackOrders: boolean;
  /** The warehouses in the order of nearness, by the location that they were lately asked for from. */
  readonly nearby: Map<string, Nearby>;
}

/** The warehouses with their distances from a location. */
interface Nearby {
  /** In the order in which they are shown. */
  readonly places: readonly Distance[];
  /** The warehouses' codes in that order, each on a line. */
  readonly order: string;
}

/** Which warehouses a viewer is shown stock of, and in which order; the same for all products. */
interface ViewOfStock extends Nearby {
  readonly sites: Live<Serving>;
  readonly hasLocation: boolean;
  readonly defaultWarehouse: WarehouseCode | null;
}

/** A view of stock whose facts are all in memory. */
export type KnownViewOfStock = Omit<ViewOfStock, 'sites'> & {
  /** Identifies the group of viewers: the same object for all whom the same warehouses serve. */
  readonly serving: object;
};

/** The stock of a product and of its components, and the components as products, in the kit's order. */
interface StockReads {
  readonly stock: readonly Live<Stock | null>[];
  readonly components: readonly Live<Product | null>[];
}

type KnownStock = readonly [Known<Stock | null>, ...Known<Stock | null>[]];
type KnownComponents = readonly Known<Product | null>[];

interface KnownReads {
  readonly stock: KnownStock;
  readonly components: KnownComponents;
}

export type AvailabilityAnswer =
  | AvailabilityView
  | { readonly kind: 'notDefined'; readonly message: string }
  | ({ readonly kind: 'unknown' } & Unknown);

/** Stock of products by warehouse. */
@Injectable()
export class InventoryService implements OnModuleInit {
  private readonly stock: LiveReader<Sku, Stock>;
  private readonly sites: LiveReader<typeof ALL_WAREHOUSES, readonly Warehouse[]>;
  private readonly views = new PerRequest<ViewOfStock>();
  private readonly servings = new Derived<Serving>(MAX_GROUPS, MAX_GROUPS);
  private readonly counted = new Derived<CountedStock | undefined>(MAX_COUNTS_OF_A_PRODUCT, MAX_COUNTS);

  constructor(
    live: LiveReaders,
    source: StockSource,
    private readonly accounts: AccountService,
    private readonly catalog: CatalogService,
    private readonly pricing: PricingService,
    private readonly rules: CatalogRules,
  ) {
    this.stock = live.reader(stockPolicy, String, (skus, signal) => source.levels(skus, signal));
    this.sites = live.reader(warehousePolicy, String, async (_, signal) => {
      return new Map([[ALL_WAREHOUSES, await source.warehouses(signal)]] as const);
    });
  }

  /** No page waits for it: to read the postal codes takes some 200 ms of the process. */
  onModuleInit(): void {
    readPostalCodes();
  }

  /** Every site of GP's. WarehouseWarmth keeps them in memory, so that pages need not wait for them. */
  allWarehouses(budget: RequestBudget): MaybePromise<Live<readonly Warehouse[]>> {
    return andThen(this.sites.read(ALL_WAREHOUSES, budget), (live) => live as Live<readonly Warehouse[]>);
  }

  /** The active warehouses that no rule withholds from the viewer, by code. */
  warehouses(viewer: Viewer, budget: RequestBudget): MaybePromise<Live<readonly Warehouse[]>> {
    return andThen(this.serving(viewer, budget), (live) => (live.known ? { ...live, value: live.value.warehouses } : live));
  }

  /** One of the warehouses that serve the viewer; null where none of them has this code. */
  warehouse(viewer: Viewer, code: WarehouseCode, budget: RequestBudget): MaybePromise<Warehouse | null> {
    return andThen(this.warehouses(viewer, budget), (live) =>
      live.known ? (live.value.find((warehouse) => warehouse.code === code) ?? null) : null,
    );
  }

  /** The warehouse of an order that names none: that of the account's ship-to address, else the company's. */
  defaultWarehouse(viewer: Viewer, budget: RequestBudget): MaybePromise<WarehouseCode | null> {
    const own = viewer.kind === 'signedIn' ? this.accounts.customer(viewer.accountNumber, budget) : undefined;
    return andThen(own, (customer) =>
      andThen(this.accounts.company(budget), (company) => {
        const ofAddress = customer?.known ? customer.value?.warehouse : undefined;
        return ofAddress ?? (company.known ? company.value.defaultWarehouse : null);
      }),
    );
  }

  /** Stock of a product at every warehouse that serves the viewer. */
  availability(
    viewer: Viewer,
    product: Product,
    { unit, near }: AvailabilityQuestion,
    budget: RequestBudget,
  ): MaybePromise<AvailabilityAnswer> {
    const inUnit = product.unitsOfMeasure.find(({ code }) => sameUnit(code, unit ?? product.baseUnit));
    if (!inUnit) return { kind: 'notDefined', message: 'The product is not kept in this unit of measure.' };
    if (product.type === 'CHARGE' || product.type === 'SERVICE' || product.type === 'FLAT_FEE') {
      return { kind: 'notDefined', message: 'No stock is counted for products of this type.' };
    }

    // All facts are asked for before the first is awaited, so that they share a batch.
    const reads = this.read(product, budget);
    const unitDecimals = this.decimalsOf(viewer, product, inUnit.code, budget);
    const view = this.viewOf(viewer, near, budget);

    return andThen(reads, ({ stock, components }) =>
      andThen(unitDecimals, (decimals) =>
        andThen(view, ({ sites, places, hasLocation, defaultWarehouse }) => {
          if (!sites.known) return { kind: 'unknown', ...sites };
          const missing = missingOf(stock) ?? missingOf(components);
          if (missing) return { kind: 'unknown', ...missing };
          const known = { stock: stock as KnownStock, components: components as KnownComponents };
          const counted = this.count(product, { ...inUnit, decimals }, sites.value, known);
          if (!counted) return { kind: 'notDefined', message: 'No stock is counted for this product.' };
          const { asOf, source } = freshnessOf(known.stock);
          return { kind: 'availability', counted, places, hasLocation, defaultWarehouse, asOf, source };
        }),
      ),
    );
  }

  /** From which warehouses a product is sold to the viewer, and which stock a sale takes there. */
  supply(viewer: Viewer, product: Product, budget: RequestBudget): MaybePromise<Live<Supply>> {
    const reads = this.read(product, budget);
    const serving = this.serving(viewer, budget);
    return andThen(reads, ({ stock, components }) =>
      andThen(serving, (sites) => {
        if (!sites.known) return sites;
        const missing = missingOf(stock) ?? missingOf(components);
        if (missing) return missing;
        const known = { stock: stock as KnownStock, components: components as KnownComponents };
        const value = supplyOf(factsOf(product, sites.value, known));
        return { known: true, value, ...freshnessOf(known.stock) };
      }),
    );
  }

  /** The stock of a product and of its components. All of it is asked for before the first is awaited. */
  private read(product: Product, budget: RequestBudget): MaybePromise<StockReads> {
    const skus = product.components.map(({ sku }) => sku);
    const stock = allOf([product.sku, ...skus].map((sku) => this.stock.read(sku, budget)));
    const components = allOf(skus.map((sku) => this.catalog.anyProduct(sku, budget)));
    return andThen(stock, (levels) => andThen(components, (parts) => ({ stock: levels, components: parts })));
  }

  /** The viewer's view of stock in base units; undefined where one of its facts is not in memory. */
  knownView(viewer: Viewer, { unit, near }: AvailabilityQuestion, budget: RequestBudget): KnownViewOfStock | undefined {
    // Whether another unit is sold in fractions differs between products, so that no view is the same for all.
    if (unit !== null) return undefined;
    const view = this.viewOf(viewer, near, budget);
    if (view instanceof Promise || !view.sites.known) return undefined;
    return { ...view, serving: view.sites.value };
  }

  private viewOf(viewer: Viewer, near: Location | null, budget: RequestBudget): MaybePromise<ViewOfStock> {
    return this.views.get(budget, viewer, near, () => {
      const serving = this.serving(viewer, budget);
      const location = this.positionOf(viewer, near, budget);
      const usual = this.defaultWarehouse(viewer, budget);
      return andThen(serving, (sites) =>
        andThen(location, (position) =>
          andThen(usual, (defaultWarehouse) => {
            const nearby = sites.known ? nearbyFrom(sites.value, position) : NOTHING_NEARBY;
            return { ...nearby, sites, hasLocation: position !== undefined, defaultWarehouse };
          }),
        ),
      );
    });
  }

  private serving(viewer: Viewer, budget: RequestBudget): MaybePromise<Live<Serving>> {
    const setup = this.accounts.company(budget);
    return andThen(this.accounts.terms(viewer, budget), (terms) =>
      andThen(setup, (company) =>
        andThen(this.allWarehouses(budget), (live) => {
          if (!live.known) return live;
          const buyer = terms.known ? terms.value : null;
          // Without the company's setup no order is taken at all. Stock is shown as it usually is.
          const takesBackOrders = !company.known || company.value.takesBackOrders;
          const { asOf, source } = live;
          const withheld = this.withheldFrom(buyer);
          const value = this.servings.get(live.value, [withheld, takesBackOrders], () =>
            servingWithout(withheld, live.value, takesBackOrders),
          );
          return { known: true, value, asOf, source };
        }),
      ),
    );
  }

  /** The sorted codes of the warehouses that do not serve a buyer, each on a line. Buyers with equal texts form a group. */
  private withheldFrom(buyer: BuyingTerms | null): string {
    const codes = this.rules.warehouses
      .filter((rule) => !buyer || hides(rule, buyer))
      .flatMap(({ warehouses }) => warehouses.map((code) => code.trim().toUpperCase()));
    return [...new Set(codes)].sort().join('\n');
  }

  private count(
    product: Product,
    unit: Product['unitsOfMeasure'][number] & { readonly decimals: number },
    serving: Serving,
    known: KnownReads,
  ): CountedStock | undefined {
    const from: unknown[] = [unit.code, unit.decimals, serving];
    for (const { value } of known.stock) from.push(value);
    for (const { value } of known.components) from.push(value);
    return this.counted.get(product, from, () => {
      const found = availability(factsOf(product, serving, known), { ...unit, baseQuantity: new Exact(unit.baseQuantity) });
      if (!found) return undefined;
      const { warehouses: levels, unit: unitOfMeasure, ...total } = found;
      const sites = new Map(serving.warehouses.map((site) => [site.code, site]));
      const bySite = new Map(
        levels.map((level) => [level.warehouse, { ...level, warehouse: sites.get(level.warehouse) as Warehouse }]),
      );
      return { ...total, unitOfMeasure, bySite };
    });
  }

  /** The decimals in which the unit can be bought. */
  private decimalsOf(viewer: Viewer, product: Product, unit: UnitCode, budget: RequestBudget): MaybePromise<number> {
    // Stock in the base unit is shown as GP counts it.
    if (sameUnit(unit, product.baseUnit) || product.quantityDecimals === 0) return product.quantityDecimals;
    return andThen(this.pricing.unitSale(viewer, product.sku, unit, budget), (sale) =>
      sale === 'WHOLE_AND_FRACTIONAL' ? product.quantityDecimals : 0,
    );
  }

  private positionOf(viewer: Viewer, near: Location | null, budget: RequestBudget): MaybePromise<GeoPoint | undefined> {
    switch (near?.kind) {
      case undefined:
        return undefined;
      case 'point':
        return near.point;
      case 'address': {
        if (viewer.kind !== 'signedIn') return undefined;
        const wanted = near.addressCode.trim().toUpperCase();
        return andThen(this.accounts.addresses(viewer.accountNumber, budget), (live) => {
          const address = live.known ? live.value.find(({ code }) => code.toUpperCase() === wanted) : undefined;
          return address?.postalCode ? positionOfPostalCode(address.postalCode) : undefined;
        });
      }
    }
  }
}

function missingOf(facts: readonly Live<unknown>[]): Unknown | undefined {
  return facts.find((fact) => !fact.known) as Unknown | undefined;
}

function factsOf(
  product: Product,
  { codes, takesBackOrders }: Serving,
  { stock: [own, ...ofComponents], components }: KnownReads,
): StockFacts {
  return {
    product,
    serving: codes,
    takesBackOrders,
    stock: own.value,
    components: new Map(
      product.components.map(({ sku }, index) => {
        return [sku, { product: components[index]?.value ?? null, stock: ofComponents[index]?.value ?? null }] as const;
      }),
    ),
  };
}

/** Gives the same object to all viewers of the group at the same location. */
function nearbyFrom({ codes, positions, nearby }: Serving, location: GeoPoint | undefined): Nearby {
  const key = location ? `${location.latitude} ${location.longitude}` : '';
  let found = nearby.get(key);
  if (!found) {
    const places = byNearness(codes, location && distancesFrom(location, positions));
    found = { places, order: places.map(({ warehouse }) => warehouse).join('\n') };
    if (nearby.size >= MAX_PLACES) nearby.clear();
    nearby.set(key, found);
  }
  return found;
}

function servingWithout(withheld: string, all: readonly Warehouse[], takesBackOrders: boolean): Serving {
  const codes = new Set(withheld.split('\n'));
  const warehouses = all.filter(({ code, inactive }) => !inactive && !codes.has(code));
  return {
    withheld,
    warehouses,
    codes: warehouses.map(({ code }) => code),
    positions: positionsOf(warehouses),
    takesBackOrders,
    nearby: new Map(),
  };
}

/** The warehouses' positions. GP keeps no coordinates, so a site's position is that of its postal code. */
function positionsOf(warehouses: readonly Warehouse[]): ReadonlyMap<WarehouseCode, GeoPoint> {
  return new Map(
    warehouses.flatMap(({ code, address }) => {
      const position = address?.postalCode ? positionOfPostalCode(address.postalCode) : undefined;
      return position ? [[code, position]] : [];
    }),
  );
}
