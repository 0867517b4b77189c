import type { DecimalString } from '../values/exact.js';
import type { Instant } from '../values/instant.js';

/** RECEIVED: on disk, not yet in GP. PUSHED: in GP. REJECTED: GP refused it for good. The contract's SubmissionStatus. */
export type SubmissionStatus = 'RECEIVED' | 'PUSHED' | 'REJECTED';

/** A document that was accepted and is on its way to GP, or has arrived there. */
export interface Submission<Document = unknown> {
  readonly id: string;
  /** Which kind of document it is, such as "order": decides who hands it over. */
  readonly kind: string;
  /** Whose it is: an account number, or the e-mail address of somebody who has no account yet. */
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
  /** GP's document number: reserved and written down before its first use. */
  readonly documentNumber: string | null;
  readonly rejection: Rejection | null;
  /** What is to be known of it, for operators alone; null for nothing. */
  readonly note: string | null;
}

/** GP's own words. */
export interface Rejection {
  readonly code: number | null;
  readonly message: string;
}

/** Something of which there is only so much, such as what an account may owe, or what is open of an invoice. */
export interface ClaimKey {
  /** What the key is a key of, such as "invoice": equal keys of different kinds are different things. */
  readonly kind: string;
  readonly key: string;
}

/** How much of it a document takes, from its acceptance until GP shows the document or refuses it. */
export interface Claim extends ClaimKey {
  /** In the unit of the kind. */
  readonly amount: DecimalString;
}

/** What decisions are made about one after the other, such as an invoice that is being paid. */
export interface LockKey {
  /** What the key is a key of, such as "invoice": equal keys of different kinds are different locks. */
  readonly kind: string;
  readonly key: string;
  /** A call may name any number of keys of this kind: the kind's keys share a fixed number of locks. */
  readonly isPooled?: boolean;
}

/** By what a call is known again. */
export interface CallIdentity {
  readonly owner: string;
  readonly idempotencyKey: string;
  /** SHA-256 of what the caller sent, in one form: tells a repeated call from another one with the same key. */
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
  readonly document: Document;
  /** Several claims of one key are added up. */
  readonly claims: readonly Claim[];
  readonly note: string | null;
}

/** A call that wants a document accepted, before it is decided what the document says. */
export interface SubmissionCall extends Omit<NewSubmission, 'document' | 'claims' | 'note'> {
  /** What the decision is about: two calls that lock the same key are decided one after the other. */
  readonly locks: readonly LockKey[];
}
