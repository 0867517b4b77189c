/** What can be made to go wrong with the sandbox's GP, for tests and demonstrations. */
export interface Trouble {
  /** Added to every question, in milliseconds. */
  readonly latencyMs: number;
  /** Every question fails. */
  readonly failing: boolean;
  /** No question is answered before this ends. */
  readonly hanging: boolean;
}

export const NO_TROUBLE: Trouble = { latencyMs: 0, failing: false, hanging: false };

/** Counts the questions that GP is asked, and lets them meet the trouble that is switched on. */
export class TroubleMaker {
  private present: Trouble = NO_TROUBLE;
  private asked = 0;
  private waiting: (() => void)[] = [];

  /** How many questions GP was asked since the start, or since the count was last reset. */
  get questions(): number {
    return this.asked;
  }

  get trouble(): Trouble {
    return this.present;
  }

  resetQuestions(): void {
    this.asked = 0;
  }

  /** Replaces the trouble; questions that hang go on where it no longer hangs. */
  make(trouble: Partial<Trouble>): void {
    this.present = { ...NO_TROUBLE, ...trouble };
    if (this.present.hanging) return;
    const released = this.waiting;
    this.waiting = [];
    for (const proceed of released) proceed();
  }

  /**
   * What happens to a question before it is put. Ends early where `signal` fires: nobody waits for the question then.
   * @throws {Error} the trouble is that questions fail
   */
  async strike(signal: AbortSignal | undefined): Promise<void> {
    this.asked++;
    const { failing, hanging, latencyMs } = this.present;
    if (hanging) await unlessAborted(signal, (proceed) => this.waiting.push(proceed));
    else if (latencyMs > 0) await unlessAborted(signal, (proceed) => setTimeout(proceed, latencyMs));
    if (failing) throw new Error('The sandbox was told to fail.');
  }
}

function unlessAborted(signal: AbortSignal | undefined, start: (proceed: () => void) => void): Promise<void> {
  return new Promise((proceed) => {
    if (signal?.aborted) return proceed();
    signal?.addEventListener('abort', () => proceed(), { once: true });
    start(proceed);
  });
}
