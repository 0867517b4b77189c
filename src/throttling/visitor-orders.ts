import { createHash } from 'node:crypto';
import { OccasionalLog } from '../callers/index.js';
import type { ThrottlingSettings } from '../config/index.js';
import type { Counts } from '../counts/index.js';
import type { CallingClient } from '../values/calling-client.js';
import { addressGroup } from './address-group.js';

const WINDOW_MS = 60_000;

/**
 * Bounds how many orders of people who are not signed in come in a minute, by client and by the address that it calls from:
 * each asks GP for much, is anybody's, and may make a customer of GP. All instances count together.
 */
export class VisitorOrders {
  /** Since the start. */
  refused = 0;
  private readonly log = new OccasionalLog('ordering');

  constructor(
    private readonly counts: Counts,
    private readonly settings: Pick<ThrottlingSettings, 'visitorOrdersPerMinute'>,
  ) {}

  /** Counts an order before any work for it. @returns whether it may be placed now */
  async take(client: CallingClient | undefined): Promise<boolean> {
    const most = this.settings.visitorOrdersPerMinute;
    // An unknown program on this machine is somebody's trial; elsewhere it may not order for visitors at all.
    if (most === 0 || !client || (client.name === null && client.address === null)) return true;
    const from = client.address === null ? 'local' : addressGroup(client.address);
    const count = await this.counts.add(`visitor-orders:${digest(`${client.name ?? ''}\n${from}`)}`, 1, WINDOW_MS);
    if (count <= most) return true;
    this.refused++;
    this.log.warn(String(client.name), { client: client.name }, 'Too many orders of visitors in a minute');
    return false;
  }
}

/** Addresses are nobody's business who looks at the keys in Redis. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
