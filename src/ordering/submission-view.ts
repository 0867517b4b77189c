import type { Contract } from '../contract/index.js';
import type { Submission } from '../submissions/index.js';
import { globalId } from '../values/global-id.js';

export const SUBMISSION = 'OrderSubmission';

/** The parent value of the contract's OrderSubmission. */
export interface SubmissionView extends Required<Omit<Contract.OrderSubmission, 'order' | 'rejection'>> {
  /** What it was made of. */
  readonly submission: Submission;
}

export function submissionOf(submission: Submission): SubmissionView {
  return {
    __typename: SUBMISSION,
    submission,
    id: globalId(SUBMISSION, submission.id),
    idempotencyKey: submission.idempotencyKey,
    reference: submission.reference,
    status: submission.status,
    receivedAt: submission.receivedAt,
    pushedAt: submission.pushedAt,
    attempts: submission.attempts,
    nextAttemptAt: submission.nextAttemptAt,
    // A number that is only reserved may still become another document's.
    orderNumber: submission.status === 'PUSHED' ? submission.documentNumber : null,
  };
}
