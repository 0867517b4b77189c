/** Numbers of a line, as many as the processor loads at once: the object, pairs of a variant and an address, and one not used. */
const LINE = 16;
const FIRST_PAIR = 1;
const END_OF_PAIRS = 15;
/** At most this share of the lines is used, so that searches stay short. */
const MOST_USED = 0.5;
/** At most so many lines are one object's, some 220 texts: they are searched one after another. */
const MOST_LINES_OF_OBJECT = 32;

export const NO_ADDRESS = 0;

/**
 * The addresses of texts, by the number of their object and that of their variant. An open-addressing table. The texts of an
 * object are in one line, or in a few, so that a page finds all texts of a product by loading one line.
 */
export class TextAddresses {
  private readonly lines: Int32Array;
  private readonly mask: number;
  private used = 0;

  /** @param least how many lines it has at least. Half of them can be used */
  constructor(least: number) {
    const count = 2 ** Math.ceil(Math.log2(least));
    this.mask = count - 1;
    this.lines = new Int32Array(count * LINE);
  }

  get isFull(): boolean {
    return this.used >= (this.mask + 1) * MOST_USED;
  }

  /** @param object a number above 0. @param variant likewise. @returns NO_ADDRESS if there is none */
  get(object: number, variant: number): number {
    const { lines, mask } = this;
    for (let line = this.firstLine(object); ; line = (line + 1) & mask) {
      const start = line * LINE;
      const owner = lines[start] as number;
      if (owner === object) {
        for (let pair = start + FIRST_PAIR; pair < start + END_OF_PAIRS; pair += 2) {
          if (lines[pair] === variant) return lines[pair + 1] as number;
        }
      } else if (owner === 0) return NO_ADDRESS;
    }
  }

  /** Whether an object has not too many texts for one more. */
  hasRoomFor(object: number): boolean {
    const { lines, mask } = this;
    let own = 0;
    for (let line = this.firstLine(object); lines[line * LINE] !== 0; line = (line + 1) & mask) {
      if (lines[line * LINE] === object && ++own > MOST_LINES_OF_OBJECT) return false;
    }
    return true;
  }

  /** To be called only while the table is not full. */
  set(object: number, variant: number, address: number): void {
    const { lines, mask } = this;
    for (let line = this.firstLine(object); ; line = (line + 1) & mask) {
      const start = line * LINE;
      if (lines[start] === 0) {
        lines[start] = object;
        this.used++;
      } else if (lines[start] !== object) continue;
      for (let pair = start + FIRST_PAIR; pair < start + END_OF_PAIRS; pair += 2) {
        if (lines[pair] !== 0 && lines[pair] !== variant) continue;
        lines[pair] = variant;
        lines[pair + 1] = address;
        return;
      }
    }
  }

  clear(): void {
    this.lines.fill(0);
    this.used = 0;
  }

  private firstLine(object: number): number {
    const hash = Math.imul(object, 0x9e3779b1);
    return (hash ^ (hash >>> 15)) & this.mask;
  }
}
