import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import { RememberedFact } from './remembered-fact.js';
import type { Fact } from './second-level.js';

/** What an entry costs besides its value: the map's slots, the key and the fact around the value. */
const ENTRY_OVERHEAD_BYTES = 250;

/** The facts that this process remembers, least recently used ones forgotten first, bounded by their size in bytes. */
export class MemoryLevel<V> {
  private readonly facts: LRUCache<string, RememberedFact<V>>;

  constructor(maxBytes: number) {
    this.facts = new LRUCache({
      maxSize: maxBytes,
      // Two bytes a character of the JSON text comes close to what V8 needs for small objects of short strings.
      sizeCalculation: (fact, key) => 2 * (JSON.stringify(fact.value).length + key.length) + ENTRY_OVERHEAD_BYTES,
      dispose: (fact) => {
        fact.outdated = true;
      },
    });
  }

  get(key: string): RememberedFact<V> | undefined {
    return this.facts.get(key);
  }

  /** Remembers a fact. A value that is the same as before stays the same object: what was made of it is still good. */
  set(key: string, { value, readAt }: Fact<V>): RememberedFact<V> {
    const before = this.facts.peek(key)?.value;
    const fact = new RememberedFact(before && isDeepStrictEqual(before, value) ? before : value, readAt);
    this.facts.set(key, fact);
    return fact;
  }

  forget(key: string): void {
    this.facts.delete(key);
  }

  clear(): void {
    this.facts.clear();
  }
}
