import type { LookupFunction } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../values/clock.js';
import { EventDestination, type Receipt } from '../destination.js';
import type { GatewayEvent } from '../event.js';
import { post } from '../http/post.js';

/** Of one call. A page that shows more than these is found by the tag of its kind. */
const MOST_TAGS = 500;

/**
 * How old an event is before the route is called. All instances have heard of a change in GP within two seconds; a page that was
 * made anew before that would show the old value until the next change.
 */
const HEARD_OF_AFTER_MS = 3_000;

/** What of a page is out of date, by the type of the event. */
const KINDS: Readonly<Record<string, 'price' | 'stock' | 'product'>> = {
  'price.changed.v1': 'price',
  'stock.changed.v1': 'stock',
  'stock.backInStock.v1': 'stock',
  'product.changed.v1': 'product',
  'product.withdrawn.v1': 'product',
};

export interface RevalidateRoute {
  readonly url: URL;
  readonly secret: string | undefined;
  readonly mayBePrivate: boolean;
}

/**
 * Makes pages of anonymous visitors new once products, prices or stock have changed, by the revalidation route of Sitecore's
 * Content SDK (createSitecoreRevalidateRouteHandler of @sitecore-content-sdk/nextjs 2.4). It passes tags that begin with "sc:" to
 * Next.js as they are; pages give their fetches the same tags (docs/events.md).
 */
export class SitecorePages extends EventDestination {
  readonly name = 'sitecore';
  readonly wanted = { types: Object.keys(KINDS) };
  /** The events themselves stand for all changes of a few seconds: one call at a time is enough. */
  override readonly concurrency = 1;

  constructor(
    private readonly route: RevalidateRoute,
    private readonly clock: Clock,
    private readonly lookup?: LookupFunction,
  ) {
    super();
  }

  async deliver(event: GatewayEvent, signal: AbortSignal): Promise<Receipt> {
    // The event may have the time of another instance, whose clock is ahead.
    const waitMs = Math.min(HEARD_OF_AFTER_MS, event.time + HEARD_OF_AFTER_MS - this.clock.now());
    if (waitMs > 0) await pause(waitMs, undefined, { signal });
    const { url, secret, mayBePrivate } = this.route;
    const headers = { 'content-type': 'application/json', ...(secret !== undefined && { 'x-revalidate-secret': secret }) };
    const body = JSON.stringify({ invocation_id: event.id, continues: false, tags: tagsOf(event) });
    return post({ url, headers, body, mayBePrivate, ...(this.lookup && { lookup: this.lookup }) }, signal);
  }
}

/** The tags of fetches that an event has made old. A test event names none, and the route is called with a tag of its own. */
export function tagsOf({ type, data }: GatewayEvent): readonly string[] {
  const kind = KINDS[type];
  if (kind === undefined) return ['sc:gp:test'];
  const { skus, sku, isEverything } = data as { skus?: readonly string[]; sku?: string; isEverything?: boolean };
  const named = skus ?? (sku === undefined ? [] : [sku]);
  const ofItems = isEverything || named.length > MOST_TAGS ? [] : named.map((item) => `sc:gp:${kind}:${item}`);
  // Lists show items by what they cost and whether they are there, so that they have the tag of the kind.
  return [`sc:gp:${kind}`, ...ofItems];
}
