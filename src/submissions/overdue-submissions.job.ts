import { Injectable } from '@nestjs/common';
import { type Applied, type ApplyRequest, type Job, type JobChunk, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { SubmissionStore } from './submission-store.js';

/** A submission counts as overdue only after this time, since the push job of one that has just become due is about to run. */
const OVERDUE_AFTER_MS = 2_000;
const OWNERS_AT_ONCE = 200;

/** The name of the job that has overdue submissions go on. */
export const SWEEP = 'submissions.sweep';

interface OverdueChunk extends JobChunk {
  readonly submissions: readonly string[];
}

/**
 * Makes missing push jobs anew for submissions that are due and are not being pushed: a process died, a database was restored,
 * or an operator's command made a submission due.
 */
@Injectable()
@RunsBySchedule()
export class OverdueSubmissions implements Job<OverdueChunk> {
  readonly name = SWEEP;
  readonly about = 'has orders, quotes and payments go on that a dead instance has left, or that `retry` wants tried';
  readonly schedule = { cron: '*/5 * * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(private readonly store: SubmissionStore) {}

  /** @throws {StoreUnavailable} */
  async *plan({ checkpoint }: PlanRequest): AsyncGenerator<OverdueChunk, null> {
    const submissions = checkpoint === null ? await this.store.overdue(OVERDUE_AFTER_MS, OWNERS_AT_ONCE) : [];
    if (submissions.length > 0) yield { checkpoint: 'done', submissions };
    return null;
  }

  /** @throws {StoreUnavailable} */
  async apply({ submissions }: OverdueChunk, { isDryRun, signal }: ApplyRequest): Promise<Applied> {
    for (const id of submissions) {
      signal.throwIfAborted();
      if (!isDryRun) await this.store.makeJob(id);
    }
    return { read: submissions.length, changed: submissions.length, unchanged: 0, failed: [] };
  }
}
