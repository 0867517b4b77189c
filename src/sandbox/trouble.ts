import { Random } from './generator/random.js';

/** What can be made to go wrong with the sandbox's GP, for tests and demonstrations. */
export interface Trouble {
  /** Added to every question, in milliseconds. */
  readonly latencyMs: number;
  /** Added to every answer once it has been read, in milliseconds: what it says may have changed when it arrives. */
  readonly answerLatencyMs: number;
  /** Every question fails. */
  readonly failing: boolean;
  /** No question is answered before this ends. */
  readonly hanging: boolean;
}

export const NO_TROUBLE: Trouble = { latencyMs: 0, answerLatencyMs: 0, failing: false, hanging: false };

/** What can be made to go wrong with the sandbox's eConnect. Reading is not concerned, nor is this by the trouble with reading. */
export interface WriteTrouble {
  /** Procedures that write documents and customers refuse with this error; those that count numbers up do not. */
  readonly refuseWith: number | null;
  /** Transactions are chosen as the victims of a deadlock, after their first procedure. */
  readonly deadlock: boolean;
  /** Transactions are committed, and then the connection is gone. */
  readonly loseAnswer: boolean;
  /** The connection is gone, and nothing is committed. */
  readonly cutBeforeCommit: boolean;
  /** Transactions do not begin before this ends. */
  readonly hangWrites: boolean;
}

export const NO_WRITE_TROUBLE: WriteTrouble = {
  refuseWith: null,
  deadlock: false,
  loseAnswer: false,
  cutBeforeCommit: false,
  hangWrites: false,
};

/** How often a trouble strikes: each time where nothing is said. */
export interface Occurrence {
  /** The next so many times only. */
  readonly next?: number;
  /** By chance, in this share of all times (0 to 1), the same ones for the same seed. */
  readonly probability?: number;
  readonly seed?: number;
}

export type WriteOccurrences = Partial<Record<keyof WriteTrouble, Occurrence>>;

/** Counts the questions that GP is asked, and lets them meet the trouble that is switched on. */
export class TroubleMaker {
  private present: Trouble = NO_TROUBLE;
  private presentWrites: WriteTrouble = NO_WRITE_TROUBLE;
  private draws: Readonly<Record<string, () => boolean>> = {};
  private asked = 0;
  private readonly waiting = new Line();
  private readonly waitingWrites = new Line();

  /** How many questions GP was asked since the start, or since the count was last reset; each call of a procedure is one. */
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

  /** Replaces the trouble; questions that hang go on where it no longer hangs. */
  make(trouble: Partial<Trouble>): void {
    this.present = { ...NO_TROUBLE, ...trouble };
    if (!this.present.hanging) this.waiting.release();
  }

  /** Replaces the trouble with eConnect; transactions that hang go on where it no longer hangs. */
  makeWrites(trouble: Partial<WriteTrouble>, occurrences: WriteOccurrences = {}): void {
    this.presentWrites = { ...NO_WRITE_TROUBLE, ...trouble };
    this.draws = Object.fromEntries(Object.entries(occurrences).map(([kind, often]) => [kind, drawing(kind, often)]));
    if (!this.presentWrites.hangWrites) this.waitingWrites.release();
  }

  /**
   * What happens to a question before it is put. Ends early where `signal` fires: nobody waits for the question then.
   * @throws {Error} the trouble is that questions fail
   */
  async strike(signal: AbortSignal | undefined): Promise<void> {
    this.asked++;
    const { failing, hanging, latencyMs } = this.present;
    if (hanging) await unlessAborted(signal, (proceed) => this.waiting.join(proceed));
    else if (latencyMs > 0) await unlessAborted(signal, (proceed) => setTimeout(proceed, latencyMs));
    if (failing) throw new Error('The sandbox was told to fail.');
  }

  /** What happens to an answer on its way back. */
  async strikeAnswer(): Promise<void> {
    const { answerLatencyMs } = this.present;
    if (answerLatencyMs > 0) await new Promise((proceed) => setTimeout(proceed, answerLatencyMs));
  }

  /** What a transaction that begins now will meet; it waits here where it is to hang, unless `signal` fires. */
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
   * @returns the error with which it is to refuse, or null
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

/** Those who wait until a trouble ends. */
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

function unlessAborted(signal: AbortSignal | undefined, start: (proceed: () => void) => void): Promise<void> {
  return new Promise((proceed) => {
    if (signal?.aborted) return proceed();
    signal?.addEventListener('abort', () => proceed(), { once: true });
    start(proceed);
  });
}
