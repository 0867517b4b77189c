import { Inject, Injectable, type OnModuleDestroy, Optional } from '@nestjs/common';
import { Clock } from '../values/clock.js';
import { Announcements } from './announcements.js';
import { DurableLevel } from './durable-level.js';
import { LiveObserver } from './live-observer.js';
import type { LivePolicy } from './live-policy.js';
import { type AskMany, LiveReader } from './live-reader.js';
import type { ReadFigures } from './read-figures.js';
import { type ForgottenListener, SharedLevel } from './shared-level.js';
import { SoftTimeouts } from './soft-timeouts.js';
import type { HoldersKey, HoldersPolicy, ViewerIndependentPolicy } from './viewer-independent.js';

/** Makes the process's live readers, one per kind of fact. */
@Injectable()
export class LiveReaders implements ForgottenListener, OnModuleDestroy {
  readonly announcements = new Announcements();
  private readonly closing = new AbortController();
  private readonly readers = new Map<string, LiveReader<never, unknown>>();

  constructor(
    private readonly clock: Clock,
    private readonly shared: SharedLevel,
    private readonly durable: DurableLevel,
    private readonly softTimeouts: SoftTimeouts,
    @Optional() @Inject(LiveObserver) private readonly observer?: LiveObserver,
  ) {
    shared.listen(this);
  }

  /**
   * For facts, which are independent of the viewer. Does not compile for keys or values that hold data of a viewer.
   * @param keyText the key as text, unique among the keys of this kind of fact
   */
  reader<K, V>(
    policy: ViewerIndependentPolicy<K, V>,
    keyText: (key: NoInfer<K>) => string,
    askMany: AskMany<K, V>,
  ): LiveReader<K, V> {
    // The type is LivePolicy, or one that no value has.
    return this.add(policy as LivePolicy, keyText, askMany);
  }

  /** For what belongs to the holder of its key, and is shown to that holder alone. */
  holdersReader<V>(policy: HoldersPolicy, askMany: AskMany<HoldersKey, V>): LiveReader<HoldersKey, V> {
    return this.add(policy, String, askMany);
  }

  /** Forgets some kinds of facts in all instances, by default all kinds. What the durable level holds stays. */
  forget(namespaces: Iterable<string> = this.readers.keys()): void {
    for (const namespace of namespaces) this.readers.get(namespace)?.forgetAll();
  }

  /** Takes in that facts have changed at their source, in this instance alone. @param keys all of the kind if undefined */
  changed(namespace: string, keys?: readonly string[]): void {
    this.readers.get(namespace)?.changed(keys);
  }

  /**
   * Marks facts as changed in the shared level. Other instances have to be told besides (`changed`).
   * @returns whether the shared level was told; true without one
   */
  async changeShared(namespace: string, keys?: readonly string[]): Promise<boolean> {
    const reader = this.readers.get(namespace);
    return reader === undefined || this.shared.change(reader.policy, keys);
  }

  forgotten(namespace: string, keys: readonly string[] | undefined): void {
    this.readers.get(namespace)?.forgotten(keys);
  }

  mayHaveMissedSomething(): void {
    for (const reader of this.readers.values()) reader.doubt();
  }

  /** The policies of all kinds of facts that this process reads. */
  policies(): readonly LivePolicy[] {
    return [...this.readers.values()].map(({ policy }) => policy);
  }

  /** How often each kind of fact was read since the start, by the level that answered. */
  figures(): ReadonlyMap<string, Readonly<ReadFigures>> {
    return new Map([...this.readers].map(([namespace, { figures }]) => [namespace, figures]));
  }

  onModuleDestroy(): void {
    this.announcements.end();
    this.closing.abort(new Error('The gateway is closing.'));
  }

  private add<K, V>(policy: LivePolicy, keyText: (key: K) => string, askMany: AskMany<K, V>): LiveReader<K, V> {
    const levels = { shared: this.shared, durable: policy.durable ? this.durable : undefined };
    const { clock, closing, observer, announcements, softTimeouts } = this;
    const reader = new LiveReader(policy, keyText, askMany, clock, levels, closing.signal, observer, announcements, softTimeouts);
    this.readers.set(policy.namespace, reader as unknown as LiveReader<never, unknown>);
    return reader;
  }
}
