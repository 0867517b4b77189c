import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PushJobs } from './push-jobs.js';
import { Pusher, type PushOutcome } from './pusher.js';
import { SubmissionStore } from './submission-store.js';

/** Runs the jobs that push submissions. */
@Injectable()
export class PushQueue implements OnApplicationShutdown {
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
