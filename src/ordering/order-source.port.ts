import type { CalendarDate } from '../values/calendar-date.js';
import type { AccountNumber, Sku } from '../values/identifiers.js';
import type { Order, OrderNumber, OrderStatus } from './order.js';

/** A filter of an account's orders. A null field does not filter. */
export interface OrderFilter {
  /** Empty for orders of all statuses. */
  readonly statuses: readonly OrderStatus[];
  /** The first and last day, both included. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly purchaseOrderNumber: string | null;
  /** Compared without regard to case. */
  readonly reference: string | null;
  /** An item on one of the order's lines. */
  readonly sku: Sku | null;
}

/** The place of the order with this date and number in a list of orders. */
export interface OrderPosition {
  readonly date: CalendarDate;
  readonly number: OrderNumber;
}

export interface OrderPageAsk {
  readonly accountNumber: AccountNumber;
  readonly filter: OrderFilter;
  readonly first: number;
  readonly after: OrderPosition | null;
}

export interface OrderPage {
  readonly orders: readonly Order[];
  readonly hasNextPage: boolean;
}

/** Reads orders: documents of type 2, open or historical, from the storefront or entered by GP's staff. */
export abstract class OrderSource {
  /**
   * Orders of any account by their numbers. A number without an order in GP is absent from the map.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract orders(numbers: readonly OrderNumber[], signal: AbortSignal): Promise<ReadonlyMap<OrderNumber, Order>>;

  /**
   * The next page of an account's orders after a place, by date and number, the latest first.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract page(ask: OrderPageAsk, signal: AbortSignal): Promise<OrderPage>;
}
