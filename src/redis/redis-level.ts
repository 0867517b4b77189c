import { randomBytes } from 'node:crypto';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cluster } from 'ioredis';
import {
  type ForgottenListener,
  type LivePolicy,
  NO_LOOKUP,
  noSharedUse,
  type SharedLevel,
  type SharedLookup,
  type SharedState,
} from '../live/index.js';
import type { Clock } from '../values/clock.js';
import { LATE, within } from '../values/within.js';
import { type Invalidation, Invalidations } from './invalidations.js';
import { Partitions } from './partitions.js';
import { pauseMs } from './pause.js';
import { reasonOfRedis } from './reason-of-redis.js';
import { connect, connectListener, type RedisClient, type RedisLocation } from './redis-connection.js';
import { RedisHealth } from './redis-health.js';
import { type RedisAccess, RedisLookup } from './redis-lookup.js';

/** pendingInvalidations holds at most MAX_PENDING_KEYS single keys of a kind. If there are more, the whole kind is forgotten. */
const MAX_PENDING_KEYS = 1_000;
/** The most facts that one script marks as changed. */
const MARKED_AT_ONCE = 200;
/** Longer than any question to the ERP takes: until then, a value that was read before its key was forgotten may still arrive. */
const FORGOTTEN_FOR_MS = 120_000;

export interface RedisLevelSettings extends RedisLocation {
  /** The first part of all its keys. */
  readonly prefix: string;
  /** How long a request waits for Redis, in milliseconds. */
  readonly deadlineMs: number;
}

/** Facts in Redis or Valkey. While it is away, slow or full, or gives wrong answers, the instance goes on without it. */
export class RedisLevel implements SharedLevel, RedisAccess, OnApplicationShutdown {
  readonly figures = noSharedUse();
  readonly client: RedisClient;
  readonly partitions: Partitions;
  private readonly log = new Logger('redis');
  /** Distinguishes this process from the others. */
  private readonly name = randomBytes(9).toString('base64url');
  private readonly health: RedisHealth;
  private readonly channel: string;
  private lookups = 0;
  private invalidations: Invalidations | undefined;
  /** The keys, by kind of fact, that Redis and the other instances still have to forget; undefined for all keys of a kind. */
  private readonly pendingInvalidations = new Map<
    string,
    { readonly policy: LivePolicy; readonly keys: Set<string> | undefined }
  >();
  /** The kinds of facts of which this instance has marked some as changed. */
  private readonly marked = new Set<string>();
  /** A replica that takes over from its lost master may lack the last marks, but have the facts. */
  private mayLackMarks = false;
  private takesIn = true;
  /** Why the connection was closed last, or is about to be; undefined where the other side just closes it. */
  private lastFault: unknown;
  private closed = false;

  constructor(
    private readonly settings: RedisLevelSettings,
    readonly clock: Clock,
  ) {
    this.client = connect(settings);
    this.partitions = new Partitions(settings.prefix, settings.address.kind === 'cluster');
    this.channel = `${settings.prefix}:forgotten`;
    this.health = new RedisHealth(() => this.probe(), this.settings.deadlineMs);
    this.watch();
  }

  get state(): SharedState {
    return this.health.state;
  }

  lookup<V>(policy: LivePolicy, isAnnounced: () => boolean = () => false): SharedLookup<V> {
    if (policy.shared === false) return NO_LOOKUP;
    return new RedisLookup<V>(this, policy, `${this.name}.${(this.lookups++).toString(36)}`, isAnnounced);
  }

  forget(policy: LivePolicy, keys?: readonly string[]): void {
    const pending = this.pendingInvalidations.get(policy.namespace);
    const all = !keys || (pending && !pending.keys) || (pending?.keys?.size ?? 0) + keys.length > MAX_PENDING_KEYS;
    this.pendingInvalidations.set(policy.namespace, {
      policy,
      keys: all ? undefined : new Set([...(pending?.keys ?? []), ...keys]),
    });
    // Its commands are sent before this returns, so Redis forgets before it answers this instance's next look.
    if (this.state === 'ready') this.sendPending().catch((fault: unknown) => this.fail(fault));
  }

  async change({ namespace, shared }: LivePolicy, keys?: readonly string[]): Promise<boolean> {
    if (shared === false) return true;
    if (this.state !== 'ready') return false;
    this.marked.add(namespace);
    try {
      // A kind's facts are dropped and not marked: there may be hundreds of thousands. Each instance has its last known values.
      if (!keys) await this.forgetInRedis(namespace, undefined);
      // Part by part, so that no look of a page waits behind a long script.
      for (let start = 0; start < (keys?.length ?? 0); start += MARKED_AT_ONCE) {
        await Promise.all(
          this.partitions
            .of(namespace, keys?.slice(start, start + MARKED_AT_ONCE) ?? [])
            .map(({ facts, leases }) => this.client.gatewayChange(2 * facts.length, ...facts, ...leases, FORGOTTEN_FOR_MS)),
        );
      }
      return true;
    } catch (fault) {
      this.fail(fault);
      return false;
    }
  }

  listen(listener: ForgottenListener): void {
    this.invalidations = new Invalidations(
      (attempts) => connectListener(this.settings, attempts),
      this.channel,
      this.name,
      listener,
    );
  }

  async ask<T>(commands: () => Promise<T>): Promise<T | undefined> {
    if (this.state !== 'ready') {
      this.figures.skipped++;
      return undefined;
    }
    try {
      const answer = await within(this.settings.deadlineMs, commands());
      if (answer !== LATE) return answer;
      this.figures.late++;
      this.health.leaveOut('late');
    } catch (fault) {
      this.fail(fault);
    }
    return undefined;
  }

  send(commands: () => Promise<unknown>): void {
    // Also sent while Redis is left out: a lease whose reply came too late has to be given back.
    if (this.state !== 'away') (async () => commands())().catch(() => this.figures.failedWrites++);
  }

  store(commands: () => Promise<unknown>): void {
    this.send(async () => {
      try {
        if (Number(await commands()) > 0 && !this.takesIn) {
          this.takesIn = true;
          this.log.log('Redis takes in new facts again');
        }
      } catch (fault) {
        if (this.takesIn && this.state === 'ready') {
          this.takesIn = false;
          this.log.warn(`Redis takes in no new facts (${reasonOfRedis(fault)})`);
        }
        throw fault;
      }
    });
  }

  count(hits: number, misses: number): void {
    this.figures.hits += hits;
    this.figures.misses += misses;
  }

  nonsense(): void {
    this.figures.errors++;
    this.health.leaveOut('its answers make no sense');
  }

  onApplicationShutdown(): void {
    this.closed = true;
    this.health.close();
    this.invalidations?.close();
    this.client.disconnect();
  }

  private fail(fault: unknown): void {
    this.figures.errors++;
    this.health.leaveOut(reasonOfRedis(fault));
  }

  private watch(): void {
    this.client.on('error', (fault) => {
      this.lastFault = fault;
    });
    this.client.on('ready', () => this.health.connected());
    this.client.on('close', () => {
      this.mayLackMarks = this.marked.size > 0;
    });
    this.client.on('close', () => {
      this.health.lost(this.lastFault);
      this.lastFault = undefined;
    });
    this.client.on('end', () => {
      // ioredis has given up for good, which is right only while closing: connect again.
      if (!this.closed) setTimeout(() => this.closed || this.client.connect().catch(() => undefined), pauseMs(10)).unref();
    });
  }

  private async probe(): Promise<void> {
    const servers = this.client instanceof Cluster ? this.client.nodes('master') : [this.client];
    for (const pong of await Promise.all(servers.map((server) => server.ping()))) {
      if (pong !== 'PONG') throw new TypeError('not an answer to PING');
    }
    await this.sendPending();
  }

  /** Makes Redis forget the pending keys, and tells the other instances. */
  private async sendPending(): Promise<void> {
    if (this.mayLackMarks) {
      await Promise.all([...this.marked].map((namespace) => this.forgetInRedis(namespace, undefined)));
      this.mayLackMarks = false;
    }
    await Promise.all(
      [...this.pendingInvalidations].map(async ([namespace, pending]) => {
        const { policy, keys } = pending;
        if (policy.shared !== false) await this.forgetInRedis(namespace, keys);
        const message: Invalidation = { from: this.name, namespace, keys: keys ? [...keys] : null };
        await this.client.publish(this.channel, JSON.stringify(message));
        if (this.pendingInvalidations.get(namespace) === pending) this.pendingInvalidations.delete(namespace);
      }),
    );
  }

  private async forgetInRedis(namespace: string, keys: ReadonlySet<string> | undefined): Promise<void> {
    const done = keys
      ? this.partitions
          .of(namespace, keys)
          .map(({ facts, leases }) => this.client.gatewayForget(2 * facts.length, ...facts, ...leases, FORGOTTEN_FOR_MS))
      : this.partitions.generations(namespace).map((generation) => this.client.del(generation));
    await Promise.all(done);
  }
}
