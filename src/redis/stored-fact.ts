import { type Fact, freshForMs, type LivePolicy } from '../live/index.js';
import type { Instant } from '../values/instant.js';

/** Clocks of instances differ a little; what claims to be read later than this is not believed. */
export const CLOCKS_DIFFER_MS = 5_000;
/** For how long after its freshness it is remembered that the ERP has none. */
const ABSENT_STALE_MS = 3_600_000;

/** How long a fact is of use to any reader. */
export function lifetimeMs(policy: LivePolicy, value: unknown): number {
  return freshForMs(policy, value) + (value === null ? Math.min(ABSENT_STALE_MS, policy.staleForMs) : policy.staleForMs);
}

/** @returns undefined for what is no fact of this generation, whoever wrote it */
export function readStoredFact<V>(stored: unknown, generation: string, now: Instant): Fact<V> | undefined {
  if (typeof stored !== 'string' || !stored.startsWith(`${generation}|`)) return undefined;
  const start = generation.length + 1;
  const bar = stored.indexOf('|', start);
  const digits = stored.slice(start, bar);
  if (!/^\d{1,15}$/.test(digits) || Number(digits) > now + CLOCKS_DIFFER_MS) return undefined;
  try {
    // A clock that is ahead must not make a value appear to come from the future.
    return { value: JSON.parse(stored.slice(bar + 1)) as V | null, readAt: Math.min(Number(digits), now) };
  } catch {
    return undefined;
  }
}
