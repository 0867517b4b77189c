import type { Selectable } from 'kysely';
import type { SubmissionTable } from '../database/index.js';
import type { Submission } from './submission.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text can be a submission's ID: the database takes nothing else for one. */
export function isSubmissionId(text: string): boolean {
  return UUID.test(text);
}

/** @typeParam Document what the one who wrote the document says it is */
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
