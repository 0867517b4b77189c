import 'reflect-metadata';
import type { AccountService } from '../src/account/index.js';
import type { CatalogService, Product } from '../src/catalog/index.js';
import type { GpSettings } from '../src/config/index.js';
import type { Stock, StockSource } from '../src/inventory/index.js';
import type { DurableLevel } from '../src/live/index.js';
import type { ExchangeRateSource, PriceSheetSource, PriceSource } from '../src/pricing/index.js';
import type { PriceLevel, Sku, UnitCode, WarehouseCode } from '../src/values/identifiers.js';
import type { Viewer } from '../src/values/viewer.js';
import * as built from './built.js';
import { LEVELS, SITES } from './company.js';
import { madeUpErp } from './made-up-erp.js';

const PRODUCTS = 20_000;
const AT_ONCE = 2_000;
const MIB = 1024 * 1024;

/** What this program writes, as JSON. */
export interface MemoryFigures {
  readonly products: number;
  readonly levels: number;
  /** Growth of the heap by the facts of prices, by those of stock, and by what was worked out of them and kept. */
  readonly megabytes: { readonly prices: number; readonly stock: number; readonly workedOut: number };
  /** Bytes a fact, by kind: what memory's own bound counts it as, and by how much the heap grows. */
  readonly each: Readonly<Record<string, { readonly counted: number; readonly measured: number }>>;
  /** How many facts of each kind were read, and how many of them were remembered in the end. */
  readonly kept: Readonly<Record<string, { readonly read: number; readonly held: number }>>;
}

/** The facts of a kind, as the adapters give them. */
interface Kind {
  readonly name: string;
  ask(skus: readonly Sku[]): Promise<ReadonlyMap<string, unknown>>;
}

const { LiveReaders, NoSharedLevel, RequestBudget, SoftTimeouts } = await built.liveModule();
const { PricingService } = await built.pricingModule();
const { InventoryService } = await built.inventoryModule();
const { MemoryLevel } = await built.memoryLevel();
const { SqlPriceSource } = await built.sqlPriceSource();
const { SqlStockSource } = await built.sqlStockSource();
const { SystemClock } = await built.clockModule();
const { CatalogRules } = await built.configModule();
const { Exact } = await built.exactModule();

const asked = { 'item pricing': 0, 'price lists': 0, stock: 0 };
const sqlPrices = new SqlPriceSource(madeUpErp());
const sqlStock = new SqlStockSource(madeUpErp());
const priceSource: PriceSource = {
  items: (wanted, signal) => {
    asked['item pricing'] += wanted.length;
    return sqlPrices.items(wanted, signal);
  },
  priceLists: (keys, signal) => {
    asked['price lists'] += keys.length;
    return sqlPrices.priceLists(keys, signal);
  },
};
const stockSource: StockSource = {
  levels: (wanted, signal) => {
    asked.stock += wanted.length;
    return sqlStock.levels(wanted, signal);
  },
  warehouses: async () => SITES.map((site) => ({ code: site as WarehouseCode, name: site, inactive: false, address: null })),
};

const nothingDurable: DurableLevel = { read: async () => new Map(), write: async () => undefined };
const live = new LiveReaders(new SystemClock(), new NoSharedLevel(), nothingDurable, new SoftTimeouts());
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
      convertsFunctionalPrices: false,
      pricesKitsFromComponents: false,
      usesExtendedPricing: false,
      takesBackOrders: true,
      quotesBecomeOrders: true,
    },
    ...now,
  }),
  customer: () => ({ known: true, value: null, ...now }),
} as unknown as AccountService;
const BY_LISTS = { timeZone: 'UTC', promotions: 'ignore' } as GpSettings;
const pricing = new PricingService(
  live,
  priceSource,
  {} as PriceSheetSource,
  {} as ExchangeRateSource,
  new SystemClock(),
  { aheadMs: () => 0 },
  BY_LISTS,
  accounts,
);
const { stockPolicy } = await built.stockPolicies();
const stockReader = live.reader<Sku, Stock>(stockPolicy, String, (wanted, signal) => stockSource.levels(wanted, signal));
const inventory = new InventoryService(live, stockSource, accounts, {} as CatalogService, pricing, new CatalogRules());

const skus = Array.from({ length: PRODUCTS }, (_, index) => `BENCH-${String(index).padStart(5, '0')}` as Sku);
const products = new Map(skus.map((sku) => [sku, product(sku)]));
const viewers = LEVELS.map((level) => ({ kind: 'signedIn', user: { name: level as PriceLevel } }) as unknown as Viewer);

const signal = new AbortController().signal;
const kinds: readonly Kind[] = [
  { name: 'item pricing', ask: (some) => sqlPrices.items(some, signal) },
  { name: 'price lists', ask: priceListsOf },
  { name: 'stock', ask: (some) => sqlStock.levels(some, signal) },
];
const each: Record<string, { counted: number; measured: number }> = {};
for (const kind of kinds) each[kind.name] = await bytesEach(kind);

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
  each,
  kept: Object.fromEntries(held),
};
console.log(JSON.stringify(figures));
process.exit(0);

async function readAll(all: readonly Sku[], read: (sku: Sku) => readonly unknown[]): Promise<void> {
  for (let first = 0; first < all.length; first += AT_ONCE) {
    await Promise.all(all.slice(first, first + AT_ONCE).flatMap(read));
  }
}

async function bytesEach({ ask }: Kind): Promise<{ counted: number; measured: number }> {
  const memory = new MemoryLevel<unknown>(Number.MAX_SAFE_INTEGER);
  let facts = 0;
  const before = heapBytes();
  for (let first = 0; first < skus.length; first += AT_ONCE) {
    for (const [key, value] of await ask(skus.slice(first, first + AT_ONCE))) {
      memory.set(key, { value, readAt: Date.now() });
      facts++;
    }
  }
  const measured = (heapBytes() - before) / facts;
  return { counted: memory.bytes / facts, measured };
}

/** At every level by its name. */
async function priceListsOf(some: readonly Sku[]): Promise<ReadonlyMap<string, unknown>> {
  const keys = some.flatMap((sku) => LEVELS.map((level) => ({ sku, level: level as PriceLevel })));
  const lists = await sqlPrices.priceLists(keys, signal);
  return new Map([...lists].map(([{ sku, level }, list]) => [[sku, level].join('\n'), list]));
}

/** The facts that a price follows from, without working it out. */
function prices(sku: Sku): readonly unknown[] {
  return viewers.map((viewer) => pricing.unitSale(viewer, sku, 'Each' as UnitCode, RequestBudget.toTheEnd()));
}

function pricesWorkedOut(sku: Sku): readonly unknown[] {
  const question = { quantity: new Exact(1), unit: null };
  return viewers.map((viewer) => pricing.price(viewer, sku, question, RequestBudget.toTheEnd()));
}

function availability(sku: Sku): readonly unknown[] {
  return [
    inventory.availability(
      viewers[0] as Viewer,
      products.get(sku) as Product,
      { unit: null, near: null },
      RequestBudget.toTheEnd(),
    ),
  ];
}

function stockFacts(sku: Sku): readonly unknown[] {
  return [stockReader.read(sku, RequestBudget.toTheEnd())];
}

function product(sku: Sku): Product {
  const unit = { code: 'Each', baseQuantity: '1' };
  return {
    sku,
    type: 'STOCKED',
    baseUnit: 'Each',
    unitsOfMeasure: [unit],
    components: [],
    quantityDecimals: 0,
    backorderable: true,
  } as unknown as Product;
}

function heapBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
