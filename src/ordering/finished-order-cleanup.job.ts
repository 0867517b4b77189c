import { Injectable } from '@nestjs/common';
import { ObservedStates } from '../events/index.js';
import { type Applied, type ApplyRequest, cleanUp, inOnePart, type Job, type JobChunk, RunsBySchedule } from '../jobs/index.js';
import { ORDER_KIND } from './order-changes.job.js';
import { FINAL } from './order-state.js';

/** A finished order is remembered for so long, in case that it is looked at once more. */
const REMEMBERED_DAYS = 30;

/** Forgets what was last seen of orders of which nothing more will be told. */
@Injectable()
@RunsBySchedule()
export class FinishedOrderCleanup implements Job {
  readonly name = 'ordering.finished-order-cleanup';
  readonly about = 'forgets orders of which no event will tell any more';
  readonly schedule = { cron: '40 3 * * *', timeZone: 'company', missed: 'once' } as const;
  readonly plan = inOnePart;

  constructor(private readonly states: ObservedStates) {}

  apply(_: JobChunk, request: ApplyRequest): Promise<Applied> {
    return cleanUp(request, () => this.states.forget(ORDER_KIND, { status: FINAL, version: [''] }, REMEMBERED_DAYS));
  }
}
