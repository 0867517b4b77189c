const LAST_NUMBER = 2 ** 31 - 1;

/** Numbers of objects, from 1 on: an object is the key of a table of numbers by its own. It is not kept from being collected. */
export class ObjectNumbers {
  private numbers = new WeakMap<object, number>();
  private last = 0;
  // A page asks for several texts of one object in turn.
  private latest: object | undefined;
  private latestNumber = 0;

  /** Whether the next new object has no number. */
  get areUsedUp(): boolean {
    return this.last >= LAST_NUMBER;
  }

  of(object: object): number {
    if (object === this.latest) return this.latestNumber;
    let number = this.numbers.get(object);
    if (number === undefined) {
      number = ++this.last;
      this.numbers.set(object, number);
    }
    this.latest = object;
    this.latestNumber = number;
    return number;
  }

  /** Begins anew. */
  clear(): void {
    this.numbers = new WeakMap();
    this.last = 0;
    this.latest = undefined;
  }
}
