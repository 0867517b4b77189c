import type { FieldWriter } from './field-writer.js';
import { JoinedText } from './joined-text.js';
import { plainText } from './rendered-text.js';
import { FallbackToGraphqlJs, type Run } from './run.js';
import type { TextSink } from './text-sink.js';
import { newVariantNumber } from './variant-numbers.js';

/** Adjacent fields of an object that are written together. */
export interface Piece {
  /** @param shared the object that texts are remembered for: the value itself, or the shared part of a PartlyShared value */
  write(value: object, shared: object, run: Run, text: TextSink): void;
  /** Adds the numbers of the variants whose texts it writes in this run. */
  variants(run: Run, numbers: number[]): void;
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

  write(value: object, _shared: object, run: Run, text: TextSink): void {
    for (const field of this.fields) field.write(value, run, text);
  }

  variants(run: Run, numbers: number[]): void {
    for (const field of this.fields) {
      const number = field.variantIn?.(run);
      if (number !== undefined) numbers.push(number);
    }
  }
}

/** Fields whose text depends on the object only. It is rendered once for each object. */
class FieldsOfObject implements Piece {
  private readonly number = newVariantNumber();

  constructor(private readonly fields: readonly FieldWriter[]) {}

  write(value: object, shared: object, run: Run, text: TextSink): void {
    const { texts } = run;
    const at = texts.find(this.number, shared);
    if (at > 0) text.addRendered(texts, at, undefined);
    else this.render(value, shared, run, text);
  }

  variants(_run: Run, numbers: number[]): void {
    numbers.push(this.number);
  }

  private render(value: object, shared: object, run: Run, text: TextSink): void {
    const own = new JoinedText();
    for (const field of this.fields) field.write(value, run, own);
    const rendered = own.end();
    if (typeof rendered !== 'string') throw new FallbackToGraphqlJs('a property that has to be waited for');
    run.texts.put(this.number, shared, plainText(rendered));
    text.add(rendered);
  }
}
