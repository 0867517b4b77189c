import { LRUCache } from 'lru-cache';
import type { Fact } from './second-level.js';

/** What an entry costs besides its value: the map's slots, the key and the fact around the value. */
const ENTRY_OVERHEAD_BYTES = 250;

/** The facts that this process remembers, least recently used ones forgotten first, bounded by their size in bytes. */
export class MemoryLevel<V> {
  private readonly facts: LRUCache<string, Fact<V>>;

  constructor(maxBytes: number) {
    this.facts = new LRUCache({
      maxSize: maxBytes,
      // Two bytes a character of the JSON text comes close to what V8 needs for small objects of short strings.
      sizeCalculation: (fact, key) => 2 * (JSON.stringify(fact.value).length + key.length) + ENTRY_OVERHEAD_BYTES,
    });
  }

  get(key: string): Fact<V> | undefined {
    return this.facts.get(key);
  }

  set(key: string, fact: Fact<V>): void {
    this.facts.set(key, fact);
  }

  forget(key: string): void {
    this.facts.delete(key);
  }

  clear(): void {
    this.facts.clear();
  }
}
