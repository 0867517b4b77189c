import type { Rejection, Submission } from './submission.js';

/** The result of a hand-over: GP has the document, or refuses it for good. */
export type HandOverResult = { readonly kind: 'accepted' } | ({ readonly kind: 'refused' } & Rejection);

/** Brings documents of one kind into GP. The capability that accepts them implements it. */
export interface HandOver<Document = unknown> {
  readonly kind: string;
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
  /**
   * Takes a document back that has arrived in GP after it was cancelled.
   * @returns false where it cannot be taken back any more
   * @throws {ErpUnavailable} it is not certain whether it was taken back
   */
  takeBack?(submission: Submission<Document> & { readonly documentNumber: string }, signal: AbortSignal): Promise<boolean>;
}
