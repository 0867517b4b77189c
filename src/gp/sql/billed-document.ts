import type { OrderLine } from '../../ordering/index.js';
import type { Invoice, InvoiceTax } from '../../receivables/index.js';
import { type DecimalString, decimalString, Exact, ZERO } from '../../values/exact.js';
import { asCurrencyId } from '../../values/identifiers.js';
import { decimal, flag, textOrNull, whole } from './decode.js';
import { groupBy } from './group.js';
import type { invoicesQuery } from './invoice.query.js';
import { documentAddress, documentLine } from './sales-document.js';
import type { TextRows } from './together.js';

type InvoiceRows = TextRows<ReturnType<typeof invoicesQuery>['parts']>;
export type PostedRow = InvoiceRows['open'][number];
export type SaleRow = InvoiceRows['salesInWork'][number];
type SalesRows = Pick<InvoiceRows, 'salesInWork' | 'salesInHistory' | 'lineInWork' | 'lineInHistory' | 'lineComment' | 'tax'>;

/** What a document of receivables has of its sales document. */
export interface OfSales {
  readonly sale: SaleRow;
  readonly lines: readonly OrderLine[];
  readonly taxes: readonly InvoiceTax[];
  /** Numbers of the lines that the vendor ships. */
  readonly dropShipped: ReadonlySet<number>;
}

/** Finds sales documents by their numbers: in history where they are posted, even while they are in work as well. */
export function salesOf(rows: SalesRows): (number: string, posted: boolean) => OfSales | undefined {
  const inWork = new Map(rows.salesInWork.map((row) => [row.SOPNUMBE, row]));
  const inHistory = new Map(rows.salesInHistory.map((row) => [row.SOPNUMBE, row]));
  const linesInWork = groupBy(rows.lineInWork, (row) => row.SOPNUMBE);
  const linesInHistory = groupBy(rows.lineInHistory, (row) => row.SOPNUMBE);
  const comments = groupBy(rows.lineComment, (row) => row.SOPNUMBE);
  const taxes = groupBy(rows.tax, (row) => row.SOPNUMBE);
  return (number, posted) => {
    const sale = posted ? (inHistory.get(number) ?? inWork.get(number)) : (inWork.get(number) ?? inHistory.get(number));
    if (!sale) return undefined;
    const ofSale = (sale === inHistory.get(number) ? linesInHistory : linesInWork).get(number) ?? [];
    const lines = ofSale.toSorted((one, other) => whole(one.LNITMSEQ) - whole(other.LNITMSEQ));
    const shipTo = documentAddress(sale, sale.PHNUMBR1);
    const ofNumber = new Map((comments.get(number) ?? []).map((comment) => [comment.LNITMSEQ, comment]));
    return {
      sale,
      lines: lines.map((line, index) => billedLine(line, index + 1, { posted, shipTo, comment: ofNumber.get(line.LNITMSEQ) })),
      taxes: (taxes.get(number) ?? []).map(taxOf).toSorted((one, other) => (one.detail < other.detail ? -1 : 1)),
      dropShipped: new Set(lines.flatMap((line, index) => (flag(line.DROPSHIP) ? [index + 1] : []))),
    };
  };
}

/** What a posted document says, besides its balance. */
export function postedContent(row: PostedRow, ofSales: OfSales | undefined) {
  const amount = ownAmounts(row);
  const total = amount(row.ORTRXAMT, row.ORORGTRX);
  const freight = amount(row.FRTAMNT, row.ORFRTAMT);
  const miscellaneous = amount(row.MISCAMNT, row.ORMISCAMT);
  const tax = amount(row.TAXAMNT, row.ORTAXAMT);
  const discount = amount(row.TRDISAMT, row.ORTDISAM);
  return {
    purchaseOrderNumber: textOrNull(ofSales?.sale.CSTPONBR ?? '') ?? textOrNull(row.CSPORNBR),
    currency: asCurrencyId(row.CURNCYID),
    lines: ofSales?.lines ?? [],
    taxes: ofSales?.taxes ?? [],
    ...(ofSales
      ? salesAmounts(ofSales.sale)
      : {
          // Not the sales amount, which GP leaves at 0 for debit memos and finance charges.
          subtotal: decimalString(total.minus(freight).minus(miscellaneous).minus(tax).plus(discount)),
          discount: decimalString(discount),
          freight: decimalString(freight),
          miscellaneous: decimalString(miscellaneous),
          tax: decimalString(tax),
        }),
    total: decimalString(total),
  };
}

/** Amounts of a posted document in its own currency. Without a row of its own in MC020102, it is in the functional one. */
export function ownAmounts({ CURNCYID }: PostedRow): (functional: string, originating: string) => Exact {
  return (functional, originating) => new Exact(decimal(CURNCYID === '' ? functional : originating));
}

export function salesAmounts(row: SaleRow): Pick<Invoice, 'subtotal' | 'discount' | 'freight' | 'miscellaneous' | 'tax'> {
  return {
    subtotal: decimal(row.ORSUBTOT),
    discount: decimal(row.ORTDISAM),
    freight: decimal(row.ORFRTAMT),
    miscellaneous: decimal(row.ORMISCAMT),
    tax: sumOf(row.ORTAXAMT, row.ORFRTTAX, row.ORMSCTAX),
  };
}

function sumOf(...amounts: readonly string[]): DecimalString {
  return decimalString(amounts.reduce((sum, amount) => sum.plus(decimal(amount)), ZERO));
}

interface BesidesLine extends Pick<Parameters<typeof documentLine>[2], 'shipTo' | 'comment'> {
  readonly posted: boolean;
}

/** An invoice bills what it neither back-orders nor cancels, and its extended price is of that. */
function billedLine(row: InvoiceRows['lineInWork'][number], lineNumber: number, { posted, ...besides }: BesidesLine): OrderLine {
  const [backordered, cancelled] = [new Exact(decimal(row.QTYTBAOR)), new Exact(decimal(row.QTYCANCE))];
  const billed = new Exact(decimal(row.QUANTITY)).minus(backordered).minus(cancelled);
  const line = documentLine(row, lineNumber, {
    ...besides,
    // GP posts no invoice before its goods have left.
    quantityShipped: posted ? billed : new Exact(decimal(row.QTYFULFI)),
    quantityBackordered: backordered,
    quantityCancelled: cancelled,
  });
  return { ...line, quantity: decimalString(billed) };
}

function taxOf(row: InvoiceRows['tax'][number]): InvoiceTax {
  return {
    detail: row.TAXDTLID,
    description: textOrNull(row.TXDTLDSC),
    amount: sumOf(row.ORSLSTAX, row.ORFRTTAX, row.ORMSCTAX),
  };
}
