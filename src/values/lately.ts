/**
 * What was seen lately, by text. Bounded without keeping count of every use: what is seen again while its generation ends
 * lives on in the next one, and the rest is let go.
 */
export class Lately<V> {
  private young = new Map<string, V>();
  private old: ReadonlyMap<string, V> = new Map();
  private weight = 0;

  /**
   * @param generation the weight of entries after which a new generation begins; at most two of them are held
   * @param weightOf what an entry counts for
   */
  constructor(
    private readonly generation: number,
    private readonly weightOf: (text: string) => number = () => 1,
  ) {}

  get(text: string): V | undefined {
    const young = this.young.get(text);
    if (young !== undefined) return young;
    const old = this.old.get(text);
    if (old !== undefined) this.add(text, old);
    return old;
  }

  add(text: string, value: V): void {
    if (this.weight >= this.generation) {
      this.old = this.young;
      this.young = new Map();
      this.weight = 0;
    }
    this.weight += this.weightOf(text);
    this.young.set(text, value);
  }
}
