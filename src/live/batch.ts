import type { Instant } from '../values/instant.js';
import { type LATE, within } from '../values/within.js';
import type { Fact } from './fact.js';

export interface Answer<V> {
  readonly fact: Fact<V>;
  /** The level that has answered. */
  readonly from: 'shared' | 'durable' | 'erp';
}

/**
 * Keys that are asked for together, for all requests that wait for them. These share the answer or the failure. The soft
 * timeout runs from the moment when the batch was sent, so a request that joins a hanging batch waits for less than that.
 */
export class Batch<K, V> {
  readonly keys = new Map<string, K>();
  /** The keys that requests wait for. The other keys are only refreshed. */
  readonly awaited = new Set<string>();
  private readonly answers = new Map<string, Answer<V>>();
  private readonly refused = new Set<string>();
  private readonly looked = Promise.withResolvers<void>();
  private readonly ended = Promise.withResolvers<'ended'>();
  private readonly endedInTime = Promise.withResolvers<'ended' | typeof LATE>();

  constructor(private readonly softTimeoutMs: number) {}

  /** When the batch was sent; undefined while keys are still added. */
  sentAt: Instant | undefined;

  /** Whether the source was asked. False if other levels have answered for every key. */
  reachedSource = false;

  /** The requests that wait accept no fact that was read before this instant; 0 if they accept any fresh one. */
  since: Instant = 0;

  nothingReadBefore(since: Instant): void {
    this.since = Math.max(this.since, since);
  }

  /** Marks the batch as sent, and starts the soft timeout. */
  markSent(now: Instant): void {
    this.sentAt = now;
    this.endedInTime.resolve(within(this.softTimeoutMs, this.ended.promise));
  }

  /** Adds the answer for one key. Others may still be missing. */
  answer(text: string, answer: Answer<V>): void {
    this.answers.set(text, answer);
  }

  /** Marks a key that the source refuses even alone, or together with all keys of the batch. */
  refuse(text: string): void {
    this.refused.add(text);
  }

  isRefused(text: string): boolean {
    return this.refused.has(text);
  }

  /** To be called when the levels between memory and the source have answered. */
  lookedUp(): void {
    this.looked.resolve();
  }

  /** Ends the batch: keys without an answer stay without one. */
  settle(): void {
    this.looked.resolve();
    this.ended.resolve('ended');
  }

  /** Resolves when the levels between memory and the source have answered. */
  whenLookedUp(): Promise<void> {
    return this.looked.promise;
  }

  /** Resolves when the batch has ended, without a time limit. */
  whenEnded(): Promise<'ended'> {
    return this.ended.promise;
  }

  /** Resolves when the batch has ended, or with LATE once the soft timeout has passed. */
  whenEndedInTime(): Promise<'ended' | typeof LATE> {
    return this.endedInTime.promise;
  }

  /** The answer for a key, once there is one. */
  answerFor(key: string): Answer<V> | undefined {
    return this.answers.get(key);
  }
}
