import { asOrderNumber, type OrderLine } from '../../ordering/index.js';
import {
  type AppliedCredit,
  asDocumentNumber,
  type Invoice,
  type InvoiceTax,
  invoiceStatus,
  takesPayments,
} from '../../receivables/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { type DecimalString, decimalString, Exact, ZERO } from '../../values/exact.js';
import { asAccountNumber, asCurrencyId } from '../../values/identifiers.js';
import { calendarDate, decimal, flag, keyOrNull, textOrNull, whole } from './decode.js';
import { documentDate } from './document-date.js';
import { groupBy } from './group.js';
import type { invoicesQuery } from './invoice.query.js';
import { creditKind, invoiceKind } from './receivables-types.js';
import { documentAddress, documentLine } from './sales-document.js';
import type { TextRows } from './together.js';

type InvoiceRows = TextRows<ReturnType<typeof invoicesQuery>['parts']>;
type ReceivableRow = InvoiceRows['open'][number];
type SaleRow = InvoiceRows['salesInWork'][number];

/** The invoices of the rows of `invoicesQuery`, in any order. */
export function invoicesOf(rows: InvoiceRows, today: CalendarDate): Invoice[] {
  const keyOf = (type: string, number: string) => `${type} ${number}`;
  const open = new Map(rows.open.map((row) => [keyOf(row.RMDTYPAL, row.DOCNUMBR), row]));
  const history = rows.history.filter((row) => !open.has(keyOf(row.RMDTYPAL, row.DOCNUMBR)));
  const inWork = new Map(rows.salesInWork.map((row) => [row.SOPNUMBE, row]));
  const inHistory = new Map(rows.salesInHistory.map((row) => [row.SOPNUMBE, row]));
  const linesInWork = groupBy(rows.lineInWork, (row) => row.SOPNUMBE);
  const linesInHistory = groupBy(rows.lineInHistory, (row) => row.SOPNUMBE);
  const comments = groupBy(rows.lineComment, (row) => row.SOPNUMBE);
  const taxes = groupBy(rows.tax, (row) => row.SOPNUMBE);
  const applied = groupBy([...rows.appliedInHistory, ...rows.appliedOpen], (row) => keyOf(row.APTODCTY, row.APTODCNM));

  /** What an invoice has of its sales document: in history where it is posted, even while it is in work as well. */
  const saleOf = (number: string, posted: boolean) => {
    const sale = posted ? (inHistory.get(number) ?? inWork.get(number)) : (inWork.get(number) ?? inHistory.get(number));
    if (!sale) return undefined;
    const lines = (sale === inHistory.get(number) ? linesInHistory : linesInWork).get(number) ?? [];
    const shipTo = documentAddress(sale, sale.PHNUMBR1);
    const ofNumber = new Map((comments.get(number) ?? []).map((comment) => [comment.LNITMSEQ, comment]));
    return {
      sale,
      lines: lines
        .toSorted((one, other) => whole(one.LNITMSEQ) - whole(other.LNITMSEQ))
        .map((line, index) => billedLine(line, index + 1, { posted, shipTo, comment: ofNumber.get(line.LNITMSEQ) })),
      taxes: (taxes.get(number) ?? []).map(taxOf).toSorted((one, other) => (one.detail < other.detail ? -1 : 1)),
    };
  };
  const receivables = [...open.values(), ...history];
  const posted = new Set(receivables.filter((row) => row.RMDTYPAL === '1').map((row) => row.DOCNUMBR));
  const unposted = [...inWork.values(), ...inHistory.values()].filter(
    (row) =>
      !posted.has(row.SOPNUMBE) &&
      // In work it is not posted; in history it was voided before that. A posted one is among receivables.
      flag(row.VOIDSTTS) === !inWork.has(row.SOPNUMBE),
  );
  return [
    ...receivables.map((row) => {
      const ofSales = row.RMDTYPAL === '1' ? saleOf(row.DOCNUMBR, true) : undefined;
      // A number is an invoice's of one account. Documents of another one would be a fault of GP's data.
      const sale = ofSales && ofSales.sale.CUSTNMBR === row.CUSTNMBR ? ofSales : undefined;
      return receivable(
        row,
        sale,
        appliedCredits(applied.get(keyOf(row.RMDTYPAL, row.DOCNUMBR)) ?? [], row.CURNCYID !== ''),
        today,
      );
    }),
    ...unposted.flatMap((row) => {
      const sale = saleOf(row.SOPNUMBE, false);
      return sale ? [unpostedInvoice(row, sale, today)] : [];
    }),
  ];
}

interface OfSales {
  readonly sale: SaleRow;
  readonly lines: Invoice['lines'];
  readonly taxes: readonly InvoiceTax[];
}

function receivable(
  row: ReceivableRow,
  ofSales: OfSales | undefined,
  applied: readonly AppliedCredit[],
  today: CalendarDate,
): Invoice {
  // Without a row of its own in MC020102, a document is in the functional currency.
  const own = row.CURNCYID !== '';
  const amount = (functional: string, originating: string) => new Exact(decimal(own ? originating : functional));
  const number = asDocumentNumber(row.DOCNUMBR);
  const kind = invoiceKind(whole(row.RMDTYPAL));
  const voided = flag(row.VOIDSTTS);
  const date = documentDate(row.date, number);
  const dueDate = calendarDate(row.due);
  const total = amount(row.ORTRXAMT, row.ORORGTRX);
  const balance = voided ? ZERO : amount(row.CURTRXAM, row.ORCTRXAM);
  const discountTaken = amount(row.DISTKNAM, row.ORDISTKN);
  const freight = amount(row.FRTAMNT, row.ORFRTAMT);
  const miscellaneous = amount(row.MISCAMNT, row.ORMISCAMT);
  const tax = amount(row.TAXAMNT, row.ORTAXAMT);
  const discount = amount(row.TRDISAMT, row.ORTDISAM);
  const status = invoiceStatus({ posted: true, voided, balance, date, dueDate }, today);
  const payable = takesPayments(kind, status);
  const discountDate = calendarDate(row.discountDate);
  const available = Exact.min(amount(row.DISAVAMT, row.ORDAVAMT).minus(discountTaken), balance);
  return {
    number,
    kind,
    accountNumber: asAccountNumber(row.CUSTNMBR),
    orderNumber: ofSales ? keyOrNull(ofSales.sale.orderNumber, asOrderNumber) : null,
    purchaseOrderNumber: textOrNull(ofSales?.sale.CSTPONBR ?? '') ?? textOrNull(row.CSPORNBR),
    status,
    date,
    dueDate,
    currency: asCurrencyId(row.CURNCYID),
    lines: ofSales?.lines ?? [],
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
    balance: decimalString(balance),
    takesPayments: payable,
    termsDiscount:
      payable && discountDate !== null && today <= discountDate && available.greaterThan(0)
        ? { amount: decimalString(available), until: discountDate }
        : null,
    discountTaken: decimalString(discountTaken),
    writtenOff: decimalString(amount(row.WROFAMNT, row.ORWROFAM)),
    taxes: ofSales?.taxes ?? [],
    applied,
  };
}

/** An invoice of sales that is printed and not posted, or that was voided before it was posted. */
function unpostedInvoice(row: SaleRow, { lines, taxes }: OfSales, today: CalendarDate): Invoice {
  const number = asDocumentNumber(row.SOPNUMBE);
  const voided = flag(row.VOIDSTTS);
  const date = documentDate(row.date, number);
  const dueDate = calendarDate(row.due);
  // What is on account: the total less the payments that were taken with the document.
  const balance = voided ? ZERO : new Exact(decimal(row.ORACTAMT));
  return {
    number,
    kind: 'INVOICE',
    accountNumber: asAccountNumber(row.CUSTNMBR),
    orderNumber: keyOrNull(row.orderNumber, asOrderNumber),
    purchaseOrderNumber: textOrNull(row.CSTPONBR),
    status: invoiceStatus({ posted: false, voided, balance, date, dueDate }, today),
    date,
    dueDate,
    currency: asCurrencyId(row.CURNCYID),
    lines,
    ...salesAmounts(row),
    total: decimal(row.ORDOCAMT),
    balance: decimalString(balance),
    takesPayments: false,
    termsDiscount: null,
    discountTaken: decimal('0'),
    writtenOff: decimal('0'),
    taxes,
    applied: [],
  };
}

function salesAmounts(row: SaleRow): Pick<Invoice, 'subtotal' | 'discount' | 'freight' | 'miscellaneous' | 'tax'> {
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

function appliedCredits(rows: readonly InvoiceRows['appliedOpen'][number][], inOwnCurrency: boolean): AppliedCredit[] {
  // While GP moves an application to history, it can be read in both tables.
  const each = new Map(rows.map((row) => [`${row.APFRDCTY} ${row.APFRDCNM}`, row]));
  return [...each.values()]
    .map((row) => {
      const number = asDocumentNumber(row.APFRDCNM);
      return {
        number,
        kind: creditKind(whole(row.APFRDCTY)),
        date: documentDate(row.date, number),
        amount: decimal(inOwnCurrency ? row.ORAPTOAM : row.APPTOAMT),
      };
    })
    .toSorted((one, other) => (`${one.date} ${one.number}` < `${other.date} ${other.number}` ? -1 : 1));
}
