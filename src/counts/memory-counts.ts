import { LRUCache } from 'lru-cache';
import type { Clock } from '../values/clock.js';
import type { Instant } from '../values/instant.js';
import { type Backoff, pauseAfter } from './backoff.js';
import type { Counts } from './counts.js';

/** What was not counted for the longest time is forgotten first: callers can make up names without end. */
const MAX_COUNTS = 100_000;

/** Counts of this process alone. */
export class MemoryCounts implements Counts {
  readonly isShared = false;
  private readonly counts = new LRUCache<string, { total: number; nextAt: Instant; endsAt: Instant }>({ max: MAX_COUNTS });

  constructor(private readonly clock: Clock) {}

  add(name: string, points: number, keptMs: number): number {
    const now = this.clock.now();
    const count = this.find(name, now);
    if (count) {
      count.total += points;
      return count.total;
    }
    if (points > 0) this.counts.set(name, { total: points, nextAt: 0, endsAt: now + keptMs });
    return Math.max(points, 0);
  }

  attempt(name: string, backoff: Backoff): number {
    const now = this.clock.now();
    const count = this.find(name, now);
    if (count && now < count.nextAt) return count.nextAt - now;
    const total = (count?.total ?? 0) + 1;
    const nextAt = now + pauseAfter(total, backoff);
    this.counts.set(name, { total, nextAt, endsAt: nextAt + backoff.forgottenAfterMs });
    return 0;
  }

  forget(name: string): void {
    this.counts.delete(name);
  }

  private find(name: string, now: Instant) {
    const count = this.counts.get(name);
    return count && now < count.endsAt ? count : undefined;
  }
}
