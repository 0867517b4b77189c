import { PartlyShared, type Variant, type VariantOfObject } from '../../contract/index.js';
import { Dependencies } from '../../live/index.js';
import { ResolvedFieldWriter } from './field-writer.js';
import { inOnePiece, JoinedText } from './joined-text.js';
import { RenderedText, RenderedTextMaker } from './rendered-text.js';
import type { TextsOfVariant } from './rendered-texts.js';
import type { Run } from './run.js';
import { writeOnceThere } from './write-once-there.js';

/** The variant of a field in one answer, and the texts that were rendered for this variant. */
export interface InVariant {
  readonly variant: Variant;
  readonly texts: TextsOfVariant;
}

/**
 * Writes a field whose value depends on its object, on live facts, and on a variant that many answers share. Its text is
 * rendered once for all of them, until a fact changes.
 */
export class SharedFieldWriter extends ResolvedFieldWriter {
  override write(parent: unknown, run: Run, text: JoinedText): void {
    const ofRun = this.sharedIn(run);
    const shared = typeof ofRun === 'function' ? this.withTexts(ofRun(parent as object), run) : ofRun;
    if (!shared) {
      super.write(parent, run, text);
      return;
    }
    const { variant, texts } = shared;
    const { budget } = run.context;
    const known = texts.get(parent as object);
    if (known?.isGood(run.now, budget.since)) {
      if (budget.dependencies) known.noteIn(budget.dependencies);
      text.add(this.prefix);
      known.fill(variant, text);
    } else if (known === undefined && texts.isNew(parent as object)) {
      // The first time, the text is not kept: it may never be asked for again.
      super.write(parent, run, text);
    } else this.render(parent as object, shared, run, text);
  }

  private render(parent: object, { variant, texts }: InVariant, run: Run, text: JoinedText): void {
    const dependencies = new Dependencies();
    const value: unknown = run.context.budget.noting(dependencies, () => this.valueOf(parent, run));
    text.add(this.prefix);
    const rendered = dependencies.holds(run.now) ? this.rendered(value, variant, dependencies, run) : undefined;
    if (!rendered) {
      writeOnceThere(value, this.writer, run, text);
      return;
    }
    texts.set(parent, rendered);
    rendered.fill(variant, text);
  }

  /** Renders a value. @param dependencies those of the value, still valid, so the value is not a promise */
  private rendered(value: unknown, variant: Variant, dependencies: Dependencies, run: Run): RenderedText | undefined {
    if (value instanceof PartlyShared) {
      const maker = new RenderedTextMaker(value, variant);
      this.writer.write(value, run, maker);
      return maker.make(dependencies);
    }
    const text = new JoinedText();
    writeOnceThere(value, this.writer, run, text);
    const whole = text.end();
    return typeof whole === 'string' ? new RenderedText([inOnePiece(whole)], [], undefined, dependencies) : undefined;
  }

  /** @returns undefined if the text of this answer may depend on more than the variant */
  private sharedIn(run: Run): InVariant | VariantOfObject | undefined {
    let shared = run.shared[this.number];
    if (shared === undefined) {
      shared = this.lookUp(run) ?? null;
      run.shared[this.number] = shared;
    }
    return shared ?? undefined;
  }

  private lookUp(run: Run): InVariant | VariantOfObject | undefined {
    if (run.context.budget.insistsOnFresh) return undefined;
    const variant = this.traits.variant?.(this.argsIn(run), run.context);
    return typeof variant === 'function' ? variant : this.withTexts(variant, run);
  }

  private withTexts(variant: Variant | undefined, run: Run): InVariant | undefined {
    return variant && { variant, texts: run.texts.ofVariant(this, variant) };
  }
}
