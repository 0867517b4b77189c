import type { OrderLine } from '../ordering/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { AccountNumber, CurrencyId } from '../values/identifiers.js';
import type { CreditKey } from './credit.js';
import type { CreditKind, DocumentNumber, InvoiceKind, InvoiceTax } from './invoice.js';

export interface CreditMemoKey extends CreditKey {
  readonly kind: Exclude<CreditKind, 'PAYMENT'>;
}

/** GP's whole record of a posted credit memo or return. Amounts are in `currency`, and positive. */
export interface CreditMemo extends CreditMemoKey {
  readonly number: DocumentNumber;
  readonly accountNumber: AccountNumber;
  readonly date: CalendarDate;
  readonly description: string | null;
  readonly purchaseOrderNumber: string | null;
  readonly isVoided: boolean;
  /** Blank for the company's functional currency. */
  readonly currency: CurrencyId;
  /** Those of its sales document; none where it was entered in receivables. */
  readonly lines: readonly OrderLine[];
  readonly subtotal: DecimalString;
  readonly discount: DecimalString;
  readonly freight: DecimalString;
  readonly miscellaneous: DecimalString;
  readonly tax: DecimalString;
  readonly taxes: readonly InvoiceTax[];
  readonly total: DecimalString;
  /** What of it is left; 0 where it is voided. */
  readonly unapplied: DecimalString;
  /** In the order of their dates. */
  readonly appliedTo: readonly AppliedTo[];
}

/** What of a credit memo was applied to one invoice. */
export interface AppliedTo {
  readonly number: DocumentNumber;
  readonly kind: InvoiceKind;
  /** When it was applied. */
  readonly date: CalendarDate;
  readonly amount: DecimalString;
}
