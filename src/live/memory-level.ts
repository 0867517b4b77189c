import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import { CommonParts, textBytes } from './common-parts.js';
import type { Fact } from './fact.js';
import { RememberedFact } from './remembered-fact.js';

/**
 * Bytes of an entry besides its key and value: its slots in the cache's map and lists, and the RememberedFact around the value.
 */
const ENTRY_BYTES = 192;

/** A fact is marked as recently used once in READS_PER_USE reads. */
const READS_PER_USE = 8;

/** The facts in the memory of this process, at most `maxBytes`. The least recently used are dropped first. */
export class MemoryLevel<V> {
  private readonly facts: LRUCache<string, RememberedFact<V>>;
  private readonly common = new CommonParts();

  constructor(maxBytes: number) {
    this.facts = new LRUCache({ maxSize: maxBytes, dispose: (fact) => fact.outdate() });
  }

  get(key: string): RememberedFact<V> | undefined {
    const fact = this.facts.peek(key);
    // To mark the fact as used on every read would cost more than the read itself.
    if (fact && fact.countRead() % READS_PER_USE === 0) this.facts.get(key);
    return fact;
  }

  /** Remembers a fact. An equal value stays the same object, so that values computed from it stay valid. */
  set(key: string, { value, readAt }: Fact<V>): RememberedFact<V> {
    const before = this.facts.info(key);
    const isSame = before?.value.value && isDeepStrictEqual(before.value.value, value);
    const fact = new RememberedFact(isSame ? before.value.value : value, readAt);
    const size = (isSame && before.size) || ENTRY_BYTES + textBytes(key) + this.common.share(value);
    this.facts.set(key, fact, { size });
    return fact;
  }

  /** The bytes of all facts: about as much as the heap has grown by them. */
  get bytes(): number {
    return this.facts.calculatedSize;
  }

  forget(key: string): void {
    this.facts.delete(key);
  }

  /** Keeps the facts, but marks all as outdated, so that remembered answers made of them are not given again. */
  doubt(): void {
    this.facts.forEach((fact) => {
      fact.outdate();
    });
  }

  /** Keeps a fact as the last known value, which is not fresh any more. @param key undefined for all facts */
  change(key?: string): void {
    if (key !== undefined) this.facts.peek(key)?.change();
    else {
      this.facts.forEach((fact) => {
        fact.change();
      });
    }
  }

  clear(): void {
    this.facts.clear();
  }
}
