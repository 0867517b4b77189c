import type { GraphQLAbstractType, GraphQLLeafType } from 'graphql';
import { PartlyShared } from '../../contract/index.js';
import type { FieldWriter } from './field-writer.js';
import { type Piece, piecesOf } from './pieces.js';
import { RenderedTextMaker } from './rendered-text.js';
import { FallbackToGraphqlJs, type Run } from './run.js';
import type { TextSink } from './text-sink.js';
import { writeOnceThere } from './write-once-there.js';

/** Writes a value as JSON, exactly as graphql-js and JSON.stringify would. */
export interface Writer {
  /** Whether the text depends on the value only. */
  readonly isOfValueAlone: boolean;
  /** @throws {FallbackToGraphqlJs} the value is not what the contract says */
  write(value: unknown, run: Run, text: TextSink): void;
  /** The text of a scalar or enum value; undefined for writers of objects and lists. @throws {FallbackToGraphqlJs} */
  readonly textOf?: ((value: unknown) => string) | undefined;
  /** Loads what is known of several values from memory, before the first of them is written. */
  prefetch?(values: readonly unknown[], run: Run): void;
}

const NO_NULL = 'null where there must be a value';

export class LeafWriter implements Writer {
  readonly isOfValueAlone = true;
  /** The last value and its text: the products of a page repeat the same moment, source and unit. */
  private lastValue: unknown;
  private lastText = '';

  constructor(private readonly type: GraphQLLeafType) {}

  write(value: unknown, _run: Run, text: TextSink): void {
    if (value !== this.lastValue) {
      this.lastText = this.textOf(value);
      this.lastValue = value;
    }
    text.add(this.lastText);
  }

  textOf(value: unknown): string {
    const serialised: unknown = this.type.serialize(value);
    if (serialised == null) throw new FallbackToGraphqlJs('a leaf serialises to nothing');
    // JSON.stringify writes a finite number as String does, and String is faster.
    return typeof serialised === 'number' ? String(serialised) : JSON.stringify(serialised);
  }
}

export class NullableWriter implements Writer {
  readonly textOf: Writer['textOf'];

  constructor(readonly inner: Writer) {
    if (inner.textOf) this.textOf = (value) => (value == null ? 'null' : (inner.textOf?.(value) ?? ''));
  }

  get isOfValueAlone(): boolean {
    return this.inner.isOfValueAlone;
  }

  write(value: unknown, run: Run, text: TextSink): void {
    if (value == null) text.add('null');
    else this.inner.write(value, run, text);
  }

  prefetch(values: readonly unknown[], run: Run): void {
    this.inner.prefetch?.(values, run);
  }
}

export class NonNullWriter implements Writer {
  readonly textOf: Writer['textOf'];

  constructor(readonly inner: Writer) {
    if (!inner.textOf) return;
    this.textOf = (value) => {
      if (value == null) throw new FallbackToGraphqlJs(NO_NULL);
      return inner.textOf?.(value) ?? '';
    };
  }

  get isOfValueAlone(): boolean {
    return this.inner.isOfValueAlone;
  }

  write(value: unknown, run: Run, text: TextSink): void {
    if (value == null) throw new FallbackToGraphqlJs(NO_NULL);
    this.inner.write(value, run, text);
  }

  prefetch(values: readonly unknown[], run: Run): void {
    this.inner.prefetch?.(values, run);
  }
}

export class ListWriter implements Writer {
  constructor(private readonly item: Writer) {}

  get isOfValueAlone(): boolean {
    return this.item.isOfValueAlone;
  }

  write(value: unknown, run: Run, text: TextSink): void {
    if (!Array.isArray(value)) throw new FallbackToGraphqlJs('a list that is no array');
    text.add('[');
    this.item.prefetch?.(value, run);
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text.add(',');
      writeOnceThere(value[index], this.item, run, text);
    }
    text.add(']');
  }
}

const NO_NAMES: ReadonlySet<string> = new Set();

export class ObjectWriter implements Writer {
  readonly isOfValueAlone: boolean;
  /** The pieces by the names of the fields that are not shared (NO_NAMES for an object that is shared as a whole). */
  private readonly pieces = new Map<ReadonlySet<string>, readonly Piece[]>();

  /**
   * @param fields in their order; the text of the first one begins with `{`
   * @param areShared whether requests share all objects of the type
   */
  constructor(
    private readonly fields: readonly FieldWriter[],
    private readonly areShared: boolean,
  ) {
    this.isOfValueAlone = fields.every(({ isOfParentAlone }) => isOfParentAlone);
  }

  write(value: unknown, run: Run, text: TextSink): void {
    if (value instanceof PartlyShared) {
      if (text instanceof RenderedTextMaker) this.writeWithPlaceholders(value, run, text);
      else for (const piece of this.piecesFor(value.ownNames)) piece.write(value, value.shared, run, text);
    } else if (this.areShared) {
      for (const piece of this.piecesFor(NO_NAMES)) piece.write(value as object, value as object, run, text);
    } else for (const field of this.fields) field.write(value, run, text);
    // An object may have no fields: no fragment applies to it, or all fields are skipped.
    text.add(this.fields.length > 0 ? '}' : '{}');
  }

  prefetch(values: readonly unknown[], run: Run): void {
    if (!this.areShared) return;
    const objects = values.filter((value) => typeof value === 'object' && value !== null);
    // A list without an object names no variant either: each takes memory.
    if (objects.length === 0) return;
    const variants: number[] = [];
    for (const piece of this.piecesFor(NO_NAMES)) piece.variants(run, variants);
    run.texts.prefetch(variants, objects);
  }

  private writeWithPlaceholders(value: PartlyShared, run: Run, text: RenderedTextMaker): void {
    const { ownNames } = value;
    for (const field of this.fields) {
      const { placeholders } = field;
      if (placeholders && text.needsPlaceholder(value) && field.readsAny(ownNames)) {
        text.add(field.prefix);
        text.place(placeholders, value);
      } else field.write(value, run, text);
    }
  }

  private piecesFor(ownNames: ReadonlySet<string>): readonly Piece[] {
    let pieces = this.pieces.get(ownNames);
    if (!pieces) {
      pieces = piecesOf(this.fields, ownNames);
      this.pieces.set(ownNames, pieces);
    }
    return pieces;
  }
}

export class AbstractWriter implements Writer {
  readonly isOfValueAlone: boolean;

  constructor(
    private readonly type: GraphQLAbstractType,
    private readonly byTypename: ReadonlyMap<string, Writer>,
  ) {
    this.isOfValueAlone = [...byTypename.values()].every((writer) => writer.isOfValueAlone);
  }

  write(value: unknown, run: Run, text: TextSink): void {
    // The resolveType functions of the gateway use their first argument only.
    const resolve = this.type.resolveType as ((value: unknown) => unknown) | null | undefined;
    const typename = resolve ? resolve(value) : (value as { readonly __typename?: unknown }).__typename;
    const writer = typeof typename === 'string' ? this.byTypename.get(typename) : undefined;
    if (!writer) throw new FallbackToGraphqlJs('a value of no known type');
    writer.write(value, run, text);
  }
}
