import { EventEmitter } from 'node:events';
import { ErpUnavailable, isContention, isRefusal } from '../faults/index.js';
import { AdaptiveLimit } from './adaptive-limit.js';
import { BREAKER_STEP_MS, Breaker, BreakerOpen, type BreakerState, type CallVerdict } from './breaker.js';
import { Bulkhead, BulkheadFull } from './bulkhead.js';
import { DeadlinePassed, withDeadline } from './deadline.js';
import type { CallOutcome, GuardObserver } from './guard-observer.js';

export interface GuardLimits {
  /** How long one call may take, including its time in the queue. */
  readonly deadlineMs: number;
  /** At most this many calls of one kind run at once. */
  readonly concurrency: number;
  /** The lower bound to which `concurrency` may fall while the ERP is slow. Without it, `concurrency` does not change. */
  readonly leastConcurrency?: number;
  /** At most this many more calls wait for their turn. */
  readonly queue: number;
}

/** The present state of the calls of one operation. */
export interface OperationState {
  readonly operation: string;
  readonly breaker: BreakerState;
  readonly running: number;
  readonly waiting: number;
  /** The number of calls that may run at once at present. */
  readonly limit: number;
}

/** A call that has waited for more than this part of its deadline is not sent: the answer would come too late. */
const LATEST_START = 0.9;

interface OperationGuard {
  readonly breaker: Breaker;
  readonly bulkhead: Bulkhead;
  readonly adaptive: AdaptiveLimit | undefined;
  /** When a call was last answered, on the clock of performance.now(). */
  answeredAt: number;
}

/**
 * Protects the ERP from the gateway's load, and the gateway from a slow ERP: each call has a deadline, and each kind of call has
 * a limit of concurrent calls and a breaker of its own. Every failure is thrown as ErpUnavailable with its cause.
 */
export class Guard {
  private readonly byOperation = new Map<string, OperationGuard>();
  private readonly steps = new EventEmitter().setMaxListeners(0);
  private readonly stepping: NodeJS.Timeout;
  private isClosed = false;

  /** @param onFault called for each call that was tried and failed, for the log; not where its caller gave up */
  constructor(
    private readonly limits: GuardLimits,
    private readonly onFault: (operation: string, cause: unknown) => void,
    private readonly observer?: GuardObserver,
  ) {
    this.stepping = setInterval(() => this.steps.emit('rotate'), BREAKER_STEP_MS).unref();
  }

  /**
   * @param operation the kind of call, e.g. "gp.stock.levels"
   * @throws {ErpUnavailable} the call failed, took too long, or was not tried because other calls of its kind failed
   */
  async run<T>(operation: string, signal: AbortSignal, action: (inTime: AbortSignal) => Promise<T>): Promise<T> {
    const guard = this.guardOf(operation);
    const cameAt = performance.now();
    const era = guard.breaker.begin();
    if (era === undefined) {
      this.observer?.ended({ operation, waitedMs: 0, tookMs: 0, outcome: 'refused' });
      throw new ErpUnavailable(operation, { cause: new BreakerOpen() });
    }

    let beganAt: number | undefined;
    const begin = (inTime: AbortSignal) => {
      const now = performance.now();
      // If many calls hang, their places become free at their deadline, for calls whose own deadline is a moment away.
      if (now - cameAt > this.limits.deadlineMs * LATEST_START) throw new DeadlinePassed(this.limits.deadlineMs);
      beganAt = now;
      return this.observer ? this.observer.around(operation, async () => action(inTime)) : action(inTime);
    };
    let answer: T | undefined;
    let outcome: CallOutcome = 'answered';
    let cause: unknown;
    try {
      answer = await withDeadline(this.limits.deadlineMs, signal, (inTime) => guard.bulkhead.run(inTime, () => begin(inTime)));
    } catch (fault) {
      cause = fault;
      outcome = outcomeOf(fault, signal);
    }

    const endedAt = performance.now();
    if (outcome === 'answered' || outcome === 'contended') guard.answeredAt = endedAt;
    // An ERP that refuses a question is not away: a caller with odd questions must not open the breaker for all others.
    const verdict =
      outcome === 'failed' && isRefusal(cause)
        ? 'answered'
        : verdictOf(outcome, beganAt !== undefined, guard.answeredAt < cameAt);
    guard.breaker.end(era, verdict);
    if (guard.adaptive && beganAt !== undefined && (outcome === 'answered' || outcome === 'timedOut')) {
      const inFlight = guard.bulkhead.running + 1;
      guard.bulkhead.limit = guard.adaptive.sample({ latencyMs: endedAt - beganAt, inFlight, dropped: outcome === 'timedOut' });
    }
    const waitedMs = (beganAt ?? endedAt) - cameAt;
    this.observer?.ended({ operation, waitedMs, tookMs: endedAt - cameAt - waitedMs, outcome });
    if (outcome === 'answered') return answer as T;
    if (outcome !== 'ended') this.onFault(operation, cause);
    throw new ErpUnavailable(operation, { cause });
  }

  /** The state of each operation that was called. */
  operations(): OperationState[] {
    return [...this.byOperation].map(([operation, { breaker, bulkhead }]) => ({
      operation,
      breaker: breaker.state,
      running: bulkhead.running,
      waiting: bulkhead.waiting,
      limit: bulkhead.limit,
    }));
  }

  /** Whether the breaker of at least one operation is open. */
  get anyOpen(): boolean {
    return [...this.byOperation.values()].some(({ breaker }) => breaker.state === 'open');
  }

  /** Ends the timers. Later calls are refused. */
  close(): void {
    this.isClosed = true;
    clearInterval(this.stepping);
    for (const { breaker } of this.byOperation.values()) breaker.shutdown();
  }

  private guardOf(operation: string): OperationGuard {
    let guard = this.byOperation.get(operation);
    if (!guard) {
      const { concurrency: most, leastConcurrency: least = most, queue } = this.limits;
      guard = {
        breaker: new Breaker(operation, this.steps),
        bulkhead: new Bulkhead(most, queue),
        adaptive: least < most ? new AdaptiveLimit({ least, most }) : undefined,
        answeredAt: Number.NEGATIVE_INFINITY,
      };
      if (this.isClosed) guard.breaker.shutdown();
      this.byOperation.set(operation, guard);
    }
    return guard;
  }
}

function outcomeOf(fault: unknown, callers: AbortSignal): CallOutcome {
  if (callers.aborted && fault === callers.reason) return 'ended';
  if (fault instanceof DeadlinePassed) return 'timedOut';
  if (fault instanceof BulkheadFull) return 'crowded';
  return isContention(fault) ? 'contended' : 'failed';
}

/**
 * An ERP that lets a call give way to another transaction is busy with that one's rows, and answers about others.
 *
 * Too many calls of the gateway, and a caller that gives up, say nothing about the ERP. Nor does a call whose deadline passed
 * before its turn came, unless no call of its kind was answered in all that time.
 */
function verdictOf(outcome: CallOutcome, hasBegun: boolean, noneWasAnswered: boolean): CallVerdict {
  if (outcome === 'contended') return 'answered';
  if (outcome === 'answered' || outcome === 'failed') return outcome;
  return outcome === 'timedOut' && (hasBegun || noneWasAnswered) ? 'failed' : 'unknown';
}
