import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import type { Fact } from './fact.js';
import { RememberedFact } from './remembered-fact.js';

/** What an entry costs besides its value: the map's slots, the key and the fact around the value. */
const ENTRY_OVERHEAD_BYTES = 250;

/** The facts that this process remembers, least recently used ones forgotten first, bounded by their size in bytes. */
export class MemoryLevel<V> {
  private readonly facts: LRUCache<string, RememberedFact<V>>;
  private lastKey: string | undefined;
  private last: RememberedFact<V> | undefined;

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
    // A page asks for its account, the company and the sites with every product.
    if (key === this.lastKey && this.last && !this.last.outdated) return this.last;
    const fact = this.facts.get(key);
    this.lastKey = key;
    this.last = fact;
    return fact;
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

  /** Keeps what there is, and lets nothing rest on it. */
  doubt(): void {
    this.facts.forEach((fact) => {
      fact.outdated = true;
    });
  }

  clear(): void {
    this.facts.clear();
  }
}
