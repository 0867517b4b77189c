import { isIP } from 'node:net';
import { LRUCache } from 'lru-cache';
import type { Networks } from './networks.js';

/** A longer X-Forwarded-For is ignored: no real chain of proxies is that long. */
const LONGEST_CHAIN = 2_000;
const MAX_READ = 10_000;
/** The most characters of one address, with brackets, zone and port. */
const LONGEST_ADDRESS = 80;

/** Whether an address is a loopback address: the request comes from this machine, or from a proxy on it that names no caller. */
export function isThisMachine(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/**
 * The address that a request comes from. Each proxy appends to X-Forwarded-For the address that it got the request from. So the
 * header is read from its end, as long as the address that added an entry is a trusted proxy.
 * @param peer the address of the connection
 * @param forwarded the header X-Forwarded-For; entries that no trusted proxy has written may be invented
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

/** An address without port, brackets and zone; an IPv4 address in IPv6 form as IPv4. Undefined for an invalid address. */
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
