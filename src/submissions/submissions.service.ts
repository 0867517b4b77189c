import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import { StoreUnavailable } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import type { Instant } from '../values/instant.js';
import { within } from '../values/within.js';
import { Canceller, type Cancelling } from './canceller.js';
import { PushQueue } from './push-queue.js';
import type { CallIdentity, ClaimKey, Submission, SubmissionCall } from './submission.js';
import { type StandingClaim, standingClaims, type Taken } from './submission-claims.js';
import { lockKey } from './submission-locks.js';
import { type Acceptance, type Decision, type Repetition, SubmissionStore, type WaitingSubmissions } from './submission-store.js';

/** The pause before it is checked again whether another push has done the work. */
const LOOK_EVERY_MS = 100;

/** Accepts documents and brings them to GP. An accepted document gets there even if no caller waits for it. */
@Injectable()
export class SubmissionsService {
  private readonly log = new Logger('submissions');

  constructor(
    private readonly store: SubmissionStore,
    private readonly queue: PushQueue,
    private readonly canceller: Canceller,
    private readonly clock: Clock,
  ) {}

  /**
   * Accepts a document, once per owner and idempotency key.
   * @param decide makes the document, and decides whether its claims can be met beside those of other accepted documents.
   *   Other calls wait for it, so it may ask only `taken`, and its facts of GP have to be read before
   * @throws {StoreUnavailable} nothing was accepted, or it is not known whether; a repetition of the call will show it
   */
  accept<Document, Refusal>(
    call: SubmissionCall,
    decide: (taken: Taken) => Promise<Decision<Document, Refusal>>,
  ): Promise<Acceptance<Document, Refusal>> {
    return this.store.accept(call, decide);
  }

  /**
   * The result of an earlier equal call, found without the work of a new call; undefined for a new call.
   * @throws {StoreUnavailable}
   */
  repeated<Document>(call: CallIdentity): Promise<Repetition<Document> | undefined> {
    return this.store.repetition(call);
  }

  /** Reads the claims that an acceptance would find now. @throws {StoreUnavailable} */
  looking<T>(look: (taken: Taken) => Promise<T>): Promise<T> {
    return look(this.store.taken);
  }

  /** The claims on keys of one kind that a fact read at `since` does not show yet. @throws {StoreUnavailable} */
  standingClaims(kind: string, keys: readonly string[], since: Instant): Promise<readonly StandingClaim[]> {
    return this.store.standingClaims(kind, keys, since);
  }

  /**
   * Locks a key until the transaction ends, so that no document that locks it is accepted meanwhile.
   * @returns the claims on the key that a fact read at `since` does not show yet
   * @throws {StoreUnavailable}
   */
  async lockedClaims(key: ClaimKey, since: Instant, transaction: Kysely<GatewayTables>): Promise<readonly StandingClaim[]> {
    await lockKey(key, transaction);
    return standingClaims(transaction, key.kind, [key.key], since);
  }

  /** What documents of these owners claim of one kind that are on their way to GP. @throws {StoreUnavailable} */
  waitingClaims(kind: string, owners: readonly string[]) {
    return this.store.waitingClaims(kind, owners);
  }

  /**
   * Tries to push a submission at once, and waits for `patienceMs` at most. The attempt goes on in the background.
   * @returns the submission in its state after the wait
   * @throws {StoreUnavailable}
   */
  async pushNow<Document>(id: string, patienceMs: number): Promise<Submission<Document>> {
    const waitsNoLonger = AbortSignal.timeout(patienceMs);
    for (let isFirst = true; ; isFirst = false) {
      const submission = await this.store.find<Document>(id);
      if (!submission) throw new Error(`There is no submission ${id}`);
      if (!this.isDue(submission) || (waitsNoLonger.aborted && !isFirst)) return submission;
      // Another push has leased the submission or an earlier one of its owner.
      if (!isFirst) await within(waitsNoLonger, pause(LOOK_EVERY_MS));
      await within(waitsNoLonger, this.tried(submission));
    }
  }

  /**
   * An accepted submission once GP has it, or its state when the wait is over. No failure here loses it: it is on disk.
   * @param patienceMs how long it waits at most
   */
  async handedOver<Document>(accepted: Submission<Document>, patienceMs: number): Promise<Submission<Document>> {
    try {
      return await this.pushNow<Document>(accepted.id, patienceMs);
    } catch (fault) {
      if (fault instanceof StoreUnavailable) return accepted;
      throw fault;
    }
  }

  /**
   * Takes a submission back that GP does not have. Where a push is at work, it waits for its end.
   * @param note a note for operators
   * @param patienceMs how long it waits at most
   * @throws {StoreUnavailable} it is not known whether it was taken back; a repetition of the call will show it
   */
  cancel<Document>(id: string, note: string, patienceMs: number): Promise<Cancelling<Document>> {
    return this.canceller.cancel(id, note, AbortSignal.timeout(patienceMs));
  }

  /** @throws {StoreUnavailable} */
  byId<Document>(id: string): Promise<Submission<Document> | undefined> {
    return this.store.find(id);
  }

  /**
   * The submissions of one kind and of these owners that GP has under the numbers.
   * @throws {StoreUnavailable}
   */
  inGp<Document>(kind: string, owners: readonly string[], numbers: readonly string[]): Promise<readonly Submission<Document>[]> {
    return this.store.inGp(kind, owners, numbers);
  }

  /** @throws {StoreUnavailable} */
  waiting(): Promise<WaitingSubmissions> {
    return this.store.waiting();
  }

  /** Resolves when the submission has been tried or cannot be tried now. It does not wait for later ones of the same owner. */
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
