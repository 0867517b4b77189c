import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Kysely, type Selectable, sql } from 'kysely';
import { GatewayDatabase, type GatewayTables, type SubmissionTable } from '../database/index.js';
import { stored } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import type { Instant } from '../values/instant.js';
import { isFree } from './lease.js';
import { PushJobs } from './push-jobs.js';
import type { CallIdentity, Claim, NewSubmission, Submission, SubmissionCall } from './submission.js';
import { claimsToInsert, type StandingClaim, standingClaims, type Taken, takenIn, waitingClaims } from './submission-claims.js';
import { SubmissionEventLog } from './submission-events.js';
import { lockFor } from './submission-locks.js';
import { isSubmissionId, submissionOf } from './submission-row.js';

/** The call that accepts a document tries to push it at once. The job runs later, in case that did not happen. */
const FIRST_JOB_AFTER_MS = 3_000;

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

/** Submissions in the gateway's database: how they come there, and how they are found. */
@Injectable()
export class SubmissionStore {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly jobs: PushJobs,
    private readonly events: SubmissionEventLog,
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

  /** Makes the job of a submission whose job was lost or is set too late. @throws {StoreUnavailable} */
  makeJob(id: string): Promise<void> {
    return stored('submissions.makeJob', () => this.jobs.set(this.database, id, 0));
  }

  private async insert<Document>(
    submission: NewSubmission<Document>,
    transaction: Kysely<GatewayTables>,
  ): Promise<Submission<Document>> {
    const { kind, owner, idempotencyKey, contentHash, reference, soleName = null, document, claims, note } = submission;
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
            sole_name: soleName,
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
    const accepted = submissionOf<Document>(row);
    await this.events.record(transaction, accepted, 'received');
    return accepted;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
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
