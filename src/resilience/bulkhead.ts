import { untilAborted } from './deadline.js';

/** So many run at once and so many wait already that one more would not get its turn in time. */
export class BulkheadFull extends Error {
  constructor() {
    super('Too many calls are under way and waiting');
    this.name = 'BulkheadFull';
  }
}

/** Lets so many actions run at once and so many wait, in the order of their coming. */
export class Bulkhead {
  private running = 0;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly concurrency: number,
    private readonly queue: number,
  ) {}

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
      this.leave();
    }
  }

  private async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.running < this.concurrency) {
      this.running++;
      return;
    }
    if (this.waiting.size >= this.queue) throw new BulkheadFull();
    await new Promise<void>((resolve, reject) => {
      const proceed = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.waiting.delete(proceed);
        reject(signal.reason);
      };
      this.waiting.add(proceed);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  private leave(): void {
    // Whoever ends hands its place over, so a newcomer can't overtake.
    const [next] = this.waiting;
    if (!next) {
      this.running--;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}
