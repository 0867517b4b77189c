import type { Compilable } from 'kysely';
import { Fault } from '../../faults/index.js';
import type { NumberCall, ProcedureCall } from './procedure-call.js';

/** A procedure refused, and nothing of its transaction stays. DYNAMICS..taErrorCode has the texts of the codes. */
export interface Refused {
  readonly procedure: string;
  /** The numbers of all errors that the procedure found, in its order. At least one. */
  readonly codes: readonly number[];
}

/** Calls eConnect's procedures. */
export abstract class EConnect {
  /**
   * Runs calls in one transaction, which is committed where every call succeeded, and ends at the first that is refused.
   * @returns the refusal, after which nothing of the calls stays, or null
   * @throws {TransactionGone} the transaction was ended elsewhere, and nothing of it stays
   * @throws {unknown} the reason of `signal`, or a fault of the connection. Then it is not known whether the transaction was
   *   committed: the next attempt has to look for the document first
   */
  abstract run(calls: readonly ProcedureCall[], signal: AbortSignal): Promise<Refused | null>;

  /**
   * Runs calls as `run` does, and commits them only where what they leave behind is as it should be. What they have changed
   * stays locked meanwhile, so that no other session can change it between the check and the commit.
   * @param check asked in the calls' transaction, after all of them
   * @param holds whether the calls may be committed, by the answer to `check`
   * @returns the refusal; or whether the calls were committed
   * @throws {ProcedureMissing} nothing was written
   * @throws as `run`
   */
  abstract runWhere<Row extends object>(
    calls: readonly ProcedureCall[],
    check: Compilable<Row>,
    holds: (rows: readonly Row[]) => boolean,
    signal: AbortSignal,
  ): Promise<Refused | { readonly isCommitted: boolean }>;

  /**
   * Takes the next number in a transaction of its own, sent and committed in one message, so that a process that stops at any
   * moment leaves no lock behind. Until its transaction ends, all others who need such a number wait.
   * @throws {unknown} the reason of `signal`, or a fault of the connection. Then a number may have been used up
   */
  abstract nextNumber(call: NumberCall, signal: AbortSignal): Promise<Refused | { readonly number: string }>;

  /**
   * Runs calls as `run` does, reads what they have written, and always rolls back.
   * @param questions asked in the calls' transaction, after all of them
   * @returns the answer of each question, or the refusal
   */
  abstract rehearse<Rows extends readonly object[]>(
    calls: readonly ProcedureCall[],
    questions: { readonly [Index in keyof Rows]: Compilable<Rows[Index]> },
    signal: AbortSignal,
  ): Promise<Refused | { readonly [Index in keyof Rows]: readonly Rows[Index][] }>;
}

/**
 * The server or a procedure of the site has ended the transaction of a list of calls. The next call would run by itself, so
 * the attempt ends. Nothing of the transaction stays.
 */
export class TransactionGone extends Fault {
  static readonly code = 'GP_TRANSACTION_GONE';
  readonly code = TransactionGone.code;

  /** @param procedure the call after which the transaction was no longer there */
  constructor(readonly procedure: string) {
    super(`The transaction has ended during ${procedure}`);
  }
}

/** GP has no procedure of the name, or the login may not execute it. */
export class ProcedureMissing extends Error {
  constructor(options: { cause: unknown }) {
    super('GP has no such procedure, or gives no right to it', options);
    this.name = 'ProcedureMissing';
  }
}

export function isRefused(answer: object | null): answer is Refused {
  return answer !== null && 'codes' in answer;
}
