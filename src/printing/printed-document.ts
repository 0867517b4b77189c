/**
 * A document as it is printed: all texts are final but for the labels, which the layout names by their keys. Amounts and
 * quantities are decimals as text, dates are "YYYY-MM-DD".
 */
export interface PrintedDocument {
  readonly kind: PrintedKind;
  /** What it is called, where that is not what its kind is called. */
  readonly title?: PrintedTitle;
  /** The GP document number; of a statement, the account's. */
  readonly number: string;
  /** ISO 4217; all amounts of the document are in it. */
  readonly currency: string;
  /** Decimals of the currency. */
  readonly decimals: number;
  readonly facts: readonly PrintedFact[];
  readonly addresses: readonly { readonly label: 'billTo' | 'shipTo'; readonly lines: readonly string[] }[];
  readonly table: PrintedTable;
  /** What the amounts of the table come to, in their order; the last is printed in bold. */
  readonly sums: readonly { readonly label: SumLabel; readonly amount: string }[];
  readonly taxes: readonly { readonly detail: string; readonly amount: string }[];
  /** Payments and credits that were applied to the document; of a credit memo, the invoices that it was applied to. */
  readonly payments: readonly { readonly number: string; readonly date: string; readonly amount: string }[];
  /** Written across each page. */
  readonly mark: PrintedMark | null;
}

/** request: it is not priced yet. unposted: it is not in the account's balance yet, and cannot be paid. */
export type PrintedMark = 'paid' | 'void' | 'request' | 'unposted';

export type PrintedKind = 'quote' | 'invoice' | 'creditMemo' | 'statement';
export type PrintedTitle =
  | PrintedKind
  | 'quoteRequest'
  | 'scheduledPayment'
  | 'debitMemo'
  | 'financeCharge'
  | 'service'
  | 'warranty'
  | 'return';

export interface PrintedFact {
  readonly label: FactLabel;
  readonly text?: string;
  readonly amount?: string;
  readonly date?: string;
}

export type FactLabel =
  | 'number'
  | 'account'
  | 'date'
  | 'dueDate'
  | 'expires'
  | 'order'
  | 'purchaseOrder'
  | 'terms'
  | 'description'
  | 'termsDiscount'
  | 'from'
  | 'to';

export type SumLabel =
  | 'subtotal'
  | 'discount'
  | 'freight'
  | 'miscellaneous'
  | 'tax'
  | 'total'
  | 'paid'
  | 'discountTaken'
  | 'writtenOff'
  | 'balanceDue'
  | 'applied'
  | 'unapplied'
  | 'closingBalance';

/** A row has a value for each field that the layout may show. */
export interface PrintedTable {
  readonly rows: readonly PrintedRow[];
  /** The field whose sum is carried from page to page, or whose last value is (a running balance). */
  readonly carried: { readonly field: AmountField; readonly as: 'sum' | 'last' };
  /** What the carried sum begins with. */
  readonly carriedFrom: string;
  /** The label of a row above all others that shows what the sum begins with. */
  readonly opening?: 'openingBalance';
}

export type TextField = 'line' | 'sku' | 'description' | 'unit' | 'document' | 'kind';
export type DateField = 'date';
export type QuantityField = 'quantity';
export type AmountField = 'unitPrice' | 'discount' | 'extended' | 'amount' | 'balance';
export type Field = TextField | DateField | QuantityField | AmountField;

export type PrintedRow = Partial<Readonly<Record<Field, string>>>;

/** Who sends the document, by the configuration. */
export interface Merchant {
  readonly name: string;
  readonly address: readonly string[];
  /** Where payments go, where that is another address. */
  readonly remitTo: readonly string[];
  /** A PNG or JPEG file. */
  readonly logo?: string;
}
