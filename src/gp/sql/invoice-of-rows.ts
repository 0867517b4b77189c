import { asOrderNumber, type OrderShipment } from '../../ordering/index.js';
import { type AppliedCredit, asDocumentNumber, type Invoice, invoiceStatus, takesPayments } from '../../receivables/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import { decimalString, Exact, ZERO } from '../../values/exact.js';
import { asAccountNumber, asCurrencyId } from '../../values/identifiers.js';
import { type ApplicationRow, appliedAmount, byDate, eachOnce } from './applications.js';
import { type OfSales, ownAmounts, type PostedRow, postedContent, salesAmounts, salesOf } from './billed-document.js';
import { calendarDate, decimal, flag, keyOrNull, textOrNull, whole } from './decode.js';
import { documentDate } from './document-date.js';
import { groupBy } from './group.js';
import type { invoicesQuery } from './invoice.query.js';
import { INVOICE } from './order-status.js';
import { creditKind, invoiceKind } from './receivables-types.js';
import { documentAddress } from './sales-document.js';
import { trackingByDocument } from './shipments-of-rows.js';
import type { TextRows } from './together.js';

type InvoiceRows = TextRows<ReturnType<typeof invoicesQuery>['parts']>;

/** The invoices of the rows of `invoicesQuery`, in any order. */
export function invoicesOf(rows: InvoiceRows, today: CalendarDate): Invoice[] {
  const keyOf = (type: string, number: string) => `${type} ${number}`;
  const open = new Map(rows.open.map((row) => [keyOf(row.RMDTYPAL, row.DOCNUMBR), row]));
  const history = rows.history.filter((row) => !open.has(keyOf(row.RMDTYPAL, row.DOCNUMBR)));
  const inWork = new Map(rows.salesInWork.map((row) => [row.SOPNUMBE, row]));
  const applied = groupBy([...rows.appliedInHistory, ...rows.appliedOpen], (row) => keyOf(row.APTODCTY, row.APTODCNM));

  const saleOf = salesOf(rows);
  const tracking = trackingByDocument(rows.tracking);
  const receivables = [...open.values(), ...history];
  const posted = new Set(receivables.filter((row) => row.RMDTYPAL === '1').map((row) => row.DOCNUMBR));
  const unposted = [...rows.salesInWork, ...rows.salesInHistory].filter(
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
      return receivable(row, sale, appliedCredits(applied.get(keyOf(row.RMDTYPAL, row.DOCNUMBR)) ?? [], row.CURNCYID !== ''), {
        today,
        tracking,
      });
    }),
    ...unposted.flatMap((row) => {
      const sale = saleOf(row.SOPNUMBE, false);
      return sale ? [unpostedInvoice(sale, { today, tracking })] : [];
    }),
  ];
}

interface Besides {
  readonly today: CalendarDate;
  readonly tracking: ReturnType<typeof trackingByDocument>;
}

function receivable(
  row: PostedRow,
  ofSales: OfSales | undefined,
  applied: readonly AppliedCredit[],
  { today, tracking }: Besides,
): Invoice {
  const amount = ownAmounts(row);
  const number = asDocumentNumber(row.DOCNUMBR);
  const kind = invoiceKind(whole(row.RMDTYPAL));
  const voided = flag(row.VOIDSTTS);
  const date = documentDate(row.date, number);
  const dueDate = calendarDate(row.due);
  const balance = voided ? ZERO : amount(row.CURTRXAM, row.ORCTRXAM);
  const discountTaken = amount(row.DISTKNAM, row.ORDISTKN);
  const status = invoiceStatus({ posted: true, voided, balance, date, dueDate }, today);
  const payable = takesPayments(kind, status);
  const discountDate = calendarDate(row.discountDate);
  const available = Exact.min(amount(row.DISAVAMT, row.ORDAVAMT).minus(discountTaken), balance);
  return {
    number,
    kind,
    accountNumber: asAccountNumber(row.CUSTNMBR),
    orderNumber: ofSales ? keyOrNull(ofSales.sale.orderNumber, asOrderNumber) : null,
    status,
    date,
    dueDate,
    ...postedContent(row, ofSales),
    balance: decimalString(balance),
    takesPayments: payable,
    termsDiscount:
      payable && discountDate !== null && today <= discountDate && available.greaterThan(0)
        ? { amount: decimalString(available), until: discountDate }
        : null,
    discountTaken: decimalString(discountTaken),
    writtenOff: decimalString(amount(row.WROFAMNT, row.ORWROFAM)),
    applied,
    shipment: ofSales && !voided ? directShipment(ofSales, tracking) : null,
  };
}

/** An invoice of sales that is printed and not posted, or that was voided before it was posted. */
function unpostedInvoice(ofSales: OfSales, { today, tracking }: Besides): Invoice {
  const { sale: row, lines, taxes } = ofSales;
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
    shipment: voided ? null : directShipment(ofSales, tracking),
  };
}

/** What left on an invoice that was entered without an order. */
function directShipment({ sale, lines, dropShipped }: OfSales, tracking: Besides['tracking']): OrderShipment | null {
  const left = lines.filter(({ quantityShipped }) => new Exact(quantityShipped).gt(ZERO));
  if (left.length === 0 || sale.orderNumber !== '') return null;
  return {
    number: sale.SOPNUMBE,
    date: calendarDate(sale.shipped) ?? calendarDate(sale.date),
    shippingMethod: textOrNull(sale.SHIPMTHD),
    shipTo: documentAddress(sale, sale.PHNUMBR1),
    trackingNumbers: tracking(INVOICE, sale.SOPNUMBE),
    lines: left.map(({ lineNumber, sku, description, unit, quantityShipped, warehouse }) => ({
      lineNumber,
      sku,
      description,
      unit,
      quantity: quantityShipped,
      warehouse: dropShipped.has(lineNumber) ? null : warehouse,
    })),
  };
}

function appliedCredits(rows: readonly ApplicationRow[], inOwnCurrency: boolean): AppliedCredit[] {
  return eachOnce(rows)
    .map((row) => {
      const number = asDocumentNumber(row.APFRDCNM);
      return {
        number,
        kind: creditKind(whole(row.APFRDCTY)),
        date: documentDate(row.date, number),
        amount: appliedAmount(row, inOwnCurrency),
      };
    })
    .toSorted(byDate);
}
