import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { AccountNumber, CurrencyId } from '../values/identifiers.js';
import type { CreditKind, DocumentNumber } from './invoice.js';

/** GP counts each kind by itself, so that a return and a payment may have the same number. */
export interface CreditKey {
  readonly accountNumber: AccountNumber;
  readonly number: DocumentNumber;
  readonly kind: CreditKind;
}

/** A credit memo, a return or a payment. Amounts are in `currency`. */
export interface Credit {
  readonly number: DocumentNumber;
  readonly kind: CreditKind;
  readonly accountNumber: AccountNumber;
  readonly date: CalendarDate;
  /** Blank for the company's functional currency. */
  readonly currency: CurrencyId;
  readonly amount: DecimalString;
  readonly unapplied: DecimalString;
}

/** A cash receipt, posted or not. */
export interface Payment extends Credit {
  readonly kind: 'PAYMENT';
  readonly method: PaymentMethod;
  /** The check's number, else what was noted on the receipt: the payment provider's transaction, where the gateway wrote it. */
  readonly reference: string | null;
}

/** The methods of the contract's PaymentMethod that a receipt can have. GP knows checks, cash, cards and electronic payments. */
export type PaymentMethod = 'CHECK' | 'CARD' | 'BANK_TRANSFER';
