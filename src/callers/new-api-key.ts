import { randomBytes } from 'node:crypto';
import { digestOf } from './client.js';

/** The prefix lets secret scanners find keys in places where they must not be. */
const PREFIX = 'gpgw_';

/** Makes a key, with its digest for the configuration. The key itself is not stored. */
export function newApiKey(): { readonly key: string; readonly sha256: string } {
  const key = PREFIX + randomBytes(32).toString('base64url');
  return { key, sha256: digestOf(key).toString('hex') };
}
