import type { CustomerStanding } from '../account/index.js';
import type { Item, ItemChanges, StoredProduct } from '../catalog/index.js';
import type { GatewayEvent } from '../events/index.js';
import type { StockOfItem } from '../inventory/index.js';
import type { CustomerChanges, NewCustomer, Order, OrderChanges, SalesOrder } from '../ordering/index.js';
import type { PricedItem } from '../pricing/index.js';
import type { OpenQuote } from '../quotes/index.js';
import type { PostedInvoice } from '../receivables/index.js';

// The types for a merchant's extensions: `import type { MapItem } from 'gp-storefront-gateway/extensions'`.

type Awaitable<T> = T | Promise<T>;
// biome-ignore lint/suspicious/noConfusingVoidType: a function that changes nothing may end without a return.
type ChangesOrNothing<Changes> = Awaitable<Changes | undefined | void>;

/** `mapItem`: what becomes of an item on its way into the catalogue. */
export type MapItem = (item: Item) => ChangesOrNothing<ItemChanges>;

/** `mapOrder`: what becomes of an order on its way to GP. */
export type MapOrder = (order: SalesOrder) => ChangesOrNothing<OrderChanges>;

/** `mapCustomer`: what becomes of a customer to be created in GP. The order is the one for which that is done. */
export type MapCustomer = (customer: NewCustomer, order: SalesOrder) => ChangesOrNothing<CustomerChanges>;

/**
 * `routeEvent`: where a new event goes. It is called with the names of the destinations that want the event, and returns those
 * that get it; nothing for all.
 */
export type RouteEvent = (
  event: GatewayEvent<Readonly<Record<string, unknown>>>,
  destinations: readonly string[],
) => ChangesOrNothing<readonly string[]>;

/** `acceptRecord`: which records a job works on, by the job's name. */
export interface AcceptRecord {
  /** An item that is not accepted is no product. */
  readonly 'catalog.refresh'?: (item: Item) => Awaitable<boolean>;
  /** A customer that is not accepted is in no event of the job; likewise those below. */
  readonly 'account.changes'?: (customer: CustomerStanding) => Awaitable<boolean>;
  /** One that is withdrawn is told of without being asked about. */
  readonly 'catalog.changes'?: (product: StoredProduct) => Awaitable<boolean>;
  readonly 'inventory.changes'?: (item: StockOfItem) => Awaitable<boolean>;
  readonly 'ordering.changes'?: (order: Order) => Awaitable<boolean>;
  readonly 'pricing.by-the-day'?: (item: PricedItem) => Awaitable<boolean>;
  readonly 'pricing.changes'?: (item: PricedItem) => Awaitable<boolean>;
  readonly 'quotes.changes'?: (quote: OpenQuote) => Awaitable<boolean>;
  readonly 'receivables.changes'?: (invoice: PostedInvoice) => Awaitable<boolean>;
  readonly 'receivables.due-soon'?: (invoice: PostedInvoice) => Awaitable<boolean>;
}

export type {
  CustomerChanges,
  CustomerStanding,
  GatewayEvent,
  Item,
  ItemChanges,
  NewCustomer,
  OpenQuote,
  Order,
  OrderChanges,
  PostedInvoice,
  PricedItem,
  SalesOrder,
  StockOfItem,
  StoredProduct,
};
