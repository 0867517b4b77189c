/** Somebody who watches a long work does not take it for hung when this much later there is another line. */
const EVERY_MS = 5_000;

/** Says how far a long work has come, so often and no oftener. */
export class Progress {
  private saidAt = performance.now();

  constructor(
    private readonly say: (message: string) => void,
    private readonly everyMs = EVERY_MS,
  ) {}

  /** @param message made where it is time for another */
  reached(message: () => string): void {
    const now = performance.now();
    if (now - this.saidAt < this.everyMs) return;
    this.saidAt = now;
    this.say(message());
  }
}
