import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../values/calendar-date.js';
import { Exact, ZERO } from '../values/exact.js';
import { INVOICE_KINDS, INVOICE_STATUSES } from './invoice.js';
import { invoiceStatus, takesPayments } from './invoice-status.js';

const day = (text: string) => text as CalendarDate;
const TODAY = day('2026-11-23');
const OWED = { posted: true, voided: false, balance: new Exact(1), date: day('2026-11-01'), dueDate: day('2026-11-30') };

describe('The status of an invoice', () => {
  it.each([
    ['OPEN', {}],
    ['OPEN', { dueDate: TODAY }],
    ['PAST_DUE', { dueDate: day('2026-11-22') }],
    ['PAST_DUE', { dueDate: null }],
    ['OPEN', { dueDate: null, date: TODAY }],
    ['PAID', { balance: ZERO, dueDate: day('2026-11-22') }],
    ['UNPOSTED', { posted: false, dueDate: day('2026-11-22') }],
    ['UNPOSTED', { posted: false, balance: ZERO }],
    ['VOIDED', { voided: true }],
    ['VOIDED', { voided: true, posted: false }],
  ])('is %s with %o', (status, parts) => {
    expect(invoiceStatus({ ...OWED, ...parts }, TODAY)).toBe(status);
  });

  it('lets payments be applied to what is posted and owed, of the kinds that GP applies them to', () => {
    const taken = INVOICE_KINDS.flatMap((kind) =>
      INVOICE_STATUSES.filter((status) => takesPayments(kind, status)).map((status) => `${kind} ${status}`),
    );
    expect(taken).toEqual(
      ['INVOICE', 'DEBIT_MEMO', 'FINANCE_CHARGE', 'SERVICE'].flatMap((kind) => [`${kind} OPEN`, `${kind} PAST_DUE`]),
    );
  });
});
