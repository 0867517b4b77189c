import { dueAfterMs, type Fact, type Findings, type LivePolicy, type SharedLookup, type Want } from '../live/index.js';
import type { Clock } from '../values/clock.js';
import type { Partition, Partitions } from './partitions.js';
import type { RedisClient } from './redis-connection.js';
import { CLOCKS_DIFFER_MS, lifetimeMs, readStoredFact } from './stored-fact.js';

/**
 * For LEASE_MS an instance that asks the source keeps the others from asking too. That is the time of a slow answer. It has
 * to end, because the instance may die before the answer comes.
 */
const LEASE_MS = 1_000;
const LETTERS = { awaited: 'a', refresh: 'r', anew: 'n' } as const satisfies Record<Want, string>;
const LEASED_ELSEWHERE = 1;
const LEASED = 2;

/** What a lookup needs from RedisLevel. */
export interface RedisAccess {
  readonly client: RedisClient;
  readonly partitions: Partitions;
  readonly clock: Clock;
  /** Sends commands and waits for the answer. @returns undefined if it came too late or was a fault, or if Redis is left out */
  ask<T>(commands: () => Promise<T>): Promise<T | undefined>;
  /** Sends commands for whose answer no request waits. */
  send(commands: () => Promise<unknown>): void;
  /** Sends facts. @param commands resolve to the number of facts that Redis has stored */
  store(commands: () => Promise<unknown>): void;
  count(hits: number, misses: number): void;
  /** Reports an answer that cannot be read. */
  nonsense(): void;
}

/** The use of Redis by one batch. `find` sends the commands for all partitions at once, which takes one round trip. */
export class RedisLookup<V> implements SharedLookup<V> {
  /** The generation of each key when it was last looked up. A fact that the source is asked for afterwards is stored in it. */
  private readonly generations = new Map<string, string>();
  private readonly leased = new Set<string>();

  /** @param token unique among all lookups of all instances */
  constructor(
    private readonly access: RedisAccess,
    private readonly policy: LivePolicy,
    private readonly token: string,
    private readonly isAnnounced: () => boolean,
  ) {}

  async find(wants: ReadonlyMap<string, Want>): Promise<Findings<V>> {
    const facts = new Map<string, Fact<V>>();
    const lastKnown = new Map<string, Fact<V>>();
    const askedElsewhere = new Set<string>();
    const partitions = this.access.partitions.of(this.policy.namespace, wants.keys());
    const now = this.access.clock.now();
    const replies = await this.access.ask(() => Promise.all(partitions.map((partition) => this.findIn(partition, wants, now))));
    for (const [index, { texts }] of partitions.entries()) {
      const reply = replies?.[index];
      if (!isReply(reply, texts.length)) {
        if (replies) this.access.nonsense();
        // Redis may have taken leases although no answer came.
        else for (const text of texts) this.leased.add(text);
        continue;
      }
      for (const [position, text] of texts.entries()) {
        const stored = readStoredFact<V>(reply[1 + 2 * position], reply[0], now);
        if (stored) (stored.changed ? lastKnown : facts).set(text, { value: stored.value, readAt: stored.readAt });
        this.generations.set(text, reply[0]);
        const lease = reply[2 + 2 * position];
        if (lease === LEASED_ELSEWHERE) askedElsewhere.add(text);
        if (lease === LEASED) this.leased.add(text);
      }
    }
    if (replies) this.access.count(facts.size, wants.size - facts.size);
    return { facts, lastKnown, askedElsewhere };
  }

  store(facts: ReadonlyMap<string, Fact<V>>): void {
    const known = [...facts.keys()].filter((text) => this.generations.has(text));
    for (const text of known) this.leased.delete(text);
    const byGeneration = Map.groupBy(known, (text) => this.generations.get(text) as string);
    for (const [generation, texts] of byGeneration) {
      for (const partition of this.access.partitions.of(this.policy.namespace, texts)) {
        this.access.store(() => this.storeIn(partition, generation, facts));
      }
    }
  }

  release(): void {
    if (this.leased.size === 0) return;
    for (const { generation, leases } of this.access.partitions.of(this.policy.namespace, this.leased)) {
      this.access.send(() => this.access.client.gatewayFree(1 + leases.length, generation, ...leases, this.token));
    }
    this.leased.clear();
  }

  private findIn(partition: Partition, wants: ReadonlyMap<string, Want>, now: number): Promise<unknown> {
    const isAnnounced = this.isAnnounced();
    const dueBefore = (want: Want) =>
      [true, null].map((value) => Math.floor(now - dueAfterMs(this.policy, value, want, isAnnounced)));
    return this.access.client.gatewayLook(
      1 + 2 * partition.texts.length,
      partition.generation,
      ...partition.facts,
      ...partition.leases,
      this.token,
      this.token,
      LEASE_MS,
      now + CLOCKS_DIFFER_MS,
      ...dueBefore('awaited'),
      ...dueBefore('refresh'),
      partition.texts.map((text) => LETTERS[wants.get(text) ?? 'anew']).join(''),
    );
  }

  private storeIn(partition: Partition, generation: string, facts: ReadonlyMap<string, Fact<V>>): Promise<unknown> {
    return this.access.client.gatewayBring(
      1 + 2 * partition.texts.length,
      partition.generation,
      ...partition.facts,
      ...partition.leases,
      generation,
      this.token,
      this.access.clock.now() + CLOCKS_DIFFER_MS,
      ...partition.texts.flatMap((text) => {
        const { value, readAt } = facts.get(text) as Fact<V>;
        return [readAt, JSON.stringify(value), lifetimeMs(this.policy, value)];
      }),
    );
  }
}

function isReply(reply: unknown, keys: number): reply is [generation: string, ...unknown[]] {
  return Array.isArray(reply) && reply.length === 1 + 2 * keys && typeof reply[0] === 'string';
}
