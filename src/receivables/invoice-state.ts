import { type NewEvent, newEvent, type StateChange } from '../events/index.js';
import { Exact } from '../values/exact.js';
import { invoiceDueSoon, invoicePaid, invoicePosted } from './invoice-events.js';
import type { PostedInvoice, PostedInvoiceKey } from './posted-invoice.js';

/** What was last seen of a posted invoice. */
export interface InvoiceState {
  readonly dueDate: string | null;
  /** `closed`: voided, or moved to GP's history. */
  readonly is: 'open' | 'paid' | 'closed';
  /** The due date for which it was told that it is due soon; null where it was not. */
  readonly toldDue: string | null;
}

/** GP counts each kind by itself, so that a number alone names several. */
export function invoiceKeyText({ accountNumber, kind, number }: PostedInvoiceKey): string {
  return JSON.stringify([accountNumber, kind, number]);
}

export function invoiceKeyOf(text: string): PostedInvoiceKey {
  const [accountNumber, kind, number] = JSON.parse(text) as [
    PostedInvoiceKey['accountNumber'],
    PostedInvoiceKey['kind'],
    PostedInvoiceKey['number'],
  ];
  return { accountNumber, kind, number };
}

export function invoiceStateOf({ dueDate, balance, isVoided }: PostedInvoice, toldDue: string | null): InvoiceState {
  return { dueDate, is: isVoided ? 'closed' : new Exact(balance).isZero() ? 'paid' : 'open', toldDue };
}

export function eventsOfInvoiceChange({ key, before, after }: StateChange<InvoiceState>): NewEvent[] {
  if (!after || after.is === 'closed') return [];
  const { accountNumber, number } = invoiceKeyOf(key);
  const data = { invoiceNumber: number, dueOn: after.dueDate };
  const isDueSoon = after.toldDue !== null && after.toldDue !== before?.toldDue;
  return [
    ...(before ? [] : [newEvent(invoicePosted, number, accountNumber, data)]),
    ...(isDueSoon ? [newEvent(invoiceDueSoon, number, accountNumber, data)] : []),
    ...(after.is === 'paid' && before?.is !== 'paid' ? [newEvent(invoicePaid, number, accountNumber, data)] : []),
  ];
}
