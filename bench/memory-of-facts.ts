import 'reflect-metadata';
import type { AccountService } from '../src/account/index.js';
import type { CatalogService, Product } from '../src/catalog/index.js';
import type { Stock, StockSource, UnitSales } from '../src/inventory/index.js';
import type { DurableLevel } from '../src/live/index.js';
import type { ItemPricing, PriceList, PriceListKey, PriceSource } from '../src/pricing/index.js';
import type { PriceLevel, Sku, UnitCode } from '../src/values/identifiers.js';
import type { Viewer } from '../src/values/viewer.js';
import * as built from './built.js';
import { LEVELS, SITES } from './company.js';

const PRODUCTS = 20_000;
const AT_ONCE = 2_000;
const MIB = 1024 * 1024;
const LEVEL_NAMES: readonly string[] = LEVELS;

/** What this program writes, as JSON. */
export interface MemoryFigures {
  readonly products: number;
  readonly levels: number;
  /** Growth of the heap by the facts of prices, by those of stock, and by what was worked out of them and kept. */
  readonly megabytes: { readonly prices: number; readonly stock: number; readonly workedOut: number };
  /** How many facts of each kind were read, and how many of them were remembered in the end. */
  readonly kept: Readonly<Record<string, { readonly read: number; readonly held: number }>>;
}

const asked = { 'item pricing': 0, 'price lists': 0, stock: 0 };

/** Every text anew, as a driver hands it over: no two facts share one. */
function fresh<T extends string>(text: string): T {
  return Buffer.from(text, 'latin1').toString('latin1') as T;
}

const priceSource: PriceSource = {
  items: async (skus) => {
    asked['item pricing'] += skus.length;
    return new Map(skus.map((sku) => [sku, itemPricing(sku)]));
  },
  priceLists: async (keys) => {
    asked['price lists'] += keys.length;
    return new Map(keys.map((key) => [key, priceList(key)]));
  },
};

const stockSource: StockSource = {
  levels: async (skus) => {
    asked.stock += skus.length;
    return new Map(skus.map((sku) => [sku, stock(sku)]));
  },
  warehouses: async () => SITES.map((site) => ({ code: fresh(site), name: fresh(site), inactive: false, address: null })),
};

function itemPricing(sku: Sku): ItemPricing {
  return {
    sku: fresh(sku),
    isKit: false,
    method: 'CURRENCY_AMOUNT',
    currentCost: fresh(amount(sku, 0.5)),
    standardCost: fresh(amount(sku, 0.51)),
    sellingUnit: fresh('Each'),
    units: [{ code: fresh('Each'), baseQuantity: fresh('1') }],
    quantityDecimals: 0,
    defaultLevel: fresh(LEVELS[0]),
    pricedByCurrency: false,
    currencies: [{ currency: fresh('Z-US$'), listPrice: fresh(amount(sku, 1)), decimals: 2 }],
    components: [],
  };
}

function priceList({ sku, level }: PriceListKey): PriceList {
  const rank = level === null ? 0 : LEVEL_NAMES.indexOf(level);
  const bounds = [
    ['1', '11'],
    ['12', '47'],
    ['48', '999999999999'],
  ] as const;
  return {
    rows: bounds.map(([from, to], step) => ({
      currency: fresh(''),
      unit: fresh('Each'),
      fromQuantity: fresh(from),
      toQuantity: fresh(to),
      value: fresh(amount(sku, 1 - 0.04 * rank - 0.03 * step)),
      baseQuantity: fresh('1'),
    })),
    options: [{ currency: fresh(''), unit: fresh('Each'), baseQuantity: fresh('1'), sold: 'WHOLE', rounding: null }],
  };
}

function stock(sku: Sku): Stock {
  return SITES.map((site, index) => ({
    warehouse: fresh(site),
    onHand: fresh(String((Number(sku.slice(-5)) + 97 * index) % 900)),
    allocated: fresh(String(Number(sku.slice(-5)) % 20)),
    onOrder: fresh('0'),
    backordered: fresh('0'),
    orderPoint: fresh('60'),
    inactive: false,
  }));
}

function amount(sku: Sku, factor: number): string {
  return (factor * (1 + (Number(sku.slice(-5)) % 900))).toFixed(2);
}

const { LiveReaders, NoSharedLevel, Patience } = await built.liveModule();
const { PricingService } = await built.pricingModule();
const { InventoryService } = await built.inventoryModule();
const { SystemClock } = await built.clockModule();
const { CatalogRules } = await built.configModule();
const { Exact } = await built.exactModule();

const nothingDurable: DurableLevel = { read: async () => new Map(), write: async () => undefined };
const live = new LiveReaders(new SystemClock(), new NoSharedLevel(), nothingDurable);
const now = { asOf: Date.now(), source: 'CACHE' } as const;
const accounts = {
  terms: ({ user }: { user: { name: string } }) => ({
    known: true,
    value: { accountNumber: 'BENCH', customerClass: null, priceLevel: user.name, currency: '' },
    ...now,
  }),
  company: () => ({
    known: true,
    value: {
      functionalCurrency: 'Z-US$',
      currencies: { 'Z-US$': { code: 'USD', decimals: 2 } },
      defaultPriceLevel: LEVELS[0],
      priceLevels: LEVELS,
      defaultWarehouse: null,
      requiresPrices: true,
      pricesKitsFromComponents: false,
      usesExtendedPricing: false,
    },
    ...now,
  }),
  customer: () => ({ known: true, value: null, ...now }),
} as unknown as AccountService;
const pricing = new PricingService(live, priceSource, accounts);
const { stockPolicy } = await built.stockPolicies();
const stockReader = live.reader(stockPolicy, String, (wanted: readonly Sku[], signal) => stockSource.levels(wanted, signal));
const inventory = new InventoryService(live, stockSource, accounts, {} as CatalogService, {} as UnitSales, new CatalogRules());

const skus = Array.from({ length: PRODUCTS }, (_, index) => `BENCH-${String(index).padStart(5, '0')}` as Sku);
const viewers = LEVELS.map((level) => ({ kind: 'signedIn', user: { name: level as PriceLevel } }) as unknown as Viewer);

const empty = heapBytes();
await readAll(skus, prices);
const withPrices = heapBytes();
await readAll(skus, stockFacts);
const withStock = heapBytes();
const read = { ...asked };
// What was used last is there if anything is: from the other end, what is asked again is what was forgotten.
await readAll(skus.toReversed(), prices);
await readAll(skus.toReversed(), stockFacts);
const held = Object.entries(read).map(([kind, count]) => [
  kind,
  { read: count, held: 2 * count - asked[kind as keyof typeof asked] },
]);
const beforeAnswers = heapBytes();
await readAll(skus, pricesWorkedOut);
await readAll(skus, availability);
const withAnswers = heapBytes();
const figures: MemoryFigures = {
  products: PRODUCTS,
  levels: LEVELS.length,
  megabytes: {
    prices: (withPrices - empty) / MIB,
    stock: (withStock - withPrices) / MIB,
    // The service reads the stock through a reader of its own, so that it is there a second time.
    workedOut: (withAnswers - beforeAnswers - (withStock - withPrices)) / MIB,
  },
  kept: Object.fromEntries(held),
};
console.log(JSON.stringify(figures));
process.exit(0);

async function readAll(all: readonly Sku[], read: (sku: Sku) => readonly unknown[]): Promise<void> {
  for (let first = 0; first < all.length; first += AT_ONCE) {
    await Promise.all(all.slice(first, first + AT_ONCE).flatMap(read));
  }
}

/** The facts that a price follows from, without working it out. */
function prices(sku: Sku): readonly unknown[] {
  return viewers.map((viewer) => pricing.unitSale(viewer, sku, 'Each' as UnitCode, Patience.toTheEnd()));
}

function pricesWorkedOut(sku: Sku): readonly unknown[] {
  const question = { quantity: new Exact(1), unit: null };
  return viewers.map((viewer) => pricing.price(viewer, sku, question, Patience.toTheEnd()));
}

function availability(sku: Sku): readonly unknown[] {
  return [inventory.availability(viewers[0] as Viewer, product(sku), { unit: null, near: null }, Patience.toTheEnd())];
}

function stockFacts(sku: Sku): readonly unknown[] {
  return [stockReader.read(sku, Patience.toTheEnd())];
}

function product(sku: Sku): Product {
  const unit = { code: 'Each', baseQuantity: '1' };
  return {
    sku,
    type: 'STOCKED',
    baseUnit: 'Each',
    units: [unit],
    quantityDecimals: 0,
    backorderable: true,
  } as unknown as Product;
}

function heapBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
