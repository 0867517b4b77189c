import { StampedSource } from '../events/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { DocumentNumber, InvoiceKind } from './invoice.js';

export interface PostedInvoiceKey {
  readonly accountNumber: AccountNumber;
  readonly kind: InvoiceKind;
  readonly number: DocumentNumber;
}

/** A posted invoice that GP has not moved to its history. */
export interface PostedInvoice extends PostedInvoiceKey {
  readonly dueDate: CalendarDate | null;
  /** What remains to be paid, in the functional currency. */
  readonly balance: DecimalString;
  readonly isVoided: boolean;
}

/** Posted invoices of all accounts, from RM20101. An invoice leaves it when it is voided, or once it is paid and cleared away. */
export abstract class PostedInvoiceSource extends StampedSource<PostedInvoice> {
  /** Those of these keys that are there. @throws {ErpUnavailable} no answer before `signal` fired */
  abstract invoices(keys: readonly PostedInvoiceKey[], signal: AbortSignal): Promise<readonly PostedInvoice[]>;
}
