import type { Contract } from '../contract/index.js';
import { InvalidInput } from '../faults/index.js';
import { isGiven } from '../values/blank.js';
import { FIRST_DATE, parseCalendarDate } from '../values/calendar-date.js';
import { cursorOf, keyOfCursor } from '../values/page.js';
import { asDocumentNumber, CREDIT_KINDS, type CreditKind, INVOICE_KINDS, type InvoiceKind } from './invoice.js';
import type { DocumentPosition, InvoiceFilter } from './receivables-source.port.js';

/** A list of an account's documents, with the kinds that it has. Cursors of one list are none of another. */
interface DocumentList<Kind extends string> {
  readonly name: string;
  readonly kinds: readonly Kind[];
}

export const INVOICES: DocumentList<InvoiceKind> = { name: 'invoices', kinds: INVOICE_KINDS };
export const PAYMENTS: DocumentList<'PAYMENT'> = { name: 'payments', kinds: ['PAYMENT'] };
export const CREDITS: DocumentList<CreditKind> = { name: 'credits', kinds: CREDIT_KINDS };

/** The place of a document in its account's list. */
export function documentCursor<Kind extends string>(
  { name }: DocumentList<Kind>,
  { date, number, kind }: DocumentPosition<Kind>,
): string {
  return cursorOf(name, [date, number, kind]);
}

/** @throws {InvalidInput} the cursor is not one of this list */
export function documentPosition<Kind extends string>(
  { name, kinds }: DocumentList<Kind>,
  after: string | null | undefined,
): DocumentPosition<Kind> | null {
  if (!isGiven(after)) return null;
  const [date = '', number = '', kind = ''] = keyOfCursor(name, after, 3) ?? [];
  const day = parseCalendarDate(date);
  const known = kinds.find((each) => each === kind);
  if (!day || day < FIRST_DATE || asDocumentNumber(number) !== number || number === '' || known === undefined) {
    throw new InvalidInput('after', 'is not a cursor of this list');
  }
  return { date: day, number: asDocumentNumber(number), kind: known };
}

/** The filter of the input. */
export function invoiceFilter(filter: Contract.InvoiceFilter | null | undefined): InvoiceFilter {
  return {
    statuses: [...new Set(filter?.statuses)],
    from: filter?.from && filter.from > FIRST_DATE ? filter.from : null,
    // GP has no document before its first date, and cannot compare with an earlier one.
    to: filter?.to && filter.to < FIRST_DATE ? FIRST_DATE : (filter?.to ?? null),
  };
}
