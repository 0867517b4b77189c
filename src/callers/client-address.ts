import { isIP } from 'node:net';
import { LRUCache } from 'lru-cache';
import type { Networks } from './networks.js';

/** Longer chains of proxies are made up. */
const LONGEST_CHAIN = 2_000;
const MAX_READ = 10_000;
/** With brackets, zone and port. */
const LONGEST_ADDRESS = 80;

/** Whether a request was sent on this machine itself, or by something on it that did not say where it had it from. */
export function isThisMachine(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/**
 * Where a request comes from. Each proxy writes behind what it was told where it has the request from, so what stands last is
 * the word of the one that is connected: it is followed from there for as long as the word is a trusted proxy's.
 * @param peer who is connected
 * @param forwarded the header X-Forwarded-For, of which everything may be made up that no trusted proxy wrote
 */
export function clientAddress(peer: string, forwarded: string | undefined, trustedProxies: Networks | undefined): string {
  let address = plainAddress(peer) ?? peer;
  if (forwarded === undefined || !trustedProxies || forwarded.length > LONGEST_CHAIN) return address;
  const chain = forwarded.split(',');
  while (chain.length > 0 && trustedProxies.hold(address)) {
    const next = plainAddress((chain.pop() ?? '').trim());
    if (next === undefined) return address;
    address = next;
  }
  return address;
}

const read = new LRUCache<string, { readonly address: string | undefined }>({ max: MAX_READ });

/** An address without port, brackets and zone; IPv4 also where it comes as IPv6. Undefined for what is none. */
function plainAddress(text: string): string | undefined {
  if (text.length > LONGEST_ADDRESS) return undefined;
  const known = read.get(text);
  if (known) return known.address;
  const bare = /^\[(.+)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const written = bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  const address = isIP(written) ? written.toLowerCase() : undefined;
  read.set(text, { address });
  return address;
}
