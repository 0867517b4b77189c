import { Global, Module } from '@nestjs/common';
import { PendingPaymentSource } from '../receivables/index.js';
import { SubmissionsModule } from '../submissions/index.js';
import { PreparedPayments } from './prepared-payments.js';
import { SubmittedPayments } from './submitted-payments.js';

/** Answers for receivables' port to payments that GP may not show yet. By itself, since payments stand on receivables. */
@Global()
@Module({
  imports: [SubmissionsModule],
  providers: [PreparedPayments, { provide: PendingPaymentSource, useClass: SubmittedPayments }],
  exports: [PreparedPayments, PendingPaymentSource],
})
export class PendingPaymentsModule {}
