import type { Rejection, Submission } from './submission.js';

/** The result of a hand-over: GP has the document, or refuses it for good. */
export type HandOverResult = { readonly kind: 'accepted' } | ({ readonly kind: 'refused' } & Rejection);

/** Brings documents of one kind into GP. The capability that accepts them implements it. */
export interface HandOver<Document = unknown> {
  readonly kind: string;
  /**
   * Makes the document that is handed over, where it is another one than was accepted. It is stored, so that it is made once
   * for all attempts, and anew only where an operator has one tried again that GP has refused. An error leaves the submission
   * to a later attempt, before a number is reserved.
   * @returns null where the document is handed over as it was accepted
   */
  prepare?(submission: Submission<Document>, signal: AbortSignal): Promise<Document | null>;
  /** Reserves a document number for this document alone. @throws {ErpUnavailable} */
  reserveNumber(submission: Submission<Document>, signal: AbortSignal): Promise<string>;
  /**
   * A note for operators that could not be made when the document was accepted, or null. It is asked for before each attempt
   * until there is one, so that it is stored even if the document is refused. @throws {ErpUnavailable}
   */
  note?(submission: Submission<Document>, signal: AbortSignal): Promise<string | null>;
  /** Whether GP has exactly this document under its number. @throws {ErpUnavailable} */
  has(submission: Submission<Document> & { readonly documentNumber: string }, signal: AbortSignal): Promise<boolean>;
  /** Writes the whole document or nothing of it. @throws {ErpUnavailable} it is not certain whether GP has it */
  submit(submission: Submission<Document> & { readonly documentNumber: string }, signal: AbortSignal): Promise<HandOverResult>;
  /** Called after each `submit`, also one without an answer: what is shown of GP's documents of this kind may have changed. */
  written?(submission: Submission<Document>): void;
  /**
   * Takes a document back that has arrived in GP after it was cancelled.
   * @returns false where it cannot be taken back any more
   * @throws {ErpUnavailable} it is not certain whether it was taken back
   */
  takeBack?(submission: Submission<Document> & { readonly documentNumber: string }, signal: AbortSignal): Promise<boolean>;
}
