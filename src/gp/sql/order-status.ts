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
  /** Of the quantity, what does not leave on this document and is back-ordered instead (QTYTBAOR). */
  readonly toBackOrder: Exact;
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
 * The quantity of an order's line that has left the warehouse: what left on its documents, and what was invoiced on invoices
 * that GP does not have any more.
 * @param invoiced the invoiced quantity of the order itself
 * @param moved the lines of the documents that came from the order
 */
export function quantityShipped(invoiced: Exact, moved: readonly MovedLine[]): Exact {
  const areCounted = fulfilmentsAreCounted(invoiced, moved);
  const isCounted = ({ document: { type, inWork } }: MovedLine) =>
    type === INVOICE || (areCounted && type === FULFILMENT_ORDER && inWork);
  const elsewhere = invoicedInAll(invoiced, moved).minus(sum(moved.filter(isCounted), ({ line }) => line.quantity));
  return Exact.max(elsewhere.plus(sum(moved, (each) => leftOn(each, areCounted))), ZERO);
}

/**
 * What of a line left the warehouse on a document that came from the order: of an invoice all that it bills, of a fulfilment
 * order what was fulfilled.
 * @param areCounted whether GP counts the line's fulfilment orders as invoiced: then all is gone once they are shipped
 */
export function leftOn({ document, line }: MovedLine, areCounted: boolean): Exact {
  const billed = line.quantity.minus(line.toBackOrder).minus(line.cancelled);
  if (document.type === INVOICE) return isPending(document) ? ZERO : billed;
  if (document.type !== FULFILMENT_ORDER || !document.inWork) return ZERO;
  return areCounted && !isPending(document) ? billed : Exact.min(line.fulfilled, billed);
}

/** Whether GP has counted an order line's fulfilment orders as invoiced when it created them. */
export function fulfilmentsAreCounted(invoiced: Exact, moved: readonly MovedLine[]): boolean {
  const fulfilments = moved.filter(({ document: { type, inWork } }) => type === FULFILMENT_ORDER && inWork);
  const onInvoices = sum(ofType(moved, INVOICE), ({ line }) => line.quantity);
  return invoicedInAll(invoiced, moved)
    .minus(onInvoices)
    .gte(sum(fulfilments, ({ line }) => line.quantity));
}

function invoicedInAll(invoiced: Exact, moved: readonly MovedLine[]): Exact {
  return invoiced.plus(sum(ofType(moved, BACK_ORDER), ({ line }) => line.invoiced));
}

function ofType(moved: readonly MovedLine[], type: number): readonly MovedLine[] {
  return moved.filter(({ document }) => document.type === type);
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

function isFulfilled({ quantity, cancelled, toBackOrder, fulfilled }: StatusLine): boolean {
  return fulfilled.plus(cancelled).plus(toBackOrder).gte(quantity);
}

function sum<T>(items: readonly T[], amount: (item: T) => Exact): Exact {
  return items.reduce((total, item) => total.plus(amount(item)), ZERO);
}
