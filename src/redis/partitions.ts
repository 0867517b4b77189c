/** Redis keys of one kind of facts that lie in the same slot of a cluster, so that one script can use them all. */
export interface Partition {
  readonly generation: string;
  readonly texts: readonly string[];
  readonly facts: readonly string[];
  readonly leases: readonly string[];
}

/** Partitions per kind of facts on a cluster: enough to spread the load, and few enough to ask all of them at once for a page. */
const CLUSTER_PARTITIONS = 16;

/** The names of the Redis keys. */
export class Partitions {
  private readonly count: number;

  constructor(
    private readonly prefix: string,
    isCluster: boolean,
  ) {
    this.count = isCluster ? CLUSTER_PARTITIONS : 1;
  }

  /** The partitions that hold the facts of these keys. */
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

  /** The names of the generation keys of all partitions of a kind of facts. */
  generations(namespace: string): readonly string[] {
    return Array.from({ length: this.count }, (_, number) => `${this.nameOf(namespace, number)}:g`);
  }

  private nameOf(namespace: string, number: number): string {
    // A cluster derives the slot from the text in braces (the hash tag).
    return `${this.prefix}:{${namespace}/${number}}`;
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
