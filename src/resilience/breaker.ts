import type { EventEmitter } from 'node:events';
import CircuitBreaker from 'opossum';

export type BreakerState = 'closed' | 'open' | 'halfOpen';

/** Others like it have failed, so this call was not tried. */
export class BreakerOpen extends Error {
  /** opossum's own code for the same. */
  readonly code = 'EOPENBREAKER';

  constructor() {
    super('Not tried, since others like it have failed');
    this.name = 'BreakerOpen';
  }
}

/** Opens when more than half of at least ten calls within ten seconds failed. Trials begin five seconds later. */
const OPENS = {
  timeout: false,
  errorThresholdPercentage: 50,
  volumeThreshold: 10,
  rollingCountTimeout: 10_000,
  rollingCountBuckets: 10,
  resetTimeout: 5_000,
  // These are never read, and they cost a timer, and a sort of all latencies at every failure.
  enableSnapshots: false,
  rollingPercentilesEnabled: false,
} as const;

/** The pause between two steps of the window in which calls are counted. */
export const BREAKER_STEP_MS = OPENS.rollingCountTimeout / OPENS.rollingCountBuckets;

/**
 * This number of trials has to succeed, and none may fail, before the breaker closes. The first goes alone, and each that has
 * succeeded lets one more go beside the next: an ERP that comes back is not met by all who wait for it.
 */
const TRIALS = 5;

const ANSWERED = Promise.resolve();
const FAILED = new Error('failed');

/** How a call ended, as far as it says anything about the one who was called. */
export type CallVerdict = 'answered' | 'failed' | 'unknown';

/** Stands for the time from one change of the breaker's state to the next. */
type Era = number;

/**
 * Tells whether calls of one kind are worth trying. opossum counts, opens and says when trials may begin; it is told how
 * each call ended rather than handed the call. Handed it, opossum would count a call that never left the house as answered,
 * would let one call of whatever age close what is half open, and would be stuck half open by a caller who gives up.
 */
export class Breaker {
  private opossum: CircuitBreaker<[isFailure: boolean], void>;
  /** What began in another era says nothing of this one. */
  private era: Era = 0;
  private trialsUnderWay = 0;
  private trialsAnswered = 0;

  /** @param steps emits "rotate" every BREAKER_STEP_MS; one for many breakers, so that each needs no timer of its own */
  constructor(
    private readonly name: string,
    private readonly steps: EventEmitter,
  ) {
    this.opossum = this.closedOne();
  }

  get state(): BreakerState {
    if (this.opossum.closed) return 'closed';
    return this.opossum.halfOpen ? 'halfOpen' : 'open';
  }

  /** Lets a call begin, which has to be told the end of. Undefined where it must not be tried. */
  begin(): Era | undefined {
    if (this.opossum.closed) return this.era;
    if (!this.opossum.halfOpen || this.trialsUnderWay > this.trialsAnswered) return undefined;
    this.trialsUnderWay++;
    return this.era;
  }

  end(era: Era, verdict: CallVerdict): void {
    if (era !== this.era) return;
    if (this.opossum.closed) {
      if (verdict !== 'unknown') this.opossum.fire(verdict === 'failed').catch(() => undefined);
      return;
    }
    this.trialsUnderWay--;
    if (verdict === 'failed') this.opossum.open();
    else if (verdict === 'answered' && ++this.trialsAnswered === TRIALS) this.close();
  }

  /** From now on nothing is tried. Ends its timer. */
  shutdown(): void {
    this.era++;
    this.opossum.shutdown();
  }

  /** A new one counts from nothing: the old one's failures would open it again at the next. */
  private close(): void {
    this.shutdown();
    this.opossum = this.closedOne();
  }

  private closedOne(): CircuitBreaker<[isFailure: boolean], void> {
    const record = (isFailure: boolean) => {
      if (isFailure) throw FAILED;
      return ANSWERED;
    };
    const opossum = new CircuitBreaker(record, { ...OPENS, name: this.name, rotateBucketController: this.steps });
    opossum.on('open', () => {
      this.era++;
    });
    opossum.on('halfOpen', () => {
      this.era++;
      this.trialsUnderWay = 0;
      this.trialsAnswered = 0;
    });
    return opossum;
  }
}
