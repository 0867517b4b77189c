import { Fault } from '../../faults/index.js';
import type { Refused } from './econnect.js';

/** eConnect refused: a procedure ended with an error state, and its transaction is rolled back. */
export class EConnectError extends Error {
  readonly procedure: string;
  /** Every error that eConnect found, in its order. */
  readonly codes: readonly number[];

  constructor({ procedure, codes }: Refused) {
    super(`${procedure} ended with ${codes.join(', ')}`);
    this.name = 'EConnectError';
    this.procedure = procedure;
    this.codes = codes;
  }
}

/** GP has another document under the number that was reserved for an order. An operator has to find out why. */
export class DocumentNumberTaken extends Fault {
  static readonly code = 'DOCUMENT_NUMBER_TAKEN';
  readonly code = DocumentNumberTaken.code;

  constructor(readonly number: string) {
    super(`GP has another document under the number ${number}`);
  }
}

/**
 * 2079: a GP user has the document open. 5616: the batch is being posted. 70: the batch could not be created, for example
 * because two transactions created it at once. 56 and 2221: the document was there a moment ago and has gone since. 7134 and
 * 2938: a GP user has the quote open that is to be closed.
 */
const PASSING: ReadonlySet<number> = new Set([2079, 5616, 70, 56, 2221, 7134, 2938]);

/**
 * What GP's staff have to mend before any such order is taken. 15: the audit trail of deposits (SLSDP) is not in SY01000. 37:
 * GL40000 has no next journal entry. 356: the currency has no exchange table for the rate type (MC40301). 726: the table has
 * no rate for the day (MC00100), as on a morning before it is entered.
 */
const TO_BE_SET_UP: ReadonlySet<number> = new Set([15, 37, 356, 726]);

/** Whether another attempt of the same order can succeed. If not, the order is refused. */
export function isPassing(codes: readonly number[]): boolean {
  return codes.some((code) => PASSING.has(code)) || codes.every((code) => TO_BE_SET_UP.has(code));
}
