import { PartlyShared, type Variant } from '../../contract/index.js';
import { Dependencies } from '../../live/index.js';
import type { FieldWriter } from './field-writer.js';
import { inOnePiece, JoinedText } from './joined-text.js';
import { RenderedTextMaker, SharedFieldText } from './rendered-text.js';
import type { TextsOfVariant } from './rendered-texts.js';
import { LeftToGraphql, type Run } from './run.js';
import { SharedFieldWriter } from './shared-field-writer.js';

/** Neighbouring fields of an object that are written together. */
export interface Piece {
  /** @param shared the object that remembers the texts: the value itself, or what others are told of it too */
  write(value: object, shared: object, run: Run, text: JoinedText): void;
}

/** The pieces of objects that are shared, or of which a part is. @param ownNames the fields that are not */
export function piecesOf(fields: readonly FieldWriter[], ownNames: ReadonlySet<string>): Piece[] {
  const followsFromObject = (field: FieldWriter) => field.isOfParentAlone && !field.readsAny(ownNames);
  const canBeShared = (field: FieldWriter) =>
    followsFromObject(field) || (ownNames.size === 0 && field instanceof SharedFieldWriter);
  const groups: FieldWriter[][] = [];
  let open = false;
  for (const field of fields) {
    if (open && canBeShared(field)) groups.at(-1)?.push(field);
    else groups.push([field]);
    open = canBeShared(field);
  }
  return groups.map((group) => {
    const [first] = group;
    if (!first || !canBeShared(first)) return new OwnField(group);
    return group.every(followsFromObject) ? new ObjectsFields(group) : new SharedFields(group);
  });
}

/** What belongs to one answer. */
class OwnField implements Piece {
  constructor(private readonly fields: readonly FieldWriter[]) {}

  write(value: object, _shared: object, run: Run, text: JoinedText): void {
    for (const field of this.fields) field.write(value, run, text);
  }
}

/** What follows from the object alone, and is rendered once for it. */
class ObjectsFields implements Piece {
  constructor(private readonly fields: readonly FieldWriter[]) {}

  write(value: object, shared: object, run: Run, text: JoinedText): void {
    text.add(this.textOf(value, shared, run));
  }

  textOf(value: object, shared: object, run: Run): string {
    return run.texts.ofObject(shared, this) ?? this.render(value, shared, run);
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

/** The variants of an answer, and what was rendered in answers with the same ones. */
export interface InVariants {
  readonly variants: readonly Variant[];
  readonly texts: TextsOfVariant;
}

/** What follows from the object, live facts about it and the variants of its shared fields: rendered once for all who have the same. */
class SharedFields implements Piece {
  private readonly parts: readonly (ObjectsFields | SharedFieldWriter)[];
  private readonly shared: readonly SharedFieldWriter[];
  /** Tells it from other pieces of its plan. */
  private readonly number: number;

  constructor(private readonly fields: readonly FieldWriter[]) {
    const parts: (ObjectsFields | SharedFieldWriter)[] = [];
    let neighbours: FieldWriter[] = [];
    const close = () => {
      if (neighbours.length > 0) parts.push(new ObjectsFields(neighbours));
      neighbours = [];
    };
    for (const field of fields) {
      if (!(field instanceof SharedFieldWriter)) neighbours.push(field);
      else {
        close();
        parts.push(field);
      }
    }
    close();
    this.parts = parts;
    this.shared = fields.filter((field) => field instanceof SharedFieldWriter);
    this.number = this.shared[0]?.number ?? 0;
  }

  write(value: object, _shared: object, run: Run, text: JoinedText): void {
    const shared = this.sharedIn(run);
    if (!shared) {
      for (const field of this.fields) field.write(value, run, text);
      return;
    }
    const { budget } = run.context;
    const known = shared.texts.get(value);
    if (!known?.isGood(run.now, budget.since)) {
      // What is asked for once may never be asked for again.
      if (known === undefined && shared.texts.isNew(value)) for (const field of this.fields) field.write(value, run, text);
      else this.render(value, shared, run, text);
      return;
    }
    if (budget.dependencies) known.noteIn(budget.dependencies);
    known.fill(shared.variants, text);
  }

  private render(object: object, { variants, texts }: InVariants, run: Run, text: JoinedText): void {
    const dependencies = new Dependencies();
    const maker = new RenderedTextMaker();
    const values: unknown[] = [];
    for (const part of this.parts) {
      if (part instanceof ObjectsFields) {
        maker.add(part.textOf(object, object, run));
        continue;
      }
      const value: unknown = run.context.budget.noting(dependencies, () => part.valueOf(object, run));
      const field = values.push(value) - 1;
      if (value instanceof Promise || !dependencies.holds(run.now)) maker.giveUp();
      else addValue(maker, part, field, value, variants[field] as Variant, run);
    }
    const rendered = maker.make(dependencies);
    if (rendered) {
      texts.set(object, rendered);
      rendered.fill(variants, text);
      return;
    }
    let field = 0;
    for (const part of this.parts) {
      if (part instanceof ObjectsFields) part.write(object, object, run, text);
      else part.writeValue(values[field++], run, text);
    }
  }

  private sharedIn(run: Run): InVariants | undefined {
    let shared = run.shared[this.number];
    if (shared === undefined) {
      shared = this.lookUp(run) ?? null;
      run.shared[this.number] = shared;
    }
    return shared ?? undefined;
  }

  private lookUp(run: Run): InVariants | undefined {
    const variants: Variant[] = [];
    for (const field of this.shared) {
      const variant = field.variantIn(run);
      if (!variant) return undefined;
      variants.push(variant);
    }
    return { variants, texts: run.texts.ofVariants(this, variants) };
  }
}

function addValue(
  maker: RenderedTextMaker,
  field: SharedFieldWriter,
  number: number,
  value: unknown,
  variant: Variant,
  run: Run,
) {
  maker.add(field.prefix);
  if (value instanceof PartlyShared) {
    const text = new SharedFieldText(value, variant);
    field.writer.write(value, run, text);
    maker.addField(number, text, variant.own?.basisOf(value.own));
    return;
  }
  const text = new JoinedText();
  field.writer.write(value, run, text);
  const whole = text.end();
  if (typeof whole === 'string') maker.add(whole);
  else maker.giveUp();
}
