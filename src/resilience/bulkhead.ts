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
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly concurrency: number,
    private readonly queue: number,
  ) {}

  async run<T>(action: () => Promise<T>): Promise<T> {
    if (this.running >= this.concurrency) {
      if (this.waiting.length >= this.queue) throw new BulkheadFull();
      // Whoever ends hands its place over, so a newcomer can't overtake.
      await new Promise<void>((proceed) => this.waiting.push(proceed));
    } else {
      this.running++;
    }
    try {
      return await action();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
