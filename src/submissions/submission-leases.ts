import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Updateable } from 'kysely';
import { GatewayDatabase, type SubmissionTable } from '../database/index.js';
import { stored } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import { isFree, LEASE_MS, type Leased } from './lease.js';
import { PushJobs } from './push-jobs.js';
import type { Rejection } from './submission.js';
import { claimsToRelease, NEVER_COUNTED } from './submission-claims.js';
import { SubmissionEventLog, type SubmissionOutcome } from './submission-events.js';
import { submissionOf } from './submission-row.js';

const UNIQUE_VIOLATION = '23505';

/**
 * Leases of submissions in the gateway's database. A method that changes a leased submission does so only for the lease's
 * holder, and returns whether it did.
 */
@Injectable()
export class SubmissionLeases {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly jobs: PushJobs,
    private readonly events: SubmissionEventLog,
    private readonly clock: Clock,
  ) {}

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
    return row && { submission: submissionOf(row), holder, prepared: row.prepared_document };
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
    return row && { submission: submissionOf<Document>(row), holder, prepared: row.prepared_document as Document | null };
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

  /** Keeps the document as it is handed over. @throws {StoreUnavailable} */
  writePrepared({ submission, holder }: Leased, document: unknown): Promise<boolean> {
    return this.change('submissions.writePrepared', submission.id, holder, { prepared_document: JSON.stringify(document) });
  }

  /** @throws {StoreUnavailable} */
  writeNote({ submission, holder }: Leased, note: string): Promise<boolean> {
    return this.change('submissions.writeNote', submission.id, holder, { note });
  }

  /** Its claims end. @throws {StoreUnavailable} */
  markPushed(leased: Leased): Promise<boolean> {
    const pushed_at = this.now();
    // An operator may have given up a document that an attempt had brought to GP.
    return this.end('pushed', leased, { status: 'PUSHED', pushed_at, ...NOT_REFUSED }, pushed_at);
  }

  /** Its claims end. @throws {StoreUnavailable} */
  markRejected(leased: Leased, { code, message }: Rejection): Promise<boolean> {
    const rejection = { rejection_code: code, rejection_message: message };
    return this.end('rejected', leased, { status: 'REJECTED', ...rejection }, NEVER_COUNTED);
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

  /**
   * Its claims end at once, as if there had never been any.
   * @param lookAgainMs after how long GP is looked at once more for the document; null where it cannot arrive there
   * @throws {StoreUnavailable}
   */
  markCancelled(leased: Leased, note: string | null, lookAgainMs: number | null): Promise<boolean> {
    const look_again_at = lookAgainMs === null ? null : new Date(this.clock.now() + lookAgainMs);
    const change = { status: 'CANCELLED', look_again_at, ...NOT_REFUSED, ...(note !== null && { note }) } as const;
    return this.end('cancelled', leased, change, NEVER_COUNTED);
  }

  /** Ends a hand-over, and the claims with it, and tells of it. */
  private async end(
    outcome: SubmissionOutcome,
    { submission, holder }: Leased,
    change: Change,
    releasedAt: Date | typeof NEVER_COUNTED,
  ): Promise<boolean> {
    return stored(`submissions.${outcome}`, () =>
      this.database.transaction().execute(async (transaction) => {
        const row = await transaction
          .with('ended', (db) =>
            db
              .updateTable('submission')
              .set({ ...change, next_attempt_at: null, last_fault: null, ...FREE })
              .where('id', '=', submission.id)
              .where('lease_holder', '=', holder)
              .returningAll(),
          )
          .with('released', () => claimsToRelease('ended', releasedAt))
          .selectFrom('ended')
          .selectAll()
          .executeTakeFirst();
        if (row) await this.events.record(transaction, submissionOf(row), outcome);
        return row !== undefined;
      }),
    );
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
