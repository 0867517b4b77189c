const SLOTS = 4_096;
/** The offset and the prime of FNV-1a, 32 bits. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * Tells texts that were seen lately from new ones, in 16 KB: most of what is asked for once is never asked for again, and
 * not worth keeping. May take a new text for one that was seen, once in some thousand times.
 */
export class SeenTexts {
  private readonly slots = new Uint32Array(SLOTS);

  /** @returns whether the text was seen before, and not too many others since */
  see(text: string): boolean {
    let hash = OFFSET;
    for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
    hash >>>= 0;
    const slot = hash % SLOTS;
    const isKnown = this.slots[slot] === hash;
    this.slots[slot] = hash;
    return isKnown;
  }
}
