import type { CalendarDate } from '../values/calendar-date.js';
import { type DecimalString, decimalString, Exact } from '../values/exact.js';
import { CREDIT_KINDS, type CreditKind, type DocumentNumber } from './invoice.js';

/** The contract's ReceivablesDocumentKind. */
export type DocumentKind = 'INVOICE' | 'DEBIT_MEMO' | 'FINANCE_CHARGE' | CreditKind;

/** The most movements of a statement: those of a busy account in two years. Of more, a shorter period has to be asked for. */
export const MOST_MOVEMENTS = 5_000;

/** What raised or lowered the balance on a day. */
export interface Movement {
  readonly date: CalendarDate;
  readonly kind: DocumentKind;
  readonly number: DocumentNumber;
  /** Negative for what lowers the balance. A discount or a write-off is one more movement of the payment that took it. */
  readonly amount: DecimalString;
}

export interface StatementMovements {
  /** The balance now. */
  readonly balanceNow: DecimalString;
  /** The sum of all movements after the period. */
  readonly movedSince: DecimalString;
  /** Those of the period, in any order; where they are more than MOST_MOVEMENTS, not all of them. */
  readonly movements: readonly Movement[];
}

export interface StatementContent {
  readonly openingBalance: DecimalString;
  readonly entries: readonly (Movement & { readonly balance: DecimalString })[];
  readonly closingBalance: DecimalString;
}

/**
 * A statement with its running balance. It is computed back from the balance of now, as GP may have removed documents of long
 * ago: so the last line of a statement up to today is what the account owes.
 */
export function statementOf({ balanceNow, movedSince, movements }: StatementMovements): StatementContent {
  const closing = new Exact(balanceNow).minus(movedSince);
  const opening = movements.reduce((sum, { amount }) => sum.minus(amount), closing);
  let balance = opening;
  const entries = movements.toSorted(inOrder).map((movement) => {
    balance = balance.plus(movement.amount);
    return { ...movement, balance: decimalString(balance) };
  });
  return { openingBalance: decimalString(opening), entries, closingBalance: decimalString(closing) };
}

/** By date; on the same day what is owed comes before what is paid, and a payment before the discount that it took. */
function inOrder(one: Movement, other: Movement): number {
  if (one.date !== other.date) return one.date < other.date ? -1 : 1;
  const credits = Number(isCredit(one)) - Number(isCredit(other));
  if (credits !== 0) return credits;
  if (one.number !== other.number) return one.number < other.number ? -1 : 1;
  return new Exact(other.amount).abs().cmp(new Exact(one.amount).abs());
}

function isCredit({ kind }: Movement): boolean {
  return (CREDIT_KINDS as readonly string[]).includes(kind);
}
