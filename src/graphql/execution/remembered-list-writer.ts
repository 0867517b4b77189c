import type { Fragment } from './fragment.js';
import type { JoinedText } from './joined-text.js';
import { type ListTemplate, ListTemplateMaker } from './list-template.js';
import { type Remembered, RememberedFieldWriter } from './remembered-field-writer.js';
import type { Run } from './run.js';
import type { Surroundings } from './surroundings.js';
import { ListWriter, type ObjectWriter, type Writer } from './writers.js';

/**
 * Writes a list of lasting objects whose fields say the same to everybody in the same surroundings: a category's products
 * with prices and stock. Asked for again, its text is put together once, and used while everything it rests on holds.
 */
export class RememberedListWriter extends ListWriter {
  private constructor(
    item: Writer,
    private readonly object: ObjectWriter,
    private readonly fields: readonly RememberedFieldWriter[],
  ) {
    super(item);
  }

  /** Undefined where something about the items may follow from anything else. @param item the writer of `object`s, or of null */
  static of(item: Writer, object: ObjectWriter): RememberedListWriter | undefined {
    if (!object.lasting) return undefined;
    const fields: RememberedFieldWriter[] = [];
    for (const field of object.fields) {
      if (field.isOfParentAlone) continue;
      if (!(field instanceof RememberedFieldWriter)) return undefined;
      fields.push(field);
    }
    return new RememberedListWriter(item, object, fields);
  }

  override write(value: unknown, run: Run, text: JoinedText): void {
    const remembered = Array.isArray(value) && value.length > 0 ? this.rememberedIn(run) : undefined;
    if (!remembered) {
      super.write(value, run, text);
      return;
    }
    const template = this.templateOf(value as readonly unknown[], remembered, run);
    if (!template) {
      super.write(value, run, text);
      return;
    }
    const { trail } = run.context.patience;
    if (trail) template.noteIn(trail);
    text.add(template.text(remembered.map(surroundingsOf)));
  }

  /** Undefined where the items have to be written one by one. */
  private templateOf(items: readonly unknown[], remembered: readonly Remembered[], run: Run): ListTemplate | undefined {
    const { lists } = run.shelf;
    const list = lists.see(this, remembered.map(kindOf), items);
    if (!list) return undefined;
    if (list.template) {
      if (list.template.isGood(run.now, run.context.patience.since)) return list.template;
      lists.drop(list);
      return undefined;
    }
    const template = isWorthTrying(list.times) ? this.together(items, remembered, run) : undefined;
    if (template) lists.put(list, template);
    return template;
  }

  /** Undefined where a field has no surroundings in this answer. */
  private rememberedIn(run: Run): readonly Remembered[] | undefined {
    const all: Remembered[] = [];
    for (const field of this.fields) {
      const remembered = field.rememberedIn(run);
      if (!remembered) return undefined;
      all.push(remembered);
    }
    return all;
  }

  /** Undefined where the fragment of a field has to be made yet, or again. */
  private together(items: readonly unknown[], remembered: readonly Remembered[], run: Run): ListTemplate | undefined {
    const { since } = run.context.patience;
    const maker = new ListTemplateMaker();
    const fragmentOf = (item: object, field: number): Fragment | undefined => {
      const fragment = remembered[field]?.fragments.get(item);
      return fragment?.isGood(run.now, since) ? fragment : undefined;
    };
    maker.add('[');
    for (const [index, item] of items.entries()) {
      if (typeof item !== 'object' || item === null || item instanceof Promise) return undefined;
      if (index > 0) maker.add(',');
      let field = 0;
      for (const piece of this.object.piecesOf(item, run)) {
        if (typeof piece === 'string') {
          maker.add(piece);
          continue;
        }
        const fragment = fragmentOf(item, field);
        if (!fragment) return undefined;
        maker.add(piece.prefix);
        maker.addFragment(fragment, field++);
      }
      maker.add(this.object.end);
    }
    maker.add(']');
    return maker.make();
  }
}

/** The second time, and ever more seldom where that does not work out: something in the list may never be remembered. */
function isWorthTrying(times: number): boolean {
  return (times & (times - 1)) === 0;
}

function kindOf({ surroundings }: Remembered): object {
  return surroundings.kind;
}

function surroundingsOf({ surroundings }: Remembered): Surroundings {
  return surroundings;
}
