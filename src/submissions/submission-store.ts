import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ExpressionBuilder, type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import { GatewayDatabase, type GatewayTables, type SubmissionTable } from '../database/index.js';
import { stored } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import type { Instant } from '../values/instant.js';
import { PushJobs } from './push-jobs.js';
import type { CallIdentity, Claim, NewSubmission, Rejection, Submission, SubmissionCall } from './submission.js';
import {
  claimsToInsert,
  claimsToRelease,
  NEVER_COUNTED,
  type StandingClaim,
  standingClaims,
  type Taken,
  takenIn,
  waitingClaims,
} from './submission-claims.js';
import { lockFor } from './submission-locks.js';
import { isSubmissionId, submissionOf } from './submission-row.js';

/** How long a lease lasts. A push prolongs its lease while it works; after an interrupted push another may begin. */
export const LEASE_MS = 30_000;
/** The call that accepts a document tries to push it at once. The job runs later, in case that did not happen. */
const FIRST_JOB_AFTER_MS = 3_000;
const UNIQUE_VIOLATION = '23505';

export type Decision<Document, Refusal> =
  | {
      readonly kind: 'accept';
      readonly document: Document;
      readonly claims: readonly Claim[];
      /** A note for operators. */
      readonly note?: string | null;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The result of a call that repeats an earlier one. */
export type Repetition<Document> =
  | { readonly kind: 'same'; readonly submission: Submission<Document> }
  /** An earlier call with other content had the same key. */
  | { readonly kind: 'keyReused' };

export type Acceptance<Document, Refusal> =
  /** The submission is on disk and cannot be lost. */
  | { readonly kind: 'accepted'; readonly submission: Submission<Document> }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | Repetition<Document>;

/** Accepted submissions that GP does not have yet. */
export interface WaitingSubmissions {
  readonly count: number;
  /** How long ago the oldest of them was accepted; 0 where there are none. */
  readonly oldestMs: number;
}

/** A submission that one push has leased. No other push may change it until the lease runs out. */
export interface Leased<Document = unknown> {
  readonly submission: Submission<Document>;
  readonly holder: string;
}

/**
 * Submissions in the gateway's database. A method that changes a leased one does so only for the lease's holder, and returns
 * whether it did.
 */
@Injectable()
export class SubmissionStore {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly jobs: PushJobs,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes a submission and its job in one transaction; nothing where the same call came before.
   * @param decide makes the document, and decides whether its claims can be met. It runs while all calls with the same locks
   *   wait, so it may ask only `taken`. Its errors are thrown unchanged
   * @throws {StoreUnavailable} nothing was accepted, or it is not known whether; a repetition of the call will show it
   */
  async accept<Document, Refusal>(
    call: SubmissionCall,
    decide: (taken: Taken) => Promise<Decision<Document, Refusal>>,
  ): Promise<Acceptance<Document, Refusal>> {
    let undecided: { readonly fault: unknown } | undefined;
    try {
      return await stored('submissions.accept', () =>
        this.database.transaction().execute(async (transaction): Promise<Acceptance<Document, Refusal>> => {
          await lockFor(call, transaction);
          const row = await known(transaction, call);
          if (row) return repetitionOf<Document>(row, call);
          const decision = await decide(takenIn(transaction)).catch((fault: unknown) => {
            undecided = { fault };
            throw fault;
          });
          if (decision.kind === 'refused') return decision;
          const { document, claims, note = null } = decision;
          return { kind: 'accepted', submission: await this.insert({ ...call, document, claims, note }, transaction) };
        }),
      );
    } catch (fault) {
      throw undecided ? undecided.fault : fault;
    }
  }

  /** The result of an earlier equal call; undefined for a new call. @throws {StoreUnavailable} */
  async repetition<Document>(call: CallIdentity): Promise<Repetition<Document> | undefined> {
    const row = await stored('submissions.repetition', () => known(this.database, call));
    return row && repetitionOf<Document>(row, call);
  }

  /** The claims on keys of one kind that a fact read at `since` does not show yet. @throws {StoreUnavailable} */
  standingClaims(kind: string, keys: readonly string[], since: Instant): Promise<readonly StandingClaim[]> {
    return standingClaims(this.database, kind, keys, since);
  }

  /** What documents of these owners claim of one kind that are on their way to GP. @throws {StoreUnavailable} */
  waitingClaims(kind: string, owners: readonly string[]): ReturnType<typeof waitingClaims> {
    return waitingClaims(this.database, kind, owners);
  }

  /** The current claims, without a lock. */
  get taken(): Taken {
    return takenIn(this.database);
  }

  /** @throws {StoreUnavailable} */
  async find<Document>(id: string): Promise<Submission<Document> | undefined> {
    if (!isSubmissionId(id)) return undefined;
    const row = await stored('submissions.find', () =>
      this.database.selectFrom('submission').where('id', '=', id).selectAll().executeTakeFirst(),
    );
    return row && submissionOf<Document>(row);
  }

  /** @throws {StoreUnavailable} */
  async inGp<Document>(
    kind: string,
    owners: readonly string[],
    numbers: readonly string[],
  ): Promise<readonly Submission<Document>[]> {
    if (owners.length === 0 || numbers.length === 0) return [];
    const rows = await stored('submissions.inGp', () =>
      this.database
        .selectFrom('submission')
        .where('kind', '=', kind)
        .where('owner', 'in', owners)
        .where('status', '=', 'PUSHED')
        .where('document_number', 'in', numbers)
        .selectAll()
        .execute(),
    );
    return rows.map((row) => submissionOf<Document>(row));
  }

  /**
   * The owner's first due submission, of those that were accepted after the one of `afterId`.
   * @throws {StoreUnavailable}
   */
  async nextDue(owner: string, afterId?: string): Promise<string | undefined> {
    const row = await stored('submissions.nextDue', () =>
      this.database
        .selectFrom('submission')
        .where('owner', '=', owner)
        .where('status', '=', 'RECEIVED')
        .where('next_attempt_at', '<=', this.now())
        .$if(afterId !== undefined, (query) =>
          query.where('sequence', '>', (eb) =>
            eb
              .selectFrom('submission as other')
              .where('other.id', '=', afterId as string)
              .select('other.sequence'),
          ),
        )
        .orderBy('sequence')
        .select('id')
        .executeTakeFirst(),
    );
    return row?.id;
  }

  /**
   * Submissions that have been due for `forMs` milliseconds and are not being pushed: the first of each owner.
   * @throws {StoreUnavailable}
   */
  async overdue(forMs: number, limit: number): Promise<readonly string[]> {
    const now = this.now();
    const rows = await stored('submissions.overdue', () =>
      this.database
        .selectFrom('submission')
        .where('status', '=', 'RECEIVED')
        .where('next_attempt_at', '<=', new Date(now.getTime() - forMs))
        .where((eb) => isFree(eb, now))
        .distinctOn('owner')
        .orderBy('owner')
        .orderBy('sequence')
        .select('id')
        .limit(limit)
        .execute(),
    );
    return rows.map(({ id }) => id);
  }

  /** The waiting submissions of all owners. @throws {StoreUnavailable} */
  async waiting(): Promise<WaitingSubmissions> {
    const { count, oldest } = await stored('submissions.waiting', () =>
      this.database
        .selectNoFrom((eb) => [
          eb
            .selectFrom('submission')
            .where('status', '=', 'RECEIVED')
            .select(sql<number>`count(*)::int`.as('count'))
            .$asScalar()
            .$notNull()
            .as('count'),
          // The first one is found by an index. The minimum of their times would need all rows.
          eb
            .selectFrom('submission')
            .where('status', '=', 'RECEIVED')
            .orderBy('sequence')
            .limit(1)
            .select('received_at')
            .$asScalar()
            .as('oldest'),
        ])
        .executeTakeFirstOrThrow(),
    );
    return { count, oldestMs: oldest ? Math.max(0, this.clock.now() - oldest.getTime()) : 0 };
  }

  /**
   * Takes the lease of a due submission, and counts an attempt. It does not while an earlier one of the same owner is due or
   * being pushed, so that they reach GP in the order of their acceptance. One that waits for a later attempt blocks none.
   * @returns undefined where the submission cannot be leased now
   * @throws {StoreUnavailable}
   */
  async takeLease(id: string): Promise<Leased | undefined> {
    const now = this.now();
    const holder = randomUUID();
    const row = await stored('submissions.takeLease', () =>
      this.database
        .updateTable('submission')
        .set((eb) => ({ lease_holder: holder, leased_until: until(now), attempts: eb('attempts', '+', 1) }))
        .where('id', '=', id)
        .where('status', '=', 'RECEIVED')
        .where('next_attempt_at', '<=', now)
        .where((eb) => isFree(eb, now))
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('submission as earlier')
                .whereRef('earlier.owner', '=', 'submission.owner')
                .whereRef('earlier.sequence', '<', 'submission.sequence')
                .where('earlier.status', '=', 'RECEIVED')
                .where(({ eb, or }) => or([eb('earlier.next_attempt_at', '<=', now), eb('earlier.leased_until', '>', now)]))
                .select('earlier.id'),
            ),
          ),
        )
        .returningAll()
        .executeTakeFirst(),
    );
    return row && { submission: submissionOf(row), holder };
  }

  /**
   * Takes the lease of a submission that GP may not have yet, in order to cancel it. Neither its turn nor its time counts, and
   * no attempt.
   * @returns undefined where a push has leased it, or where it is neither on its way nor refused
   * @throws {StoreUnavailable}
   */
  async leaseToCancel<Document>(id: string): Promise<Leased<Document> | undefined> {
    const now = this.now();
    const holder = randomUUID();
    const row = await stored('submissions.leaseToCancel', () =>
      this.database
        .updateTable('submission')
        .set({ lease_holder: holder, leased_until: until(now) })
        .where('id', '=', id)
        .where('status', 'in', ['RECEIVED', 'REJECTED'])
        .where((eb) => isFree(eb, now))
        .returningAll()
        .executeTakeFirst(),
    );
    return row && { submission: submissionOf<Document>(row), holder };
  }

  /**
   * Its claims end at once, as if there had never been any.
   * @param lookAgainMs after how long GP is looked at once more for the document; null where it cannot arrive there
   * @throws {StoreUnavailable}
   */
  markCancelled(leased: Leased, note: string | null, lookAgainMs: number | null): Promise<boolean> {
    const look_again_at = lookAgainMs === null ? null : new Date(this.clock.now() + lookAgainMs);
    const change = { status: 'CANCELLED', look_again_at, ...NOT_REFUSED, ...(note !== null && { note }) } as const;
    return this.end('submissions.markCancelled', leased, change, NEVER_COUNTED);
  }

  /** Cancelled submissions for which GP is to be looked at once more now. @throws {StoreUnavailable} */
  async cancelledToLookAt(limit: number): Promise<readonly Submission[]> {
    const rows = await stored('submissions.cancelledToLookAt', () =>
      this.database
        .selectFrom('submission')
        .where('look_again_at', '<=', this.now())
        .orderBy('look_again_at')
        .limit(limit)
        .selectAll()
        .execute(),
    );
    return rows.map((row) => submissionOf(row));
  }

  /** Puts off the next look at GP for a cancelled submission. @throws {StoreUnavailable} */
  async watchLater(id: string, afterMs: number): Promise<void> {
    await stored('submissions.watchLater', () =>
      this.database
        .updateTable('submission')
        .set({ look_again_at: new Date(this.clock.now() + afterMs) })
        .where('id', '=', id)
        .where('look_again_at', 'is not', null)
        .execute(),
    );
  }

  /**
   * Ends the watch over a cancelled submission.
   * @param hasArrived whether its document is in GP and stays there
   * @throws {StoreUnavailable}
   */
  async endWatch(id: string, hasArrived: boolean): Promise<void> {
    const arrived = { status: 'PUSHED', pushed_at: this.now() } as const;
    await stored('submissions.endWatch', () =>
      this.database
        .updateTable('submission')
        .set({ look_again_at: null, ...(hasArrived && arrived) })
        .where('id', '=', id)
        .where('status', '=', 'CANCELLED')
        .execute(),
    );
  }

  /** @throws {StoreUnavailable} */
  prolong({ submission, holder }: Leased): Promise<boolean> {
    return this.change('submissions.prolong', submission.id, holder, { leased_until: until(this.now()) });
  }

  /** Gives the lease back without counting the attempt: the submission stays due. @throws {StoreUnavailable} */
  releaseLease({ submission, holder }: Leased): Promise<boolean> {
    return this.change('submissions.releaseLease', submission.id, holder, FREE);
  }

  /**
   * Stores GP's document number before its first use.
   * @returns "taken" where another submission has it
   * @throws {StoreUnavailable}
   */
  async writeNumber({ submission, holder }: Leased, documentNumber: string): Promise<'written' | 'lost' | 'taken'> {
    try {
      const held = await this.change('submissions.writeNumber', submission.id, holder, { document_number: documentNumber });
      return held ? 'written' : 'lost';
    } catch (fault) {
      const cause = fault instanceof Error ? (fault.cause as { code?: unknown } | undefined) : undefined;
      if (cause?.code === UNIQUE_VIOLATION) return 'taken';
      throw fault;
    }
  }

  /** @throws {StoreUnavailable} */
  writeNote({ submission, holder }: Leased, note: string): Promise<boolean> {
    return this.change('submissions.writeNote', submission.id, holder, { note });
  }

  /** Its claims end. @throws {StoreUnavailable} */
  markPushed(leased: Leased): Promise<boolean> {
    const pushed_at = this.now();
    // An operator may have given up a document that an attempt had brought to GP.
    return this.end('submissions.markPushed', leased, { status: 'PUSHED', pushed_at, ...NOT_REFUSED }, pushed_at);
  }

  /** Its claims end. @throws {StoreUnavailable} */
  markRejected(leased: Leased, { code, message }: Rejection): Promise<boolean> {
    const rejection = { rejection_code: code, rejection_message: message };
    return this.end('submissions.markRejected', leased, { status: 'REJECTED', ...rejection }, NEVER_COUNTED);
  }

  /**
   * Leaves the submission to a later attempt, whose job is made in the same transaction.
   * @param attempts the number of attempts, this one included where GP was asked
   * @throws {StoreUnavailable}
   */
  markRetry({ submission, holder }: Leased, delayMs: number, fault: string, attempts: number): Promise<boolean> {
    return stored('submissions.markRetry', () =>
      this.database.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('submission')
          .set({ next_attempt_at: new Date(this.clock.now() + delayMs), last_fault: fault, attempts, ...FREE })
          .where('id', '=', submission.id)
          .where('lease_holder', '=', holder)
          .returning('id')
          .executeTakeFirst();
        if (!row) return false;
        await this.jobs.set(transaction, submission.id, delayMs);
        return true;
      }),
    );
  }

  /** Makes the job of a submission whose job was lost or is set too late. @throws {StoreUnavailable} */
  makeJob(id: string): Promise<void> {
    return stored('submissions.makeJob', () => this.jobs.set(this.database, id, 0));
  }

  private async insert<Document>(
    submission: NewSubmission<Document>,
    transaction: Kysely<GatewayTables>,
  ): Promise<Submission<Document>> {
    const { kind, owner, idempotencyKey, contentHash, reference, document, claims, note } = submission;
    const now = this.now();
    const id = randomUUID();
    const row = await transaction
      .with('accepted', (db) =>
        db
          .insertInto('submission')
          .values({
            id,
            kind,
            owner,
            idempotency_key: idempotencyKey,
            content_hash: contentHash,
            reference,
            document: JSON.stringify(document),
            status: 'RECEIVED',
            received_at: now,
            next_attempt_at: now,
            note,
          })
          .returningAll(),
      )
      .with('claimed', () => claimsToInsert(id, claims))
      .selectFrom('accepted')
      .selectAll()
      .executeTakeFirstOrThrow();
    await this.jobs.add(transaction, row.id, FIRST_JOB_AFTER_MS);
    return submissionOf<Document>(row);
  }

  /** Ends a hand-over, and the claims with it. */
  private async end(
    operation: string,
    { submission, holder }: Leased,
    change: Change,
    releasedAt: Date | typeof NEVER_COUNTED,
  ): Promise<boolean> {
    const row = await stored(operation, () =>
      this.database
        .with('ended', (db) =>
          db
            .updateTable('submission')
            .set({ ...change, next_attempt_at: null, last_fault: null, ...FREE })
            .where('id', '=', submission.id)
            .where('lease_holder', '=', holder)
            .returning('id'),
        )
        .with('released', () => claimsToRelease('ended', releasedAt))
        .selectFrom('ended')
        .select('id')
        .executeTakeFirst(),
    );
    return row !== undefined;
  }

  private async change(operation: string, id: string, holder: string, change: Change): Promise<boolean> {
    const row = await stored(operation, () =>
      this.database
        .updateTable('submission')
        .set(change)
        .where('id', '=', id)
        .where('lease_holder', '=', holder)
        .returning('id')
        .executeTakeFirst(),
    );
    return row !== undefined;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

type Change = Updateable<SubmissionTable>;

const FREE = { lease_holder: null, leased_until: null };
const NOT_REFUSED = { rejection_code: null, rejection_message: null };

const until = (now: Date) => new Date(now.getTime() + LEASE_MS);

function isFree(eb: ExpressionBuilder<GatewayTables, 'submission'>, now: Date) {
  return eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]);
}

/** The submission of a call: of those whose key may be meant, the one with its content before the first. */
async function known(db: Kysely<GatewayTables>, call: CallIdentity): Promise<Selectable<SubmissionTable> | undefined> {
  const { owner, idempotencyKey, former } = call;
  const rows = await db
    .selectFrom('submission')
    .where('owner', 'in', [owner, ...(former?.owners ?? [])])
    .where('idempotency_key', 'in', [idempotencyKey, ...(former?.idempotencyKeys ?? [])])
    .orderBy('sequence')
    .selectAll()
    .execute();
  return rows.find((row) => isOfContent(row, call)) ?? rows[0];
}

function isOfContent({ content_hash }: Selectable<SubmissionTable>, { contentHash, former }: CallIdentity): boolean {
  return content_hash === contentHash || former?.contentHashes.includes(content_hash) === true;
}

function repetitionOf<Document>(row: Selectable<SubmissionTable>, call: CallIdentity): Repetition<Document> {
  return isOfContent(row, call) ? { kind: 'same', submission: submissionOf<Document>(row) } : { kind: 'keyReused' };
}
