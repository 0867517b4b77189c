import type { Kysely } from 'kysely';
import {
  asOrderNumber,
  customFieldsOfNote,
  type Order,
  type OrderAddress,
  type OrderFilter,
  type OrderLine,
  type OrderNumber,
  type OrderPage,
  type OrderPageAsk,
  type OrderShipment,
  type OrderSource,
} from '../../ordering/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { decimalString, Exact, ZERO } from '../../values/exact.js';
import {
  type AccountNumber,
  asAccountNumber,
  asSku,
  asWarehouseCode,
  type Sku,
  type WarehouseCode,
} from '../../values/identifiers.js';
import { calendarDate, decimal, flag, keyOrNull, textOrNull, whole } from './decode.js';
import type { GpTables } from './gp-tables.js';
import { groupBy } from './group.js';
import { fits, fitting, inParts, KEY_LENGTH } from './keys.js';
import {
  hasMasterNumber,
  ORDER_PARAMETERS,
  type OrderPlace,
  orderPageQuery,
  orderPlacesQuery,
  ordersQuery,
} from './order.query.js';
import {
  BACK_ORDER,
  FULFILMENT_ORDER,
  INVOICE,
  isPending,
  linesMoved,
  type MovedLine,
  ORDER,
  orderStatus,
  quantityShipped,
  type StatusDocument,
  type StatusLine,
} from './order-status.js';
import { type CommentRow, documentAddress, documentHead, documentLine } from './sales-document.js';
import type { TextRows } from './together.js';

type Rows = TextRows<ReturnType<typeof ordersQuery>['parts']>;
type LineRow = Rows['lineInWork'][number];
type RelatedRow = Rows['relatedInWork'][number];

export class SqlOrderSource implements OrderSource {
  /**
   * @param history where later pages of the order history may be read, some seconds old. The first page has the orders that
   * were just written
   */
  constructor(
    private readonly gp: Kysely<GpTables>,
    private readonly history: Kysely<GpTables> = gp,
  ) {}

  async orders(numbers: readonly OrderNumber[], signal: AbortSignal): Promise<ReadonlyMap<OrderNumber, Order>> {
    const places = new Map<OrderNumber, OrderPlace>();
    for (const part of inParts(fitting(numbers, KEY_LENGTH.document), 2)) {
      for (const row of await orderPlacesQuery(this.gp, part).execute({ signal })) {
        const place = orderPlace(row, asAccountNumber(row.CUSTNMBR));
        places.set(place.number, place);
      }
    }
    return this.ordersAt(this.gp, [...places.values()], signal);
  }

  private async ordersAt(
    gp: Kysely<GpTables>,
    places: readonly OrderPlace[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<OrderNumber, Order>> {
    // Only a company that began to track master numbers later has orders of both kinds.
    const kinds = [places.filter(hasMasterNumber), places.filter((place) => !hasMasterNumber(place))];
    const answers = await Promise.all(
      kinds.map(async (kind) => {
        const orders: Order[] = [];
        for (const part of inParts(kind, ORDER_PARAMETERS)) {
          orders.push(...ordersOf(await ordersQuery(gp, part).ask(gp, { signal })));
        }
        return orders;
      }),
    );
    return new Map(answers.flat().map((order) => [order.number, order]));
  }

  async page(ask: OrderPageAsk, signal: AbortSignal): Promise<OrderPage> {
    const gp = ask.after === null ? this.gp : this.history;
    const found: Order[] = [];
    let after = ask.after;
    let more = canBeFound(ask);
    while (more && found.length <= ask.first) {
      const rows = await orderPageQuery(gp, { ...ask, after }).execute({ signal });
      const places = rows.map((row) => orderPlace(row, ask.accountNumber));
      const wanted = ask.filter.statuses.length > 0 ? places : places.slice(0, ask.first);
      const orders = await this.ordersAt(gp, wanted, signal);
      // An order may have been deleted meanwhile, and one that may have a wanted status need not have it.
      found.push(...wanted.flatMap(({ number }) => orders.get(number) ?? []).filter(hasStatus(ask.filter)));
      more = rows.length > ask.first;
      if (wanted.length < places.length) return { orders: found, hasNextPage: more };
      const last = rows.at(-1);
      if (last) after = { date: last.date as CalendarDate, number: asOrderNumber(last.SOPNUMBE) };
    }
    return { orders: found.slice(0, ask.first), hasNextPage: found.length > ask.first };
  }
}

function orderPlace(
  row: { readonly SOPNUMBE: string; readonly MSTRNUMB: number; readonly tracked: number | null },
  accountNumber: AccountNumber,
): OrderPlace {
  return { number: asOrderNumber(row.SOPNUMBE), accountNumber, masterNumber: row.MSTRNUMB, tracked: row.tracked === 1 };
}

function hasStatus({ statuses }: OrderFilter): (order: Order) => boolean {
  return ({ status }) => statuses.length === 0 || statuses.includes(status);
}

/** Whether the wanted keys fit in their columns. */
function canBeFound({ accountNumber, filter: { purchaseOrderNumber, reference, sku } }: OrderPageAsk): boolean {
  return (
    fits(accountNumber, KEY_LENGTH.customer) &&
    fits(purchaseOrderNumber ?? '', KEY_LENGTH.document) &&
    fits(reference ?? '', KEY_LENGTH.document) &&
    fits(sku ?? '', KEY_LENGTH.item)
  );
}

function ordersOf(rows: Rows): Order[] {
  const inWork = new Map(rows.inWork.map((row) => [row.SOPNUMBE, row]));
  const inHistory = rows.inHistory.filter((row) => !inWork.has(row.SOPNUMBE));
  const linesInWork = groupBy(rows.lineInWork, (row) => row.SOPNUMBE);
  const linesInHistory = groupBy(rows.lineInHistory, (row) => row.SOPNUMBE);
  const fields = new Map(rows.fields.map((row) => [row.SOPNUMBE, row]));
  const comments = groupBy(rows.lineComment, (row) => row.SOPNUMBE);
  const notes = new Map([...rows.noteInHistory, ...rows.noteInWork].map((row) => [row.SOPNUMBE, row.TXTFIELD]));
  const held = new Set(rows.hold.map((row) => row.SOPNUMBE));
  const related = relatedByOrder(rows);
  const trackingNumbers = groupBy(
    [...rows.trackingOfOrder, ...rows.trackingInWork, ...rows.trackingInHistory],
    ({ SOPTYPE, SOPNUMBE }) => `${SOPTYPE} ${SOPNUMBE}`,
  );
  const tracking = (type: number, number: string) => [
    ...new Set((trackingNumbers.get(`${type} ${number}`) ?? []).map((row) => row.Tracking_Number.trim())),
  ];

  return [...inWork.values(), ...inHistory].map((row) => {
    const number = row.SOPNUMBE;
    const open = inWork.has(number);
    const field = fields.get(number);
    const head = documentHead(row, field);
    const { shipTo } = head;
    const lines = [...((open ? linesInWork : linesInHistory).get(number) ?? [])];
    const offspring = related.get(number) ?? [];
    const moved = movedByLine(offspring);
    const parts = {
      open,
      shipTo,
      comments: new Map((comments.get(number) ?? []).map((comment) => [comment.LNITMSEQ, comment])),
      moved,
    };
    const shipped = lines.map((line) => shippedOf(line, moved));
    const order = { type: ORDER, inWork: open, voided: flag(row.VOIDSTTS), step: 0, held: held.has(number) };
    const status = orderStatus({ ...order, lines: lines.map(statusLine) }, shipped, offspring);
    const inOrder = lines
      .toSorted((one, other) => whole(one.LNITMSEQ) - whole(other.LNITMSEQ))
      .map((line, index) => ({ sequence: line.LNITMSEQ, line: orderLine(line, index + 1, parts) }));
    return {
      ...head,
      number: asOrderNumber(number),
      shipments: shipmentsOf(offspring, { inOrder, moved, tracking, ofOrder: tracking(ORDER, number) }),
      status,
      // Without a reference the order was entered in GP, and its note, written by staff, is not for the buyer.
      customFields: head.reference === null ? [] : customFieldsOfNote(notes.get(number) ?? ''),
      invoiceNumbers: offspring.filter(({ type }) => type === INVOICE).map(({ number: invoice }) => invoice),
      lines: inOrder.map(({ line }) => line),
    };
  });
}

interface Shipped {
  readonly inOrder: readonly { readonly sequence: string; readonly line: OrderLine }[];
  readonly moved: OrderParts['moved'];
  readonly tracking: (type: number, number: string) => readonly string[];
  /** Tracking numbers that were typed on the order itself. */
  readonly ofOrder: readonly string[];
}

/** What left on the order's invoices and fulfilment orders, in the order of their dates. */
function shipmentsOf(offspring: readonly RelatedDocument[], { inOrder, moved, tracking, ofOrder }: Shipped): OrderShipment[] {
  const left = offspring.filter((document) => {
    const isOfGoods = document.type === INVOICE || (document.type === FULFILMENT_ORDER && document.inWork);
    return isOfGoods && !isPending(document);
  });
  const sequences = new Map([...moved].flatMap(([sequence, moves]) => moves.map((move) => [move.line, sequence] as const)));
  // Of an invoice whose lines GP has numbered anew, a sequence may be that of another item's line.
  const lineOf = (own: RelatedLine) => {
    const bySequence = inOrder.find(({ sequence }) => sequence === sequences.get(own));
    return bySequence?.line.sku === own.sku ? bySequence : (inOrder.find(({ line }) => line.sku === own.sku) ?? bySequence);
  };
  const shipments = left.flatMap((document): OrderShipment[] => {
    const ofDocument = document.lines.map((own) => ({ document, line: own, of: lineOf(own)?.line }));
    const lines = inOrder.flatMap(({ line }) => {
      const own = ofDocument.filter((move) => move.of === line);
      const quantity = own.reduce((sum, move) => sum.plus(leftOf(move)), ZERO);
      if (quantity.lte(ZERO)) return [];
      const { lineNumber, sku, description, unit } = line;
      const warehouse = own.find((move) => move.line.warehouse !== null)?.line.warehouse ?? line.warehouse;
      return [{ lineNumber, sku, description, unit, quantity: decimalString(quantity), warehouse }];
    });
    const { number, date, shippingMethod, shipTo } = document;
    const trackingNumbers = tracking(document.type, number);
    return lines.length === 0 ? [] : [{ number, date, shippingMethod, shipTo, trackingNumbers, lines }];
  });
  const inTurn = shipments.toSorted((one, other) => (`${one.date} ${one.number}` < `${other.date} ${other.number}` ? -1 : 1));
  const [only, ...others] = inTurn;
  if (!only || others.length > 0) return inTurn;
  // Of several shipments it is not known which a number on the order itself belongs to.
  return [{ ...only, trackingNumbers: [...new Set([...only.trackingNumbers, ...ofOrder])] }];
}

/** What of a line has left: of an invoice all, of a fulfilment order what was fulfilled. */
function leftOf({ document, line }: RelatedMove): Exact {
  return document.type === FULFILMENT_ORDER ? Exact.min(line.fulfilled, line.quantity) : line.quantity;
}

interface OrderParts {
  /** The order is in the work tables, and not in history. */
  readonly open: boolean;
  readonly shipTo: OrderAddress | null;
  /** Comments by the sequence of their line. */
  readonly comments: ReadonlyMap<string, CommentRow>;
  readonly moved: ReadonlyMap<string, readonly RelatedMove[]>;
}

function shippedOf(row: LineRow, moved: OrderParts['moved']): Exact {
  return quantityShipped(new Exact(decimal(row.QTYPRINV)), moved.get(row.LNITMSEQ) ?? []);
}

function orderLine(row: LineRow, lineNumber: number, { open, shipTo, comments, moved }: OrderParts): OrderLine {
  let cancelled = new Exact(decimal(row.QTYCANCE));
  // Once nothing is left to transfer, the back-ordered quantity is in back orders.
  let backordered = open ? new Exact(decimal(row.QTYTBAOR)) : ZERO;
  for (const { document, line } of moved.get(row.LNITMSEQ) ?? []) {
    if (document.type !== BACK_ORDER) continue;
    cancelled = cancelled.plus(line.cancelled);
    if (document.inWork) backordered = backordered.plus(line.remaining);
  }
  return documentLine(row, lineNumber, {
    shipTo,
    comment: comments.get(row.LNITMSEQ),
    quantityShipped: shippedOf(row, moved),
    quantityBackordered: backordered,
    quantityCancelled: cancelled,
  });
}

interface RelatedDocument extends StatusDocument {
  readonly number: string;
  readonly origin: { readonly type: number; readonly number: string };
  readonly date: CalendarDate | null;
  readonly shippingMethod: string | null;
  readonly shipTo: OrderAddress | null;
  readonly lines: readonly RelatedLine[];
}

interface RelatedLine extends StatusLine {
  readonly sequence: string;
  /** The sequence of the line that it came from, in the document that its document came from. */
  readonly originSequence: string;
  readonly sku: Sku;
  readonly warehouse: WarehouseCode | null;
}

interface RelatedMove extends MovedLine {
  readonly document: RelatedDocument;
  readonly line: RelatedLine;
}

/** Documents by the number of the order that they came from: directly, or through others, as the invoice of a back order. */
function relatedByOrder({ relatedInWork, relatedInHistory }: Rows): ReadonlyMap<string, readonly RelatedDocument[]> {
  const keyOf = (type: number | string, number: string) => `${type} ${number}`;
  const documents = new Map<string, RelatedDocument>();
  for (const [rows, inWork] of [
    [relatedInHistory, false],
    [relatedInWork, true],
  ] as const) {
    for (const [key, ofDocument] of groupBy(rows, (row) => keyOf(row.SOPTYPE, row.SOPNUMBE))) {
      const [first] = ofDocument;
      // A document that is in both tables counts as in work.
      if (first) documents.set(key, relatedDocument(first, ofDocument, inWork));
    }
  }
  const orderOf = ({ origin }: RelatedDocument, steps = 0): string => {
    const parent = documents.get(keyOf(origin.type, origin.number));
    if (origin.type === ORDER || !parent || steps === documents.size) return origin.type === ORDER ? origin.number : '';
    return orderOf(parent, steps + 1);
  };
  return groupBy([...documents.values()], (document) => orderOf(document));
}

function relatedDocument(header: RelatedRow, rows: readonly RelatedRow[], inWork: boolean): RelatedDocument {
  return {
    type: whole(header.SOPTYPE),
    number: header.SOPNUMBE,
    origin: { type: whole(header.ORIGTYPE), number: header.ORIGNUMB },
    inWork,
    voided: false,
    step: whole(header.SOPSTATUS),
    held: flag(header.held),
    date: calendarDate(header.date),
    shippingMethod: textOrNull(header.SHIPMTHD),
    shipTo: documentAddress(header, header.PHNUMBR1),
    lines: rows
      .filter((row) => row.LNITMSEQ !== '')
      .map((row) => ({
        ...statusLine(row),
        sequence: row.LNITMSEQ,
        // GP leaves ORGSEQNM at 0 where a line keeps its sequence.
        originSequence: row.ORGSEQNM === '0' ? row.LNITMSEQ : row.ORGSEQNM,
        sku: asSku(row.ITEMNMBR),
        warehouse: keyOrNull(row.LOCNCODE, asWarehouseCode),
      })),
  };
}

function statusLine(row: Readonly<Record<'QUANTITY' | 'QTYCANCE' | 'QTYPRINV' | 'QTYREMAI' | 'QTYFULFI', string>>): StatusLine {
  return {
    quantity: new Exact(decimal(row.QUANTITY)),
    cancelled: new Exact(decimal(row.QTYCANCE)),
    invoiced: new Exact(decimal(row.QTYPRINV)),
    fulfilled: new Exact(decimal(row.QTYFULFI)),
    remaining: new Exact(decimal(row.QTYREMAI)),
  };
}

/** Lines of other documents by the sequence of the order's line that they came from, through other documents where need be. */
function movedByLine(documents: readonly RelatedDocument[]): ReadonlyMap<string, readonly RelatedMove[]> {
  const lineOf = ({ document: { origin }, line: { originSequence } }: RelatedMove, steps = 0): string => {
    const document = documents.find(({ type, number }) => type === origin.type && number === origin.number);
    const line = document?.lines.find(({ sequence }) => sequence === originSequence);
    return document && line && steps < documents.length ? lineOf({ document, line }, steps + 1) : originSequence;
  };
  return groupBy(linesMoved(documents), (moved) => lineOf(moved));
}
