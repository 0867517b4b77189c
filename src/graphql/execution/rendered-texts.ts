import type { Variant } from '../../contract/index.js';
import {
  type Dependencies,
  type Freshness,
  freshnessOf,
  isMarkValid,
  VALUE_SOURCES,
  type ValueSource,
} from '../../live/index.js';
import type { Instant } from '../../values/instant.js';
import { ITSELF, type Placeholder } from './placeholder.js';
import type { RenderedText } from './rendered-text.js';
import { FallbackToGraphqlJs } from './run.js';
import { NO_ADDRESS, TextAddresses } from './text-addresses.js';
import { VariantNumbers } from './variant-numbers.js';

/** The address of a text of which is only known that it was wanted once. */
export const SEEN = -1;

/** The unit of memory, and that of an address: a line of the processor's cache. */
const UNIT = 64;
const NUMBERS_A_UNIT = UNIT / 4;
const INSTANTS_A_UNIT = UNIT / 8;
/** Longer texts, with what is noted about them, are not kept. */
const LONGEST = 64 * 1024;
/** The memory that an answer is written to. */
const ANSWER_BYTES = 1024 * 1024;
/** Texts have some 500 bytes; JavaScript's objects for one take some 120 more. */
const USUAL_BYTES = 512;
const SHARE_OF_BYTES = 0.75;
/** The most placeholders: those of plans that are no longer used are among them. */
const MOST_PLACEHOLDERS = 20_000;
/**
 * A text is rendered again once in TIMES_BEFORE_RENDERED_AGAIN uses, so that its facts count as used and are not dropped from
 * memory.
 */
const TIMES_BEFORE_RENDERED_AGAIN = 2048;
/** A page of 24 products has 72 texts. */
const MOST_PREFETCHED = 128;
const LAST_NUMBER = 2 ** 31 - 1;
const NOTHING: object = {};

// What is noted about a text lies before its bytes: three instants, then numbers. By their places in it:
const FRESH_UNTIL = 0;
const NEWEST = 1;
const AS_OF = 2;
const MARKS = 6;
const PLACEHOLDERS = 7;
const TIMES = 8;
const UNITS = 9;
const SOURCE = 10;
/** The marks of the facts; then the length of the first part; then two for each placeholder, itself and the next part's length. */
const LISTS = 11;

/**
 * The rendered texts, by the part of an operation that they were rendered for and by object. They lie one beside the other in one
 * block of memory, each with what is noted about it: to give one of them, nothing else has to be loaded. If they take more than
 * the block, all are dropped and rendered again as they are needed.
 */
export class RenderedTexts {
  /** The texts, and behind them the answer that is being written. */
  readonly memory: Buffer;
  /** Where an answer begins in the memory. */
  readonly answersFrom: number;
  /** Where its memory ends. */
  readonly answersTo: number;
  /** No text takes more bytes, its placeholders filled in. */
  readonly longest = 2 * LONGEST;
  private readonly instants: Float64Array;
  private readonly numbers: Int32Array;
  private readonly addresses: TextAddresses;
  private readonly lastUnit: number;
  private nextUnit = 1;
  /** Addresses that are free again, by their number of units. */
  private free: number[][] = [];
  private placeholders: Placeholder[] = [];
  private placeholderNumbers = new Map<Placeholder, number>();
  private readonly variants = new VariantNumbers();
  private objectNumbers = new WeakMap<object, number>();
  private lastObjectNumber = 0;
  // A page asks for several texts of one object in turn.
  private latest: object | undefined;
  private latestNumber = 0;
  /** Keeps what `prefetch` loads from being optimised away. */
  protected prefetched = 0;
  private readonly found = new Int32Array(MOST_PREFETCHED);

  constructor(maxBytes: number) {
    this.lastUnit = Math.floor((maxBytes * SHARE_OF_BYTES) / UNIT);
    this.answersFrom = this.lastUnit * UNIT;
    this.answersTo = this.answersFrom + ANSWER_BYTES;
    this.memory = Buffer.allocUnsafeSlow(this.answersTo + this.longest);
    this.instants = new Float64Array(this.memory.buffer, 0, this.answersFrom / 8);
    this.numbers = new Int32Array(this.memory.buffer, 0, this.answersFrom / 4);
    this.addresses = new TextAddresses(Math.max(16, maxBytes / USUAL_BYTES));
  }

  /** The number of a variant of a field. @param by the field's writer */
  ofVariant(by: object, variant: Variant): number {
    if (this.variants.areMany) this.drop();
    return this.variants.of(by, variant);
  }

  /** The address of a text; SEEN, or NO_ADDRESS. */
  find(variant: number, object: object): number {
    return this.addresses.get(this.numberOf(object), variant);
  }

  /** Notes that a text was wanted, which may never be again. */
  noteSeen(variant: number, object: object): void {
    if (this.addresses.isFull) this.drop();
    const number = this.numberOf(object);
    if (this.addresses.hasRoomFor(number)) this.addresses.set(number, variant, SEEN);
  }

  /** Keeps a text instead of the one before. @returns its address; NO_ADDRESS if it is too long, or the object has too many */
  put(variant: number, object: object, text: RenderedText): number {
    const { parts, placeholders, freshness, dependencies } = text;
    const { marks, freshUntil, newest } = dependencies;
    const lengths = parts.map((part) => Buffer.byteLength(part));
    const head = (LISTS + marks.length + 1 + 2 * placeholders.length) * 4;
    const units = Math.ceil(lengths.reduce((sum, length) => sum + length, head) / UNIT);
    if (units * UNIT > LONGEST || units >= this.lastUnit) return NO_ADDRESS;
    if (!this.addresses.hasRoomFor(this.numberOf(object)) && this.find(variant, object) === NO_ADDRESS) return NO_ADDRESS;

    const at = this.room(variant, object, units);
    const { numbers, instants, memory } = this;
    instants[at * INSTANTS_A_UNIT + FRESH_UNTIL] = freshUntil;
    instants[at * INSTANTS_A_UNIT + NEWEST] = newest;
    instants[at * INSTANTS_A_UNIT + AS_OF] = freshness?.asOf ?? Number.NaN;
    let next = at * NUMBERS_A_UNIT;
    numbers[next + MARKS] = marks.length;
    numbers[next + PLACEHOLDERS] = placeholders.length;
    numbers[next + TIMES] = 0;
    numbers[next + UNITS] = units;
    numbers[next + SOURCE] = freshness ? VALUE_SOURCES.indexOf(freshness.source) : 0;
    next += LISTS;
    for (const number of marks) numbers[next++] = number;
    numbers[next++] = lengths[0] as number;
    placeholders.forEach((placeholder, index) => {
      numbers[next++] = this.placeholderNumber(placeholder);
      numbers[next++] = lengths[index + 1] as number;
    });
    let position = next * 4;
    for (const part of parts) position += memory.write(part, position);
    this.addresses.set(this.numberOf(object), variant, at);
    return at;
  }

  /**
   * Whether a text may be used.
   * @param since when the request came: facts that were read since then count as LIVE for it, which the text does not say
   */
  isGood(at: number, now: Instant, since: Instant): boolean {
    const { instants, numbers } = this;
    const first = at * INSTANTS_A_UNIT;
    if (!(now < (instants[first + FRESH_UNTIL] as number) && (instants[first + NEWEST] as number) < since)) return false;
    const head = at * NUMBERS_A_UNIT;
    const end = head + LISTS + (numbers[head + MARKS] as number);
    for (let next = head + LISTS; next < end; next += 2) {
      if (!isMarkValid(numbers[next] as number, numbers[next + 1] as number)) return false;
    }
    const times = (numbers[head + TIMES] as number) + 1;
    numbers[head + TIMES] = times;
    return times % TIMES_BEFORE_RENDERED_AGAIN !== 0;
  }

  /**
   * Loads texts that are about to be written into the processor's cache, several at a time: the processor would wait for each of
   * them otherwise. A page of 24 products takes a sixth less time with it. @param variants their numbers
   */
  prefetch(variants: readonly number[], objects: readonly unknown[]): void {
    const { addresses, numbers, found } = this;
    let texts = 0;
    for (const object of objects) {
      if (typeof object !== 'object' || object === null) continue;
      const number = this.numberOf(object);
      for (let index = 0; index < variants.length && texts < found.length; index++) {
        found[texts++] = addresses.get(number, variants[index] as number);
      }
    }
    // What is noted about a text, and the first of its bytes. The processor loads the rest by itself.
    let sum = 0;
    for (let index = 0; index < texts; index++) {
      const at = found[index] as number;
      if (at > 0) sum ^= (numbers[at * NUMBERS_A_UNIT + UNITS] as number) ^ (numbers[(at + 2) * NUMBERS_A_UNIT] as number);
    }
    this.prefetched = sum;
  }

  /** Notes the facts of a text as facts of an answer. */
  noteIn(at: number, dependencies: Dependencies): void {
    const { instants, numbers } = this;
    const first = at * INSTANTS_A_UNIT;
    dependencies.limit(instants[first + FRESH_UNTIL] as number, instants[first + NEWEST] as number);
    const head = at * NUMBERS_A_UNIT;
    const end = head + LISTS + (numbers[head + MARKS] as number);
    for (let next = head + LISTS; next < end; next += 2) {
      dependencies.addMark(numbers[next] as number, numbers[next + 1] as number);
    }
  }

  /** Writes a text with its placeholders filled in. @returns the position behind it */
  copy(at: number, variant: Variant | undefined, position: number): number {
    const { numbers, memory } = this;
    const head = at * NUMBERS_A_UNIT;
    const placeholders = numbers[head + PLACEHOLDERS] as number;
    let next = head + LISTS + (numbers[head + MARKS] as number);
    let from = (next + 1 + 2 * placeholders) * 4;
    let length = numbers[next] as number;
    memory.copyWithin(position, from, from + length);
    let end = position + length;
    if (placeholders === 0) return end;
    const own = this.freshnessAt(at, variant);
    for (let left = placeholders; left > 0; left--) {
      const placeholder = this.placeholders[numbers[++next] as number] as Placeholder;
      const { owner } = placeholder;
      end = placeholder.write(owner === ITSELF ? own : (variant?.nested?.[owner] ?? NOTHING), memory, end);
      from += length;
      length = numbers[++next] as number;
      memory.copyWithin(end, from, from + length);
      end += length;
    }
    if (end > memory.length) throw new FallbackToGraphqlJs('a text that is too long');
    return end;
  }

  /** A text with its placeholders filled in. */
  textAt(at: number, variant: Variant | undefined): string {
    return this.memory.toString('utf8', this.answersTo, this.copy(at, variant, this.answersTo));
  }

  private freshnessAt(at: number, variant: Variant | undefined): Freshness | object {
    if (!variant?.own) return NOTHING;
    const asOf = this.instants[at * INSTANTS_A_UNIT + AS_OF] as number;
    const source = VALUE_SOURCES[this.numbers[at * NUMBERS_A_UNIT + SOURCE] as number] as ValueSource;
    return freshnessOf([variant.own.ofViewer, { asOf, source }]);
  }

  /** Room for a text: that of the one before if it is as large. */
  private room(variant: number, object: object, units: number): number {
    const before = this.find(variant, object);
    if (before > 0) {
      const had = this.numbers[before * NUMBERS_A_UNIT + UNITS] as number;
      if (had === units) return before;
      this.free[had] ??= [];
      this.free[had].push(before);
      // Its bytes may be another text's before this one is kept.
      this.addresses.set(this.numberOf(object), variant, SEEN);
    }
    if (this.addresses.isFull || this.placeholders.length >= MOST_PLACEHOLDERS) this.drop();
    const free = this.free[units]?.pop();
    if (free !== undefined) return free;
    if (this.nextUnit + units > this.lastUnit) this.drop();
    const at = this.nextUnit;
    this.nextUnit += units;
    return at;
  }

  private placeholderNumber(placeholder: Placeholder): number {
    let number = this.placeholderNumbers.get(placeholder);
    if (number === undefined) {
      number = this.placeholders.push(placeholder) - 1;
      this.placeholderNumbers.set(placeholder, number);
    }
    return number;
  }

  private numberOf(object: object): number {
    if (object === this.latest) return this.latestNumber;
    let number = this.objectNumbers.get(object);
    if (number === undefined) {
      if (this.lastObjectNumber === LAST_NUMBER) this.numberAnew();
      number = ++this.lastObjectNumber;
      this.objectNumbers.set(object, number);
    }
    this.latest = object;
    this.latestNumber = number;
    return number;
  }

  private numberAnew(): void {
    this.drop();
    this.objectNumbers = new WeakMap();
    this.lastObjectNumber = 0;
  }

  private drop(): void {
    this.addresses.clear();
    this.nextUnit = 1;
    this.free = [];
    this.placeholders = [];
    this.placeholderNumbers = new Map();
    this.variants.clear();
    this.latest = undefined;
  }
}
