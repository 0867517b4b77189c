import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import type { AccountNumber, CurrencyId } from '../values/identifiers.js';
import type { CurrencyCode } from '../values/money.js';
import type { CreditKind, PayableKind } from './open-item.js';

/** The kind of submissions that are payments of invoices. */
export const PAYMENT = 'payment';

/** How a payment was made, in the contract's words. */
export type PaymentMethod = 'CARD' | 'BANK_TRANSFER' | 'CHECK';

/** What comes off one document. The parts add up to what the buyer wants to take off it. */
export interface PlannedApplication {
  readonly kind: PayableKind;
  readonly number: string;
  /** Of the money that is taken. */
  readonly paid: DecimalString;
  readonly termsDiscount: DecimalString;
  readonly credits: readonly CreditUse[];
}

export interface CreditUse {
  readonly kind: CreditKind;
  readonly number: string;
  readonly amount: DecimalString;
}

/** What a payment is for, checked against GP when it was prepared. */
export interface PaymentPlan {
  /** The gateway's user who prepared it, or who said that it was made; absent for what earlier releases have kept. */
  readonly userId?: string;
  readonly applications: readonly PlannedApplication[];
  /** Paid besides, without an invoice. */
  readonly onAccount: DecimalString;
  /** What the provider has to take: the `paid` of all applications, and `onAccount`. */
  readonly amount: DecimalString;
  readonly currency: CurrencyCode;
  /** The company's functional currency; blank where it has no other. */
  readonly currencyId: CurrencyId;
  readonly decimals: number;
}

/** A payment that was taken, as it is handed over to GP. The document of a submission: its JSON is kept. */
export interface InvoicePayment extends PaymentPlan {
  readonly paymentKey: string;
  readonly accountNumber: AccountNumber;
  readonly method: PaymentMethod;
  /** The payment provider's ID; null where credits cover everything. */
  readonly transactionId: string | null;
  readonly authorizationCode: string | null;
  /** The business day on which it was taken. */
  readonly date: CalendarDate;
}
