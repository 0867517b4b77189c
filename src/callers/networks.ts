import { BlockList, isIP } from 'node:net';
import { isNetwork } from '../config/index.js';

/** What a list of addresses and networks holds; undefined where one of them is neither. */
export function networks(texts: readonly string[]): BlockList | undefined {
  const list = new BlockList();
  for (const text of texts) {
    if (!isNetwork(text)) return undefined;
    const [address = '', prefix] = text.split('/');
    const family = familyOf(address);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

export function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
