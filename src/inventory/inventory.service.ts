import { Injectable } from '@nestjs/common';
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
import { positionOfPostalCode } from './postal-codes.js';
import type { Stock } from './stock.js';
import { StockSource } from './stock-source.port.js';
import { type StockFacts, type Supply, supplyOf } from './supply.js';
import type { Warehouse } from './warehouse.js';

const ALL_WAREHOUSES = 'all';
/** Counts that are remembered with one product: for so many units and groups of viewers. */
const MAX_COUNTS_OF_A_PRODUCT = 16;
/** Each takes about 3 KB. */
const MAX_COUNTS = 8_000;
const MAX_GROUPS = 64;
const MAX_PLACES = 5_000;
const NOTHING_NEARBY: Nearby = { places: [], order: '' };

export interface AvailabilityQuestion {
  /** The base unit where not given. */
  readonly unit: UnitCode | null;
  readonly near: Location | null;
}

/** Stock at one of the warehouses that serve the viewer. */
export interface SiteStock extends Omit<WarehouseAvailability, 'warehouse'> {
  readonly warehouse: Warehouse;
}

/** What is available of a product, wherever the viewer is: the same facts give the same object. */
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

/** The warehouses that serve some viewers. */
interface Serving {
  /** Those that do not serve them, by which it goes. */
  readonly withheld: string;
  readonly warehouses: readonly Warehouse[];
  readonly codes: readonly WarehouseCode[];
  readonly positions: ReadonlyMap<WarehouseCode, GeoPoint>;
  /** By the places that they were asked for from lately. */
  readonly nearby: Map<string, Nearby>;
}

/** Warehouses as they are seen from a place. */
interface Nearby {
  /** In the order in which they are shown. */
  readonly places: readonly Distance[];
  /** Their codes in that order, each on a line. */
  readonly order: string;
}

/** From where, and in which order, a viewer is shown the stock of all products. */
interface ViewOfStock extends Nearby {
  readonly sites: Live<Serving>;
  readonly hasLocation: boolean;
  readonly defaultWarehouse: WarehouseCode | null;
}

/** A view of stock of which everything is at hand. */
export type KnownViewOfStock = Omit<ViewOfStock, 'sites'> & {
  /** The same object for all viewers whom the same warehouses serve. */
  readonly serving: object;
};

/** A product's stock, that of its components, and these as products, in the order in which the kit has them. */
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

/** How many there are of a product, and where. */
@Injectable()
export class InventoryService {
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

  /** Every site that GP has. Kept warm, so that pages need not wait for it. */
  allWarehouses(budget: RequestBudget): MaybePromise<Live<readonly Warehouse[]>> {
    return andThen(this.sites.read(ALL_WAREHOUSES, budget), (live) => live as Live<readonly Warehouse[]>);
  }

  /** The active warehouses that no rule withholds from the viewer, by code. */
  warehouses(viewer: Viewer, budget: RequestBudget): MaybePromise<Live<readonly Warehouse[]>> {
    return andThen(this.serving(viewer, budget), (live) => (live.known ? { ...live, value: live.value.warehouses } : live));
  }

  /** One of the warehouses that serve the viewer; null where there is none of this code. */
  warehouse(viewer: Viewer, code: WarehouseCode, budget: RequestBudget): MaybePromise<Warehouse | null> {
    return andThen(this.warehouses(viewer, budget), (live) =>
      live.known ? (live.value.find((warehouse) => warehouse.code === code) ?? null) : null,
    );
  }

  /** The warehouse that serves the viewer's account unless an order says otherwise: its ship-to's, else the company's. */
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
    const inUnit = product.units.find(({ code }) => sameUnit(code, unit ?? product.baseUnit));
    if (!inUnit) return { kind: 'notDefined', message: 'The product is not kept in this unit of measure.' };
    if (product.type === 'CHARGE' || product.type === 'SERVICE' || product.type === 'FLAT_FEE') {
      return { kind: 'notDefined', message: 'No stock is counted for products of this type.' };
    }

    // All of it is asked for before any of it is waited for.
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

  /** From where a product is sold to the viewer, and what it takes of the stock there. */
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

  /** A product's stock and then that of its components, all of it asked for before any of it is waited for. */
  private read(product: Product, budget: RequestBudget): MaybePromise<StockReads> {
    const skus = product.components.map(({ sku }) => sku);
    const stock = allOf([product.sku, ...skus].map((sku) => this.stock.read(sku, budget)));
    const components = allOf(skus.map((sku) => this.catalog.anyProduct(sku, budget)));
    return andThen(stock, (levels) => andThen(components, (parts) => ({ stock: levels, components: parts })));
  }

  /** From where, and in which order, the viewer is shown stock in base units; undefined where that is not at hand. */
  knownView(viewer: Viewer, { unit, near }: AvailabilityQuestion, budget: RequestBudget): KnownViewOfStock | undefined {
    // How another unit is sold differs from product to product.
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
    return andThen(this.accounts.terms(viewer, budget), (terms) =>
      andThen(this.allWarehouses(budget), (live) => {
        if (!live.known) return live;
        const buyer = terms.known ? terms.value : null;
        const { asOf, source } = live;
        const withheld = this.withheldFrom(buyer);
        const value = this.servings.get(live.value, [withheld], () => servingWithout(withheld, live.value));
        return { known: true, value, asOf, source };
      }),
    );
  }

  /** The codes of warehouses that do not serve a buyer, each on a line: the same for all whom the same ones serve. */
  private withheldFrom(buyer: BuyingTerms | null): string {
    const codes = this.rules.warehouses
      .filter((rule) => !buyer || hides(rule, buyer))
      .flatMap(({ warehouses }) => warehouses.map((code) => code.trim().toUpperCase()));
    return [...new Set(codes)].sort().join('\n');
  }

  private count(
    product: Product,
    unit: Product['units'][number] & { readonly decimals: number },
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

  /** In how many decimals the unit can be bought. */
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

function factsOf(product: Product, { codes }: Serving, { stock: [own, ...ofComponents], components }: KnownReads): StockFacts {
  return {
    product,
    serving: codes,
    stock: own.value,
    components: new Map(
      product.components.map(({ sku }, index) => {
        return [sku, { product: components[index]?.value ?? null, stock: ofComponents[index]?.value ?? null }] as const;
      }),
    ),
  };
}

/** The same object for all who ask from the same place. */
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

function servingWithout(withheld: string, all: readonly Warehouse[]): Serving {
  const codes = new Set(withheld.split('\n'));
  const warehouses = all.filter(({ code, inactive }) => !inactive && !codes.has(code));
  return {
    withheld,
    warehouses,
    codes: warehouses.map(({ code }) => code),
    positions: positionsOf(warehouses),
    nearby: new Map(),
  };
}

/** GP keeps no coordinates: a site is where its postal code is. */
function positionsOf(warehouses: readonly Warehouse[]): ReadonlyMap<WarehouseCode, GeoPoint> {
  return new Map(
    warehouses.flatMap(({ code, address }) => {
      const position = address?.postalCode ? positionOfPostalCode(address.postalCode) : undefined;
      return position ? [[code, position]] : [];
    }),
  );
}
