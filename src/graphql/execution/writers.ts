import type { GraphQLAbstractType, GraphQLLeafType } from 'graphql';
import { andThen, type MaybePromise } from '../../values/maybe-promise.js';
import type { FieldWriter } from './field-writer.js';
import { JoinedText } from './joined-text.js';
import { Layered } from './layered.js';
import { LeftToGraphql, type Run } from './run.js';

/** Writes a value as JSON, exactly as graphql-js and JSON.stringify would. */
export interface Writer {
  /** Whether the text follows from the value and nothing else. */
  readonly isOfValueAlone: boolean;
  /** @throws {LeftToGraphql} the value is not what the contract says */
  write(value: unknown, run: Run): MaybePromise<string>;
}

export class LeafWriter implements Writer {
  readonly isOfValueAlone = true;

  constructor(private readonly type: GraphQLLeafType) {}

  write(value: unknown): string {
    const serialised: unknown = this.type.serialize(value);
    if (serialised == null) throw new LeftToGraphql('a leaf serialises to nothing');
    return JSON.stringify(serialised);
  }
}

export class NullableWriter implements Writer {
  constructor(private readonly inner: Writer) {}

  get isOfValueAlone(): boolean {
    return this.inner.isOfValueAlone;
  }

  write(value: unknown, run: Run): MaybePromise<string> {
    return value == null ? 'null' : this.inner.write(value, run);
  }
}

export class NonNullWriter implements Writer {
  constructor(private readonly inner: Writer) {}

  get isOfValueAlone(): boolean {
    return this.inner.isOfValueAlone;
  }

  write(value: unknown, run: Run): MaybePromise<string> {
    if (value == null) throw new LeftToGraphql('null where there must be a value');
    return this.inner.write(value, run);
  }
}

export class ListWriter implements Writer {
  constructor(private readonly item: Writer) {}

  get isOfValueAlone(): boolean {
    return this.item.isOfValueAlone;
  }

  write(value: unknown, run: Run): MaybePromise<string> {
    if (!Array.isArray(value)) throw new LeftToGraphql('a list that is no array');
    const text = new JoinedText('[');
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text.add(',');
      const item: unknown = value[index];
      if (item instanceof Error) throw new LeftToGraphql('an error in a list');
      text.add(andThen(item as MaybePromise<unknown>, (at) => this.item.write(at, run)));
    }
    return text.end(']');
  }
}

/** A piece of an object's text that is written at once: fields of its lasting part together, others one by one. */
interface Piece {
  readonly fields: readonly FieldWriter[];
  readonly lasts: boolean;
}

const NO_NAMES: ReadonlySet<string> = new Set();

export class ObjectWriter implements Writer {
  /** The pieces of objects by the names of their own fields, for a lasting object none. */
  private readonly pieces = new Map<ReadonlySet<string>, readonly Piece[]>();

  /** @param lasting whether all objects of the type are values of facts */
  constructor(
    private readonly fields: readonly FieldWriter[],
    private readonly lasting: boolean,
  ) {}

  get isOfValueAlone(): boolean {
    return this.fields.every(({ isOfParentAlone }) => isOfParentAlone);
  }

  write(value: unknown, run: Run): MaybePromise<string> {
    if (value instanceof Layered) return this.writePieces(value, value.lasting, value.ownNames, run);
    if (this.lasting) return this.writePieces(value as object, value as object, NO_NAMES, run);
    const text = new JoinedText('{');
    for (let index = 0; index < this.fields.length; index++) {
      if (index > 0) text.add(',');
      text.add((this.fields[index] as FieldWriter).write(value, run));
    }
    return text.end('}');
  }

  private writePieces(value: object, lasting: object, ownNames: ReadonlySet<string>, run: Run): MaybePromise<string> {
    const shelved = run.shelf.of(lasting);
    const text = new JoinedText('{');
    const pieces = this.piecesFor(ownNames);
    for (let index = 0; index < pieces.length; index++) {
      const piece = pieces[index] as Piece;
      if (index > 0) text.add(',');
      text.add((piece.lasts && shelved?.get(piece)) || this.writePiece(piece, value, lasting, run));
    }
    return text.end('}');
  }

  private writePiece(piece: Piece, value: object, lasting: object, run: Run): MaybePromise<string> {
    const text = new JoinedText('');
    piece.fields.forEach((field, index) => {
      if (index > 0) text.add(',');
      text.add(field.write(value, run));
    });
    const written = text.end('');
    if (piece.lasts && typeof written === 'string') run.shelf.put(lasting, piece, written);
    return written;
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

/** Neighbours that last make one piece. */
function piecesOf(fields: readonly FieldWriter[], ownNames: ReadonlySet<string>): Piece[] {
  const pieces: { fields: FieldWriter[]; lasts: boolean }[] = [];
  for (const field of fields) {
    const lasts = field.isOfParentAlone && !field.readsAny(ownNames);
    const last = pieces.at(-1);
    if (last?.lasts && lasts) last.fields.push(field);
    else pieces.push({ fields: [field], lasts });
  }
  return pieces;
}

export class AbstractWriter implements Writer {
  constructor(
    private readonly type: GraphQLAbstractType,
    private readonly byTypename: ReadonlyMap<string, Writer>,
  ) {}

  get isOfValueAlone(): boolean {
    return [...this.byTypename.values()].every(({ isOfValueAlone }) => isOfValueAlone);
  }

  write(value: unknown, run: Run): MaybePromise<string> {
    // The gateway's resolveType functions look at the value alone.
    const resolve = this.type.resolveType as ((value: unknown) => unknown) | null | undefined;
    const typename = resolve ? resolve(value) : (value as { readonly __typename?: unknown }).__typename;
    const writer = typeof typename === 'string' ? this.byTypename.get(typename) : undefined;
    if (!writer) throw new LeftToGraphql('a value of no known type');
    return writer.write(value, run);
  }
}
