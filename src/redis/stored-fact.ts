import { type Fact, freshForMs, type LivePolicy } from '../live/index.js';
import type { Instant } from '../values/instant.js';

/** Clocks of instances differ a little. A fact that was read more than CLOCKS_DIFFER_MS in the future is not believed. */
export const CLOCKS_DIFFER_MS = 5_000;
/** How long after its freshness an absence ("the ERP has none") is remembered at most. */
const ABSENT_STALE_MS = 3_600_000;

/** How long a fact can be served, in milliseconds: its freshness, and the time for which it may be stale. */
export function lifetimeMs(policy: LivePolicy, value: unknown): number {
  return freshForMs(policy, value, true) + (value === null ? Math.min(ABSENT_STALE_MS, policy.staleForMs) : policy.staleForMs);
}

/** A fact, and whether it has changed at the source since it was read. */
export interface StoredFact<V> extends Fact<V> {
  readonly changed: boolean;
}

/** @returns undefined for a text that is not a fact of this generation */
export function readStoredFact<V>(stored: unknown, generation: string, now: Instant): StoredFact<V> | undefined {
  if (typeof stored !== 'string' || !stored.startsWith(`${generation}|`)) return undefined;
  const start = generation.length + 1;
  const bar = stored.indexOf('|', start);
  const changed = stored[bar - 1] === '~';
  const digits = stored.slice(start, changed ? bar - 1 : bar);
  if (!/^\d{1,15}$/.test(digits) || Number(digits) > now + CLOCKS_DIFFER_MS) return undefined;
  try {
    // The clock of the instance that wrote it may be ahead: no value may appear to come from the future.
    return { value: JSON.parse(stored.slice(bar + 1)) as V | null, readAt: Math.min(Number(digits), now), changed };
  } catch {
    return undefined;
  }
}
