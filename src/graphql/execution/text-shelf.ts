/** What an entry costs besides its text. */
const ENTRY_BYTES = 150;
/** Variants of one object that are remembered: of a product's stock, as many places as it was lately asked for from. */
const MOST_VARIANTS = 256;

/** The text of a whole object, as old as it was. */
export interface WholeText {
  readonly asOf: unknown;
  readonly source: unknown;
  readonly text: string;
}

/**
 * What was written of lasting objects, by the piece of an operation that it was written for. Gone with its object; and all
 * of it is cleared away once it takes too much memory, to be written again as it is needed.
 */
export class TextShelf {
  private pieces = new WeakMap<object, Map<object, string>>();
  private wholes = new WeakMap<object, Map<object, Map<object, WholeText>>>();
  private bytes = 0;

  constructor(private readonly maxBytes: number) {}

  /** What was written of an object so far. */
  of(lasting: object): ReadonlyMap<object, string> | undefined {
    return this.pieces.get(lasting);
  }

  put(lasting: object, piece: object, text: string): void {
    this.count(text);
    const texts = this.pieces.get(lasting);
    if (texts) texts.set(piece, text);
    else this.pieces.set(lasting, new Map([[piece, text]]));
  }

  /** The last text of a whole object in one of its variants. */
  whole(lasting: object, writer: object, variant: object): WholeText | undefined {
    return this.wholes.get(lasting)?.get(writer)?.get(variant);
  }

  putWhole(lasting: object, writer: object, variant: object, whole: WholeText): void {
    this.count(whole.text);
    let byWriter = this.wholes.get(lasting);
    if (!byWriter) {
      byWriter = new Map();
      this.wholes.set(lasting, byWriter);
    }
    let variants = byWriter.get(writer);
    if (!variants || (variants.size >= MOST_VARIANTS && !variants.has(variant))) {
      variants = new Map();
      byWriter.set(writer, variants);
    }
    variants.set(variant, whole);
  }

  private count({ length }: string): void {
    this.bytes += length + ENTRY_BYTES;
    if (this.bytes <= this.maxBytes) return;
    this.pieces = new WeakMap();
    this.wholes = new WeakMap();
    this.bytes = length + ENTRY_BYTES;
  }
}
