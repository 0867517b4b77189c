import type { Exact } from '../values/exact.js';

/** What an account owes, each with a number of its own: an invoice, a debit memo, a finance charge, or a service invoice. */
export const PAYABLE_KINDS = ['invoice', 'debitMemo', 'financeCharge', 'service'] as const;
export type PayableKind = (typeof PAYABLE_KINDS)[number];

/** What lowers a balance: a credit memo, a return, or an earlier payment. */
export const CREDIT_KINDS = ['creditMemo', 'return', 'payment'] as const;
export type CreditKind = (typeof CREDIT_KINDS)[number];

/** A document of receivables that is to be paid. Amounts are in the functional currency. */
export interface PayableItem {
  readonly kind: PayableKind;
  /** As GP writes it. */
  readonly number: string;
  /**
   * `unposted`: printed, and not in receivables yet. `closed`: paid or voided. `otherCurrency`: its amounts are in another
   * currency than GP's functional one, in which alone eConnect applies payments (4694).
   */
  readonly state: 'open' | 'unposted' | 'closed' | 'otherCurrency';
  /** What remains to be paid; zero unless it is open. */
  readonly balance: Exact;
  /** The terms discount that may be taken off today; zero where there is none, or it is too late. */
  readonly termsDiscount: Exact;
}

/** A document that can be applied to what is to be paid. */
export interface CreditItem {
  readonly kind: CreditKind;
  /** As GP writes it. */
  readonly number: string;
  /** What of it is not applied yet. Zero for one of another currency. */
  readonly unapplied: Exact;
  /** How much of it is applied to which document, by the other's key (itemKey). GP applies a document to another one once (670). */
  readonly appliedTo: ReadonlyMap<string, Exact>;
}

export interface OpenItems {
  readonly payable: readonly PayableItem[];
  readonly credits: readonly CreditItem[];
}

/** Names a document of receivables: a number is unique within its kind. */
export function itemKey({ kind, number }: { readonly kind: PayableKind | CreditKind; readonly number: string }): string {
  return `${kind}\n${number}`;
}

/** The number in an item's key. */
export function numberOf(key: string): string {
  return key.slice(key.indexOf('\n') + 1);
}
