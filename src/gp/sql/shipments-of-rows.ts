import type { OrderAddress, OrderLine, OrderShipment } from '../../ordering/index.js';
import { decimalString, type Exact, ZERO } from '../../values/exact.js';
import { groupBy } from './group.js';
import { FULFILMENT_ORDER, fulfilmentsAreCounted, INVOICE, leftOn, ORDER } from './order-status.js';
import type { RelatedDocument, RelatedLine, RelatedMove } from './related-documents.js';

/** The order of which goods left. */
export interface OrderOfShipments {
  readonly number: string;
  readonly head: { readonly shipTo: OrderAddress | null; readonly shippingMethod: string | null };
  readonly lines: readonly LineOfShipments[];
  /** Tracking numbers that were typed on a document. */
  readonly tracking: (type: number, number: string) => readonly string[];
}

export interface LineOfShipments {
  readonly line: OrderLine;
  /** The invoiced quantity by the order's own line. */
  readonly invoiced: Exact;
  /** The lines of other documents that came from it. */
  readonly moves: readonly RelatedMove[];
}

/** What left on the order's invoices and fulfilment orders, in the order of their dates. */
export function shipmentsOf(offspring: readonly RelatedDocument[], order: OrderOfShipments): OrderShipment[] {
  const shipments = offspring
    .filter(({ type }) => type === INVOICE || type === FULFILMENT_ORDER)
    .flatMap((document) => shipmentOn(document, order))
    .toSorted((one, other) => (`${one.date} ${one.number}` < `${other.date} ${other.number}` ? -1 : 1));
  const [only, ...others] = shipments;
  if (!only || others.length > 0) return shipments;
  // Of several shipments it is not known which a number on the order itself belongs to.
  const ofOrder = order.tracking(ORDER, order.number);
  return [{ ...only, trackingNumbers: [...new Set([...only.trackingNumbers, ...ofOrder])] }];
}

/** @returns one, or none where nothing has left */
function shipmentOn(document: RelatedDocument, { head, lines, tracking }: OrderOfShipments): OrderShipment[] {
  const own = document.lines.map((line) => ({ line, of: originOf(line, lines) }));
  const left = lines.flatMap((each) => {
    const areCounted = fulfilmentsAreCounted(each.invoiced, each.moves);
    const ofLine = own.filter(({ of }) => of === each).map(({ line }) => ({ document, line }));
    const quantity = ofLine.reduce((sum, move) => sum.plus(leftOn(move, areCounted)), ZERO);
    return quantity.gt(ZERO) ? [{ of: each.line, quantity, warehouse: ofLine[0]?.line.warehouse ?? null }] : [];
  });
  if (left.length === 0) return [];
  const { number, date } = document;
  return [
    {
      number,
      date,
      ...destination(
        document,
        head,
        left.map(({ of }) => of),
      ),
      trackingNumbers: tracking(document.type, number),
      lines: left.map(({ of: { lineNumber, sku, description, unit }, quantity, warehouse }) => ({
        lineNumber,
        sku,
        description,
        unit,
        quantity: decimalString(quantity),
        warehouse,
      })),
    },
  ];
}

/**
 * Tracking numbers by the type and the number of their document, as people have typed them, in the order of their texts: GP keeps
 * no other.
 */
export function trackingByDocument(
  rows: readonly { readonly SOPTYPE: string; readonly SOPNUMBE: string; readonly Tracking_Number: string }[],
): OrderOfShipments['tracking'] {
  const keyOf = (type: number | string, number: string) => `${type} ${number}`;
  const byDocument = groupBy(rows, ({ SOPTYPE, SOPNUMBE }) => keyOf(SOPTYPE, SOPNUMBE));
  return (type, number) =>
    [...new Set((byDocument.get(keyOf(type, number)) ?? []).map((row) => row.Tracking_Number.trim()))].toSorted();
}

/** The order's line that a line came from. Where GP has numbered lines anew, a sequence may be that of another item's line. */
function originOf(own: RelatedLine, lines: readonly LineOfShipments[]): LineOfShipments | undefined {
  const bySequence = lines.find(({ moves }) => moves.some(({ line }) => line === own));
  return bySequence?.line.sku === own.sku ? bySequence : (lines.find(({ line }) => line.sku === own.sku) ?? bySequence);
}

/**
 * Where a shipment went, and how. The document says so, unless it has what the order has by default and the lines that left were
 * ordered to go elsewhere. Lines that went to several addresses have none in common.
 */
function destination(
  document: RelatedDocument,
  head: OrderOfShipments['head'],
  lines: readonly OrderLine[],
): Pick<OrderShipment, 'shipTo' | 'shippingMethod'> {
  const { shipTo, shippingMethod } = document;
  const [toAll, ...others] = new Map(lines.map((line) => [placeOf(line.shipTo), line.shipTo])).values();
  const methods = new Set(lines.map((line) => line.shipTo?.shippingMethod ?? head.shippingMethod));
  const [ofAll = null] = methods;
  return {
    shipTo: placeOf(shipTo) !== placeOf(head.shipTo) ? shipTo : others.length > 0 ? null : (toAll ?? shipTo),
    shippingMethod: shippingMethod === head.shippingMethod && methods.size === 1 ? ofAll : shippingMethod,
  };
}

/** Two addresses with the same text are one place. */
function placeOf(address: OrderAddress | null): string {
  return JSON.stringify(address && { ...address, taxSchedule: null, shippingMethod: null });
}
