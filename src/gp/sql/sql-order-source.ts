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
  type OrderSource,
} from '../../ordering/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { Exact, ZERO } from '../../values/exact.js';
import { type AccountNumber, asAccountNumber } from '../../values/identifiers.js';
import { decimal, flag, whole } from './decode.js';
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
import { BACK_ORDER, INVOICE, ORDER, orderStatus, quantityShipped } from './order-status.js';
import { movedByLine, type RelatedMove, relatedByOrder, statusLine } from './related-documents.js';
import { type CommentRow, documentHead, documentLine } from './sales-document.js';
import { shipmentsOf, trackingByDocument } from './shipments-of-rows.js';
import type { TextRows } from './together.js';

type Rows = TextRows<ReturnType<typeof ordersQuery>['parts']>;
type LineRow = Rows['lineInWork'][number];

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
  const tracking = trackingByDocument([...rows.trackingOfOrder, ...rows.trackingInWork, ...rows.trackingInHistory]);

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
      .map((line, index) => ({
        line: orderLine(line, index + 1, parts),
        invoiced: new Exact(decimal(line.QTYPRINV)),
        moves: moved.get(line.LNITMSEQ) ?? [],
      }));
    return {
      ...head,
      number: asOrderNumber(number),
      shipments: shipmentsOf(offspring, { number, head, lines: inOrder, tracking }),
      status,
      // Without a reference the order was entered in GP, and its note, written by staff, is not for the buyer.
      customFields: head.reference === null ? [] : customFieldsOfNote(notes.get(number) ?? ''),
      invoiceNumbers: offspring.filter(({ type }) => type === INVOICE).map(({ number: invoice }) => invoice),
      lines: inOrder.map(({ line }) => line),
    };
  });
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
