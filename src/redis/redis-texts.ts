import type { RedisLevel } from './redis-level.js';

const KEPT_FOR_SECONDS = 30 * 24 * 3600;

/** Texts that the instances share, by their SHA-256. A request waits for them at most as long as for facts. No call fails. */
export class RedisTexts {
  constructor(
    private readonly level: RedisLevel,
    private readonly prefix: string,
  ) {}

  async find(hash: string): Promise<string | undefined> {
    return (await this.level.ask(() => this.level.client.get(this.keyOf(hash)))) ?? undefined;
  }

  keep(hash: string, text: string): void {
    this.level.send(() => this.level.client.set(this.keyOf(hash), text, 'EX', KEPT_FOR_SECONDS));
  }

  private keyOf(hash: string): string {
    return `${this.prefix}:operation:${hash}`;
  }
}
