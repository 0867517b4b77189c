import { isIPv6 } from 'node:net';

/** So much more than one subscriber may a whole network of the size that sites are given. */
export const NETWORK_SHARE = 4;

/** The addresses that one caller has: an IPv4 address alone, or the 64 bits of IPv6 that a network hands out as one. */
export function addressGroup(address: string): string {
  return isIPv6(address) ? beginning(address, 4) : address;
}

/**
 * The network that a site is given (RFC 6177), 48 bits of IPv6: whoever has one has 65,536 groups of addresses. Undefined for
 * IPv4, of which an address is dear enough.
 */
export function addressNetwork(address: string): string | undefined {
  return isIPv6(address) ? `${beginning(address, 3)}::/48` : undefined;
}

function beginning(address: string, parts: number): string {
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(8 - first.length - last.length, 0);
  return [...first, ...Array<string>(zeros).fill('0'), ...last]
    .slice(0, parts)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}
