/** eConnect said no: a procedure ended with an error state, and nothing of its transaction stays. */
export class EConnectError extends Error {
  /** @param codes every error that was found, the first first */
  constructor(
    readonly procedure: string,
    readonly codes: readonly number[],
  ) {
    super(`${procedure} ended with ${codes.join(', ')}`);
    this.name = 'EConnectError';
  }
}

/** Under the number that was reserved for an order, GP has a document that is another one. Only a person can tell why. */
export class DocumentNumberTaken extends Error {
  readonly code = 'DOCUMENT_NUMBER_TAKEN';

  constructor(readonly number: string) {
    super(`GP has another document under the number ${number}`);
    this.name = 'DocumentNumberTaken';
  }
}

/**
 * 2079: a GP user has the document open. 5616: the batch is being posted. 70: the batch could not be created, as when two do.
 * 56 and 2221: the document was there a moment ago, and is no more.
 */
const PASSING: ReadonlySet<number> = new Set([2079, 5616, 70, 56, 2221]);

/** Whether trying again can help. Where it can't, the order stays refused. */
export function isPassing(codes: readonly number[]): boolean {
  return codes.some((code) => PASSING.has(code));
}
