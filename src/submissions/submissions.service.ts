import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../values/clock.js';
import type { Instant } from '../values/instant.js';
import { within } from '../values/within.js';
import { PushQueue } from './push-queue.js';
import type { CallIdentity, Submission, SubmissionCall } from './submission.js';
import type { StandingClaim, Taken } from './submission-claims.js';
import { type Acceptance, type Decision, type Repetition, SubmissionStore, type WaitingSubmissions } from './submission-store.js';

/** How often to look whether another push has done the work. */
const LOOK_EVERY_MS = 100;

/** Takes documents on their way to GP. What was accepted gets there, whether or not anybody waits for it. */
@Injectable()
export class SubmissionsService {
  private readonly log = new Logger('submissions');

  constructor(
    private readonly store: SubmissionStore,
    private readonly queue: PushQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Accepts a document, once per owner and idempotency key.
   * @param decide what the document says, and whether there is enough of what it claims, given what other accepted documents
   *   take. It holds others up, so it asks nobody but `taken`: whatever it needs of GP has been read before
   * @throws {StoreUnavailable} nothing was accepted; or it is not known whether, and the same call will tell
   */
  accept<Document, Refusal>(
    call: SubmissionCall,
    decide: (taken: Taken) => Promise<Decision<Document, Refusal>>,
  ): Promise<Acceptance<Document, Refusal>> {
    return this.store.accept(call, decide);
  }

  /** What became of a call that came before, without the work that a new one is; undefined for a new one. @throws {StoreUnavailable} */
  repeated<Document>(call: CallIdentity): Promise<Repetition<Document> | undefined> {
    return this.store.repetition(call);
  }

  /** What an acceptance would find taken now, without one. @throws {StoreUnavailable} */
  looking<T>(look: (taken: Taken) => Promise<T>): Promise<T> {
    return look(this.store.taken);
  }

  /** The claims on keys of one kind that a fact read at `since` does not show yet. @throws {StoreUnavailable} */
  standingClaims(kind: string, keys: readonly string[], since: Instant): Promise<readonly StandingClaim[]> {
    return this.store.standingClaims(kind, keys, since);
  }

  /**
   * Tries to push a submission at once, and waits for it no longer than so. The try goes on behind the scenes.
   * @returns the submission as it stands then
   * @throws {StoreUnavailable}
   */
  async pushNow<Document>(id: string, patienceMs: number): Promise<Submission<Document>> {
    const waitsNoLonger = AbortSignal.timeout(patienceMs);
    for (let isFirst = true; ; isFirst = false) {
      const submission = await this.store.find<Document>(id);
      if (!submission) throw new Error(`There is no submission ${id}`);
      if (!this.isDue(submission) || (waitsNoLonger.aborted && !isFirst)) return submission;
      // Another push is at work with it, or with one that comes before.
      if (!isFirst) await within(waitsNoLonger, pause(LOOK_EVERY_MS));
      await within(waitsNoLonger, this.tried(submission));
    }
  }

  /** @throws {StoreUnavailable} */
  byId<Document>(id: string): Promise<Submission<Document> | undefined> {
    return this.store.find(id);
  }

  /** @throws {StoreUnavailable} */
  waiting(): Promise<WaitingSubmissions> {
    return this.store.waiting();
  }

  /** Resolves when the submission has been tried, or can't be now. Those of the same owner that come after it are nobody's wait. */
  private tried({ id, owner }: Submission): Promise<void> {
    return new Promise((resolve) => {
      this.queue
        .pushDue(owner, (triedId) => triedId === id && resolve())
        .catch((fault: unknown) => this.log.warn({ operation: 'submissions.pushNow', submission: id, fault }))
        .finally(resolve);
    });
  }

  private isDue({ status, nextAttemptAt }: Submission): boolean {
    return status === 'RECEIVED' && nextAttemptAt !== null && nextAttemptAt <= this.clock.now();
  }
}
