/** The answer of an eConnect procedure. Where it has an error, the transaction must be rolled back. */
export interface ProcedureResult {
  /** @O_iErrorState: 0 for success, else an error number. */
  readonly errorState: number;
  /** @oErrString: the numbers of all errors, in the procedure's order. DYNAMICS..taErrorCode has their texts. */
  readonly errors: readonly number[];
  /** The procedure's other outputs by their names without the @, such as O_vSopNumber. */
  readonly outputs: Readonly<Record<string, string | null>>;
}

/**
 * Runs a procedure, such as taSopLineIvcInsert.
 * @param parameters by their names without the @, such as I_vSOPTYPE. Decimals and dates are texts. A parameter that is left
 *   out has its default. NULL (null) and a blank are values of their own and not the default
 * @throws {Error} a parameter is missing or unknown, GP is away, or the transaction cannot go on
 */
export type CallProcedure = (
  procedure: string,
  parameters: Readonly<Record<string, string | number | null>>,
) => Promise<ProcedureResult>;

/** Calls eConnect's procedures. */
export abstract class EConnect {
  /**
   * Runs calls in one transaction: committed when `action` resolves, rolled back when it rejects. A call that a procedure
   * refuses does not reject. Until `action` resolves, it may use GP through `call` only.
   * @throws {unknown} the rejection of `action`, the reason of `signal`, or a fault of the connection, after which it is not
   *   known whether the transaction was committed
   */
  abstract transaction<T>(signal: AbortSignal, action: (call: CallProcedure) => Promise<T>): Promise<T>;

  /**
   * Runs one call as a transaction of its own, sent and committed in one message, so that a process that stops at any moment
   * leaves no lock behind.
   * @throws {unknown} the reason of `signal`, or a fault of the connection, after which it is not known whether it was committed
   */
  abstract alone(signal: AbortSignal, ...call: Parameters<CallProcedure>): Promise<ProcedureResult>;
}
