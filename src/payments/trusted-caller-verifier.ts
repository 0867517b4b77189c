import type { CallingClient } from '../values/calling-client.js';
import type { ClaimedPayment, PaymentVerifier, Verification } from './payment-verifier.port.js';

/** Believes programs whose client entry says that they may confirm payments, and no others. */
export class TrustedCallerVerifier implements PaymentVerifier {
  async verify(_: ClaimedPayment, caller: CallingClient | undefined): Promise<Verification> {
    return { kind: caller?.orderRights.mayConfirmPayments === true ? 'confirmed' : 'notPermitted' };
  }
}
