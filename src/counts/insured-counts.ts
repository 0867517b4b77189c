import type { Backoff } from './backoff.js';
import type { Counts } from './counts.js';
import type { SharedCounts } from './shared-counts.port.js';

/** Counts of all instances, and each instance's own while they cannot be had. */
export class InsuredCounts implements Counts {
  readonly isShared = true;

  constructor(
    private readonly shared: SharedCounts,
    private readonly own: Counts,
  ) {}

  async add(name: string, points: number, keptMs: number): Promise<number> {
    // Always counted here too: what happened while the others' count was there is not forgotten with it.
    const own = await this.own.add(name, points, keptMs);
    const shared = await this.shared.add(name, points, keptMs);
    // Each may know of something that the other has not seen or has lost.
    return Math.max(own, shared ?? 0);
  }

  async attempt(name: string, backoff: Backoff): Promise<number> {
    return (await this.shared.attempt(name, backoff)) ?? this.own.attempt(name, backoff);
  }

  forget(name: string): void {
    this.own.forget(name);
    this.shared.forget(name);
  }
}
