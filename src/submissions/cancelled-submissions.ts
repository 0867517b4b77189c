import { Injectable } from '@nestjs/common';
import { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import { Clock } from '../values/clock.js';
import type { Submission } from './submission.js';
import { SubmissionEventLog } from './submission-events.js';
import { submissionOf } from './submission-row.js';

/** Cancelled submissions in the gateway's database whose documents may still arrive in GP. */
@Injectable()
export class CancelledSubmissions {
  constructor(
    private readonly database: GatewayDatabase,
    private readonly events: SubmissionEventLog,
    private readonly clock: Clock,
  ) {}

  /** Cancelled submissions for which GP is to be looked at once more now. @throws {StoreUnavailable} */
  async toLookAt(limit: number): Promise<readonly Submission[]> {
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
      this.database.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('submission')
          .set({ look_again_at: null, ...(hasArrived && arrived) })
          .where('id', '=', id)
          .where('status', '=', 'CANCELLED')
          .returningAll()
          .executeTakeFirst();
        if (row && hasArrived) await this.events.record(transaction, submissionOf(row), 'pushed');
      }),
    );
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
