import type { LivePolicy } from '../live/index.js';

/**
 * Sessions are read from the gateway's own database. After a logout, or after a user was disabled, another instance may accept
 * the access token for `freshForMs`. While the database is unavailable, tokens are accepted until they end.
 */
export const sessionPolicy = {
  namespace: 'identity.session.v1',
  freshForMs: 5_000,
  staleForMs: 24 * 3_600_000,
  softTimeoutMs: 100,
  batchSize: 500,
  keysOfAPage: 1,
  maxBytes: 32 * 1024 * 1024,
  shared: false, // personal data; and every instance must see the end of a session in the database itself
  ownDatabase: true,
} satisfies LivePolicy;
