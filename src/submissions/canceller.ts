import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { untilAborted } from '../values/until-aborted.js';
import { within } from '../values/within.js';
import { HandOvers } from './hand-overs.js';
import { LEASE_MS, type Leased } from './lease.js';
import type { Submission } from './submission.js';
import { SubmissionLeases } from './submission-leases.js';
import { SubmissionStore } from './submission-store.js';

/** The pause before it is checked again whether a push has ended. */
const LOOK_EVERY_MS = 100;
/** Longer than a push that has lost its lease may go on (the Pusher gives up after two minutes). */
export const LOOK_AGAIN_AFTER_MS = 180_000;

/** The result of taking back a submission. */
export type Cancelling<Document = unknown> =
  | { readonly kind: 'cancelled' }
  /** GP has the document: it can be taken back there alone. */
  | { readonly kind: 'inErp'; readonly submission: Submission<Document> }
  /** A push is at work, or GP does not say whether an earlier attempt has arrived. Nothing has changed. */
  | { readonly kind: 'notNow' };

/**
 * Takes submissions back before GP has them. To cancel is to take the lease that a push needs, so that either the push ends
 * first or there is no push any more.
 */
@Injectable()
export class Canceller {
  private readonly log = new Logger('submissions');

  constructor(
    private readonly store: SubmissionStore,
    private readonly leases: SubmissionLeases,
    private readonly handOvers: HandOvers,
  ) {}

  /** @throws {StoreUnavailable} */
  async cancel<Document>(id: string, note: string, patience: AbortSignal): Promise<Cancelling<Document>> {
    for (;;) {
      const submission = await this.store.find<Document>(id);
      if (!submission) throw new Error(`There is no submission ${id}`);
      if (submission.status === 'CANCELLED') return { kind: 'cancelled' };
      if (submission.status === 'PUSHED') return { kind: 'inErp', submission };
      const leased = await this.leases.leaseToCancel<Document>(id);
      if (leased) return this.decide(leased, note, patience);
      if (patience.aborted) return { kind: 'notNow' };
      await within(patience, pause(LOOK_EVERY_MS));
    }
  }

  private async decide<Document>(leased: Leased<Document>, note: string, patience: AbortSignal): Promise<Cancelling<Document>> {
    const { submission } = leased;
    // A number is stored before its first use: without one, no attempt can have come to GP.
    const wasTried = submission.documentNumber !== null;
    const isThere = wasTried && (await this.isInErp(submission, patience));
    if (isThere === 'notKnown') {
      await this.leases.releaseLease(leased);
      return { kind: 'notNow' };
    }
    if (isThere) return (await this.leases.markPushed(leased)) ? { kind: 'inErp', submission } : { kind: 'notNow' };
    const told = [submission.note, note].filter(Boolean).join('; ');
    const isCancelled = await this.leases.markCancelled(leased, told, wasTried ? LOOK_AGAIN_AFTER_MS : null);
    return { kind: isCancelled ? 'cancelled' : 'notNow' };
  }

  private async isInErp(submission: Submission, patience: AbortSignal): Promise<boolean | 'notKnown'> {
    const { id, kind, documentNumber } = submission;
    const handOver = this.handOvers.of(kind);
    if (!handOver || documentNumber === null) return 'notKnown';
    // The lease is not prolonged meanwhile.
    const inTime = AbortSignal.any([patience, AbortSignal.timeout(LEASE_MS / 2)]);
    try {
      return await untilAborted(inTime, () => handOver.has({ ...submission, documentNumber }, inTime));
    } catch (fault) {
      this.log.warn({ operation: 'submissions.cancel', submission: id, kind, fault });
      return 'notKnown';
    }
  }
}
