import type { LivePolicy } from '../live/index.js';

/**
 * Sessions are read from the gateway's own database. For so long after a logout or a disabled user another instance may
 * still take their access token; where the database is away, tokens are good until they end.
 */
export const sessionPolicy = {
  namespace: 'identity.session.v1',
  freshForMs: 5_000,
  staleForMs: 24 * 3_600_000,
  softTimeoutMs: 100,
  batchSize: 500,
  keysOfAPage: 1,
  maxBytes: 32 * 1024 * 1024,
  shared: false, // personal, and what ends a session has to be found by every instance in the database itself
  ownDatabase: true,
} satisfies LivePolicy;
