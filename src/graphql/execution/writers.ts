import type { GraphQLAbstractType, GraphQLLeafType } from 'graphql';
import type { FieldWriter } from './field-writer.js';
import { inOnePiece, JoinedText } from './joined-text.js';
import { Layered } from './layered.js';
import { LeftToGraphql, type Run } from './run.js';
import { TemplateText } from './template.js';

/** Writes a value as JSON, exactly as graphql-js and JSON.stringify would. */
export interface Writer {
  /** Whether the text follows from the value and nothing else. */
  readonly isOfValueAlone: boolean;
  /** @throws {LeftToGraphql} the value is not what the contract says */
  write(value: unknown, run: Run, text: JoinedText): void;
  /** The text of a value that is no object of the contract. @throws {LeftToGraphql} */
  readonly textOf?: ((value: unknown) => string) | undefined;
}

const NO_NULL = 'null where there must be a value';

/** Writes a value that may still be waited for. */
export function writeOnceThere(value: unknown, writer: Writer, run: Run, text: JoinedText): void {
  if (typeof value !== 'object' || value === null) {
    writer.write(value, run, text);
    return;
  }
  if (value instanceof Promise) {
    text.later(
      value.then((settled) => {
        const own = new JoinedText();
        writer.write(settled, run, own);
        return own.end();
      }),
    );
    return;
  }
  if (value instanceof Error) throw new LeftToGraphql('an error instead of a value');
  writer.write(value, run, text);
}

export class LeafWriter implements Writer {
  readonly isOfValueAlone = true;
  /** The products of a page say the same again and again: the moment, the source, the unit. */
  private lastValue: unknown;
  private lastText = '';

  constructor(private readonly type: GraphQLLeafType) {}

  write(value: unknown, _run: Run, text: JoinedText): void {
    if (value !== this.lastValue) {
      this.lastText = this.textOf(value);
      this.lastValue = value;
    }
    text.add(this.lastText);
  }

  textOf(value: unknown): string {
    const serialised: unknown = this.type.serialize(value);
    if (serialised == null) throw new LeftToGraphql('a leaf serialises to nothing');
    // What JSON writes of a number is what the language does.
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

  write(value: unknown, run: Run, text: JoinedText): void {
    if (value == null) text.add('null');
    else this.inner.write(value, run, text);
  }
}

export class NonNullWriter implements Writer {
  readonly textOf: Writer['textOf'];

  constructor(readonly inner: Writer) {
    if (!inner.textOf) return;
    this.textOf = (value) => {
      if (value == null) throw new LeftToGraphql(NO_NULL);
      return inner.textOf?.(value) ?? '';
    };
  }

  get isOfValueAlone(): boolean {
    return this.inner.isOfValueAlone;
  }

  write(value: unknown, run: Run, text: JoinedText): void {
    if (value == null) throw new LeftToGraphql(NO_NULL);
    this.inner.write(value, run, text);
  }
}

export class ListWriter implements Writer {
  constructor(private readonly item: Writer) {}

  get isOfValueAlone(): boolean {
    return this.item.isOfValueAlone;
  }

  write(value: unknown, run: Run, text: JoinedText): void {
    if (!Array.isArray(value)) throw new LeftToGraphql('a list that is no array');
    text.add('[');
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text.add(',');
      writeOnceThere(value[index], this.item, run, text);
    }
    text.add(']');
  }
}

/** Fields of an object that are written at once: neighbours of its lasting part together, others one by one. */
interface Piece {
  readonly fields: readonly FieldWriter[];
  readonly lasts: boolean;
}

const NO_NAMES: ReadonlySet<string> = new Set();

export class ObjectWriter implements Writer {
  readonly isOfValueAlone: boolean;
  /** The pieces of objects by the names of their own fields, for an object that lasts as a whole none. */
  private readonly pieces = new Map<ReadonlySet<string>, readonly Piece[]>();

  /**
   * @param fields in their order; the first one's text begins the object
   * @param lasting whether all objects of the type are values of facts
   */
  constructor(
    readonly fields: readonly FieldWriter[],
    readonly lasting: boolean,
  ) {
    this.isOfValueAlone = fields.every(({ isOfParentAlone }) => isOfParentAlone);
  }

  write(value: unknown, run: Run, text: JoinedText): void {
    if (value instanceof Layered) {
      if (text instanceof TemplateText) this.writeWithHoles(value, run, text);
      else this.writePieces(value, value.lasting, value.ownNames, run, text);
    } else if (this.lasting) this.writePieces(value as object, value as object, NO_NAMES, run, text);
    else for (const field of this.fields) field.write(value, run, text);
    text.add(this.end);
  }

  /** How the text ends. No fragment may apply to an object, and every field may be skipped. */
  get end(): string {
    return this.fields.length > 0 ? '}' : '{}';
  }

  /** The texts of a lasting object that follow from it alone, and between them the fields that do not. */
  *piecesOf(lasting: object, run: Run): Iterable<string | FieldWriter> {
    for (const piece of this.piecesFor(NO_NAMES)) {
      if (piece.lasts) yield run.shelf.piece(lasting, piece) ?? writeLasting(piece, lasting, lasting, run);
      else yield* piece.fields;
    }
  }

  /** With a hole for the value of each own field. */
  private writeWithHoles(value: Layered, run: Run, text: TemplateText): void {
    const { ownNames } = value;
    for (const field of this.fields) {
      const { holes } = field;
      if (holes && field.readsAny(ownNames)) {
        text.add(field.prefix);
        text.hole(holes, value);
      } else field.write(value, run, text);
    }
  }

  private writePieces(value: object, lasting: object, ownNames: ReadonlySet<string>, run: Run, text: JoinedText): void {
    for (const piece of this.piecesFor(ownNames)) {
      if (!piece.lasts) for (const field of piece.fields) field.write(value, run, text);
      else text.add(run.shelf.piece(lasting, piece) ?? writeLasting(piece, value, lasting, run));
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

function writeLasting(piece: Piece, value: object, lasting: object, run: Run): string {
  const own = new JoinedText();
  for (const field of piece.fields) field.write(value, run, own);
  const text = own.end();
  if (typeof text !== 'string') throw new LeftToGraphql('a property that has to be waited for');
  const kept = inOnePiece(text);
  run.shelf.putPiece(lasting, piece, kept);
  return kept;
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
  readonly isOfValueAlone: boolean;

  constructor(
    private readonly type: GraphQLAbstractType,
    private readonly byTypename: ReadonlyMap<string, Writer>,
  ) {
    this.isOfValueAlone = [...byTypename.values()].every((writer) => writer.isOfValueAlone);
  }

  write(value: unknown, run: Run, text: JoinedText): void {
    // The gateway's resolveType functions look at the value alone.
    const resolve = this.type.resolveType as ((value: unknown) => unknown) | null | undefined;
    const typename = resolve ? resolve(value) : (value as { readonly __typename?: unknown }).__typename;
    const writer = typeof typename === 'string' ? this.byTypename.get(typename) : undefined;
    if (!writer) throw new LeftToGraphql('a value of no known type');
    writer.write(value, run, text);
  }
}
