import { hasSameItems } from '../values/same-items.js';

interface Entry<V> {
  readonly from: readonly unknown[];
  readonly value: V;
  readonly older: Entry<V> | undefined;
  /** How many there are from here on. */
  readonly count: number;
}

/**
 * Remembers what was worked out of facts, until one of them is another. Facts that are read again and have not changed
 * stay the same objects, so that comparing them costs next to nothing; and what was worked out goes when its fact goes.
 */
export class Derived<V> {
  private entries = new WeakMap<object, Entry<V>>();
  private remembered = 0;

  /**
   * @param mostPerFact how much is remembered with one fact; where it is full, what is remembered with that fact is dropped
   * @param most how much is remembered before all of it is started again, which bounds the memory that it takes
   */
  constructor(
    private readonly mostPerFact: number,
    private readonly most: number,
  ) {}

  /**
   * @param fact with which it is remembered
   * @param from everything else that it follows from: other facts, compared as objects, and texts and numbers
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
