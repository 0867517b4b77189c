import type { FactLabel, Field, PrintedKind, PrintedMark, PrintedTitle, SumLabel } from './printed-document.ts';

/** How documents look: `PRINT_LAYOUT` names a JSON file that replaces parts of the default. Lengths are points of 1/72 inch. */
export interface Layout {
  readonly page: { readonly size: 'A4' | 'LETTER' | 'LEGAL'; readonly margin: number };
  /** A BCP 47 tag: how amounts and dates are written, and the language that a screen reader is told. */
  readonly locale: string;
  readonly colors: { readonly text: string; readonly muted: string; readonly accent: string; readonly line: string };
  readonly sizes: { readonly title: number; readonly text: number; readonly small: number; readonly logoHeight: number };
  readonly titles: Readonly<Record<PrintedTitle, string>>;
  readonly labels: Readonly<Record<Label, string>>;
  /** The kinds of documents in a statement. */
  readonly documents: Readonly<Record<StatedKind, string>>;
  readonly marks: Readonly<Record<PrintedMark, string>>;
  readonly columns: Readonly<Record<PrintedKind, readonly Column[]>>;
  /** At the foot of each page. */
  readonly footer: string;
}

export type StatedKind = 'INVOICE' | 'DEBIT_MEMO' | 'FINANCE_CHARGE' | 'CREDIT_MEMO' | 'RETURN' | 'PAYMENT';

/** A column without a width takes what the others leave. */
export interface Column {
  readonly field: Field;
  readonly heading: string;
  readonly width?: number;
  readonly align?: 'left' | 'right';
}

export type Label =
  | FactLabel
  | SumLabel
  | 'openingBalance'
  | 'billTo'
  | 'shipTo'
  | 'remitTo'
  | 'taxes'
  | 'payments'
  | 'appliedTo'
  | 'carriedForward'
  | 'broughtForward'
  | 'page';

const LINES: readonly Column[] = [
  { field: 'line', heading: '#', width: 20, align: 'right' },
  { field: 'sku', heading: 'Item', width: 88 },
  { field: 'description', heading: 'Description' },
  { field: 'quantity', heading: 'Quantity', width: 46, align: 'right' },
  { field: 'unit', heading: 'Unit', width: 34 },
  { field: 'unitPrice', heading: 'Unit price', width: 54, align: 'right' },
  { field: 'extended', heading: 'Amount', width: 60, align: 'right' },
];

export const DEFAULT_LAYOUT: Layout = {
  page: { size: 'A4', margin: 46 },
  locale: 'en-US',
  colors: { text: '#1c2530', muted: '#5c6773', accent: '#124a7b', line: '#c9d1d9' },
  sizes: { title: 20, text: 9, small: 7.5, logoHeight: 40 },
  titles: {
    quote: 'Quote',
    quoteRequest: 'Quote request',
    invoice: 'Invoice',
    scheduledPayment: 'Scheduled payment',
    debitMemo: 'Debit memo',
    financeCharge: 'Finance charge',
    service: 'Service invoice',
    warranty: 'Warranty invoice',
    creditMemo: 'Credit memo',
    return: 'Return',
    statement: 'Statement',
  },
  labels: {
    number: 'Number',
    account: 'Account',
    date: 'Date',
    dueDate: 'Due date',
    expires: 'Valid until',
    order: 'Order',
    purchaseOrder: 'Purchase order',
    terms: 'Terms',
    description: 'Description',
    from: 'From',
    to: 'To',
    billTo: 'Bill to',
    shipTo: 'Ship to',
    remitTo: 'Remit to',
    subtotal: 'Subtotal',
    discount: 'Discount',
    freight: 'Freight',
    miscellaneous: 'Miscellaneous',
    tax: 'Tax',
    total: 'Total',
    paid: 'Paid',
    termsDiscount: 'Discount if paid by',
    discountTaken: 'Discount taken',
    writtenOff: 'Written off',
    balanceDue: 'Balance due',
    applied: 'Applied',
    unapplied: 'Credit left',
    openingBalance: 'Opening balance',
    closingBalance: 'Closing balance',
    taxes: 'Taxes',
    payments: 'Payments',
    appliedTo: 'Applied to',
    carriedForward: 'Carried forward',
    broughtForward: 'Brought forward',
    page: 'Page {page} of {pages}',
  },
  documents: {
    INVOICE: 'Invoice',
    DEBIT_MEMO: 'Debit memo',
    FINANCE_CHARGE: 'Finance charge',
    CREDIT_MEMO: 'Credit memo',
    RETURN: 'Return',
    PAYMENT: 'Payment',
  },
  marks: { paid: 'PAID', void: 'VOID', request: 'REQUEST', unposted: 'NOT POSTED' },
  columns: {
    quote: LINES,
    invoice: LINES,
    creditMemo: LINES,
    statement: [
      { field: 'date', heading: 'Date', width: 70 },
      { field: 'kind', heading: 'Document', width: 110 },
      { field: 'document', heading: 'Number' },
      { field: 'amount', heading: 'Amount', width: 90, align: 'right' },
      { field: 'balance', heading: 'Balance', width: 90, align: 'right' },
    ],
  },
  footer: '',
};
