import type { FieldWriter } from './field-writer.js';
import { inOnePiece, JoinedText } from './joined-text.js';
import { LeftToGraphql, type Run } from './run.js';

/** Neighbouring fields of an object that are written together. */
export interface Piece {
  /** @param shared the object that remembers the texts: the value itself, or what others are told of it too */
  write(value: object, shared: object, run: Run, text: JoinedText): void;
}

/** The pieces of objects that are shared, or of which a part is. @param ownNames the fields that are not */
export function piecesOf(fields: readonly FieldWriter[], ownNames: ReadonlySet<string>): Piece[] {
  const groups: { readonly fields: FieldWriter[]; readonly followFromObject: boolean }[] = [];
  for (const field of fields) {
    const followFromObject = field.isOfParentAlone && !field.readsAny(ownNames);
    const last = groups.at(-1);
    if (last?.followFromObject && followFromObject) last.fields.push(field);
    else groups.push({ fields: [field], followFromObject });
  }
  return groups.map((group) => (group.followFromObject ? new FieldsOfObject(group.fields) : new OtherFields(group.fields)));
}

class OtherFields implements Piece {
  constructor(private readonly fields: readonly FieldWriter[]) {}

  write(value: object, _shared: object, run: Run, text: JoinedText): void {
    for (const field of this.fields) field.write(value, run, text);
  }
}

/** What follows from the object alone, and is rendered once for it. */
class FieldsOfObject implements Piece {
  constructor(private readonly fields: readonly FieldWriter[]) {}

  write(value: object, shared: object, run: Run, text: JoinedText): void {
    text.add(run.texts.ofObject(shared, this) ?? this.render(value, shared, run));
  }

  private render(value: object, shared: object, run: Run): string {
    const own = new JoinedText();
    for (const field of this.fields) field.write(value, run, own);
    const text = own.end();
    if (typeof text !== 'string') throw new LeftToGraphql('a property that has to be waited for');
    const kept = inOnePiece(text);
    run.texts.putOfObject(shared, this, kept);
    return kept;
  }
}
