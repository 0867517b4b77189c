/** What an eConnect procedure answered. It wrote nothing that may stay where there is an error: roll back. */
export interface ProcedureResult {
  /** @O_iErrorState: 0 where all went well, else an error number. */
  readonly errorState: number;
  /** @oErrString: every error that it found, in its order; their texts are in DYNAMICS..taErrorCode. */
  readonly errors: readonly number[];
  /** Its own outputs by their names without the @, such as O_vSopNumber. */
  readonly outputs: Readonly<Record<string, string | null>>;
}

/**
 * Runs a procedure, such as taSopLineIvcInsert.
 * @param parameters by their names without the @, such as I_vSOPTYPE. Decimals and dates as text. A parameter that is left out
 *   has its default; null is NULL, which is something else, and so is a blank
 * @throws {Error} a parameter is missing or unknown, GP is away, or the transaction cannot go on
 */
export type CallProcedure = (
  procedure: string,
  parameters: Readonly<Record<string, string | number | null>>,
) => Promise<ProcedureResult>;

/** Calls eConnect's procedures. */
export abstract class EConnect {
  /**
   * Runs calls in one transaction: committed when `action` resolves, rolled back when it rejects. A procedure's refusal
   * rejects nothing by itself. Until it resolves, `action` asks GP nothing but through `call`.
   * @throws {unknown} what `action` rejected with, the reason of `signal`, or a fault of the connection, after which nobody knows
   *   whether the transaction was committed
   */
  abstract transaction<T>(signal: AbortSignal, action: (call: CallProcedure) => Promise<T>): Promise<T>;

  /**
   * Runs one call as a transaction of its own, sent and committed in one message: a process that stops at whatever moment
   * keeps nobody from what the call locks.
   * @throws {unknown} the reason of `signal`, or a fault of the connection, after which nobody knows whether it was committed
   */
  abstract alone(signal: AbortSignal, ...call: Parameters<CallProcedure>): Promise<ProcedureResult>;
}
