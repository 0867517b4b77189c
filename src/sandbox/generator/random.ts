/** Pseudo-random numbers that are always the same for the same words (sfc32, seeded with FNV-1a). */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** @param words the purpose of the numbers, such as the seed, "item" and the item's position */
  constructor(...words: readonly (string | number)[]) {
    const text = words.join('\0');
    this.a = hash(text, 0x811c9dc5);
    this.b = hash(text, 0x01000193);
    this.c = hash(text, 0x9e3779b9);
    // The first numbers still depend visibly on the seed.
    for (let round = 0; round < 12; round++) this.next();
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True in about `share` of a thousand cases. */
  perMille(share: number): boolean {
    return this.next() * 1000 < share;
  }

  /** Picks one of the entries. */
  pick<T>(entries: readonly T[]): T {
    const entry = entries[this.whole(0, entries.length - 1)];
    if (entry === undefined) throw new RangeError('there is nothing to pick from');
    return entry;
  }

  /** Picks `count` different entries, or all where there are fewer. */
  pickSome<T>(entries: readonly T[], count: number): T[] {
    const left = [...entries];
    const picked: T[] = [];
    while (picked.length < count && left.length > 0) picked.push(...left.splice(this.whole(0, left.length - 1), 1));
    return picked;
  }

  /** From 0 (included) to 1 (excluded). */
  private next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  }
}

function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}
