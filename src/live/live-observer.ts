/** One question to a source of facts, when it has ended. */
export interface KnownRequest {
  readonly namespace: string;
  /** How many keys travelled together. */
  readonly keys: number;
  readonly tookMs: number;
  readonly outcome: 'answered' | 'failed';
}

/** Told of what the live readers ask. Single reads are counted in `LiveReaders.figures()`: there are too many to tell of each. */
export abstract class LiveObserver {
  abstract asked(question: KnownRequest): void;
}
