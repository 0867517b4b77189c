import type { Selectable } from 'kysely';
import type { SubmissionTable } from '../database/index.js';
import type { Submission } from './submission.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text has the form of a submission's ID. The database refuses any other text. */
export function isSubmissionId(text: string): boolean {
  return UUID.test(text);
}

/** @typeParam Document the type of the document, which the caller that wrote it knows */
export function submissionOf<Document = unknown>(row: Selectable<SubmissionTable>): Submission<Document> {
  return {
    id: row.id,
    kind: row.kind,
    owner: row.owner,
    idempotencyKey: row.idempotency_key,
    reference: row.reference,
    document: row.document as Document,
    status: row.status,
    receivedAt: row.received_at.getTime(),
    pushedAt: row.pushed_at?.getTime() ?? null,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at?.getTime() ?? null,
    documentNumber: row.document_number,
    rejection: row.rejection_message === null ? null : { code: row.rejection_code, message: row.rejection_message },
    note: row.note,
  };
}
