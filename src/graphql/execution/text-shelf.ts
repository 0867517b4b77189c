import type { Fragment } from './fragment.js';
import { ListShelf } from './list-shelf.js';

/** What an entry costs besides its text. */
const ENTRY_BYTES = 200;
/** Texts of one object that are remembered: for so many operations. */
const MOST_TEXTS_OF_ONE = 32;

interface Entry {
  readonly by: object;
  readonly text: string;
  readonly older: Entry | undefined;
  /** How many there are from here on. */
  readonly count: number;
}

/**
 * What was written of lasting objects, by the piece of an operation that it was written for. Gone with its object; and all
 * of it is cleared away once it takes too much memory, to be written again as it is needed.
 */
export class TextShelf {
  private pieces = new WeakMap<object, Entry>();
  private remembered = new WeakMap<object, Map<object, Map<object, Fragment>>>();
  private bytes = 0;

  readonly lists: ListShelf;

  constructor(
    private readonly maxBytes: number,
    maxBytesOfLists: number,
  ) {
    this.lists = new ListShelf(maxBytesOfLists);
  }

  /** What a piece of an operation says of an object. */
  piece(lasting: object, by: object): string | undefined {
    for (let entry = this.pieces.get(lasting); entry; entry = entry.older) if (entry.by === by) return entry.text;
    return undefined;
  }

  putPiece(lasting: object, by: object, text: string): void {
    this.count(text.length);
    // Whoever has too many starts again.
    const newest = this.pieces.get(lasting);
    const older = newest && newest.count < MOST_TEXTS_OF_ONE ? newest : undefined;
    this.pieces.set(lasting, { by, text, older, count: 1 + (older?.count ?? 0) });
  }

  /** What a field's writer says in surroundings of a kind, by the object of the field. */
  fragments(by: object, kind: object): Map<object, Fragment> {
    let byKind = this.remembered.get(by);
    if (!byKind) {
      byKind = new Map();
      this.remembered.set(by, byKind);
    }
    let fragments = byKind.get(kind);
    if (!fragments) {
      fragments = new Map();
      byKind.set(kind, fragments);
    }
    return fragments;
  }

  /** A text of so many characters is put among the fragments. */
  count(length: number): void {
    this.bytes += length + ENTRY_BYTES;
    if (this.bytes <= this.maxBytes) return;
    this.pieces = new WeakMap();
    this.remembered = new WeakMap();
    this.bytes = length + ENTRY_BYTES;
  }
}
