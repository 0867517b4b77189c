import { type Variant } from '../../contract/index.js';
import type { RenderedText } from './rendered-text.js';

/** What an entry takes in memory besides its text, in bytes. */
const ENTRY_BYTES = 400;
/** What it takes to note that an object was seen. */
const SEEN_BYTES = 80;
/** Texts of one object that are remembered, each for one piece of an operation. */
const MAX_TEXTS_OF_OBJECT = 32;

interface Entry {
  readonly by: object;
  readonly text: string;
  readonly older: Entry | undefined;
  /** How many there are from here on. */
  readonly count: number;
}

/** What was rendered of objects by one field of an operation, in answers with the same variant. */
export class TextsOfVariant {
  private readonly texts = new Map<object, RenderedText | null>();

  constructor(private readonly count: (bytes: number) => void) {}

  get(object: object): RenderedText | null | undefined {
    return this.texts.get(object);
  }

  /** Notes that an object was seen. @returns whether it had not been before */
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

/** A step on the way to the texts of a variant. */
class Branch {
  readonly branches = new Map<unknown, Branch>();
  texts: TextsOfVariant | undefined;
}

/**
 * What was rendered, by the part of an operation that it was rendered for. Bounded in bytes: what becomes too much is let
 * go at once, to be rendered again as it is needed.
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

  /** What a piece says of an object that it follows from alone. */
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

  /** What a field says of objects in answers with the same variant. */
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
