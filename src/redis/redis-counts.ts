import type { Backoff, SharedCounts } from '../counts/index.js';
import type { RedisLevel } from './redis-level.js';

/** Counts in Redis. A request waits for them at most as long as for facts there (RedisLevel.ask). */
export class RedisCounts implements SharedCounts {
  constructor(
    private readonly level: RedisLevel,
    private readonly prefix: string,
  ) {}

  add(name: string, points: number, keptMs: number): Promise<number | undefined> {
    return this.ask(() => this.level.client.gatewayCount(1, this.keyOf(name), points, keptMs));
  }

  attempt(name: string, { free, firstMs, longestMs, forgottenAfterMs }: Backoff): Promise<number | undefined> {
    const now = this.level.clock.now();
    return this.ask(() => this.level.client.gatewayAttempt(1, this.keyOf(name), now, free, firstMs, longestMs, forgottenAfterMs));
  }

  forget(name: string): void {
    this.level.send(() => this.level.client.del(this.keyOf(name)));
  }

  private async ask(command: () => Promise<unknown>): Promise<number | undefined> {
    const answer = await this.level.ask(command);
    return typeof answer === 'number' ? answer : undefined;
  }

  private keyOf(name: string): string {
    return `${this.prefix}:count:${name}`;
  }
}
