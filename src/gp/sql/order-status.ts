import type { OrderStatus } from '../../ordering/index.js';
import { Exact, ZERO } from '../../values/exact.js';

/** GP's types of sales documents (SOPTYPE). */
export const QUOTE = 1;
export const ORDER = 2;
export const INVOICE = 3;
export const RETURN = 4;
export const BACK_ORDER = 5;
export const FULFILMENT_ORDER = 6;
/** From this step of the fulfilment workflow on (SOPSTATUS), a document's goods have left the warehouse. */
const SHIPPED_STEP = 6;

/** The parts of a sales document on which its order's status depends. */
export interface StatusDocument {
  readonly type: number;
  /** The document is in the work tables, and not (or not yet) in history. */
  readonly inWork: boolean;
  readonly voided: boolean;
  /** Step of the fulfilment workflow; 0 for a document without it. */
  readonly step: number;
  /** The document has a process hold. */
  readonly held: boolean;
  readonly lines: readonly StatusLine[];
}

/** Quantities of a line. Rows of kits' components are not lines. */
export interface StatusLine {
  readonly quantity: Exact;
  readonly cancelled: Exact;
  /** Previously invoiced (QTYPRINV). */
  readonly invoiced: Exact;
  /**
   * QTYFULFI. It is meaningful on fulfilment orders only. On other documents GP sets it on allocation, or, where fulfilment
   * is a separate process, when the line is picked.
   */
  readonly fulfilled: Exact;
  /** Still to be transferred to another document. */
  readonly remaining: Exact;
}

/** A line of a document that came from an order. */
export interface MovedLine {
  readonly document: Pick<StatusDocument, 'type' | 'inWork' | 'step'>;
  readonly line: StatusLine;
}

/** Whether a document has shipped nothing yet: a fulfilment order, or an invoice in the workflow, before SHIPPED_STEP. */
export function isPending({ type, inWork, step }: MovedLine['document']): boolean {
  return inWork && step < SHIPPED_STEP && (type === FULFILMENT_ORDER || (type === INVOICE && step > 0));
}

/**
 * The quantity that has left the warehouse: the invoiced quantity of an order and its back orders, and the fulfilled quantity
 * of fulfilment orders that are not invoiced yet. GP may have counted fulfilment orders as invoiced when it created them;
 * then their unfulfilled quantity is subtracted.
 * @param invoiced the invoiced quantity of the order itself
 * @param moved the lines of the documents that came from the order
 */
export function quantityShipped(invoiced: Exact, moved: readonly MovedLine[]): Exact {
  const of = (type: number) => moved.filter(({ document }) => document.type === type);
  const fulfilments = of(FULFILMENT_ORDER).filter(({ document }) => document.inWork);
  const total = invoiced.plus(sum(of(BACK_ORDER), ({ line }) => line.invoiced));
  const onInvoices = sum(of(INVOICE), ({ line }) => line.quantity);
  const areCounted = total.minus(onInvoices).gte(sum(fulfilments, ({ line }) => line.quantity));
  const notPicked = sum(of(INVOICE), ({ document, line }) => (isPending(document) ? line.quantity : ZERO));
  const ofFulfilments = sum(fulfilments, ({ document, line }) => {
    if (!areCounted) return line.fulfilled;
    return isPending(document) ? Exact.min(line.fulfilled, line.quantity).minus(line.quantity) : ZERO;
  });
  return Exact.max(total.minus(notPicked).plus(ofFulfilments), ZERO);
}

/** The lines of documents that came from an order, each with its document. */
export function linesMoved<D extends StatusDocument>(
  documents: readonly D[],
): { readonly document: D; readonly line: D['lines'][number] }[] {
  return documents.flatMap((document) => document.lines.map((line: D['lines'][number]) => ({ document, line })));
}

/**
 * The status of an order.
 * @param shipped the quantity of each line that has left the warehouse, in the lines' order
 * @param offspring the back orders, invoices and fulfilment orders that came from the order, without voided ones
 */
export function orderStatus(order: StatusDocument, shipped: readonly Exact[], offspring: readonly StatusDocument[]): OrderStatus {
  const backOrders = offspring.filter(({ type }) => type === BACK_ORDER);
  const waiting = [order, ...backOrders];
  const lines = waiting.flatMap((document) => document.lines);
  const cancelled = sum(lines, (line) => line.cancelled);
  const wasCancelled = cancelled.gt(0) && cancelled.gte(sum(order.lines, (line) => line.quantity));
  if (order.voided || wasCancelled) return 'VOIDED';

  const pending = offspring.filter((document) => isPending(document) && !document.lines.every(isFulfilled));
  const unposted = offspring.some((document) => document.inWork && document.type !== BACK_ORDER && !pending.includes(document));
  const posted = offspring.some((document) => !document.inWork && document.type === INVOICE);
  const someLeft = quantityShipped(
    sum(order.lines, (line) => line.invoiced),
    linesMoved(offspring),
  ).gt(ZERO);
  const remains = [
    ...(order.inWork ? order.lines : []).map((line, index) => ({ line, left: shipped[index] ?? ZERO })),
    ...backOrders.filter(({ inWork }) => inWork).flatMap((each) => each.lines.map((line) => ({ line, left: line.invoiced }))),
  ].filter(({ line }) => line.remaining.gt(ZERO));

  if (pending.length === 0 && remains.every(({ line, left }) => left.plus(line.cancelled).gte(line.quantity))) {
    if (unposted) return 'SHIPPED';
    // A closed order may have no invoice: GP can remove invoices from its history.
    if (remains.length === 0 && (posted || (someLeft && !order.inWork))) return 'INVOICED';
    if (someLeft) return 'SHIPPED';
    // The order was closed without shipping anything.
    if (!order.inWork) return 'VOIDED';
  }
  if ([...waiting, ...pending].some(({ inWork, held }) => inWork && held)) return 'ON_HOLD';
  return someLeft || unposted || posted ? 'PARTIALLY_SHIPPED' : 'OPEN';
}

function isFulfilled({ quantity, cancelled, fulfilled }: StatusLine): boolean {
  return fulfilled.plus(cancelled).gte(quantity);
}

function sum<T>(items: readonly T[], amount: (item: T) => Exact): Exact {
  return items.reduce((total, item) => total.plus(amount(item)), ZERO);
}
