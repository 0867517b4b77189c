import { BlockList, isIP } from 'node:net';
import { familyOf } from './networks.js';

const THIS_MACHINE = new BlockList();
THIS_MACHINE.addSubnet('127.0.0.0', 8, 'ipv4');
THIS_MACHINE.addAddress('::1', 'ipv6');

/** Longer chains of proxies are made up. */
const LONGEST_CHAIN = 2_000;

/** Whether a request was sent on this machine itself, or by something on it that did not say where it had it from. */
export function isThisMachine(address: string): boolean {
  return THIS_MACHINE.check(address, familyOf(address));
}

/**
 * Where a request comes from. Each proxy writes behind what it was told where it has the request from, so what stands last is
 * the word of the one that is connected: it is followed from there for as long as the word is a trusted proxy's.
 * @param peer who is connected
 * @param forwarded the header X-Forwarded-For, of which everything may be made up that no trusted proxy wrote
 */
export function clientAddress(peer: string, forwarded: string | undefined, trustedProxies: BlockList | undefined): string {
  let address = plainAddress(peer) ?? peer;
  if (forwarded === undefined || !trustedProxies || forwarded.length > LONGEST_CHAIN) return address;
  const chain = forwarded.split(',');
  while (chain.length > 0 && trustedProxies.check(address, familyOf(address))) {
    const next = plainAddress((chain.pop() ?? '').trim());
    if (next === undefined) return address;
    address = next;
  }
  return address;
}

/** An address without port, brackets and zone; IPv4 also where it comes as IPv6. */
function plainAddress(text: string): string | undefined {
  const bare = /^\[(.+)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) ? address.toLowerCase() : undefined;
}
