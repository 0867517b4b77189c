/** The usual interval between lines: short enough that an operator who watches does not think that the work hangs. */
const EVERY_MS = 5_000;

/** Reports how far a long work has come, at most once in `everyMs`. */
export class Progress {
  private saidAt = performance.now();

  constructor(
    private readonly say: (message: string) => void,
    private readonly everyMs = EVERY_MS,
  ) {}

  /** @param message called only where the next line is due */
  reached(message: () => string): void {
    const now = performance.now();
    if (now - this.saidAt < this.everyMs) return;
    this.saidAt = now;
    this.say(message());
  }
}
