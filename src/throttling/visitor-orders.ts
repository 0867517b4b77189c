import { createHash } from 'node:crypto';
import { OccasionalLog } from '../callers/index.js';
import type { ThrottlingSettings } from '../config/index.js';
import type { Counts } from '../counts/index.js';
import type { CallingClient } from '../values/calling-client.js';
import { addressGroup } from './address-group.js';

const WINDOW_MS = 60_000;

/**
 * Limits the orders per minute of visitors who are not signed in, by client and by its address. Each such order costs GP much,
 * comes from an unknown person, and may create a customer in GP. All instances count together.
 */
export class VisitorOrders {
  /** The number of refused orders since the start. */
  refused = 0;
  private readonly log = new OccasionalLog('ordering');

  constructor(
    private readonly counts: Counts,
    private readonly settings: Pick<ThrottlingSettings, 'visitorOrdersPerMinute'>,
  ) {}

  /** Counts an order before any work for it. @returns whether it may be placed now */
  async take(client: CallingClient | undefined): Promise<boolean> {
    const most = this.settings.visitorOrdersPerMinute;
    // An unknown program on this machine is a trial. From another machine it may not order for visitors at all.
    if (most === 0 || !client || (client.name === null && client.address === null)) return true;
    const from = client.address === null ? 'local' : addressGroup(client.address);
    const count = await this.counts.add(`visitor-orders:${digest(`${client.name ?? ''}\n${from}`)}`, 1, WINDOW_MS);
    if (count <= most) return true;
    this.refused++;
    this.log.warn(String(client.name), { client: client.name }, 'Too many orders of visitors in a minute');
    return false;
  }
}

/** Hides addresses from people who can see the keys in Redis. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
