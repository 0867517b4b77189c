import { Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { PaymentSettings } from '../config/index.js';
import { Exact } from '../values/exact.js';
import type { Money } from '../values/money.js';
import { untilAborted } from '../values/until-aborted.js';
import type { ClaimedPayment, PaymentVerifier, Verification } from './payment-verifier.port.js';

const TIMEOUT_MS = 5_000;
/** A storefront puts the payment key there, in a payment intent's or a charge's metadata. */
const KEY = 'paymentKey';
const PAYMENT_INTENT = /^pi_\w+$/;
const CHARGE = /^(?:ch|py)_\w+$/;

/**
 * Currencies that Stripe's API counts in whole units or in thousandths; all others are counted in hundredths. Source: Stripe's
 * documentation, "Supported currencies".
 */
const WHOLE = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const THOUSANDTHS = new Set('BHD JOD KWD OMR TND'.split(' '));

/** Asks Stripe for a payment by its ID: the transaction, the amount, the currency and the key all have to be the claimed ones. */
export class StripeVerifier implements PaymentVerifier {
  private readonly log = new Logger('payments');
  private opened: Promise<Stripe> | undefined;

  constructor(private readonly settings: PaymentSettings) {}

  async verify(payment: ClaimedPayment, _: unknown, signal: AbortSignal): Promise<Verification> {
    const { transactionId } = payment;
    if (!PAYMENT_INTENT.test(transactionId) && !CHARGE.test(transactionId)) return { kind: 'notConfirmed' };
    const { default: StripeClient } = await import('stripe');
    try {
      return verdict(payment, await untilAborted(signal, () => this.found(transactionId)));
    } catch (fault) {
      if (fault instanceof StripeClient.errors.StripeInvalidRequestError) return { kind: 'notConfirmed' };
      if (!(fault instanceof StripeClient.errors.StripeError || signal.aborted)) throw fault;
      const reason = fault instanceof StripeClient.errors.StripeError ? fault.type : 'timeout';
      this.log.warn({ operation: 'payments.stripe', reason }, 'Stripe did not say whether a payment was made');
      return { kind: 'unavailable' };
    }
  }

  private async found(transactionId: string): Promise<Taken | null> {
    const stripe = await this.stripe();
    if (CHARGE.test(transactionId)) return ofCharge(await stripe.charges.retrieve(transactionId));
    const intent = await stripe.paymentIntents.retrieve(transactionId, { expand: ['latest_charge'] });
    const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
    if (intent.status !== 'succeeded' || isTakenBack(charge)) return null;
    return { amount: intent.amount_received, currency: intent.currency, key: intent.metadata[KEY] };
  }

  /** The package is loaded where it is used. */
  private stripe(): Promise<Stripe> {
    this.opened ??= import('stripe').then(({ default: StripeClient }) => {
      const { protocol, hostname, port } = new URL(this.settings.stripeBase);
      return new StripeClient(this.settings.stripeKey ?? this.settings.stripeKeyOfFile ?? '', {
        host: hostname,
        ...(port && { port }),
        protocol: protocol === 'http:' ? 'http' : 'https',
        timeout: TIMEOUT_MS,
        maxNetworkRetries: 1,
        telemetry: false,
      });
    });
    return this.opened;
  }
}

/** Money that Stripe has taken, in the smallest unit of its currency. */
interface Taken {
  readonly amount: number;
  readonly currency: string;
  readonly key: string | undefined;
}

function ofCharge(charge: Stripe.Charge): Taken | null {
  if (!charge.paid || !charge.captured || isTakenBack(charge)) return null;
  return { amount: charge.amount_captured, currency: charge.currency, key: charge.metadata[KEY] };
}

/** Money that was given back, wholly or in part, or that is disputed, pays no invoice. */
function isTakenBack(charge: Stripe.Charge | null): boolean {
  return charge !== null && (charge.amount_refunded > 0 || charge.refunded || charge.disputed);
}

function verdict({ paymentKey, amount }: ClaimedPayment, taken: Taken | null): Verification {
  if (taken?.key !== paymentKey) return { kind: 'notConfirmed' };
  const isSame = taken.currency.toUpperCase() === amount.currency && inSmallestUnit(amount).eq(taken.amount);
  return { kind: isSame ? 'confirmed' : 'otherAmount' };
}

function inSmallestUnit({ amount, currency }: Money): Exact {
  return new Exact(amount).times(WHOLE.has(currency) ? 1 : THOUSANDTHS.has(currency) ? 1_000 : 100);
}
