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
import { FreeUnits } from './free-units.js';
import { ObjectNumbers } from './object-numbers.js';
import { ITSELF, type Placeholder } from './placeholder.js';
import type { RenderedText } from './rendered-text.js';
import { FallbackToGraphqlJs } from './run.js';
import { NO_ADDRESS, TextAddresses } from './text-addresses.js';
import { VariantNumbers } from './variant-numbers.js';

/** The address of a text of which is only known that it was wanted once. */
const SEEN = -1;

/** The unit of memory, and that of an address: a line of the processor's cache. */
const UNIT = 64;
const NUMBERS_A_UNIT = UNIT / 4;
const INSTANTS_A_UNIT = UNIT / 8;
/** Longer texts, with what is noted about them, are not kept. */
const LONGEST = 64 * 1024;
/** The memory that an answer is written to. */
const ANSWER_BYTES = 1024 * 1024;
/** The share of the texts' bytes. The rest is for the table of addresses, which has a line for each BYTES_A_LINE. */
const SHARE_OF_TEXTS = 0.75;
const BYTES_A_LINE = 512;
/** The most placeholders: those of plans that are no longer used are among them. */
const MOST_PLACEHOLDERS = 20_000;
/**
 * A text is rendered again once in TIMES_BEFORE_RENDERED_AGAIN uses, so that its facts count as used and are not dropped from
 * memory.
 */
const TIMES_BEFORE_RENDERED_AGAIN = 2048;
/** A page of 24 products has 72 texts. */
const MOST_PREFETCHED = 128;
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
  /** The most bytes of a text with its placeholders filled in. A longer one is not written. */
  readonly longest = 2 * LONGEST;
  private readonly instants: Float64Array;
  private readonly numbers: Int32Array;
  private readonly addresses: TextAddresses;
  private readonly free: FreeUnits;
  private readonly objects = new ObjectNumbers();
  private placeholders: Placeholder[] = [];
  private placeholderNumbers = new Map<Placeholder, number>();
  private readonly variants = new VariantNumbers();
  /** Keeps what `prefetch` loads from being optimised away. */
  protected prefetched = 0;
  private readonly found = new Int32Array(MOST_PREFETCHED);

  constructor(maxBytes: number) {
    const units = Math.floor((maxBytes * SHARE_OF_TEXTS) / UNIT);
    this.free = new FreeUnits(units);
    this.answersFrom = units * UNIT;
    this.answersTo = this.answersFrom + ANSWER_BYTES;
    this.memory = Buffer.allocUnsafeSlow(this.answersTo + this.longest);
    this.instants = new Float64Array(this.memory.buffer, 0, this.answersFrom / 8);
    this.numbers = new Int32Array(this.memory.buffer, 0, this.answersFrom / 4);
    this.addresses = new TextAddresses(Math.max(16, maxBytes / BYTES_A_LINE));
  }

  /** The number of a variant of a field. @param by the field's writer */
  ofVariant(by: object, variant: Variant): number {
    if (this.variants.areMany) this.drop();
    return this.variants.of(by, variant);
  }

  /** The address of a text, above 0; NO_ADDRESS, or a number below 0 if it is known that the text was wanted once. */
  find(variant: number, object: object): number {
    return this.addresses.get(this.objects.of(object), variant);
  }

  /** Notes that a text was wanted, which may never be again. */
  noteSeen(variant: number, object: object): void {
    this.dropIfFull();
    const number = this.objects.of(object);
    if (this.addresses.hasRoomFor(number)) this.addresses.set(number, variant, SEEN);
  }

  /** Keeps a text instead of the one before. @returns its address; NO_ADDRESS if it is too long, or the object has too many */
  put(variant: number, object: object, text: RenderedText): number {
    const { parts, placeholders, freshness, dependencies } = text;
    const { marks, freshUntil, newest } = dependencies;
    const lengths = parts.map((part) => Buffer.byteLength(part));
    const head = (LISTS + marks.length + 1 + 2 * placeholders.length) * 4;
    const units = Math.ceil(lengths.reduce((sum, length) => sum + length, head) / UNIT);
    if (units * UNIT > LONGEST) return NO_ADDRESS;
    const at = this.place(variant, object, units);
    if (at === NO_ADDRESS) return NO_ADDRESS;

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
   * them otherwise. @param variants their numbers
   */
  prefetch(variants: readonly number[], objects: readonly object[]): void {
    const { addresses, numbers, found } = this;
    let texts = 0;
    for (const object of objects) {
      const number = this.objects.of(object);
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

  /** The address for a text, which is that of the one before if it is as large; NO_ADDRESS if there is none. */
  private place(variant: number, object: object, units: number): number {
    this.dropIfFull();
    const number = this.objects.of(object);
    const before = this.addresses.get(number, variant);
    if (before === NO_ADDRESS && !this.addresses.hasRoomFor(number)) return NO_ADDRESS;
    if (before > 0) {
      const had = this.numbers[before * NUMBERS_A_UNIT + UNITS] as number;
      if (had === units) return before;
      this.free.giveBack(before, had);
    }
    let at = this.free.take(units);
    if (at === undefined) {
      this.drop();
      at = this.free.take(units);
    }
    // What is larger than the whole block is not kept.
    this.addresses.set(this.objects.of(object), variant, at ?? SEEN);
    return at ?? NO_ADDRESS;
  }

  private placeholderNumber(placeholder: Placeholder): number {
    let number = this.placeholderNumbers.get(placeholder);
    if (number === undefined) {
      number = this.placeholders.push(placeholder) - 1;
      this.placeholderNumbers.set(placeholder, number);
    }
    return number;
  }

  private dropIfFull(): void {
    if (this.addresses.isFull || this.placeholders.length >= MOST_PLACEHOLDERS || this.objects.areUsedUp) this.drop();
  }

  private drop(): void {
    this.addresses.clear();
    this.free.clear();
    this.objects.clear();
    this.placeholders = [];
    this.placeholderNumbers = new Map();
    this.variants.clear();
  }
}
