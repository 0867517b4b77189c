import type { Sku } from '../values/identifiers.js';

export interface PriceVersion {
  readonly sku: Sku;
  /** Another text after any change of the item's prices, at any level, in any price sheet. */
  readonly version: string;
}

export interface PriceVersions {
  readonly versions: readonly PriceVersion[];
  /** Where the next page begins; null after the last one. */
  readonly next: string | null;
}

export abstract class PriceVersionSource {
  /**
   * A page of all items with the versions of their prices. GP has no stamps of prices that every company has, so that the prices
   * themselves are read.
   * @param from `next` of the page before; null for the first
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract versions(from: string | null, limit: number, signal: AbortSignal): Promise<PriceVersions>;
}
