import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import { CommonParts, textBytes } from './common-parts.js';
import type { Fact } from './fact.js';
import { RememberedFact } from './remembered-fact.js';

/** What an entry takes besides its key and value: the slots in the cache's map and lists, and the fact around the value. */
const ENTRY_BYTES = 184;

/** A fact counts as used once in this number of reads. */
const READS_PER_USE = 8;

/** The facts that this process remembers, least recently used ones forgotten first, bounded by their size in bytes. */
export class MemoryLevel<V> {
  private readonly facts: LRUCache<string, RememberedFact<V>>;
  private readonly common = new CommonParts();

  constructor(maxBytes: number) {
    this.facts = new LRUCache({ maxSize: maxBytes, dispose: (fact) => fact.outdate() });
  }

  get(key: string): RememberedFact<V> | undefined {
    const fact = this.facts.peek(key);
    // To say of every read which fact was used last would cost more than the read itself.
    if (fact && fact.countRead() % READS_PER_USE === 0) this.facts.get(key);
    return fact;
  }

  /** Remembers a fact. A value that is the same as before stays the same object: what was made of it is still good. */
  set(key: string, { value, readAt }: Fact<V>): RememberedFact<V> {
    const before = this.facts.info(key);
    const isSame = before?.value.value && isDeepStrictEqual(before.value.value, value);
    const fact = new RememberedFact(isSame ? before.value.value : value, readAt);
    const size = (isSame && before.size) || ENTRY_BYTES + textBytes(key) + this.common.share(value);
    this.facts.set(key, fact, { size });
    return fact;
  }

  /** What all of it takes, in bytes: about as much as the heap has grown by it. */
  get bytes(): number {
    return this.facts.calculatedSize;
  }

  forget(key: string): void {
    this.facts.delete(key);
  }

  /** Keeps what there is, and lets nothing rest on it. */
  doubt(): void {
    this.facts.forEach((fact) => {
      fact.outdate();
    });
  }

  clear(): void {
    this.facts.clear();
  }
}
