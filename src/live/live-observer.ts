/** One question to a source of facts, told when it has ended. */
export interface KnownRequest {
  readonly namespace: string;
  /** The number of keys in the question. */
  readonly keys: number;
  readonly tookMs: number;
  readonly outcome: 'answered' | 'failed';
}

/** Is told of each question of the live readers. Reads are too many for that: they are counted in `LiveReaders.figures()`. */
export abstract class LiveObserver {
  abstract asked(question: KnownRequest): void;
}
