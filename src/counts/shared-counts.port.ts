import type { Backoff } from './backoff.js';

/** Counts that all instances keep together. Undefined wherever no answer can be had within some milliseconds. */
export abstract class SharedCounts {
  abstract add(name: string, points: number, keptMs: number): Promise<number | undefined>;
  abstract attempt(name: string, backoff: Backoff): Promise<number | undefined>;
  abstract forget(name: string): void;
}
