import { Logger } from '@nestjs/common';
import { expect, vi } from 'vitest';
import { readRedisAddress } from '../../src/config/redis-address.js';
import {
  DurableLevel,
  type Fact,
  type LivePolicy,
  LiveReader,
  LiveReaders,
  type SharedState,
  SoftTimeouts,
} from '../../src/live/index.js';
import type { AskMany } from '../../src/live/live-reader.js';
import { RedisLevel, type RedisLevelSettings } from '../../src/redis/index.js';
import { SystemClock } from '../../src/values/clock.js';

// Those who look at what is logged hand in a logger of their own.
Logger.overrideLogger(false);

export const POLICY: LivePolicy = {
  namespace: 'test.stock.v1',
  freshForMs: 60_000,
  absentFreshForMs: 20_000,
  staleForMs: 600_000,
  softTimeoutMs: 1_000,
  batchSize: 500,
  maxBytes: 10_000_000,
};

/** What the instances of these tests remember. */
export type TestFact = string | number | { readonly onHand: string } | readonly string[] | undefined;

class NothingDurable extends DurableLevel {
  async read<V>(): Promise<ReadonlyMap<string, Fact<V>>> {
    return new Map();
  }
  async write(): Promise<void> {}
}

/** One instance of the gateway, as far as its live readers go. */
export class Instance {
  /** How often it has begun to hear what others forget. */
  heardSince = 0;

  private constructor(
    readonly level: RedisLevel,
    readonly live: LiveReaders,
  ) {
    const mayHaveMissedSomething = live.mayHaveMissedSomething.bind(live);
    live.mayHaveMissedSomething = () => {
      this.heardSince++;
      mayHaveMissedSomething();
    };
  }

  /** Waits for Redis as long as a busy machine needs, unless told otherwise. */
  static open(url: string, settings: Partial<RedisLevelSettings> = {}): Instance {
    const address = readRedisAddress(url);
    if (!address) throw new Error(`no address: ${url}`);
    const clock = new SystemClock();
    const level = new RedisLevel({ address, prefix: 'test', deadlineMs: 2_000, ...settings }, clock);
    return new Instance(level, new LiveReaders(clock, level, new NothingDurable(), new SoftTimeouts()));
  }

  static async ready(url: string, settings: Partial<RedisLevelSettings> = {}): Promise<Instance> {
    const instance = Instance.open(url, settings);
    await instance.until('ready');
    return instance;
  }

  async until(state: SharedState): Promise<void> {
    await vi.waitFor(() => expect(this.level.state).toBe(state), { interval: 5 });
  }

  reader(askMany: AskMany<string, TestFact>, policy: Partial<LivePolicy> = {}): LiveReader<string, TestFact> {
    return this.live.reader({ ...POLICY, ...policy }, String, askMany);
  }

  close(): void {
    this.live.onModuleDestroy();
    this.level.onApplicationShutdown();
  }
}
