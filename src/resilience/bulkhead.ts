import { untilAborted } from '../values/until-aborted.js';

/** The limits of running and of waiting actions are both reached. */
export class BulkheadFull extends Error {
  constructor() {
    super('Too many calls are under way and waiting');
    this.name = 'BulkheadFull';
  }
}

/** Lets at most `concurrency` actions run at once and at most `queue` wait, in the order in which they came. */
export class Bulkhead {
  private places = 0;
  private readonly queued = new Set<() => void>();

  constructor(
    private concurrency: number,
    private readonly queue: number,
  ) {}

  /** The number of running actions. It can exceed the limit for a while after the limit was lowered. */
  get running(): number {
    return this.places;
  }

  get waiting(): number {
    return this.queued.size;
  }

  /** The number of actions that may run at once. */
  get limit(): number {
    return this.concurrency;
  }

  /** A lower limit does not stop actions that run already. */
  set limit(concurrency: number) {
    this.concurrency = concurrency;
    this.fill();
  }

  /**
   * Runs an action when its turn comes. Once the signal has fired, the action neither waits nor takes up a place, even if it
   * does not end. Otherwise a few calls that hang would keep all others out for good.
   * @throws {BulkheadFull} there is no place to run and none to wait
   */
  async run<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T> {
    await this.turn(signal);
    try {
      return await untilAborted(signal, action);
    } finally {
      this.places--;
      this.fill();
    }
  }

  private async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.places < this.concurrency) {
      this.places++;
      return;
    }
    if (this.queued.size >= this.queue) throw new BulkheadFull();
    await new Promise<void>((resolve, reject) => {
      const proceed = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.queued.delete(proceed);
        reject(signal.reason);
      };
      this.queued.add(proceed);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Gives free places to waiting actions at once, so that a new one cannot overtake them. */
  private fill(): void {
    for (const proceed of this.queued) {
      if (this.places >= this.concurrency) return;
      this.queued.delete(proceed);
      this.places++;
      proceed();
    }
  }
}
