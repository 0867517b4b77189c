import type { FieldWriter } from './field-writer.js';
import { inOnePiece, JoinedText } from './joined-text.js';
import { FallbackToGraphqlJs, type Run } from './run.js';

/** Adjacent fields of an object that are written together. */
export interface Piece {
  /** @param shared the object that texts are remembered for: the value itself, or the shared part of a PartlyShared value */
  write(value: object, shared: object, run: Run, text: JoinedText): void;
}

/** The pieces of shared or partly shared objects. @param ownNames the fields that are not shared */
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

/** Fields whose text depends on the object only. It is rendered once for each object. */
class FieldsOfObject implements Piece {
  constructor(private readonly fields: readonly FieldWriter[]) {}

  write(value: object, shared: object, run: Run, text: JoinedText): void {
    text.add(run.texts.ofObject(shared, this) ?? this.render(value, shared, run));
  }

  private render(value: object, shared: object, run: Run): string {
    const own = new JoinedText();
    for (const field of this.fields) field.write(value, run, own);
    const text = own.end();
    if (typeof text !== 'string') throw new FallbackToGraphqlJs('a property that has to be waited for');
    const kept = inOnePiece(text);
    run.texts.putOfObject(shared, this, kept);
    return kept;
  }
}
