import { Injectable } from '@nestjs/common';
import { type Applied, type ApplyRequest, cleanUp, inOnePart, type Job, type JobChunk, RunsBySchedule } from '../jobs/index.js';
import { PreparedPayments } from './prepared-payments.js';

/** Deletes payments that were prepared long ago and never made. */
@Injectable()
@RunsBySchedule()
export class PreparedPaymentCleanup implements Job {
  readonly name = 'payments.prepared-payment-cleanup';
  readonly about = 'deletes payments that were prepared long ago and never made';
  readonly schedule = { cron: '50 3 * * *', timeZone: 'company', missed: 'once' } as const;
  readonly plan = inOnePart;

  constructor(private readonly payments: PreparedPayments) {}

  apply(_: JobChunk, request: ApplyRequest): Promise<Applied> {
    return cleanUp(request, () => this.payments.forgetPast());
  }
}
