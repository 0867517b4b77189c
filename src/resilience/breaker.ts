import type { EventEmitter } from 'node:events';
import CircuitBreaker from 'opossum';
import { Fault } from '../faults/index.js';

export type BreakerState = 'closed' | 'open' | 'halfOpen';

/** A call was not tried, because other calls of its kind have failed. */
export class BreakerOpen extends Fault {
  /** opossum's own code for the same. */
  static readonly code = 'EOPENBREAKER';
  readonly code = BreakerOpen.code;

  constructor() {
    super('Not tried, since others like it have failed');
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
  // Not needed here. They would cost a timer, and a sort of all latencies at every failure.
  enableSnapshots: false,
  rollingPercentilesEnabled: false,
} as const;

/** The pause between two steps of the window in which calls are counted. */
export const BREAKER_STEP_MS = OPENS.rollingCountTimeout / OPENS.rollingCountBuckets;

/**
 * TRIALS trials have to succeed, and none may fail, before the breaker closes. The first one runs alone. Each success allows one
 * more to run at the same time, so that an ERP that comes back does not get all waiting calls at once.
 */
const TRIALS = 5;

const ANSWERED = Promise.resolve();
const FAILED = new Error('failed');

/** What the end of a call says about the ERP; unknown if it says nothing. */
export type CallVerdict = 'answered' | 'failed' | 'unknown';

/** The number of a period between two changes of the breaker's state. */
type Era = number;

/**
 * Tells whether calls of one kind are worth trying. opossum counts, opens and says when trials may begin. It is told how each
 * call ended, and does not run the calls. If it ran them, it would count a call that was never sent as answered, one old call
 * could close the half-open breaker, and a caller that gives up could leave it half open for good.
 */
export class Breaker {
  private opossum: CircuitBreaker<[isFailure: boolean], void>;
  /** Calls that began in another era do not count. */
  private era: Era = 0;
  private trialsUnderWay = 0;
  private trialsAnswered = 0;

  /** @param steps emits "rotate" every BREAKER_STEP_MS; shared by all breakers, so that each needs no timer of its own */
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

  /** Lets a call begin. `end` has to be called when it has ended. @returns undefined if the call must not be tried */
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

  /** Lets no further call begin, and ends the timer. */
  shutdown(): void {
    this.era++;
    this.opossum.shutdown();
  }

  /** Closes with a new opossum, which counts from 0: with the old failures the next one would open it again. */
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
