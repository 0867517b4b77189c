import { hash } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import type { CallingClient, ClientClass } from '../values/calling-client.js';
import type { Instant } from '../values/instant.js';
import type { Networks } from './networks.js';

/** An API key, of which nothing is known but its digest. */
export interface ApiKey {
  readonly digest: Buffer;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
}

/** A program that may call, and how it shows that it is the one. */
export interface Client {
  readonly name: string;
  readonly class: ClientClass;
  /** Requests in 10 s; undefined for what its class may. */
  readonly rateLimit: number | undefined;
  readonly keys: readonly ApiKey[];
  /** The keys that its signed assertions are checked with. */
  readonly keySet: JSONWebKeySet | undefined;
  /** Where it calls from; undefined for anywhere. */
  readonly addresses: Networks | undefined;
  /** Its TLS certificates, each by SHA-256 fingerprint (hexadecimal digits) or by subject; none are asked for where empty. */
  readonly certificates: ReadonlySet<string>;
}

/** Whether a client shows a certificate and nothing else. */
export function showsCertificateAlone({ keys, keySet, certificates }: Client): boolean {
  return certificates.size > 0 && keys.length === 0 && keySet === undefined;
}

export function callingClient({ name, class: of, rateLimit }: Client, address: string | null): CallingClient {
  return { name, class: of, address, rateLimit };
}

/** API keys are random and long, so that their bare digest gives nothing away. */
export function digestOf(apiKey: string): Buffer {
  return hash('sha256', apiKey, 'buffer');
}
