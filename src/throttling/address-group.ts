import { isIPv6 } from 'node:net';

/** A whole /48 network may do NETWORK_SHARE times as much as one group of addresses. */
export const NETWORK_SHARE = 4;

/**
 * The addresses that belong to one caller: a single IPv4 address, or the /64 of an IPv6 address, which networks assign as a
 * whole.
 */
export function addressGroup(address: string): string {
  return isIPv6(address) ? beginning(address, 4) : address;
}

/**
 * The /48 network of an IPv6 address, the size that a site is given (RFC 6177). Its owner has 65,536 groups of addresses.
 * Undefined for IPv4, whose addresses are too expensive to have many.
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
