import { hash } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import type { CallingClient, ClientClass, OrderRights } from '../values/calling-client.js';
import type { Instant } from '../values/instant.js';
import type { Networks } from './networks.js';

/** An API key. The gateway knows its digest only. */
export interface ApiKey {
  readonly digest: Buffer;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
}

/** A program that may call, and how it identifies itself. */
export interface Client {
  readonly name: string;
  readonly class: ClientClass;
  /** The most requests in 10 s; undefined for the limit of its class. */
  readonly rateLimit: number | undefined;
  readonly keys: readonly ApiKey[];
  /** The public keys that verify its assertions. */
  readonly keySet: JSONWebKeySet | undefined;
  /** The addresses that it may call from; undefined for all. */
  readonly addresses: Networks | undefined;
  /** Its TLS certificates, each by SHA-256 fingerprint (hexadecimal digits) or by subject. If empty, it needs no certificate. */
  readonly certificates: ReadonlySet<string>;
  /** Its rights in orders, if what it has shown proves that it is this client. */
  readonly orderRights: OrderRights;
}

/** What a caller has shown to be identified. */
export type Shown = 'assertion' | 'apiKey' | 'certificate';

/** Whether a client identifies itself by a certificate only. */
export function showsCertificateAlone({ keys, keySet, certificates }: Client): boolean {
  return certificates.size > 0 && keys.length === 0 && keySet === undefined;
}

/**
 * Whether only the client itself can show what the caller has shown. The API key of a browser or of an app can be read by its
 * users, and the key of a build lies where sites are built. A configured certificate was checked in any case.
 */
export function provesItself({ class: of, certificates }: Client, shown: Shown): boolean {
  return shown !== 'apiKey' || of === 'SERVER' || certificates.size > 0;
}

/** The rights that a client can never use, because nothing that it can show proves that it is this client. */
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

/** The SHA-256 of an API key. Keys are random and long, so a digest without salt does not reveal them. */
export function digestOf(apiKey: string): Buffer {
  return hash('sha256', apiKey, 'buffer');
}
