import type { Instant } from '../values/instant.js';
import type { ValueSource } from './live.js';
import type { Fact } from './second-level.js';

export interface Answer<V> {
  readonly fact: Fact<V>;
  readonly source: ValueSource;
}

export type Outcome = 'answered' | 'failed' | 'late';

/**
 * Keys that travel to the ERP together, and everyone who waits for them. All of them share the answer and the failure,
 * and the soft timeout counts from the moment the question was put, so whoever joins a hanging question waits the less.
 */
export class Question<K, V> {
  readonly keys = new Map<string, K>();
  private answers: ReadonlyMap<string, Answer<V>> | undefined;
  private readonly outcome: Promise<Outcome>;
  private settle!: (outcome: Outcome) => void;
  private timer: NodeJS.Timeout | undefined;
  private readonly late: Promise<Outcome>;
  private declareLate!: () => void;

  constructor(private readonly softTimeoutMs: number) {
    this.outcome = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.late = new Promise((resolve) => {
      this.declareLate = () => resolve('late');
    });
  }

  /** When it was put; undefined while keys are gathered. */
  putAt: Instant | undefined;

  /** Whether its source was asked: what a second level knows is no question to it. */
  reachedSource = false;

  /** Somebody who waits takes nothing that was read before. */
  since: Instant = 0;

  nothingReadBefore(since: Instant): void {
    this.since = Math.max(this.since, since);
  }

  /** From here on the soft timeout runs. */
  put(now: Instant): void {
    this.putAt = now;
    this.timer = setTimeout(this.declareLate, this.softTimeoutMs);
  }

  answer(answers: ReadonlyMap<string, Answer<V>>): void {
    clearTimeout(this.timer);
    this.answers = answers;
    this.settle('answered');
  }

  fail(): void {
    clearTimeout(this.timer);
    this.settle('failed');
  }

  /** How it ends, however long that takes. */
  end(): Promise<Outcome> {
    return this.outcome;
  }

  /** How it ends, or 'late' once the soft timeout has passed. */
  wait(): Promise<Outcome> {
    return Promise.race([this.outcome, this.late]);
  }

  /** The answer for a key, once there is one. */
  answerFor(key: string): Answer<V> | undefined {
    return this.answers?.get(key);
  }
}
