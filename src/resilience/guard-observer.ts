/**
 * How a call through a guard ended. answered: the ERP answered. contended: it gave way to another transaction, as after a lock
 * time-out or a deadlock. failed: the ERP or its driver failed. timedOut: the deadline passed. ended: the caller gave up.
 * refused: the breaker was open. crowded: too many calls were running and waiting. In the last two cases the ERP was not asked.
 */
export type CallOutcome = 'answered' | 'contended' | 'failed' | 'timedOut' | 'ended' | 'refused' | 'crowded';

export interface GuardedCall {
  /** The kind of call, e.g. "gp.stock.levels". */
  readonly operation: string;
  /** The time in the queue before the call began; the whole time if it never began. */
  readonly waitedMs: number;
  /** The time of the call itself; 0 if it never began. */
  readonly tookMs: number;
  readonly outcome: CallOutcome;
}

/** Is told of each call to a guard. Its methods must not throw: the error would reach the caller. */
export abstract class GuardObserver {
  /** Called once for each call, when it has ended. */
  abstract ended(call: GuardedCall): void;

  /**
   * Runs a call when its turn has come, for example within a span. It has to run the call exactly once and without delay, and
   * to return or throw its result. It is not called for a call that was refused or never had its turn.
   */
  abstract around<T>(operation: string, call: () => Promise<T>): Promise<T>;
}
