import type { OrderStatus } from '../../ordering/index.js';
import { Exact, ZERO } from '../../values/exact.js';

/** Orders, back orders, invoices and fulfilment orders, as GP numbers the types of its sales documents. */
export const ORDER = 2;
export const INVOICE = 3;
export const BACK_ORDER = 5;
export const FULFILMENT_ORDER = 6;
/** From this step of the fulfilment workflow on (SOPSTATUS), what a document holds has left the warehouse. */
const SHIPPED_STEP = 6;

/** A sales document, as far as the status of its order depends on it. */
export interface StatusDocument {
  readonly type: number;
  /** In work, and not (yet) in history. */
  readonly inWork: boolean;
  readonly voided: boolean;
  /** Step of the fulfilment workflow, 0 without it. */
  readonly step: number;
  /** A process hold stands on it. */
  readonly held: boolean;
  readonly lines: readonly StatusLine[];
}

/** Quantities of a line, components of kits left out. */
export interface StatusLine {
  readonly quantity: Exact;
  readonly cancelled: Exact;
  /** Previously invoiced, or fulfilled where that is more. */
  readonly left: Exact;
  /** Still to be transferred to another document. */
  readonly remaining: Exact;
}

/** Nothing of it has shipped yet: a fulfilment order, or an invoice that passes through the workflow, before that step. */
export function isPending({ type, inWork, step }: Pick<StatusDocument, 'type' | 'inWork' | 'step'>): boolean {
  return inWork && step < SHIPPED_STEP && (type === FULFILMENT_ORDER || (type === INVOICE && step > 0));
}

/**
 * The status of an order.
 * @param offspring the back orders, invoices and fulfilment orders that came from it, those voided left out
 */
export function orderStatus(order: StatusDocument, offspring: readonly StatusDocument[]): OrderStatus {
  const waiting = [order, ...offspring.filter(({ type }) => type === BACK_ORDER)];
  const lines = waiting.flatMap((document) => document.lines);
  const cancelled = sum(lines, (line) => line.cancelled);
  const wasCancelled = cancelled.gt(0) && cancelled.gte(sum(order.lines, (line) => line.quantity));
  if (order.voided || wasCancelled) return 'VOIDED';

  const pending = offspring.filter(isPending);
  const unposted = offspring.some((document) => document.inWork && document.type !== BACK_ORDER && !isPending(document));
  const posted = offspring.some((document) => !document.inWork && document.type === INVOICE);
  const pendingQuantity = sum(
    pending.flatMap((document) => document.lines),
    (line) => line.quantity,
  );
  const someLeft = sum(lines, (line) => line.left).gt(pendingQuantity);
  const remaining = waiting.filter(({ inWork }) => inWork).flatMap((document) => document.lines.filter(remains));

  if (pending.length === 0 && remaining.every(hasLeft)) {
    if (unposted) return 'SHIPPED';
    // GP can remove the invoices of closed orders from its history.
    if (remaining.length === 0 && (posted || (someLeft && !order.inWork))) return 'INVOICED';
    if (someLeft) return 'SHIPPED';
    // Closed, and nothing came of it.
    if (!order.inWork) return 'VOIDED';
  }
  if ([...waiting, ...pending].some(({ inWork, held }) => inWork && held)) return 'ON_HOLD';
  return someLeft || unposted || posted ? 'PARTIALLY_SHIPPED' : 'OPEN';
}

function remains({ remaining }: StatusLine): boolean {
  return remaining.gt(0);
}

function hasLeft({ quantity, cancelled, left }: StatusLine): boolean {
  return left.plus(cancelled).gte(quantity);
}

function sum(lines: readonly StatusLine[], quantity: (line: StatusLine) => Exact): Exact {
  return lines.reduce((total, line) => total.plus(quantity(line)), ZERO);
}

export function quantityLeft(invoiced: string, fulfilled: string): Exact {
  return Exact.max(invoiced, fulfilled);
}
