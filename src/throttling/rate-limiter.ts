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

/** The caller that has not called for the longest time is forgotten first. */
const MAX_CALLERS = 50_000;
/** How often instances tell each other. So much longer all together may let through more than they should. */
const SHARE_EVERY_MS = 100;
/** So much of a quota has to be used on an instance before it is worth telling others of. */
const WORTH_TELLING = 1 / 20;

/** What one caller has used of one limit. */
export interface Quota {
  readonly limit: RateLimitName;
  readonly most: number;
  readonly name: string;
  readonly window: SlidingWindow;
  /** For the header RateLimit-Policy. */
  readonly policy: string;
  /** Whether others have been asked what the caller did there before they came here. */
  askedOthers: boolean;
}

/**
 * Counts what callers ask, by client, by address and by account. Counted is in this process, which costs a page nothing, and
 * instances tell each other a few times a second what they have counted.
 */
export class RateLimiter implements OnApplicationShutdown {
  /** What was refused, since the start. */
  readonly refused: Record<RateLimitName, number> = { SERVER: 0, BROWSER: 0, MOBILE: 0, BUILD: 0, ACCOUNT: 0 };
  private readonly ofClients = new LRUCache<string, Quota>({ max: MAX_CALLERS });
  /** Apart from those, so that no crowd of addresses pushes them out. */
  private readonly ofAccounts = new LRUCache<AccountNumber, Quota>({ max: MAX_CALLERS });
  /** Whose news are to be told. */
  private readonly newsOf = new Set<Quota>();
  private sharing: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: ReadonlyMap<RateLimitName, number>,
    private readonly counts: Counts,
    private readonly clock: Clock,
  ) {}

  /** The quota of a program: its own, or that of one address where nobody can tell its many visitors apart otherwise. */
  ofClient(client: CallingClient): Quota | undefined {
    const most = client.rateLimit ?? this.limits.get(client.class) ?? 0;
    if (most === 0) return undefined;
    if (!isPublicClient(client)) return this.quotaOfClient(client.class, most, `client:${client.name}`);
    // This machine itself is not kept out: a trial, and a proxy that does not say whose request it brings.
    if (client.address === null) return undefined;
    return this.quotaOfClient(client.class, most, `${client.class}:${client.name ?? ''}:${addressGroup(client.address)}`);
  }

  /** The quota of the network around the address that a client is counted by, for those who have many; undefined elsewhere. */
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

  /** Counts requests. @returns how many more there may be; below 0 where they are too many */
  take(quota: Quota, requests: number): number {
    const left = quota.window.take(requests, quota.most, this.clock.now());
    if (left < 0) this.refused[quota.limit]++;
    else if (this.counts.isShared && quota.window.news >= quota.most * WORTH_TELLING) this.shareSoon(quota);
    return left;
  }

  /** Seconds until what was asked in this window begins to count for less. */
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

/** Accounts and addresses are nobody's business who looks at the keys in Redis. */
function digest(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}
