import { Injectable } from '@nestjs/common';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { PreparedPayments } from './prepared-payments.js';

/** Deletes payments that were prepared long ago and never made. */
@Injectable()
@RunsWhileUp('meanwhile')
export class PreparedPaymentCleanup implements PeriodicTask {
  readonly name = 'payments.prepared-payment-cleanup';
  readonly everyMs = 3_600_000;

  constructor(private readonly payments: PreparedPayments) {}

  async run(): Promise<void> {
    await this.payments.forgetPast();
  }
}
