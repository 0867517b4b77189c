import type { HandOverResult } from '../submissions/index.js';
import type { DecimalString } from '../values/exact.js';
import type { InvoicePayment } from './invoice-payment.js';

/** What became of a payment in GP. */
export interface Receipt {
  /** What of the money is applied to nothing: all of it where staff have voided the receipt in GP. */
  readonly unapplied: DecimalString;
  /**
   * What of the plan is not applied in GP, because others had been quicker, and that the receipt was voided; in words for an
   * operator.
   */
  readonly notApplied: readonly string[];
}

export type ReceiptResult =
  | { readonly kind: 'accepted'; readonly receipt: Receipt }
  | Extract<HandOverResult, { kind: 'refused' }>;

/** Hands payments to GP. Every call may be repeated. An uncertain outcome is thrown, and the call is tried again. */
export abstract class CashReceiptIntake {
  /** Reserves a number, which GP gives to no other receipt. An unused number leaves a gap. @throws {ErpUnavailable} */
  abstract reserveNumber(signal: AbortSignal): Promise<string>;

  /**
   * The receipt that GP has under the number, with the same customer and amount, and what of the plan is applied now; null
   * where it has none.
   * @throws {ErpUnavailable} GP gave no answer
   */
  abstract find(number: string, payment: InvoicePayment, signal: AbortSignal): Promise<Receipt | null>;

  /**
   * Writes the receipt and applies it and the credits, or writes nothing. What cannot be applied any more stays on the receipt.
   * @throws {ErpUnavailable} it is not certain whether GP has it: call `find` before the next attempt
   */
  abstract submit(number: string, payment: InvoicePayment, signal: AbortSignal): Promise<ReceiptResult>;
}
