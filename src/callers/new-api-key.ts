import { randomBytes } from 'node:crypto';
import { digestOf } from './client.js';

/** The beginning lets scanners find keys that have come where they should not be. */
const PREFIX = 'gpgw_';

/** A fresh key, and what of it is configured. The key itself is kept nowhere. */
export function newApiKey(): { readonly key: string; readonly sha256: string } {
  const key = PREFIX + randomBytes(32).toString('base64url');
  return { key, sha256: digestOf(key).toString('hex') };
}
