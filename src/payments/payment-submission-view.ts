import type { Contract } from '../contract/index.js';
import type { Submission } from '../submissions/index.js';
import { globalId } from '../values/global-id.js';
import type { InvoicePayment } from './invoice-payment.js';
import { hasReceipt } from './payment-hand-over.js';

export const PAYMENT_SUBMISSION = 'PaymentSubmission';

/** The parent value of the contract's PaymentSubmission. */
export type PaymentSubmissionView = Required<Contract.PaymentSubmission>;

export function paymentSubmissionOf(submission: Submission<InvoicePayment>): PaymentSubmissionView {
  const { id, idempotencyKey, status, receivedAt, pushedAt, attempts, documentNumber, document, rejection } = submission;
  return {
    __typename: PAYMENT_SUBMISSION,
    id: globalId(PAYMENT_SUBMISSION, id),
    paymentKey: idempotencyKey,
    status,
    receivedAt,
    pushedAt,
    attempts,
    // A number that is only reserved may still become another receipt's.
    paymentNumber: status === 'PUSHED' && hasReceipt(document) ? documentNumber : null,
    rejection,
  };
}
