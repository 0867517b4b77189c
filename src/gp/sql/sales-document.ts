import { type Order, type OrderAddress, type OrderLine, readLineComment, severalLines } from '../../ordering/index.js';
import { decimalString, Exact } from '../../values/exact.js';
import { asAccountNumber, asCurrencyId, asSku, asUnitCode, asWarehouseCode } from '../../values/identifiers.js';
import { calendarDate, country, decimal, decimals, keyOrNull, phone, textOrNull, whole } from './decode.js';
import { documentDate } from './document-date.js';
import type { commentQuery, headsQuery, lineCommentQuery, linesQuery, SHIP_TO } from './sales-document.query.js';
import type { TextRows } from './together.js';

type Rows = TextRows<{
  head: ReturnType<typeof headsQuery>;
  line: ReturnType<typeof linesQuery>;
  comment: ReturnType<typeof commentQuery>;
  lineComment: ReturnType<typeof lineCommentQuery>;
}>;
export type HeadRow = Rows['head'][number];
export type LineRow = Rows['line'][number];
type DocumentCommentRow = Rows['comment'][number];
export type CommentRow = Omit<Rows['lineComment'][number], 'LNITMSEQ'>;
type ShipToRow = Readonly<Record<(typeof SHIP_TO)[number], string>>;

/** What the head of every sales document says. */
export type DocumentHead = Omit<Order, 'number' | 'status' | 'customFields' | 'invoiceNumbers' | 'lines' | 'shipments'>;

/** @param field the document's user-defined fields and comment */
export function documentHead(row: HeadRow, field: DocumentCommentRow | undefined): DocumentHead {
  return {
    accountNumber: asAccountNumber(row.CUSTNMBR),
    reference: textOrNull(field?.USERDEF1 ?? ''),
    purchaseOrderNumber: textOrNull(row.CSTPONBR),
    date: documentDate(row.date, row.SOPNUMBE),
    requestedShipDate: calendarDate(row.requested),
    currency: asCurrencyId(row.CURNCYID),
    subtotal: decimal(row.ORSUBTOT),
    discount: decimal(row.ORTDISAM),
    freight: decimal(row.ORFRTAMT),
    miscellaneous: decimal(row.ORMISCAMT),
    tax: decimal(row.ORTAXAMT),
    total: decimal(row.ORDOCAMT),
    deposit: decimal(row.ORDEPRVD),
    billingAddressCode: textOrNull(row.PRBTADCD),
    shipTo: documentAddress(row, row.PHNUMBR1),
    shippingMethod: textOrNull(row.SHIPMTHD),
    comment: field ? textOrNull(commentText(field)) : null,
  };
}

/** What a line's own row does not say. */
export interface BesidesLine {
  /** The document's address, which counts where the line has none. */
  readonly shipTo: OrderAddress | null;
  readonly comment: CommentRow | undefined;
  readonly quantityShipped: Exact;
  readonly quantityBackordered: Exact;
  readonly quantityCancelled: Exact;
}

export function documentLine(row: LineRow, lineNumber: number, besides: BesidesLine): OrderLine {
  const { shipTo, comment, quantityShipped, quantityBackordered, quantityCancelled } = besides;
  return {
    lineNumber,
    sku: asSku(row.ITEMNMBR),
    description: row.ITEMDESC.trim(),
    quantity: decimal(row.QUANTITY),
    quantityShipped: decimalString(quantityShipped),
    quantityBackordered: decimalString(quantityBackordered),
    quantityCancelled: decimalString(quantityCancelled),
    unit: asUnitCode(row.UOFM),
    unitPrice: decimal(row.ORUNTPRC),
    priceDecimals: whole(row.ODECPLCU) > 0 ? decimals(whole(row.ODECPLCU)) : null,
    extendedPrice: decimal(row.OXTNDPRC),
    warehouse: keyOrNull(row.LOCNCODE, asWarehouseCode),
    shipTo: documentAddress(row, row.PHONE1) ?? shipTo,
    requestedShipDate: calendarDate(row.requested),
    ...readLineComment(comment ? commentText(comment) : ''),
  };
}

/** The comment as one text of any length (CMMTTEXT), else the four lines of earlier releases. */
function commentText({ CMMTTEXT, COMMENT_1, COMMENT_2, COMMENT_3, COMMENT_4 }: Omit<CommentRow, 'SOPNUMBE'>): string {
  return severalLines(CMMTTEXT) || [COMMENT_1, COMMENT_2, COMMENT_3, COMMENT_4].join('\n').trim();
}

/** The address that a document or a line was written with; null where it has none. */
export function documentAddress(row: ShipToRow, telephone: string): OrderAddress | null {
  const lines = [row.ADDRESS1, row.ADDRESS2, row.ADDRESS3, row.CITY, row.STATE, row.ZIPCODE].map(textOrNull);
  const [line1 = null, line2 = null, line3 = null, city = null, region = null, postalCode = null] = lines;
  const code = row.PRSTADCD.trim();
  if (code === '' && lines.every((line) => line === null)) return null;
  return {
    code,
    contactName: textOrNull(row.CNTCPRSN) ?? textOrNull(row.ShipToName),
    line1,
    line2,
    line3,
    city,
    region,
    postalCode,
    country: country(row.COUNTRY, row.CCode),
    phone: phone(telephone),
    email: null,
    taxSchedule: textOrNull(row.TAXSCHID),
    shippingMethod: textOrNull(row.SHIPMTHD),
  };
}
