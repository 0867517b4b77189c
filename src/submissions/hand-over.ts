import type { Rejection, Submission } from './submission.js';

/** What a hand-over ends with: GP has the document, or refuses it for good. */
export type HandOverResult = { readonly kind: 'accepted' } | ({ readonly kind: 'refused' } & Rejection);

/** Knows how documents of one kind get into GP. Implemented by the capability that accepts them. */
export interface HandOver<Document = unknown> {
  readonly kind: string;
  /** A document number that no other document will get. @throws {ErpUnavailable} */
  reserveNumber(submission: Submission<Document>, signal: AbortSignal): Promise<string>;
  /**
   * What operators are to know of a document that could not be told when it was accepted; null for nothing. Asked before each
   * try until there is something, so that it is written down whatever becomes of the document. @throws {ErpUnavailable}
   */
  note?(submission: Submission<Document>, signal: AbortSignal): Promise<string | null>;
  /** Whether GP has this very document under its number. @throws {ErpUnavailable} */
  has(submission: Submission<Document> & { readonly documentNumber: string }, signal: AbortSignal): Promise<boolean>;
  /** Writes it, all or nothing. @throws {ErpUnavailable} it is not certain whether GP has it */
  submit(submission: Submission<Document> & { readonly documentNumber: string }, signal: AbortSignal): Promise<HandOverResult>;
}
