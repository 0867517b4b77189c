const SLOTS = 4_096;
/** The offset and the prime of FNV-1a, 32 bits. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * Tells whether a text was seen lately, in 16 KB of memory. Most request texts come only once, and are not worth keeping. In
 * rare cases a new text with the same hash counts as seen.
 */
export class SeenTexts {
  private readonly slots = new Uint32Array(SLOTS);

  /** Notes a text. @returns whether it was seen before, and no other text has taken its slot since */
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
