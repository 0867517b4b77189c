import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Contract, type NodeSource, NodeType, type RequestContext } from '../contract/index.js';
import { asCurrencyCode, money } from '../values/money.js';
import { PayInvoicesService } from './pay-invoices.service.js';
import { PAYMENT_SUBMISSION, type PaymentSubmissionView, paymentSubmissionOf } from './payment-submission-view.js';
import { PreparePaymentService } from './prepare-payment.service.js';
import { readMadePayment, readPayment } from './read-payment-input.js';

@Resolver()
export class PaymentResolver {
  constructor(
    private readonly preparing: PreparePaymentService,
    private readonly paying: PayInvoicesService,
  ) {}

  @Mutation('preparePayment')
  async preparePayment(@Args('input') input: Contract.PreparePaymentInput, @Context() { viewer }: RequestContext) {
    const outcome = await this.preparing.prepare(viewer, readPayment(input));
    if (outcome.kind === 'refused') return { prepared: null, userErrors: outcome.problems };
    const { payment, termsDiscount, creditsUsed } = outcome;
    const { paymentKey, expiresAt, plan } = payment;
    const shown = (amount: Parameters<typeof money>[0]) => money(amount, asCurrencyCode(plan.currency), plan.decimals);
    return {
      prepared: {
        paymentKey,
        amount: shown(plan.amount),
        termsDiscount: shown(termsDiscount),
        creditsUsed: shown(creditsUsed),
        expiresAt,
      },
      userErrors: [],
    };
  }

  @Mutation('payInvoices')
  async payInvoices(@Args('input') input: Contract.PayInvoicesInput, @Context() { viewer, record }: RequestContext) {
    const outcome = await this.paying.pay(viewer, record.client, readMadePayment(input));
    return outcome.kind === 'accepted'
      ? { submission: paymentSubmissionOf(outcome.submission), userErrors: [] }
      : { submission: null, userErrors: outcome.problems };
  }

  @Mutation('releasePayment')
  async releasePayment(@Args('paymentKey') paymentKey: string, @Context() { viewer }: RequestContext) {
    const { released, problems } = await this.preparing.release(viewer, paymentKey.trim().toLowerCase());
    return { released, userErrors: problems };
  }
}

/** The state of a payment that was recorded. */
@Resolver(PAYMENT_SUBMISSION)
@NodeType(PAYMENT_SUBMISSION)
export class PaymentSubmissionResolver implements NodeSource {
  constructor(private readonly paying: PayInvoicesService) {}

  async node(key: string, { viewer }: RequestContext): Promise<PaymentSubmissionView | null> {
    const submission = await this.paying.submission(viewer, key);
    return submission && paymentSubmissionOf(submission);
  }
}
