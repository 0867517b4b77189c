import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { PushJobs } from './push-jobs.js';
import { Pusher, type PushOutcome } from './pusher.js';
import { SubmissionStore } from './submission-store.js';

/** A submission counts as overdue only after this time, since the job of one that has just become due is about to run. */
const OVERDUE_AFTER_MS = 2_000;
const OWNERS_AT_ONCE = 200;

/**
 * Runs the jobs that push submissions, and makes missing jobs anew: a process died, a database was restored, or an operator's
 * command made a submission due.
 */
@Injectable()
@RunsWhileUp('meanwhile')
export class PushQueue implements PeriodicTask, OnApplicationShutdown {
  readonly name = 'submissions.sweep';
  readonly everyMs = 5_000;
  private readonly closing = new AbortController();
  private finishing = false;
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly jobs: PushJobs,
    private readonly store: SubmissionStore,
    private readonly pusher: Pusher,
  ) {}

  /** Starts to run jobs. All hand-overs have to be registered before. */
  start(): Promise<void> {
    return this.jobs.work((submissionId) => this.onJob(submissionId));
  }

  /** Makes jobs for submissions that are due and are not being pushed. */
  async run(signal: AbortSignal): Promise<void> {
    for (const id of await this.store.overdue(OVERDUE_AFTER_MS, OWNERS_AT_ONCE)) {
      if (signal.aborted) return;
      await this.store.makeJob(id);
    }
  }

  /**
   * Pushes the due submissions of one owner, one after the other. It stops where another push has leased one of them, as that
   * push goes on with the rest.
   * @param onTried called for each submission once it has been tried
   * @throws {StoreUnavailable}
   */
  async pushDue(owner: string, onTried?: (submissionId: string) => void): Promise<void> {
    const push = this.pushInTurn(owner, onTried);
    this.running.add(push);
    try {
      await push;
    } finally {
      this.running.delete(push);
    }
  }

  /** Finishes the documents that are being pushed and begins no others, which are left to other instances. */
  async finish(): Promise<void> {
    this.finishing = true;
    await Promise.allSettled(this.running);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort(new Error('The gateway is closing.'));
    await Promise.allSettled(this.running);
    await this.jobs.stop();
  }

  private async onJob(submissionId: string): Promise<void> {
    const submission = await this.store.find(submissionId);
    if (submission?.status === 'RECEIVED') await this.pushDue(submission.owner);
  }

  private async pushInTurn(owner: string, onTried?: (submissionId: string) => void): Promise<void> {
    let outcome: PushOutcome | undefined;
    let id = await this.store.nextDue(owner);
    while (id !== undefined && !this.finishing && !this.closing.signal.aborted) {
      outcome = await this.pusher.push(id, this.closing.signal);
      if (outcome === 'notNow' || outcome === 'left') return;
      onTried?.(id);
      id = await this.store.nextDue(owner, id);
    }
  }
}
