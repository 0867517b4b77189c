import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RedisHealth } from './redis-health.js';

describe('The log of a Redis whose connection comes and goes', () => {
  const lines: string[] = [];
  let health: RedisHealth;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    lines.length = 0;
    vi.spyOn(Logger.prototype, 'log').mockImplementation((message) => void lines.push(message));
    vi.spyOn(Logger.prototype, 'warn').mockImplementation((message) => void lines.push(message));
    health = new RedisHealth(async () => undefined, 1_000);
  });
  afterEach(() => {
    health.close();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  async function comes(): Promise<void> {
    health.connected();
    await vi.waitUntil(() => health.state === 'ready', { interval: 1 });
  }

  it('says the first times that it is away and ready, and then only that it has stayed ready', async () => {
    for (let time = 1; time <= 50; time++) {
      await comes();
      health.lost(undefined);
      vi.advanceTimersByTime(100);
    }
    const away = 'Redis is away (closed): this instance goes on without it until it is back';
    expect(lines).toEqual(Array.from({ length: 3 }, () => ['Redis is ready', away]).flat());
    await comes();
    vi.advanceTimersByTime(9_000);
    expect(lines).toHaveLength(6);
    vi.advanceTimersByTime(1_000);
    expect(lines.slice(6)).toEqual(['Redis is ready']);
    health.lost(undefined);
    expect(lines.slice(7)).toEqual([away]);
  });
});
