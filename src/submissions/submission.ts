import type { DecimalString } from '../values/exact.js';
import type { Instant } from '../values/instant.js';

/**
 * RECEIVED: on disk, not yet in GP. PUSHED: in GP. REJECTED: GP refused it for good. CANCELLED: taken back before GP had it.
 * The contract's SubmissionStatus.
 */
export type SubmissionStatus = 'RECEIVED' | 'PUSHED' | 'REJECTED' | 'CANCELLED';

/** An accepted document that is on its way to GP or has arrived there. */
export interface Submission<Document = unknown> {
  readonly id: string;
  /** The kind of the document, such as "order". It decides which hand-over is used. */
  readonly kind: string;
  /** The owner: an account number, or the e-mail address of a visitor without an account. */
  readonly owner: string;
  /** Chosen by the caller; unique per owner. */
  readonly idempotencyKey: string;
  readonly reference: string;
  readonly document: Document;
  readonly status: SubmissionStatus;
  readonly receivedAt: Instant;
  readonly pushedAt: Instant | null;
  readonly attempts: number;
  readonly nextAttemptAt: Instant | null;
  /** GP's document number, which is reserved and stored before its first use. */
  readonly documentNumber: string | null;
  readonly rejection: Rejection | null;
  /** A note for operators only, or null. */
  readonly note: string | null;
}

/** GP's error number and text. */
export interface Rejection {
  readonly code: number | null;
  readonly message: string;
}

/** A limited amount that documents claim parts of, such as an account's credit or the open amount of an invoice. */
export interface ClaimKey {
  /** The kind of the key, such as "invoice". Equal keys of different kinds are different amounts. */
  readonly kind: string;
  readonly key: string;
}

/** The part that a document takes, from its acceptance until GP shows the document or refuses it. */
export interface Claim extends ClaimKey {
  /** In the unit of the kind. */
  readonly amount: DecimalString;
}

/** A key on which decisions are made one after the other, such as an invoice that is being paid. */
export interface LockKey {
  /** The kind of the key, such as "invoice". Equal keys of different kinds are different locks. */
  readonly kind: string;
  readonly key: string;
  /** A call may name any number of keys of this kind: the kind's keys share a fixed number of locks. */
  readonly isPooled?: boolean;
}

/** The identity by which a repeated call is recognised. */
export interface CallIdentity {
  readonly owner: string;
  readonly idempotencyKey: string;
  /** SHA-256 of the input in a normal form. It tells a repeated call from another call with the same key. */
  readonly contentHash: string;
  /** What earlier releases may have written down of the same call. */
  readonly former?: {
    readonly owners: readonly string[];
    readonly idempotencyKeys: readonly string[];
    readonly contentHashes: readonly string[];
  };
}

export interface NewSubmission<Document = unknown> extends CallIdentity {
  readonly kind: string;
  readonly reference: string;
  /** A name that no other submission may have, of any owner; the decision has to look for it. Null for none. */
  readonly soleName?: string | null;
  readonly document: Document;
  /** Several claims of one key are added up. */
  readonly claims: readonly Claim[];
  readonly note: string | null;
}

/** A call that asks for the acceptance of a document, before the document is made. */
export interface SubmissionCall extends Omit<NewSubmission, 'document' | 'claims' | 'note'> {
  /** The keys of the decision. Two calls that lock the same key are decided one after the other. */
  readonly locks: readonly LockKey[];
}
