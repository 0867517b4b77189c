import { BlockList, isIP } from 'node:net';
import { LRUCache } from 'lru-cache';
import { isNetwork } from '../config/index.js';

/** At most MAX_LOOKED_UP results are remembered: a look-up takes longer than all the rest of identifying a caller. */
const MAX_LOOKED_UP = 10_000;

/** A list of addresses and networks. */
export class Networks {
  private readonly list = new BlockList();
  private readonly lookedUp = new LRUCache<string, boolean>({ max: MAX_LOOKED_UP });

  private constructor(texts: readonly string[]) {
    for (const text of texts) {
      const [address = '', prefix] = text.split('/');
      if (prefix === undefined) this.list.addAddress(address, familyOf(address));
      else this.list.addSubnet(address, Number(prefix), familyOf(address));
    }
  }

  /** @returns undefined if one of the texts is neither an address nor a network */
  static of(texts: readonly string[]): Networks | undefined {
    return texts.every(isNetwork) ? new Networks(texts) : undefined;
  }

  hold(address: string): boolean {
    let holds = this.lookedUp.get(address);
    if (holds === undefined) {
      holds = this.list.check(address, familyOf(address));
      this.lookedUp.set(address, holds);
    }
    return holds;
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
