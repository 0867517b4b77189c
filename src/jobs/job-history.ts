import { Injectable } from '@nestjs/common';
import { cleanUp, inOnePart } from './in-one-part.js';
import type { Applied, ApplyRequest, Job, JobChunk } from './job.js';
import { JobStore } from './job-store.js';
import { RunsBySchedule } from './runs-by-schedule.js';

const RUNS_KEPT = 500;
const DAYS_KEPT = 90;

/** Forgets old runs of jobs. */
@Injectable()
@RunsBySchedule()
export class JobHistory implements Job {
  readonly name = 'jobs.history';
  readonly about = `keeps the last ${RUNS_KEPT} runs of each job, for ${DAYS_KEPT} days`;
  readonly schedule = { cron: '10 4 * * *', timeZone: 'company', missed: 'once' } as const;
  readonly plan = inOnePart;

  constructor(private readonly store: JobStore) {}

  apply(_: JobChunk, request: ApplyRequest): Promise<Applied> {
    return cleanUp(request, () => this.store.prune(RUNS_KEPT, DAYS_KEPT));
  }
}
