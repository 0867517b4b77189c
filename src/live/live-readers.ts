import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../values/clock.js';
import type { LivePolicy } from './live-policy.js';
import { type AskMany, LiveReader } from './live-reader.js';
import { SecondLevel } from './second-level.js';

/** Makes the process's live readers, one per kind of fact. */
@Injectable()
export class LiveReaders implements OnModuleDestroy {
  private readonly closing = new AbortController();
  private readonly readers: { forgetAll(): void }[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly secondLevel: SecondLevel,
  ) {}

  /** @param keyText the key as text, unique among the keys of this kind of fact */
  reader<K, V>(policy: LivePolicy, keyText: (key: K) => string, askMany: AskMany<K, V>): LiveReader<K, V> {
    const secondLevel = policy.durable ? this.secondLevel : undefined;
    const reader = new LiveReader(policy, keyText, askMany, this.clock, secondLevel, this.closing.signal);
    this.readers.push(reader);
    return reader;
  }

  /** Forgets everything that is remembered in memory. */
  forgetAll(): void {
    for (const reader of this.readers) reader.forgetAll();
  }

  onModuleDestroy(): void {
    this.closing.abort(new Error('The gateway is closing.'));
  }
}
