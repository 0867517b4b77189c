import type { CallingClient } from '../values/calling-client.js';
import type { ClaimedPayment, PaymentVerifier, Verification } from './payment-verifier.port.js';

/** Asks several verifiers one after the other, and goes on to the next where one may not say anything about the caller. */
export class FirstToConfirm implements PaymentVerifier {
  constructor(private readonly verifiers: readonly PaymentVerifier[]) {}

  async verify(payment: ClaimedPayment, caller: CallingClient | undefined, signal: AbortSignal): Promise<Verification> {
    for (const verifier of this.verifiers) {
      const verification = await verifier.verify(payment, caller, signal);
      if (verification.kind !== 'notPermitted') return verification;
    }
    return { kind: 'notPermitted' };
  }
}
