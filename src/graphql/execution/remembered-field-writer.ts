import { Trail } from '../../live/index.js';
import { ResolvedFieldWriter } from './field-writer.js';
import { Fragment } from './fragment.js';
import type { JoinedText } from './joined-text.js';
import { Layered } from './layered.js';
import type { Run } from './run.js';
import type { Surroundings } from './surroundings.js';
import { TemplateText } from './template.js';
import { writeOnceThere } from './writers.js';

/** A field's surroundings in one answer, and what was written in the same ones. */
export interface Remembered {
  readonly surroundings: Surroundings;
  /** By the object of the field. */
  readonly fragments: Map<object, Fragment>;
}

/**
 * Writes a field whose value follows from its object, live facts, and surroundings that many answers share: once for all of
 * them, until a fact is another.
 */
export class RememberedFieldWriter extends ResolvedFieldWriter {
  override write(parent: unknown, run: Run, text: JoinedText): void {
    const remembered = this.rememberedIn(run);
    if (!remembered) {
      super.write(parent, run, text);
      return;
    }
    const { surroundings, fragments } = remembered;
    const { patience } = run.context;
    const fragment = fragments.get(parent as object);
    if (!fragment?.isGood(run.now, patience.since)) {
      this.writeAnew(parent as object, remembered, run, text);
      return;
    }
    if (patience.trail) fragment.noteIn(patience.trail);
    text.add(this.prefix);
    fragment.template.fill(surroundings.ownOf(fragment.basis), surroundings.nested, text);
  }

  private writeAnew(parent: object, { surroundings, fragments }: Remembered, run: Run, text: JoinedText): void {
    const trail = new Trail();
    const value: unknown = run.context.patience.noting(trail, () => this.valueOf(parent, run));
    text.add(this.prefix);
    if (value instanceof Layered && trail.holds(run.now)) {
      const whole = new TemplateText(value);
      this.writer.write(value, run, whole);
      const template = whole.template();
      if (template) {
        run.shelf.count(template.length);
        fragments.set(parent, new Fragment(template, surroundings.basisOf(value.own), trail));
        template.fill(value.own, value.nested, text);
        return;
      }
    }
    writeOnceThere(value, this.writer, run, text);
  }

  /** Undefined where the text may follow from anything else. */
  rememberedIn(run: Run): Remembered | undefined {
    let remembered = run.remembered[this.number];
    if (remembered === undefined) {
      remembered = this.lookUp(run) ?? null;
      run.remembered[this.number] = remembered;
    }
    return remembered ?? undefined;
  }

  private lookUp(run: Run): Remembered | undefined {
    if (!this.writer.isOfValueAlone || run.context.patience.insistsOnFresh) return undefined;
    const surroundings = this.traits.surroundings?.(this.argsIn(run), run.context);
    return surroundings && { surroundings, fragments: run.shelf.fragments(this, surroundings.kind) };
  }
}
