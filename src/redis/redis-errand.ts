import { dueAfterMs, type Errand, type Fact, type Findings, type LivePolicy, type Want } from '../live/index.js';
import type { Clock } from '../values/clock.js';
import type { RedisClient } from './redis-connection.js';
import type { Shelf, Shelves } from './shelves.js';
import { CLOCKS_DIFFER_MS, lifetimeMs, readStoredFact } from './stored-fact.js';

/** For how long an instance that asks the source keeps others from asking too: a slow answer's time, since one may die over it. */
const LEASE_MS = 1_000;
const LETTERS = { awaited: 'a', refresh: 'r', anew: 'n' } as const satisfies Record<Want, string>;
const LEASED_ELSEWHERE = 1;
const LEASED = 2;

/** Where an errand goes. */
export interface RedisDesk {
  readonly client: RedisClient;
  readonly shelves: Shelves;
  readonly clock: Clock;
  /** Undefined where nothing came in time, or nothing was asked. */
  ask<T>(commands: () => Promise<T>): Promise<T | undefined>;
  /** Sends what nobody waits for. */
  send(commands: () => Promise<unknown>): void;
  /** Sends facts. @param commands give how many were taken in */
  bring(commands: () => Promise<unknown>): void;
  count(hits: number, misses: number): void;
  /** An answer that makes no sense. */
  nonsense(): void;
}

/** One question's dealings with Redis: one round trip for all of its keys, however many shelves they lie on. */
export class RedisErrand<V> implements Errand<V> {
  /** The generation in which each key was last looked for: what is asked for after that look belongs to it. */
  private readonly generations = new Map<string, string>();
  private readonly leased = new Set<string>();

  /** @param token no other errand's */
  constructor(
    private readonly desk: RedisDesk,
    private readonly policy: LivePolicy,
    private readonly token: string,
  ) {}

  async look(wants: ReadonlyMap<string, Want>): Promise<Findings<V>> {
    const facts = new Map<string, Fact<V>>();
    const askedElsewhere = new Set<string>();
    const shelves = this.desk.shelves.of(this.policy.namespace, wants.keys());
    const now = this.desk.clock.now();
    const replies = await this.desk.ask(() => Promise.all(shelves.map((shelf) => this.lookAt(shelf, wants, now))));
    for (const [index, { texts }] of shelves.entries()) {
      const reply = replies?.[index];
      if (!isReply(reply, texts.length)) {
        if (replies) this.desk.nonsense();
        // Leases may have been taken that nobody told us of.
        else for (const text of texts) this.leased.add(text);
        continue;
      }
      for (const [position, text] of texts.entries()) {
        const fact = readStoredFact<V>(reply[1 + 2 * position], reply[0], now);
        if (fact) facts.set(text, fact);
        this.generations.set(text, reply[0]);
        const lease = reply[2 + 2 * position];
        if (lease === LEASED_ELSEWHERE) askedElsewhere.add(text);
        if (lease === LEASED) this.leased.add(text);
      }
    }
    if (replies) this.desk.count(facts.size, wants.size - facts.size);
    return { facts, askedElsewhere };
  }

  bring(facts: ReadonlyMap<string, Fact<V>>): void {
    const known = [...facts.keys()].filter((text) => this.generations.has(text));
    for (const text of known) this.leased.delete(text);
    const byGeneration = Map.groupBy(known, (text) => this.generations.get(text) as string);
    for (const [generation, texts] of byGeneration) {
      for (const shelf of this.desk.shelves.of(this.policy.namespace, texts)) {
        this.desk.bring(() => this.bringTo(shelf, generation, facts));
      }
    }
  }

  end(): void {
    if (this.leased.size === 0) return;
    for (const { generation, leases } of this.desk.shelves.of(this.policy.namespace, this.leased)) {
      this.desk.send(() => this.desk.client.gatewayFree(1 + leases.length, generation, ...leases, this.token));
    }
    this.leased.clear();
  }

  private lookAt(shelf: Shelf, wants: ReadonlyMap<string, Want>, now: number): Promise<unknown> {
    const dueBefore = (want: Want) => [true, null].map((value) => Math.floor(now - dueAfterMs(this.policy, value, want)));
    return this.desk.client.gatewayLook(
      1 + 2 * shelf.texts.length,
      shelf.generation,
      ...shelf.facts,
      ...shelf.leases,
      this.token,
      this.token,
      LEASE_MS,
      now + CLOCKS_DIFFER_MS,
      ...dueBefore('awaited'),
      ...dueBefore('refresh'),
      shelf.texts.map((text) => LETTERS[wants.get(text) ?? 'anew']).join(''),
    );
  }

  private bringTo(shelf: Shelf, generation: string, facts: ReadonlyMap<string, Fact<V>>): Promise<unknown> {
    return this.desk.client.gatewayBring(
      1 + 2 * shelf.texts.length,
      shelf.generation,
      ...shelf.facts,
      ...shelf.leases,
      generation,
      this.token,
      this.desk.clock.now() + CLOCKS_DIFFER_MS,
      ...shelf.texts.flatMap((text) => {
        const { value, readAt } = facts.get(text) as Fact<V>;
        return [readAt, JSON.stringify(value), lifetimeMs(this.policy, value)];
      }),
    );
  }
}

function isReply(reply: unknown, keys: number): reply is [generation: string, ...unknown[]] {
  return Array.isArray(reply) && reply.length === 1 + 2 * keys && typeof reply[0] === 'string';
}
