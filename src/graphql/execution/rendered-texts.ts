import { type Variant } from '../../contract/index.js';
import type { RenderedText } from './rendered-text.js';

/** Bytes of an entry besides its text. */
const ENTRY_BYTES = 400;
/** Bytes of the note that an object was seen. */
const SEEN_BYTES = 80;
/** At most MAX_TEXTS_OF_OBJECT texts are remembered for one object, each for one piece of an operation. */
const MAX_TEXTS_OF_OBJECT = 32;

interface Entry {
  readonly by: object;
  readonly text: string;
  readonly older: Entry | undefined;
  /** The number of entries in the list that starts here. */
  readonly count: number;
}

/** The texts of one field of an operation, by object, for answers with the same variant. */
export class TextsOfVariant {
  /** Held weakly: the viewer of an access token that has ended is not kept by its texts. */
  private readonly texts = new WeakMap<object, RenderedText | null>();

  constructor(private readonly count: (bytes: number) => void) {}

  get(object: object): RenderedText | null | undefined {
    return this.texts.get(object);
  }

  /** Notes that an object was seen. @returns whether this was the first time */
  isNew(object: object): boolean {
    if (this.texts.has(object)) return false;
    this.texts.set(object, null);
    this.count(SEEN_BYTES);
    return true;
  }

  set(object: object, text: RenderedText): void {
    const before = this.texts.get(object);
    this.texts.set(object, text);
    this.count(before ? text.length - before.length : ENTRY_BYTES + text.length);
  }
}

/** A node of the tree that leads from the items of a variant's key to its texts. */
class Branch {
  readonly branches = new Map<unknown, Branch>();
  texts: TextsOfVariant | undefined;
}

/**
 * The rendered texts, by the part of an operation that they were rendered for. If they take more than `maxBytes`, all are
 * dropped and rendered again as they are needed.
 */
export class RenderedTexts {
  private ofObjects = new WeakMap<object, Entry>();
  private byField = new WeakMap<object, Branch>();
  private bytes = 0;
  private readonly count = (bytes: number): void => {
    this.bytes += bytes;
    if (this.bytes <= this.maxBytes) return;
    this.ofObjects = new WeakMap();
    this.byField = new WeakMap();
    this.bytes = 0;
  };

  constructor(private readonly maxBytes: number) {}

  /** The text of a piece for an object, if the text depends on the object only. @param by the piece */
  ofObject(object: object, by: object): string | undefined {
    for (let entry = this.ofObjects.get(object); entry; entry = entry.older) if (entry.by === by) return entry.text;
    return undefined;
  }

  putOfObject(object: object, by: object, text: string): void {
    this.count(ENTRY_BYTES + text.length);
    const newest = this.ofObjects.get(object);
    const older = newest && newest.count < MAX_TEXTS_OF_OBJECT ? newest : undefined;
    this.ofObjects.set(object, { by, text, older, count: 1 + (older?.count ?? 0) });
  }

  /** The texts of a field for answers with the same variant. @param by the field's writer */
  ofVariant(by: object, { key }: Variant): TextsOfVariant {
    let branch = this.byField.get(by);
    if (!branch) {
      branch = new Branch();
      this.byField.set(by, branch);
    }
    for (const item of key) {
      let next: Branch | undefined = branch.branches.get(item);
      if (!next) {
        next = new Branch();
        branch.branches.set(item, next);
      }
      branch = next;
    }
    branch.texts ??= new TextsOfVariant(this.count);
    return branch.texts;
  }
}
