import { type Contract, unavailable } from '../contract/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { Instant } from '../values/instant.js';
import { asCurrencyCode, type Money, money } from '../values/money.js';

const dollars = (amount: string): Money => money(amount, asCurrencyCode('USD'), 2);

/** What the sample account owes. It agrees with its credit. */
export function sampleReceivables(now: Instant): Contract.Receivables {
  return {
    __typename: 'Receivables',
    balance: dollars('4200'),
    pastDue: dollars('0'),
    unappliedCredits: dollars('0'),
    pendingPayments: dollars('0'),
    ageing: [
      { name: 'Current', amount: dollars('4200') },
      { name: '1 - 30 Days', amount: dollars('0') },
    ],
    lastPayment: null,
    asOf: now,
    source: 'SAMPLE',
  };
}

/** Its statement of a period: one invoice, on the first day. */
export function sampleStatement(
  from: CalendarDate | null,
  to: CalendarDate | null,
  now: Instant,
): Omit<Contract.Statement, 'documentUrl'> | Contract.Unavailable {
  if (from === null || to === null) return unavailable('NOT_DEFINED', 'A statement needs its first and its last day.');
  const owed = dollars('4200');
  return {
    __typename: 'Statement',
    from,
    to,
    openingBalance: dollars('0'),
    entries: [{ date: from, kind: 'INVOICE', number: 'SAMPLE-1', amount: owed, balance: owed }],
    closingBalance: owed,
    asOf: now,
    source: 'SAMPLE',
  };
}
