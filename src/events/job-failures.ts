import { Injectable, type OnModuleInit } from '@nestjs/common';
import { wordOfReason } from '../faults/index.js';
import { JobEndings, type JobRun } from '../jobs/index.js';
import { EventLog } from './event-log.js';
import { newEvent } from './event-type.js';
import { jobFailed } from './gateway-events.js';

/**
 * Records job.failed with the end of a run that has failed, or some of whose records have. It is recorded once until a run
 * succeeds with all records again: a job may run every minute, and fail for as long as GP is away.
 */
@Injectable()
export class JobFailures implements OnModuleInit {
  constructor(
    private readonly endings: JobEndings,
    private readonly log: EventLog,
  ) {}

  onModuleInit(): void {
    this.endings.register(async ({ run, before }, transaction) => {
      const reason = run.isDryRun ? null : failureOf(run);
      if (reason === null || (before && failureOf(before) !== null)) return;
      await this.log.record(transaction, newEvent(jobFailed, run.job, null, { job: run.job, reason }));
    });
  }
}

/** In one word; null where nothing has failed. */
function failureOf({ state, fault, failed }: JobRun): string | null {
  if (state === 'FAILED') return fault === null ? 'FAILED' : wordOfReason(fault);
  return failed > 0 ? 'RECORDS_FAILED' : null;
}
