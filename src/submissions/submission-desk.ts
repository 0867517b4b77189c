import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { GatewayDatabase, SubmissionTable } from '../database/index.js';
import { stored } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import { parseGlobalId } from '../values/global-id.js';
import type { Instant } from '../values/instant.js';
import type { Submission } from './submission.js';
import { claimsToRelease, NEVER_COUNTED, NOT_RELEASED } from './submission-claims.js';
import type { SubmissionEventLog } from './submission-events.js';
import { isSubmissionId, submissionOf } from './submission-row.js';

/** A submission is taken up within seconds of its time. One that is due for longer waits for something else. */
const OVERDUE_AFTER_MS = 30_000;

/** A submission as an operator sees it: without the document, which has the customer's data. */
export interface SubmissionOnDesk extends Omit<Submission, 'document'> {
  /** Why the last attempt failed, in one word. */
  readonly lastFault: string | null;
  /** Until when a push has leased it; null where none has. */
  readonly leasedUntil: Instant | null;
  /** Whether its next attempt should have begun more than 30 s ago. */
  readonly isOverdue: boolean;
}

export type DeskDecision =
  | { readonly kind: 'done'; readonly submission: SubmissionOnDesk }
  | { readonly kind: 'unknown' }
  /** A push has leased the submission. Its outcome has to be awaited. */
  | { readonly kind: 'atWork' }
  | { readonly kind: 'notNow'; readonly submission: SubmissionOnDesk };

/** An operator's decisions about submissions. They need only the database: a gateway that runs finds what became due. */
export class SubmissionDesk {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly events: SubmissionEventLog,
    private readonly clock: Clock,
  ) {}

  /** The last `limit` submissions, in the order of their acceptance. @throws {StoreUnavailable} */
  async list(which: 'openAndRejected' | 'all', limit: number): Promise<readonly SubmissionOnDesk[]> {
    const rows = await stored('submissions.list', () =>
      this.database
        .selectFrom('submission')
        .$if(which === 'openAndRejected', (query) => query.where('status', '<>', 'PUSHED').where('status', '<>', 'CANCELLED'))
        .orderBy('sequence', 'desc')
        .limit(limit)
        .selectAll()
        .execute(),
    );
    return rows.toReversed().map((row) => this.onDesk(row));
  }

  /** @throws {StoreUnavailable} */
  async find(id: string): Promise<SubmissionOnDesk | undefined> {
    if (!isSubmissionId(id)) return undefined;
    const row = await stored('submissions.find', () =>
      this.database.selectFrom('submission').where('id', '=', id).selectAll().executeTakeFirst(),
    );
    return row && this.onDesk(row);
  }

  /**
   * The submissions with a name: the submission's ID, the API's ID, the reference, or the document's number. References need
   * not be unique. The last `limit` of them, in the order of their acceptance. @throws {StoreUnavailable}
   */
  async named(name: string, limit: number): Promise<readonly SubmissionOnDesk[]> {
    const text = name.trim();
    // No stored text contains a NUL, and PostgreSQL refuses a query with one.
    if (text.includes('\0')) return [];
    const ids = [text, parseGlobalId(text)?.key ?? ''].filter(isSubmissionId);
    const rows = await stored('submissions.named', () =>
      this.database
        .selectFrom('submission')
        .where(({ eb, fn, or, val }) =>
          or([
            eb('reference', '=', text),
            eb(fn('upper', ['document_number']), '=', fn('upper', [val(text)])),
            ...ids.map((id) => eb('id', '=', id)),
          ]),
        )
        .orderBy('sequence', 'desc')
        .limit(limit)
        .selectAll()
        .execute(),
    );
    return rows.toReversed().map((row) => this.onDesk(row));
  }

  /** Makes a submission due at once that was refused or waits for a later attempt. @throws {StoreUnavailable} */
  retry(id: string): Promise<DeskDecision> {
    const change = {
      status: 'RECEIVED',
      next_attempt_at: new Date(this.clock.now()),
      rejection_code: null,
      rejection_message: null,
      // What GP has refused is prepared anew. What may still arrive there from an earlier attempt stays as it is.
      prepared_document: sql<string | null>`case when status = 'REJECTED' then null else prepared_document end`,
    } as const;
    return this.decide(id, ['RECEIVED', 'REJECTED'], change, NOT_RELEASED);
  }

  /** Rejects a submission that GP has not refused. @throws {StoreUnavailable} */
  reject(id: string, reason: string): Promise<DeskDecision> {
    const change = {
      status: 'REJECTED',
      next_attempt_at: null,
      rejection_code: null,
      rejection_message: reason,
      last_fault: null,
    } as const;
    return this.decide(id, ['RECEIVED'], change, NEVER_COUNTED);
  }

  private async decide(
    id: string,
    from: readonly Status[],
    change: Change,
    releasedAt: typeof NOT_RELEASED,
  ): Promise<DeskDecision> {
    const present = await this.find(id);
    if (!present) return { kind: 'unknown' };
    if (!from.includes(present.status)) return { kind: 'notNow', submission: present };
    const now = new Date(this.clock.now());
    const row = await stored('submissions.decide', () =>
      this.database.transaction().execute(async (transaction) => {
        const decided = await transaction
          .with('decided', (db) =>
            db
              .updateTable('submission')
              .set({ ...change, lease_holder: null, leased_until: null })
              .where('id', '=', id)
              .where('status', 'in', from)
              .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
              .returningAll(),
          )
          .with('released', () => claimsToRelease('decided', releasedAt))
          .selectFrom('decided')
          .selectAll()
          .executeTakeFirst();
        if (decided?.status === 'REJECTED') await this.events.record(transaction, submissionOf(decided), 'rejected');
        return decided;
      }),
    );
    return row ? { kind: 'done', submission: this.onDesk(row) } : { kind: 'atWork' };
  }

  private onDesk(row: Selectable<SubmissionTable>): SubmissionOnDesk {
    const { document: _, ...submission } = submissionOf(row);
    const leasedUntil = row.leased_until?.getTime() ?? null;
    const now = this.clock.now();
    const isLeased = leasedUntil !== null && leasedUntil > now;
    const { nextAttemptAt } = submission;
    const isOverdue = !isLeased && nextAttemptAt !== null && now - nextAttemptAt > OVERDUE_AFTER_MS;
    return { ...submission, lastFault: row.last_fault, leasedUntil: isLeased ? leasedUntil : null, isOverdue };
  }
}

type Status = SubmissionTable['status'];

interface Change {
  readonly status: Status;
  readonly next_attempt_at: Date | null;
  readonly rejection_code: null;
  readonly rejection_message: string | null;
  readonly last_fault?: null;
  readonly prepared_document?: RawBuilder<string | null>;
}
