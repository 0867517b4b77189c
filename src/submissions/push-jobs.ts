import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import { Queues } from '../jobs/index.js';

const QUEUE = 'submissions.push';
/** One instance pushes documents of at most this many owners at once. */
const CONCURRENCY = 8;
/** Jobs need no shorter interval, as the call that accepts a document also tries to push it at once. */
const POLL_EVERY_SECONDS = 1;
/** With more ready jobs than this, workers fetch the next job without a pause. */
const BACKLOG = CONCURRENCY;
const KEEP_DONE_SECONDS = 3_600;

/**
 * The queue of jobs that push submissions. A job only sets when to look at a submission. The submission's own row decides
 * whether it is pushed. So a job may run twice, early or without effect, and a lost one is made anew.
 */
@Injectable()
export class PushJobs implements OnModuleInit {
  constructor(private readonly queues: Queues) {}

  /** Makes the queue. It has to be there before the first submission is accepted. */
  async open(): Promise<void> {
    // The policy "short" allows one waiting job of a submission, beside one that is running.
    await this.queues.createQueue(QUEUE, { policy: 'short', retryLimit: 0, deleteAfterSeconds: KEEP_DONE_SECONDS });
  }

  onModuleInit(): Promise<void> {
    return this.open();
  }

  /** Starts the workers. After a handler's failure PushQueue makes the submission's job anew. */
  async work(handle: (submissionId: string) => Promise<void>): Promise<void> {
    const options = {
      localConcurrency: CONCURRENCY,
      pollingIntervalSeconds: POLL_EVERY_SECONDS,
      burstWhenReadyExceeds: BACKLOG,
    };
    await this.queues.work<{ submissionId: string }>(QUEUE, options, ({ submissionId }) => handle(submissionId));
  }

  /** Stops the workers, once they have finished what they do. */
  stop(): Promise<void> {
    return this.queues.stopWork(QUEUE);
  }

  /** Makes the first job of a submission in the transaction that writes the submission, so that both or none exist. */
  async add(transaction: Kysely<GatewayTables>, submissionId: string, delayMs: number): Promise<void> {
    await this.queues.send(transaction, QUEUE, { submissionId }, jobOf(submissionId, delayMs));
  }

  /** Sets when the job of a submission runs; makes the job where none is waiting. */
  set(db: Kysely<GatewayTables>, submissionId: string, delayMs: number): Promise<void> {
    return this.queues.upsert(db, QUEUE, { submissionId }, jobOf(submissionId, delayMs));
  }
}

function jobOf(submissionId: string, delayMs: number) {
  // A relative time, so that the database's clock counts, in whole seconds rounded up, so that the job is not early.
  return { singletonKey: submissionId, startAfter: Math.ceil(delayMs / 1000) };
}
