import { LRUCache } from 'lru-cache';

/** Longer texts, such as names and descriptions, are seldom equal. */
const LONGEST_COMMON_TEXT = 24;
const MAX_TEXTS = 8_192;
const MAX_OBJECTS = 512;

/** Sizes in V8 on 64-bit machines, in bytes. Each object takes whole words of 8 bytes. */
const WORD = 8;
const OBJECT_BYTES = 3 * WORD;
const ARRAY_BYTES = 4 * WORD;
const ELEMENTS_BYTES = 2 * WORD;
const TEXT_BYTES = 2 * WORD;
const NUMBER_BYTES = 2 * WORD;
/** An estimate for values that are not plain data. Facts should hold none. */
const UNKNOWN_BYTES = 256;

const BEYOND_LATIN_1 = /[^\0-\xff]/;

/** One cache for the whole process: names of units, levels and sites, and round quantities, occur in all kinds of facts. */
const texts = new LRUCache<string, string>({ max: MAX_TEXTS });

/** What a text takes in memory, in bytes. */
export function textBytes(text: string): number {
  const characters = BEYOND_LATIN_1.test(text) ? 2 * text.length : text.length;
  return TEXT_BYTES + WORD * Math.ceil(characters / WORD);
}

/**
 * Keeps equal parts of the facts of one kind in memory once. Otherwise each fact has its own copy of "Each", "STANDARD" and
 * "999999999999", and its own list of the same two units. That would be more than half of the memory of a price list.
 */
export class CommonParts {
  private readonly objects = new LRUCache<string, object>({ max: MAX_OBJECTS });
  private bytes = 0;

  /**
   * Replaces parts of a fact, in place, by equal parts of earlier facts. No value changes, and the fact stays the same object.
   * @returns the bytes that the fact takes by itself; a shared part is counted with the first fact that has it
   */
  share(fact: unknown): number {
    this.bytes = 0;
    if (typeof fact === 'string') return textBytes(fact);
    this.visit(fact);
    return this.bytes;
  }

  /**
   * Counts the bytes of a value and shares its parts.
   * @returns whether each part is shared, or is a constant such as a small integer
   */
  private visit(value: unknown): boolean {
    switch (typeof value) {
      case 'undefined':
        return false;
      case 'boolean':
        return true;
      case 'number':
        if (Object.is(value | 0, value)) return true;
        this.bytes += NUMBER_BYTES;
        return false;
      case 'object':
        if (value === null) return true;
        if (Array.isArray(value)) return this.visitList(value);
        if (isPlain(value)) return this.visitRecord(value);
    }
    this.bytes += UNKNOWN_BYTES;
    return false;
  }

  private visitList(list: unknown[]): boolean {
    this.bytes += ARRAY_BYTES;
    if (list.length > 0) this.bytes += ELEMENTS_BYTES + list.length * WORD;
    const mayChange = !Object.isFrozen(list);
    let allCommon = true;
    for (let index = 0; index < list.length; index++) {
      const part = list[index];
      const shared = this.shared(part);
      if (shared === undefined) allCommon = false;
      else if (mayChange && shared !== null) list[index] = shared;
    }
    return allCommon;
  }

  private visitRecord(record: Record<string, unknown>): boolean {
    this.bytes += OBJECT_BYTES;
    const mayChange = !Object.isFrozen(record);
    let allCommon = true;
    for (const name of Object.keys(record)) {
      this.bytes += WORD;
      const shared = this.shared(record[name]);
      if (shared === undefined) allCommon = false;
      else if (mayChange && shared !== null) record[name] = shared;
    }
    return allCommon;
  }

  /** @returns the shared part to take instead; null if the part may stay as it is; undefined if there is none to share yet */
  private shared(part: unknown): string | object | null | undefined {
    if (typeof part === 'string') return this.sharedText(part);
    const before = this.bytes;
    if (!this.visit(part)) return undefined;
    if (typeof part !== 'object' || part === null) return null;

    const text = JSON.stringify(part);
    const known = this.objects.get(text);
    if (known) this.bytes = before;
    else this.objects.set(text, part);
    return known ?? part;
  }

  private sharedText(text: string): string | undefined {
    if (text.length <= LONGEST_COMMON_TEXT) {
      const known = texts.get(text);
      if (known !== undefined) return known;
      texts.set(text, text);
    }
    this.bytes += textBytes(text);
    return undefined;
  }
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
