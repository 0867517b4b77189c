import type { OrderAddress } from '../../ordering/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { Exact } from '../../values/exact.js';
import { asSku, asWarehouseCode, type Sku, type WarehouseCode } from '../../values/identifiers.js';
import { calendarDate, decimal, flag, keyOrNull, textOrNull, whole } from './decode.js';
import { groupBy } from './group.js';
import type { ordersQuery } from './order.query.js';
import { linesMoved, type MovedLine, ORDER, type StatusDocument, type StatusLine } from './order-status.js';
import { documentAddress } from './sales-document.js';
import type { TextRows } from './together.js';

type Rows = Pick<TextRows<ReturnType<typeof ordersQuery>['parts']>, 'relatedInWork' | 'relatedInHistory'>;
type RelatedRow = Rows['relatedInWork'][number];

/** A back order, an invoice or a fulfilment order. */
export interface RelatedDocument extends StatusDocument {
  readonly number: string;
  readonly origin: { readonly type: number; readonly number: string };
  /** When it was shipped, as far as GP was told; else the document's. */
  readonly date: CalendarDate | null;
  readonly shippingMethod: string | null;
  readonly shipTo: OrderAddress | null;
  readonly lines: readonly RelatedLine[];
}

export interface RelatedLine extends StatusLine {
  readonly sequence: string;
  /** The sequence of the line that it came from, in the document that its document came from. */
  readonly originSequence: string;
  readonly sku: Sku;
  /** Null where the vendor ships. */
  readonly warehouse: WarehouseCode | null;
}

export interface RelatedMove extends MovedLine {
  readonly document: RelatedDocument;
  readonly line: RelatedLine;
}

/** Documents by the number of the order that they came from: directly, or through others, as the invoice of a back order. */
export function relatedByOrder({ relatedInWork, relatedInHistory }: Rows): ReadonlyMap<string, readonly RelatedDocument[]> {
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
    date: calendarDate(header.shipped) ?? calendarDate(header.date),
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
        warehouse: flag(row.DROPSHIP) ? null : keyOrNull(row.LOCNCODE, asWarehouseCode),
      })),
  };
}

export function statusLine(
  row: Readonly<Record<'QUANTITY' | 'QTYCANCE' | 'QTYPRINV' | 'QTYREMAI' | 'QTYFULFI' | 'QTYTBAOR', string>>,
): StatusLine {
  return {
    quantity: new Exact(decimal(row.QUANTITY)),
    cancelled: new Exact(decimal(row.QTYCANCE)),
    invoiced: new Exact(decimal(row.QTYPRINV)),
    fulfilled: new Exact(decimal(row.QTYFULFI)),
    remaining: new Exact(decimal(row.QTYREMAI)),
    toBackOrder: new Exact(decimal(row.QTYTBAOR)),
  };
}

/** Lines of other documents by the sequence of the order's line that they came from, through other documents where need be. */
export function movedByLine(documents: readonly RelatedDocument[]): ReadonlyMap<string, readonly RelatedMove[]> {
  const lineOf = ({ document: { origin }, line: { originSequence } }: RelatedMove, steps = 0): string => {
    const document = documents.find(({ type, number }) => type === origin.type && number === origin.number);
    const line = document?.lines.find(({ sequence }) => sequence === originSequence);
    return document && line && steps < documents.length ? lineOf({ document, line }, steps + 1) : originSequence;
  };
  return groupBy(linesMoved(documents), (moved) => lineOf(moved));
}
