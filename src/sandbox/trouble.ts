import { within } from '../values/within.js';
import { Random } from './generator/random.js';

/** Failures of the sandbox's GP that can be switched on, for tests and demonstrations. */
export interface Trouble {
  /** Delay before every query, in milliseconds. */
  readonly latencyMs: number;
  /** Delay after every answer was read, in milliseconds. The data may have changed by the time the answer arrives. */
  readonly answerLatencyMs: number;
  /** Every query fails. */
  readonly failing: boolean;
  /** No query is answered while this is on. */
  readonly hanging: boolean;
}

export const NO_TROUBLE: Trouble = { latencyMs: 0, answerLatencyMs: 0, failing: false, hanging: false };

/** Failures of the sandbox's eConnect that can be switched on. They are independent of the failures of reads. */
export interface WriteTrouble {
  /** Procedures that write documents and customers refuse with this error. Those that increment a number do not. */
  readonly refuseWith: number | null;
  /** Transactions become the victim of a deadlock after their first procedure. */
  readonly deadlock: boolean;
  /** Transactions are committed, and then the connection breaks. */
  readonly loseAnswer: boolean;
  /** The connection breaks before the commit. */
  readonly cutBeforeCommit: boolean;
  /** Transactions do not begin while this is on. */
  readonly hangWrites: boolean;
}

export const NO_WRITE_TROUBLE: WriteTrouble = {
  refuseWith: null,
  deadlock: false,
  loseAnswer: false,
  cutBeforeCommit: false,
  hangWrites: false,
};

/** How often a failure occurs: each time, unless a field limits it. */
export interface Occurrence {
  /** The number of times that it occurs. */
  readonly next?: number;
  /** The share of calls in which it occurs (0 to 1), at random. The same seed selects the same calls. */
  readonly probability?: number;
  readonly seed?: number;
}

export type WriteOccurrences = Partial<Record<keyof WriteTrouble, Occurrence>>;

/** Counts the queries to GP, and applies the failures that are switched on. */
export class TroubleMaker {
  private present: Trouble = NO_TROUBLE;
  private presentWrites: WriteTrouble = NO_WRITE_TROUBLE;
  private draws: Readonly<Record<string, () => boolean>> = {};
  private asked = 0;
  private readonly waiting = new Line();
  private readonly waitingWrites = new Line();

  /** The number of queries since the start or the last reset. Each call of a procedure counts as one. */
  get questions(): number {
    return this.asked;
  }

  get trouble(): Trouble {
    return this.present;
  }

  get writeTrouble(): WriteTrouble {
    return this.presentWrites;
  }

  resetQuestions(): void {
    this.asked = 0;
  }

  /** Replaces the failures of reads. Hanging queries go on where `hanging` is off. */
  make(trouble: Partial<Trouble>): void {
    this.present = { ...NO_TROUBLE, ...trouble };
    if (!this.present.hanging) this.waiting.release();
  }

  /** Replaces the failures of eConnect. Hanging transactions go on where `hangWrites` is off. */
  makeWrites(trouble: Partial<WriteTrouble>, occurrences: WriteOccurrences = {}): void {
    this.presentWrites = { ...NO_WRITE_TROUBLE, ...trouble };
    this.draws = Object.fromEntries(Object.entries(occurrences).map(([kind, often]) => [kind, drawing(kind, often)]));
    if (!this.presentWrites.hangWrites) this.waitingWrites.release();
  }

  /**
   * Applies the failures to a query before it is sent. Ends early when `signal` fires, as no caller waits for the query then.
   * @throws {Error} `failing` is on
   */
  async strike(signal: AbortSignal | undefined): Promise<void> {
    this.asked++;
    const { failing, hanging, latencyMs } = this.present;
    if (hanging) await unlessAborted(signal, (proceed) => this.waiting.join(proceed));
    else if (latencyMs > 0) await unlessAborted(signal, (proceed) => setTimeout(proceed, latencyMs));
    if (failing) throw new Error('The sandbox was told to fail.');
  }

  /** Delays an answer. */
  async strikeAnswer(): Promise<void> {
    const { answerLatencyMs } = this.present;
    if (answerLatencyMs > 0) await new Promise((proceed) => setTimeout(proceed, answerLatencyMs));
  }

  /** The failures of a transaction that begins now. With `hangWrites` it waits here until that is off or `signal` fires. */
  async strikeTransaction(signal: AbortSignal): Promise<Pick<WriteTrouble, 'deadlock' | 'loseAnswer' | 'cutBeforeCommit'>> {
    if (this.strikes('hangWrites')) await unlessAborted(signal, (proceed) => this.waitingWrites.join(proceed));
    return {
      deadlock: this.strikes('deadlock'),
      loseAnswer: this.strikes('loseAnswer'),
      cutBeforeCommit: this.strikes('cutBeforeCommit'),
    };
  }

  /**
   * Counts a call of a procedure.
   * @returns the error with which it has to refuse, or null
   */
  strikeProcedure(writes: boolean): number | null {
    this.asked++;
    return writes && this.strikes('refuseWith') ? this.presentWrites.refuseWith : null;
  }

  private strikes(kind: keyof WriteTrouble): boolean {
    const trouble = this.presentWrites[kind];
    return trouble !== null && trouble !== false && (this.draws[kind]?.() ?? true);
  }
}

/** Calls that wait until a failure is switched off. */
class Line {
  private waiting: (() => void)[] = [];

  join(proceed: () => void): void {
    this.waiting.push(proceed);
  }

  release(): void {
    const released = this.waiting;
    this.waiting = [];
    for (const proceed of released) proceed();
  }
}

function drawing(kind: string, { next, probability, seed = 0 }: Occurrence): () => boolean {
  const random = new Random(seed, kind);
  let left = next ?? Number.POSITIVE_INFINITY;
  return () => {
    if (left <= 0 || (probability !== undefined && !random.perMille(probability * 1000))) return false;
    left--;
    return true;
  };
}

async function unlessAborted(signal: AbortSignal | undefined, start: (proceed: () => void) => void): Promise<void> {
  if (signal?.aborted) return;
  const over = new Promise<void>(start);
  await (signal ? within(signal, over) : over);
}
