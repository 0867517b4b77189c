import { hash } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import type { CallingClient, ClientClass, OrderRights } from '../values/calling-client.js';
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
  /** What it may say of orders, once it has proven who it is. */
  readonly orderRights: OrderRights;
}

/** What a caller has shown, and what counts as proof of being the client. */
export type Shown = 'assertion' | 'apiKey' | 'certificate';

/** Whether a client shows a certificate and nothing else. */
export function showsCertificateAlone({ keys, keySet, certificates }: Client): boolean {
  return certificates.size > 0 && keys.length === 0 && keySet === undefined;
}

/**
 * Whether what a caller has shown is known to the client alone. The API key of a browser or of an app is known to whoever
 * looks into it, and that of a build lies where sites are built. A certificate that is configured was asked for in any case.
 */
export function provesItself({ class: of, certificates }: Client, shown: Shown): boolean {
  return shown !== 'apiKey' || of === 'SERVER' || certificates.size > 0;
}

/** The rights of a client that it can never use, as nothing that it may show is proof of being it. */
export function rightsInVain(client: Client): readonly string[] {
  const { orderRights, keySet, certificates } = client;
  const canProveItself = keySet !== undefined || certificates.size > 0 || provesItself(client, 'apiKey');
  return canProveItself ? [] : Object.entries(orderRights).flatMap(([right, may]) => (may ? right : []));
}

export function callingClient(
  { name, class: of, rateLimit }: Client,
  address: string | null,
  orderRights: OrderRights,
): CallingClient {
  return { name, class: of, address, rateLimit, orderRights };
}

/** API keys are random and long, so that their bare digest gives nothing away. */
export function digestOf(apiKey: string): Buffer {
  return hash('sha256', apiKey, 'buffer');
}
