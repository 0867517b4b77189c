/**
 * How a call through a guard ended: answered; failed as the ERP or its driver failed; timedOut, its deadline passed; ended,
 * the caller gave up; refused by an open breaker; crowded, too many were under way and waiting. The last two asked nothing.
 */
export type CallOutcome = 'answered' | 'failed' | 'timedOut' | 'ended' | 'refused' | 'crowded';

export interface GuardedCall {
  /** The kind of call, e.g. "gp.stock.levels". */
  readonly operation: string;
  /** Time in the queue before the call began; all of its time where it never did. */
  readonly waitedMs: number;
  /** Time of the call itself; 0 where it never began. */
  readonly tookMs: number;
  readonly outcome: CallOutcome;
}

/** Sees every call that passes a guard, or does not. What it throws is the caller's, so it had better not. */
export abstract class GuardObserver {
  /** Told once of every call, when it has ended. */
  abstract ended(call: GuardedCall): void;

  /**
   * Runs a call once its turn has come, e.g. within a span. Has to run it once, at once, and to answer and fail as it does.
   * A call that was refused or never had its turn does not come here.
   */
  abstract around<T>(operation: string, call: () => Promise<T>): Promise<T>;
}
