import type { CallingClient } from '../values/calling-client.js';
import type { Money } from '../values/money.js';
import type { PaymentMethod } from './invoice-payment.js';

/** A payment that a caller says was made. */
export interface ClaimedPayment {
  readonly paymentKey: string;
  readonly transactionId: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
}

export type Verification =
  | { readonly kind: 'confirmed' }
  /** The provider has taken another amount. */
  | { readonly kind: 'otherAmount' }
  /** The provider knows of no such payment, or of one with another key. */
  | { readonly kind: 'notConfirmed' }
  /** No verifier that could confirm it was asked: the caller may not, and no provider is configured for it. */
  | { readonly kind: 'notPermitted' }
  /** The provider gave no answer. */
  | { readonly kind: 'unavailable' };

/** Says whether a payment was made. No caller is believed on their word, except programs that are known for it. */
export abstract class PaymentVerifier {
  abstract verify(payment: ClaimedPayment, caller: CallingClient | undefined, signal: AbortSignal): Promise<Verification>;
}
