import { LRUCache } from 'lru-cache';

interface Entry<V> {
  readonly from: readonly unknown[];
  readonly value: V;
}

/**
 * Remembers what was worked out of facts, until one of them is another. Facts that are read again and have not changed
 * stay the same objects, so that comparing them costs next to nothing.
 */
export class Derived<V> {
  private readonly entries: LRUCache<string, Entry<V>>;
  private lastKey: string | undefined;
  private last: Entry<V> | undefined;

  /** @param mostEntries the least recently used ones beyond are forgotten */
  constructor(mostEntries: number) {
    this.entries = new LRUCache({ max: mostEntries });
  }

  /**
   * @param key what is worked out, among everything that is
   * @param from every fact that it follows from, besides what the key says
   */
  get(key: string, from: readonly unknown[], work: () => V): V {
    // What one product of a page needs is often what the next one needs.
    const entry = key === this.lastKey ? this.last : this.entries.get(key);
    if (entry && isSame(entry.from, from)) {
      this.lastKey = key;
      this.last = entry;
      return entry.value;
    }
    const value = work();
    this.last = { from, value };
    this.lastKey = key;
    this.entries.set(key, this.last);
    return value;
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
