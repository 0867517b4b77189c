import CircuitBreaker from 'opossum';
import { ErpUnavailable } from '../faults/index.js';
import { Bulkhead, BulkheadFull } from './bulkhead.js';
import { withDeadline } from './deadline.js';

export interface GuardLimits {
  /** How long one call may take. */
  readonly deadlineMs: number;
  /** How many calls of one kind run at once. */
  readonly concurrency: number;
  /** How many more may wait for their turn. */
  readonly queue: number;
}

/** How a breaker opens: more than half of at least ten calls within ten seconds failed. It tries again after five seconds. */
const BREAKER = {
  timeout: false,
  errorThresholdPercentage: 50,
  volumeThreshold: 10,
  rollingCountTimeout: 10_000,
  resetTimeout: 5_000,
  // A crowd of our own says nothing of how the ERP fares.
  errorFilter: (fault: unknown) => fault instanceof BulkheadFull,
} as const;

type Call = () => Promise<unknown>;

interface Lane {
  readonly bulkhead: Bulkhead;
  readonly breaker: CircuitBreaker<[Call], unknown>;
}

/**
 * Protects the ERP from us and us from the ERP: a deadline, bounded concurrency and a breaker around every call, each kind
 * of call in a lane of its own. Everything that goes wrong comes out as ErpUnavailable with its cause.
 */
export class Guard {
  private readonly lanes = new Map<string, Lane>();

  /** @param onFault told of every failed call, for the log */
  constructor(
    private readonly limits: GuardLimits,
    private readonly onFault: (operation: string, cause: unknown) => void,
  ) {}

  /**
   * @param operation the kind of call, e.g. "gp.stock.levels"
   * @throws {ErpUnavailable} it failed, took too long, or was not tried because others like it failed
   */
  async run<T>(operation: string, signal: AbortSignal, action: (inTime: AbortSignal) => Promise<T>): Promise<T> {
    const { bulkhead, breaker } = this.lane(operation);
    const call = () => withDeadline(this.limits.deadlineMs, signal, (inTime) => bulkhead.run(inTime, () => action(inTime)));
    try {
      return (await breaker.fire(call)) as T;
    } catch (cause) {
      // What the breaker did not let through is no fault of its own.
      if (!(cause instanceof Error && CircuitBreaker.isOurError(cause))) this.onFault(operation, cause);
      throw new ErpUnavailable(operation, { cause });
    }
  }

  /** Whether calls of some kind are not tried at the moment. */
  get anyOpen(): boolean {
    return [...this.lanes.values()].some(({ breaker }) => breaker.opened);
  }

  /** Ends the breakers' timers. */
  close(): void {
    for (const { breaker } of this.lanes.values()) breaker.shutdown();
  }

  private lane(operation: string): Lane {
    let lane = this.lanes.get(operation);
    if (!lane) {
      lane = {
        bulkhead: new Bulkhead(this.limits.concurrency, this.limits.queue),
        breaker: new CircuitBreaker((call: Call) => call(), { ...BREAKER, name: operation }),
      };
      this.lanes.set(operation, lane);
    }
    return lane;
  }
}
