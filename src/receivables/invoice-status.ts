import type { CalendarDate } from '../values/calendar-date.js';
import type { Exact } from '../values/exact.js';
import type { InvoiceKind, InvoiceStatus } from './invoice.js';

/** The parts of an invoice on which its status depends. */
export interface StatusParts {
  readonly posted: boolean;
  readonly voided: boolean;
  readonly balance: Exact;
  readonly date: CalendarDate;
  readonly dueDate: CalendarDate | null;
}

/** Due on its last day, and past due from the next day on; a document without a due date is due on its own date. */
export function invoiceStatus({ posted, voided, balance, date, dueDate }: StatusParts, today: CalendarDate): InvoiceStatus {
  if (voided) return 'VOIDED';
  if (!posted) return 'UNPOSTED';
  if (balance.isZero()) return 'PAID';
  return (dueDate ?? date) < today ? 'PAST_DUE' : 'OPEN';
}

/** The kinds to which GP applies payments (taRMApply: apply-to types 1, 3, 4 and 5). */
const PAYABLE: ReadonlySet<InvoiceKind> = new Set(['INVOICE', 'DEBIT_MEMO', 'FINANCE_CHARGE', 'SERVICE']);

export function takesPayments(kind: InvoiceKind, status: InvoiceStatus): boolean {
  return PAYABLE.has(kind) && (status === 'OPEN' || status === 'PAST_DUE');
}
