import { createHash } from 'node:crypto';
import type { OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { RateLimitName } from '../config/index.js';
import type { Counts } from '../counts/index.js';
import { type CallingClient, isPublicClient } from '../values/calling-client.js';
import type { Clock } from '../values/clock.js';
import type { AccountNumber } from '../values/identifiers.js';
import { addressGroup, addressNetwork, NETWORK_SHARE } from './address-group.js';
import { SlidingWindow, WINDOW_MS } from './sliding-window.js';

/** At most MAX_CALLERS quotas are kept of clients, and as many of accounts. The least recently used is dropped first. */
const MAX_CALLERS = 50_000;
/** How often instances share their counts. For that long, all instances together may admit more than the quota. */
const SHARE_EVERY_MS = 100;
/** An instance shares a count once this part of the quota is used on it. */
const WORTH_TELLING = 1 / 20;

/** What one caller has used of one limit. */
export interface Quota {
  readonly limit: RateLimitName;
  readonly most: number;
  readonly name: string;
  readonly window: SlidingWindow;
  /** For the header RateLimit-Policy. */
  readonly policy: string;
  /** Whether the count of the window before was asked of the other instances. */
  askedOthers: boolean;
}

/**
 * Counts requests by client, by address and by account. They are counted in this process, which costs a page no time. The
 * instances share their counts every SHARE_EVERY_MS.
 */
export class RateLimiter implements OnApplicationShutdown {
  /** The number of refused requests by limit, since the start. */
  readonly refused: Record<RateLimitName, number> = { SERVER: 0, BROWSER: 0, MOBILE: 0, BUILD: 0, ACCOUNT: 0 };
  private readonly ofClients = new LRUCache<string, Quota>({ max: MAX_CALLERS });
  /** A cache of its own, so that many addresses cannot push accounts out. */
  private readonly ofAccounts = new LRUCache<AccountNumber, Quota>({ max: MAX_CALLERS });
  /** The quotas with counts that are still to be shared. */
  private readonly newsOf = new Set<Quota>();
  private sharing: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: ReadonlyMap<RateLimitName, number>,
    private readonly counts: Counts,
    private readonly clock: Clock,
  ) {}

  /** The quota of a program. A public client has one per address, since its visitors cannot be told apart in another way. */
  ofClient(client: CallingClient): Quota | undefined {
    const most = client.rateLimit ?? this.limits.get(client.class) ?? 0;
    if (most === 0) return undefined;
    if (!isPublicClient(client)) return this.quotaOfClient(client.class, most, `client:${client.name}`);
    // Requests from this machine are not limited: it is a trial, or a proxy that does not name the caller.
    if (client.address === null) return undefined;
    return this.quotaOfClient(client.class, most, `${client.class}:${client.name ?? ''}:${addressGroup(client.address)}`);
  }

  /** The quota of the /48 network of a public client; undefined for an IPv4 address and for other clients. */
  ofNetwork(client: CallingClient): Quota | undefined {
    if (client.address === null || !isPublicClient(client)) return undefined;
    const network = addressNetwork(client.address);
    const most = (client.rateLimit ?? this.limits.get(client.class) ?? 0) * NETWORK_SHARE;
    if (network === undefined || most === 0) return undefined;
    return this.quotaOfClient(client.class, most, `${client.class}:${client.name ?? ''}:${network}`);
  }

  ofAccount(account: AccountNumber): Quota | undefined {
    const most = this.limits.get('ACCOUNT') ?? 0;
    if (most === 0) return undefined;
    let quota = this.ofAccounts.get(account);
    if (!quota) {
      quota = this.newQuota('ACCOUNT', most, `account:${account}`);
      this.ofAccounts.set(account, quota);
    }
    return quota;
  }

  /** Counts requests. @returns how many more are allowed; below 0 if these are too many */
  take(quota: Quota, requests: number): number {
    const left = quota.window.take(requests, quota.most, this.clock.now());
    if (left < 0) this.refused[quota.limit]++;
    else if (this.counts.isShared && quota.window.news >= quota.most * WORTH_TELLING) this.shareSoon(quota);
    return left;
  }

  /** Seconds until the end of this window, when its requests begin to count for less. */
  secondsLeft(): number {
    return Math.ceil((WINDOW_MS - (this.clock.now() % WINDOW_MS)) / 1_000);
  }

  onApplicationShutdown(): void {
    clearTimeout(this.sharing);
  }

  private quotaOfClient(limit: RateLimitName, most: number, name: string): Quota {
    let quota = this.ofClients.get(name);
    if (quota?.most !== most) {
      quota = this.newQuota(limit, most, name);
      this.ofClients.set(name, quota);
    }
    return quota;
  }

  private newQuota(limit: RateLimitName, most: number, name: string): Quota {
    const policy = `"${limit.toLowerCase()}";q=${most};w=${WINDOW_MS / 1_000}`;
    return { limit, most, name, policy, window: new SlidingWindow(this.clock.now()), askedOthers: false };
  }

  private shareSoon(quota: Quota): void {
    this.newsOf.add(quota);
    this.sharing ??= setTimeout(() => this.share(), SHARE_EVERY_MS).unref();
  }

  private share(): void {
    this.sharing = undefined;
    for (const quota of this.newsOf) {
      const { window, points } = quota.window.tell();
      void this.tell(quota, window, points);
      if (quota.askedOthers) continue;
      quota.askedOthers = true;
      void this.tell(quota, window - 1, 0);
    }
    this.newsOf.clear();
  }

  private async tell({ name, window: own }: Quota, window: number, points: number): Promise<void> {
    const total = await this.counts.add(`rate:${digest(name)}:${window}`, points, 2 * WINDOW_MS);
    own.told(window, points, total);
  }
}

/** Hides accounts and addresses from people who can see the keys in Redis. */
function digest(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}
