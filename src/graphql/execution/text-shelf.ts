/** What an entry costs besides its text. */
const ENTRY_BYTES = 100;

/**
 * What was written of lasting objects, by the piece of an operation that it was written for. Gone with its object; and all
 * of it is cleared away once it takes too much memory, to be written again as it is needed.
 */
export class TextShelf {
  private texts = new WeakMap<object, Map<object, string>>();
  private bytes = 0;

  constructor(private readonly maxBytes: number) {}

  /** What was written of an object so far. */
  of(lasting: object): ReadonlyMap<object, string> | undefined {
    return this.texts.get(lasting);
  }

  put(lasting: object, piece: object, text: string): void {
    this.bytes += text.length + ENTRY_BYTES;
    if (this.bytes > this.maxBytes) {
      this.texts = new WeakMap();
      this.bytes = text.length + ENTRY_BYTES;
    }
    const texts = this.texts.get(lasting);
    if (texts) texts.set(piece, text);
    else this.texts.set(lasting, new Map([[piece, text]]));
  }
}
