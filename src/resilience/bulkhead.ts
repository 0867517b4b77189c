import { untilAborted } from '../values/until-aborted.js';

/** The limits of running and of waiting actions are both reached: one more would not get its turn in time. */
export class BulkheadFull extends Error {
  constructor() {
    super('Too many calls are under way and waiting');
    this.name = 'BulkheadFull';
  }
}

/** Lets a limited number of actions run at once and a limited number wait, in the order in which they came. */
export class Bulkhead {
  private places = 0;
  private readonly queued = new Set<() => void>();

  constructor(
    private concurrency: number,
    private readonly queue: number,
  ) {}

  /** How many run. More than the limit for a while after that was lowered. */
  get running(): number {
    return this.places;
  }

  get waiting(): number {
    return this.queued.size;
  }

  /** How many may run at once. */
  get limit(): number {
    return this.concurrency;
  }

  /** Lowered, it stops nothing that runs already. */
  set limit(concurrency: number) {
    this.concurrency = concurrency;
    this.fill();
  }

  /**
   * Runs an action when its turn comes. Once the signal has fired it neither waits nor holds a place, even where the action
   * itself goes on: otherwise a few calls that hang would keep everyone else out for good.
   * @throws {BulkheadFull} no place to run and none to wait
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

  /** Gives free places to those who wait, at once: a newcomer can't overtake. */
  private fill(): void {
    for (const proceed of this.queued) {
      if (this.places >= this.concurrency) return;
      this.queued.delete(proceed);
      this.places++;
      proceed();
    }
  }
}
