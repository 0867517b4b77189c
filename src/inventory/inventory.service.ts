import { Injectable } from '@nestjs/common';
import { AccountService } from '../account/index.js';
import { CatalogService, hides, type Product } from '../catalog/index.js';
import { CatalogRules } from '../config/index.js';
import {
  type Freshness,
  freshnessOf,
  type Known,
  type Live,
  type LiveReader,
  LiveReaders,
  type Patience,
  type Unknown,
} from '../live/index.js';
import { Exact } from '../values/exact.js';
import type { GeoPoint } from '../values/geo-point.js';
import { type Sku, sameUnit, type UnitCode, type WarehouseCode } from '../values/identifiers.js';
import { allOf, andThen, type MaybePromise } from '../values/maybe-promise.js';
import type { Viewer } from '../values/viewer.js';
import { type Availability, availability, type CountingUnit } from './availability.js';
import { stockPolicy, warehousePolicy } from './inventory.policy.js';
import type { Location } from './location.js';
import { byNearness, type WarehouseStock as StockAtCode } from './nearness.js';
import { positionOfPostalCode } from './postal-codes.js';
import type { Stock } from './stock.js';
import { StockSource } from './stock-source.port.js';
import { UnitSales } from './unit-sales.port.js';
import type { Warehouse } from './warehouse.js';

const ALL_WAREHOUSES = 'all';

export interface AvailabilityQuestion {
  /** The base unit where not given. */
  readonly unit: UnitCode | null;
  readonly near: Location | null;
}

/** Stock at one of the warehouses that serve the viewer. */
export interface WarehouseStock extends StockAtCode {
  readonly site: Warehouse;
}

export interface AvailabilityView extends Omit<Availability, 'warehouses'>, Freshness {
  readonly kind: 'availability';
  readonly warehouses: readonly WarehouseStock[];
  readonly hasLocation: boolean;
  readonly defaultWarehouse: WarehouseCode | null;
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

  constructor(
    live: LiveReaders,
    source: StockSource,
    private readonly accounts: AccountService,
    private readonly catalog: CatalogService,
    private readonly unitSales: UnitSales,
    private readonly rules: CatalogRules,
  ) {
    this.stock = live.reader(stockPolicy, String, (skus, signal) => source.levels(skus, signal));
    this.sites = live.reader(warehousePolicy, String, async (_, signal) => {
      return new Map([[ALL_WAREHOUSES, await source.warehouses(signal)]] as const);
    });
  }

  /** Every site that GP has. Kept warm, so that pages need not wait for it. */
  allWarehouses(patience: Patience): MaybePromise<Live<readonly Warehouse[]>> {
    return andThen(this.sites.read(ALL_WAREHOUSES, patience), (live) => live as Live<readonly Warehouse[]>);
  }

  /** The active warehouses that no rule withholds from the viewer, by code. */
  warehouses(viewer: Viewer, patience: Patience): MaybePromise<Live<readonly Warehouse[]>> {
    return andThen(this.accounts.terms(viewer, patience), (terms) =>
      andThen(this.allWarehouses(patience), (live) => {
        if (!live.known) return live;
        const buyer = terms.known ? terms.value : null;
        const withheld = this.rules.warehouses
          .filter((rule) => !buyer || hides(rule, buyer))
          .flatMap(({ warehouses }) => warehouses);
        const codes = new Set(withheld.map((code) => code.trim().toUpperCase()));
        return { ...live, value: live.value.filter(({ code, inactive }) => !inactive && !codes.has(code)) };
      }),
    );
  }

  /** One of the warehouses that serve the viewer; null where there is none of this code. */
  warehouse(viewer: Viewer, code: WarehouseCode, patience: Patience): MaybePromise<Warehouse | null> {
    return andThen(this.warehouses(viewer, patience), (live) =>
      live.known ? (live.value.find((warehouse) => warehouse.code === code) ?? null) : null,
    );
  }

  /** The warehouse that serves the viewer's account unless an order says otherwise: its ship-to's, else the company's. */
  defaultWarehouse(viewer: Viewer, patience: Patience): MaybePromise<WarehouseCode | null> {
    const own = viewer.kind === 'signedIn' ? this.accounts.customer(viewer.accountNumber, patience) : undefined;
    return andThen(own, (customer) =>
      andThen(this.accounts.company(patience), (company) => {
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
    patience: Patience,
  ): MaybePromise<AvailabilityAnswer> {
    const counted = product.units.find(({ code }) => sameUnit(code, unit ?? product.baseUnit));
    if (!counted) return { kind: 'notDefined', message: 'The product is not kept in this unit of measure.' };
    if (product.type === 'CHARGE' || product.type === 'SERVICE' || product.type === 'FLAT_FEE') {
      return { kind: 'notDefined', message: 'No stock is counted for products of this type.' };
    }

    // All of it is asked for before any of it is waited for.
    const skus = product.type === 'KIT' ? product.components.map(({ sku }) => sku) : [product.sku];
    const stock = allOf(skus.map((sku) => this.stock.read(sku, patience)));
    const components = product.type === 'KIT' ? allOf(skus.map((sku) => this.catalog.anyProduct(sku, patience))) : [];
    const countingUnit = this.countingUnit(viewer, product, counted, patience);
    const serving = this.warehouses(viewer, patience);
    const location = this.positionOf(viewer, near, patience);
    const defaultWarehouse = this.defaultWarehouse(viewer, patience);

    return andThen(stock, (levels) =>
      andThen(components, (parts) =>
        andThen(countingUnit, (inUnit) =>
          andThen(serving, (sites) =>
            andThen(location, (position) =>
              andThen(defaultWarehouse, (usual) => {
                if (!sites.known) return { kind: 'unknown', ...sites };
                const missing = [...levels, ...parts].find((fact) => !fact.known);
                if (missing) return { kind: 'unknown', ...(missing as Unknown) };
                const known = levels as Known<Stock | null>[];
                const products = (parts as Known<Product | null>[]).map((part) => part.value);
                const found = availability(
                  {
                    product,
                    serving: sites.value.map(({ code }) => code),
                    stock: product.type === 'KIT' ? null : (known[0]?.value ?? null),
                    components: new Map(
                      products.flatMap((part, index) =>
                        part ? [[part.sku, { product: part, stock: known[index]?.value ?? null }]] : [],
                      ),
                    ),
                  },
                  inUnit,
                );
                if (!found) return { kind: 'notDefined', message: 'No stock is counted for this product.' };
                const [first, ...others] = known;
                return {
                  kind: 'availability',
                  ...found,
                  warehouses: byNearness(found.warehouses, position, positionsOf(sites.value)).flatMap((level) => {
                    const site = sites.value.find(({ code }) => code === level.warehouse);
                    return site ? [{ ...level, site }] : [];
                  }),
                  hasLocation: position !== undefined,
                  defaultWarehouse: usual,
                  ...freshnessOf([first ?? sites, ...others]),
                };
              }),
            ),
          ),
        ),
      ),
    );
  }

  private countingUnit(
    viewer: Viewer,
    product: Product,
    { code, baseQuantity }: Product['units'][number],
    patience: Patience,
  ): MaybePromise<CountingUnit> {
    const unit = { code, baseQuantity: new Exact(baseQuantity) };
    // Stock in the base unit is shown as GP counts it.
    if (sameUnit(code, product.baseUnit) || product.quantityDecimals === 0)
      return { ...unit, decimals: product.quantityDecimals };
    return andThen(this.unitSales.soldInFractions(viewer, product.sku, code, patience), (inFractions) => ({
      ...unit,
      decimals: inFractions ? product.quantityDecimals : 0,
    }));
  }

  private positionOf(viewer: Viewer, near: Location | null, patience: Patience): MaybePromise<GeoPoint | undefined> {
    switch (near?.kind) {
      case undefined:
        return undefined;
      case 'point':
        return near.point;
      case 'postalCode':
        return positionOfPostalCode(near.postalCode);
      case 'address': {
        if (viewer.kind !== 'signedIn') return undefined;
        const wanted = near.addressCode.trim().toUpperCase();
        return andThen(this.accounts.addresses(viewer.accountNumber, patience), (live) => {
          const address = live.known ? live.value.find(({ code }) => code.toUpperCase() === wanted) : undefined;
          return address?.postalCode ? positionOfPostalCode(address.postalCode) : undefined;
        });
      }
    }
  }
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
