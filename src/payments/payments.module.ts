import { Module } from '@nestjs/common';
import { AccountModule } from '../account/index.js';
import { PaymentSettings } from '../config/index.js';
import { ReceivablesModule } from '../receivables/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { FirstToConfirm } from './first-to-confirm.js';
import { PayInvoicesService } from './pay-invoices.service.js';
import { PaymentResolver, PaymentSubmissionResolver } from './payment.resolver.js';
import { PaymentHandOver } from './payment-hand-over.js';
import { PaymentVerifier } from './payment-verifier.port.js';
import { PendingPaymentsModule } from './pending-payments.module.js';
import { PreparePaymentService } from './prepare-payment.service.js';
import { PreparedPaymentCleanup } from './prepared-payment-cleanup.js';
import { StripeVerifier } from './stripe-verifier.js';
import { TrustedCallerVerifier } from './trusted-caller-verifier.js';

@Module({
  imports: [AccountModule, ReceivablesModule, SubmissionsModule, PendingPaymentsModule],
  providers: [
    PreparePaymentService,
    PreparedPaymentCleanup,
    PayInvoicesService,
    PaymentHandOver,
    PaymentResolver,
    PaymentSubmissionResolver,
    {
      provide: PaymentVerifier,
      inject: [PaymentSettings],
      useFactory: (settings: PaymentSettings) =>
        new FirstToConfirm([
          new TrustedCallerVerifier(),
          ...(settings.verifier === 'stripe' ? [new StripeVerifier(settings)] : []),
        ]),
    },
  ],
})
export class PaymentsModule {}
