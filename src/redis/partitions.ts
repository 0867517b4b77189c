/** Keys of one kind of facts that lie together: on a cluster in one slot, so that one script reaches them all. */
export interface Partition {
  readonly generation: string;
  readonly texts: readonly string[];
  readonly facts: readonly string[];
  readonly leases: readonly string[];
}

/** On how many partitions a cluster keeps one kind of facts: enough to spread the load, and few enough for a page's one round trip. */
const CLUSTER_PARTITIONS = 16;

/** The names of keys. */
export class Partitions {
  private readonly count: number;

  constructor(
    private readonly prefix: string,
    isCluster: boolean,
  ) {
    this.count = isCluster ? CLUSTER_PARTITIONS : 1;
  }

  /** Where the facts of these keys lie. */
  of(namespace: string, texts: Iterable<string>): readonly Partition[] {
    const byNumber = new Map<number, string[]>();
    for (const text of texts) {
      const number = this.count === 1 ? 0 : hash(text) % this.count;
      const together = byNumber.get(number);
      if (together) together.push(text);
      else byNumber.set(number, [text]);
    }
    return [...byNumber].map(([number, together]) => {
      const partition = this.nameOf(namespace, number);
      return {
        generation: `${partition}:g`,
        texts: together,
        facts: together.map((text) => `${partition}:f:${text}`),
        leases: together.map((text) => `${partition}:l:${text}`),
      };
    });
  }

  /** The generations of all partitions that hold a kind of facts. */
  generations(namespace: string): readonly string[] {
    return Array.from({ length: this.count }, (_, number) => `${this.nameOf(namespace, number)}:g`);
  }

  private nameOf(namespace: string, number: number): string {
    // What stands in braces decides the slot.
    return `${this.prefix}:{${namespace}/${number}}`;
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
