import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';

/** Something the ERP said, and when. Null where it has none. */
export interface Cached<V> {
  readonly value: V | null;
  readonly asOf: string;
}

/** One kind of fact: an LRU for the whole process, in front of a DataLoader for each request. */
export class CachedFacts<K, V> {
  private readonly cache: LRUCache<string, Cached<V>>;

  constructor(
    private readonly keyText: (key: K) => string,
    private readonly ask: (keys: readonly K[]) => Promise<(V | null)[]>,
    ttlMs: number,
  ) {
    this.cache = new LRUCache({ max: 50_000, ttl: ttlMs });
  }

  cached(key: K): Cached<V> | undefined {
    return this.cache.get(this.keyText(key));
  }

  loader(): DataLoader<K, Cached<V>, string> {
    return new DataLoader<K, Cached<V>, string>(
      async (keys) => {
        const values = await this.ask(keys);
        const asOf = new Date().toISOString();
        return keys.map((key, index) => {
          const fact = { value: values[index] ?? null, asOf };
          this.cache.set(this.keyText(key), fact);
          return fact;
        });
      },
      { cacheKeyFn: this.keyText },
    );
  }
}

/** One request's view of a kind of fact. */
export class RequestFacts<K, V> {
  private loader: DataLoader<K, Cached<V>, string> | undefined;

  constructor(private readonly facts: CachedFacts<K, V>) {}

  /** At once where it is cached; a promise, batched with others of the request, where the ERP has to be asked. */
  get(key: K): Cached<V> | Promise<Cached<V>> {
    const cached = this.facts.cached(key);
    if (cached) return cached;
    this.loader ??= this.facts.loader();
    return this.loader.load(key);
  }
}
