import type { Instant } from '../values/instant.js';
import { type LATE, within } from '../values/within.js';
import type { Fact } from './fact.js';

export interface Answer<V> {
  readonly fact: Fact<V>;
  /** What has answered. */
  readonly from: 'shared' | 'durable' | 'erp';
}

/**
 * Keys that travel to the ERP together, and everyone who waits for them. All of them share the answer and the failure,
 * and the soft timeout counts from the moment the batch was put, so a request that joins a hanging batch waits the less.
 */
export class Batch<K, V> {
  readonly keys = new Map<string, K>();
  /** The keys that readers wait for; the others are fresh, and read again before they are not. */
  readonly awaited = new Set<string>();
  private readonly answers = new Map<string, Answer<V>>();
  private readonly refused = new Set<string>();
  private readonly looked = Promise.withResolvers<void>();
  private readonly ended = Promise.withResolvers<'ended'>();
  private readonly endedInTime = Promise.withResolvers<'ended' | typeof LATE>();

  constructor(private readonly softTimeoutMs: number) {}

  /** When it was put; undefined while keys are gathered. */
  putAt: Instant | undefined;

  /** Whether its source was asked: what another level knows is no batch to it. */
  reachedSource = false;

  /** A request that waits takes nothing that was read before. */
  since: Instant = 0;

  nothingReadBefore(since: Instant): void {
    this.since = Math.max(this.since, since);
  }

  /** From here on the soft timeout runs. */
  put(now: Instant): void {
    this.putAt = now;
    this.endedInTime.resolve(within(this.softTimeoutMs, this.ended.promise));
  }

  /** An answer that is there while others may be missing. */
  answer(text: string, answer: Answer<V>): void {
    this.answers.set(text, answer);
  }

  /** A key that its source refuses by itself. */
  refuse(text: string): void {
    this.refused.add(text);
  }

  isRefused(text: string): boolean {
    return this.refused.has(text);
  }

  /** What the levels between memory and the source know has been told. */
  lookedUp(): void {
    this.looked.resolve();
  }

  /** What has no answer now gets none. */
  settle(): void {
    this.looked.resolve();
    this.ended.resolve('ended');
  }

  /** Until the levels between memory and the source have told what they know. */
  look(): Promise<void> {
    return this.looked.promise;
  }

  /** How it ends, however long that takes. */
  end(): Promise<'ended'> {
    return this.ended.promise;
  }

  /** How it ends, or LATE once the soft timeout has passed. */
  wait(): Promise<'ended' | typeof LATE> {
    return this.endedInTime.promise;
  }

  /** The answer for a key, once there is one. */
  answerFor(key: string): Answer<V> | undefined {
    return this.answers.get(key);
  }
}
