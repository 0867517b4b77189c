/** A value as it was for a while. Times are real ones; where a change takes time, both versions are true meanwhile. */
export interface Version<V> {
  /** Tells it from every other version of anything. */
  readonly id: number;
  readonly value: V;
  readonly from: number;
  till: number;
}

let versions = 0;

/** Everything that a value has been. */
export class History<V> {
  private readonly all: Version<V>[] = [];

  constructor(first: V) {
    this.all.push({ id: ++versions, value: first, from: 0, till: Number.POSITIVE_INFINITY });
  }

  /** The value became another one at some moment between these two. */
  became(value: V, from: number, till: number): void {
    this.latest.till = till;
    this.all.push({ id: ++versions, value, from, till: Number.POSITIVE_INFINITY });
  }

  get latest(): Version<V> {
    return this.all.at(-1) as Version<V>;
  }

  /** What it was at some moment since then. */
  since(moment: number): readonly Version<V>[] {
    return this.all.filter(({ till }) => till >= moment);
  }
}
