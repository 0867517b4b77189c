import { LRUCache } from 'lru-cache';
import zipcodes from 'zipcodes';
import { type Cached, CachedFacts, RequestFacts } from './cached.js';
import { Erp, type PriceKey } from './erp.js';
import type { AccountFacts, PriceFacts, ProductFacts, StockFacts, WarehouseFacts } from './facts.js';
import type { Claims } from './tokens.js';

const MINUTE = 60_000;
const EARTH_RADIUS_KM = 6371.0088;
const UNAVAILABLE = { __typename: 'Unavailable', reason: 'NOT_DEFINED' } as const;

/** The sites by nearness to a place. */
type Neighbours = readonly { readonly warehouse: WarehouseFacts; readonly distanceKm: number | null }[];

/** What the process remembers of the ERP. */
export class Shop {
  readonly products: CachedFacts<string, ProductFacts>;
  readonly prices: CachedFacts<PriceKey, PriceFacts>;
  readonly stock: CachedFacts<string, StockFacts>;
  readonly accounts: CachedFacts<string, AccountFacts>;
  private readonly neighbours = new LRUCache<string, Neighbours>({ max: 10_000 });

  private constructor(private readonly erp: Erp) {
    this.products = new CachedFacts(String, (skus) => erp.products(skus), 5 * MINUTE);
    this.prices = new CachedFacts(
      ({ level, sku }) => `${level}/${sku}`,
      (keys) => erp.prices(keys),
      5 * MINUTE,
    );
    this.stock = new CachedFacts(String, (skus) => erp.stock(skus), MINUTE / 2);
    this.accounts = new CachedFacts(String, (numbers) => erp.accounts(numbers), MINUTE);
  }

  static open(file: string): Shop {
    return new Shop(Erp.load(file));
  }

  visit(claims: Claims | null): Visit {
    return new Visit(this, claims);
  }

  /** The sites, nearest first. */
  neighboursOf(postalCode: string): Neighbours {
    const known = this.neighbours.get(postalCode);
    if (known) return known;
    const here = positionOf(postalCode);
    const found = this.erp.warehouses
      .map((warehouse) => {
        const there = positionOf(warehouse.postalCode);
        return { warehouse, distanceKm: here && there ? distanceKm(here, there) : null };
      })
      .toSorted((one, other) => (one.distanceKm ?? Infinity) - (other.distanceKm ?? Infinity));
    this.neighbours.set(postalCode, found);
    return found;
  }

  get warehouses(): Neighbours {
    return this.erp.warehouses.map((warehouse) => ({ warehouse, distanceKm: null }));
  }
}

/** One request: who is asking, and what is loaded for it. */
export class Visit {
  private readonly products: RequestFacts<string, ProductFacts>;
  private readonly prices: RequestFacts<PriceKey, PriceFacts>;
  private readonly stock: RequestFacts<string, StockFacts>;
  private readonly accounts: RequestFacts<string, AccountFacts>;

  constructor(
    private readonly shop: Shop,
    readonly claims: Claims | null,
  ) {
    this.products = new RequestFacts(shop.products);
    this.prices = new RequestFacts(shop.prices);
    this.stock = new RequestFacts(shop.stock);
    this.accounts = new RequestFacts(shop.accounts);
  }

  product(sku: string) {
    return whenHere(this.products.get(sku), ({ value }) => value);
  }

  viewer() {
    return whenHere(this.account(), (account) => {
      if (!account?.value) return null;
      const { permissions, number, name } = account.value;
      return { account: { number, name }, permissions: { ...permissions, asOf: account.asOf, source: 'CACHE' } };
    });
  }

  price(sku: string) {
    return whenHere(this.account(), (account) => {
      const level = account?.value?.level;
      if (level === undefined) return UNAVAILABLE;
      return whenHere(this.prices.get({ level, sku }), ({ value, asOf }) =>
        value ? { __typename: 'Price', ...value, priceLevel: level, asOf, source: 'CACHE' } : UNAVAILABLE,
      );
    });
  }

  availability(sku: string, postalCode: string | null | undefined) {
    return whenHere(this.stock.get(sku), ({ value, asOf }) => {
      if (!value) return UNAVAILABLE;
      const near = postalCode ? this.shop.neighboursOf(postalCode) : this.shop.warehouses;
      return {
        __typename: 'Availability',
        status: value.status,
        totalAvailable: String(value.available.reduce((sum, { quantity }) => sum + Number(quantity), 0)),
        unitOfMeasure: value.unitOfMeasure,
        warehouses: near.map(({ warehouse, distanceKm }) => ({
          warehouse,
          available: value.available.find((site) => site.warehouse === warehouse.code)?.quantity ?? '0',
          distanceKm,
        })),
        asOf,
        source: 'CACHE',
      };
    });
  }

  private account(): Cached<AccountFacts> | null | Promise<Cached<AccountFacts>> {
    return this.claims && this.accounts.get(this.claims.accountNumber);
  }
}

function whenHere<V, R>(value: V | Promise<V>, then: (value: V) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(then) : then(value);
}

interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

function positionOf(postalCode: string): Position | undefined {
  const code = postalCode.trim().toUpperCase();
  const found = zipcodes.lookup(/^\d/.test(code) ? code.slice(0, 5) : code.slice(0, 3));
  return found && { latitude: Number(found.latitude), longitude: Number(found.longitude) };
}

function distanceKm(from: Position, to: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const a =
    Math.sin(radians(to.latitude - from.latitude) / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(a)) * 10) / 10;
}
