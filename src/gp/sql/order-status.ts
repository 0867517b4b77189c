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
  /** Previously invoiced (QTYPRINV). */
  readonly invoiced: Exact;
  /**
   * QTYFULFI. It says something of fulfilment orders alone: on other documents GP fills it as soon as it allocates, or where
   * fulfilment is a process of its own, as soon as the line is picked.
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

/** Nothing of it has shipped yet: a fulfilment order, or an invoice that passes through the workflow, before that step. */
function isPending({ type, inWork, step }: MovedLine['document']): boolean {
  return inWork && step < SHIPPED_STEP && (type === FULFILMENT_ORDER || (type === INVOICE && step > 0));
}

/**
 * What has left: what was invoiced of an order and its back orders, and what is fulfilled of fulfilment orders that are not
 * invoiced yet. Where GP has counted those as invoiced when it made them, what is not fulfilled of them has not left.
 * @param invoiced of the order itself
 * @param moved the lines of the documents that came from it
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

/** The lines of documents that came from an order. */
export function linesMoved<D extends StatusDocument>(
  documents: readonly D[],
): { readonly document: D; readonly line: D['lines'][number] }[] {
  return documents.flatMap((document) => document.lines.map((line: D['lines'][number]) => ({ document, line })));
}

/**
 * The status of an order.
 * @param shipped what has left of each of its lines, in their order
 * @param offspring the back orders, invoices and fulfilment orders that came from it, those voided left out
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
    // GP can remove the invoices of closed orders from its history.
    if (remains.length === 0 && (posted || (someLeft && !order.inWork))) return 'INVOICED';
    if (someLeft) return 'SHIPPED';
    // Closed, and nothing came of it.
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
