import { type NewEvent, newEvent, type StateChange } from '../events/index.js';
import { Exact, ZERO } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Order, OrderStatus } from './order.js';
import { orderInvoiced, orderShipped, orderStatusChanged } from './order-events.js';

/** What was last seen of an order in GP, as far as events tell of it. */
export interface OrderState {
  /** The versions of its open documents, as one text; blank where there was none. */
  readonly version: string;
  readonly account: AccountNumber;
  readonly reference: string | null;
  readonly status: OrderStatus;
  /** The documents on which something of it has left, by their number in GP. */
  readonly shipments: Readonly<Record<string, Shipped>>;
  readonly invoices: readonly string[];
}

interface Shipped {
  /** The sum over its lines. */
  readonly quantity: string;
  readonly date: string | null;
  readonly trackingNumbers: readonly string[];
}

/** Statuses after which nothing more is told of an order without open documents. */
export const FINAL: readonly OrderStatus[] = ['INVOICED', 'VOIDED'];

export function orderStateOf(order: Order, version: string): OrderState {
  const { accountNumber: account, reference, status, shipments, invoiceNumbers } = order;
  return {
    version,
    account,
    reference,
    status,
    shipments: Object.fromEntries(
      shipments.map(({ number, date, trackingNumbers, lines }) => [
        number,
        { quantity: sum(lines.map(({ quantity }) => quantity)).toFixed(), date, trackingNumbers },
      ]),
    ),
    invoices: invoiceNumbers,
  };
}

/** An order that GP has no more: staff have deleted it. */
export function deletedOrder(before: OrderState): OrderState {
  return { ...before, version: '', status: 'VOIDED' };
}

/** What is told of an order's change. @param key names the order in the subjects of events */
export function eventsOfOrderChange({ key: number, before, after }: StateChange<OrderState>, key: string): NewEvent[] {
  if (!after) return [];
  const { account, reference, status } = after;
  const inGp = { orderNumber: number, reference };
  const isComplete = status === 'SHIPPED' || status === 'INVOICED';
  const shipped = newlyShipped(before, after).map(([shipmentNumber, { date, trackingNumbers }]) =>
    newEvent(orderShipped, key, account, { ...inGp, shipmentNumber, shippedOn: date, trackingNumbers, isComplete }),
  );
  const invoiced = after.invoices
    .filter((invoiceNumber) => !before?.invoices.includes(invoiceNumber))
    .map((invoiceNumber) => newEvent(orderInvoiced, key, account, { ...inGp, invoiceNumber }));
  const previousStatus = before?.status ?? null;
  // That an order was entered in GP is no change of its status.
  const hasChanged = status !== (previousStatus ?? 'OPEN');
  return [
    ...(hasChanged ? [newEvent(orderStatusChanged, key, account, { ...inGp, status, previousStatus })] : []),
    ...shipped,
    ...invoiced,
  ];
}

/** When a fulfilment order becomes an invoice, the same goods leave on another document: nothing more has been shipped then. */
function newlyShipped(before: OrderState | null, after: OrderState): (readonly [string, Shipped])[] {
  if (totalOf(after).lte(before ? totalOf(before) : ZERO)) return [];
  return Object.entries(after.shipments).filter(([number, { quantity }]) => {
    const earlier = before?.shipments[number];
    return !earlier || new Exact(quantity).gt(earlier.quantity);
  });
}

function totalOf({ shipments }: OrderState): Exact {
  return sum(Object.values(shipments).map(({ quantity }) => quantity));
}

function sum(quantities: readonly string[]): Exact {
  return quantities.reduce((total, quantity) => total.plus(quantity), ZERO);
}
