import type { OrderLine, OrderNumber, OrderShipment } from '../ordering/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { AccountNumber, CurrencyId } from '../values/identifiers.js';

declare const documentNumber: unique symbol;

/** GP document number of a receivables document. It is unique among the documents of its kind. */
export type DocumentNumber = string & { readonly [documentNumber]: true };

/** GP keeps document numbers in upper case. A NUL counts as a blank, since no database accepts one. */
export const asDocumentNumber = (text: string) => text.replaceAll('\0', ' ').trim().toUpperCase() as DocumentNumber;

/**
 * What is owed for. GP counts each kind by itself, so that an invoice and a debit memo may have the same number. The contract
 * shows all of them as invoices.
 */
export const INVOICE_KINDS = ['INVOICE', 'SCHEDULED_PAYMENT', 'DEBIT_MEMO', 'FINANCE_CHARGE', 'SERVICE', 'WARRANTY'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

/** The contract's InvoiceStatus. */
export const INVOICE_STATUSES = ['UNPOSTED', 'OPEN', 'PAST_DUE', 'PAID', 'VOIDED'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** Of the invoices of one account and number: one, or one of several kinds. */
export interface InvoiceKey {
  readonly accountNumber: AccountNumber;
  readonly number: DocumentNumber;
}

/** GP's record of one invoice. Amounts are in `currency`. The status is that of the day on which GP was asked. */
export interface Invoice {
  readonly number: DocumentNumber;
  readonly kind: InvoiceKind;
  readonly accountNumber: AccountNumber;
  readonly orderNumber: OrderNumber | null;
  readonly purchaseOrderNumber: string | null;
  readonly status: InvoiceStatus;
  readonly date: CalendarDate;
  readonly dueDate: CalendarDate | null;
  /** Blank for the company's functional currency. */
  readonly currency: CurrencyId;
  /** Those of its sales document; none where it was entered in receivables. */
  readonly lines: readonly OrderLine[];
  readonly subtotal: DecimalString;
  readonly discount: DecimalString;
  readonly freight: DecimalString;
  readonly miscellaneous: DecimalString;
  /** All taxes, those on freight and on the miscellaneous amount included. */
  readonly tax: DecimalString;
  readonly total: DecimalString;
  /** What remains to be paid; 0 where it is voided. */
  readonly balance: DecimalString;
  /** Whether GP takes payments for it: it is posted, has a balance, and is of a kind to which payments can be applied. */
  readonly takesPayments: boolean;
  /** What GP takes off where it is paid in time; null where nothing, or where it is too late. */
  readonly termsDiscount: { readonly amount: DecimalString; readonly until: CalendarDate } | null;
  /** Terms discounts that GP has taken off. */
  readonly discountTaken: DecimalString;
  readonly writtenOff: DecimalString;
  readonly taxes: readonly InvoiceTax[];
  /** Payments and credits that were applied, in the order of their dates. With the two above they make total less balance. */
  readonly applied: readonly AppliedCredit[];
  /** What left on it, where it was entered without an order. Of an order's invoice the order says it. */
  readonly shipment: OrderShipment | null;
}

export interface InvoiceTax {
  /** GP tax detail. */
  readonly detail: string;
  readonly description: string | null;
  readonly amount: DecimalString;
}

/** A payment, a credit memo or a return, as far as it was applied to an invoice. */
export interface AppliedCredit {
  readonly number: DocumentNumber;
  readonly kind: CreditKind;
  /** When it was applied. */
  readonly date: CalendarDate;
  /** In the invoice's currency, without the discount that was taken with it. */
  readonly amount: DecimalString;
}

export const CREDIT_KINDS = ['CREDIT_MEMO', 'RETURN', 'PAYMENT'] as const;
export type CreditKind = (typeof CREDIT_KINDS)[number];
