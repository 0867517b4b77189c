import { hasSameItems } from '../values/same-items.js';

interface Entry<V> {
  readonly from: readonly unknown[];
  readonly value: V;
  readonly older: Entry<V> | undefined;
  /** The number of entries in the list that starts here. */
  readonly count: number;
}

/**
 * Remembers values that were computed from facts, until one of the facts changes. A fact that is read again unchanged stays
 * the same object, so comparing costs next to nothing. The values are dropped together with the fact that they belong to.
 */
export class Derived<V> {
  private entries = new WeakMap<object, Entry<V>>();
  private remembered = 0;

  /**
   * @param mostPerFact the most values that are remembered with one fact; the next one drops all earlier ones of that fact
   * @param most the most values that are computed before all are dropped, which bounds the memory
   */
  constructor(
    private readonly mostPerFact: number,
    private readonly most: number,
  ) {}

  /**
   * @param fact the fact that the value is remembered with
   * @param from everything else that the value is computed from: other facts, compared as objects, and texts and numbers
   * @param work computes the value
   */
  get(fact: object, from: readonly unknown[], work: () => V): V {
    const newest = this.entries.get(fact);
    for (let entry = newest; entry; entry = entry.older) if (hasSameItems(entry.from, from)) return entry.value;
    const value = work();
    if (++this.remembered > this.most) {
      this.entries = new WeakMap();
      this.remembered = 1;
    }
    const older = newest && newest.count < this.mostPerFact ? newest : undefined;
    this.entries.set(fact, { from, value, older, count: 1 + (older?.count ?? 0) });
    return value;
  }
}
