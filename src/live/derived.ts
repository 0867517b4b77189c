interface Entry<V> {
  readonly from: readonly unknown[];
  readonly value: V;
}

/**
 * Remembers what was worked out of facts, until one of them is another. Facts that are read again and have not changed
 * stay the same objects, so that comparing them costs next to nothing; and what was worked out goes when its fact goes.
 */
export class Derived<V> {
  private entries = new WeakMap<object, Map<string, Entry<V>>>();
  private remembered = 0;

  /**
   * @param mostPerFact how much is remembered with one fact; whoever asks for more starts again with that fact
   * @param most how much is remembered before all of it is started again, which bounds the memory that it takes
   */
  constructor(
    private readonly mostPerFact: number,
    private readonly most: number,
  ) {}

  /**
   * @param fact with which it is remembered
   * @param key what is worked out, among everything that is worked out of the fact
   * @param from every other fact that it follows from
   */
  get(fact: object, key: string, from: readonly unknown[], work: () => V): V {
    let entries = this.entries.get(fact);
    const entry = entries?.get(key);
    if (entry && isSame(entry.from, from)) return entry.value;
    const value = work();
    if (++this.remembered > this.most) {
      this.entries = new WeakMap();
      this.remembered = 1;
      entries = undefined;
    }
    if (!entries) {
      entries = new Map();
      this.entries.set(fact, entries);
    } else if (entries.size >= this.mostPerFact) {
      entries.clear();
    }
    entries.set(key, { from, value });
    return value;
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
