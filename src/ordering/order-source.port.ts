import type { CalendarDate } from '../values/calendar-date.js';
import type { AccountNumber, Sku } from '../values/identifiers.js';
import type { Order, OrderNumber, OrderStatus } from './order.js';

/** Which of an account's orders; null where it does not matter. */
export interface OrderFilter {
  /** Any of these; all where empty. */
  readonly statuses: readonly OrderStatus[];
  /** First and last day, both included. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly purchaseOrderNumber: string | null;
  /** In whatever case. */
  readonly reference: string | null;
  /** Ordered on one of the lines. */
  readonly sku: Sku | null;
}

/** A place in a list of orders: that of the order with this date and number. */
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

/** Reads orders: documents of type 2, open or historical, whoever entered them. */
export abstract class OrderSource {
  /**
   * Orders by their numbers, whosever they are. A number that GP has no order under is absent from the map.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract orders(numbers: readonly OrderNumber[], signal: AbortSignal): Promise<ReadonlyMap<OrderNumber, Order>>;

  /**
   * The next of an account's orders after a place, by date and number, latest first.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract page(ask: OrderPageAsk, signal: AbortSignal): Promise<OrderPage>;
}
