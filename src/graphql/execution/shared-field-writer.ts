import { PartlyShared, type Variant, type VariantOfObject } from '../../contract/index.js';
import { Dependencies } from '../../live/index.js';
import { ResolvedFieldWriter } from './field-writer.js';
import { JoinedText } from './joined-text.js';
import { plainText, type RenderedText, RenderedTextMaker } from './rendered-text.js';
import type { Run } from './run.js';
import { NO_ADDRESS } from './text-addresses.js';
import type { TextSink } from './text-sink.js';
import { writeOnceThere } from './write-once-there.js';

/** The variant of a field in one answer, and the texts that were rendered for this variant. */
export interface InVariant {
  readonly variant: Variant;
  /** The number of the variant among the rendered texts. */
  readonly number: number;
}

/** The same of a field of which each object has its own variant. */
export type TextsOfObject = (object: object) => InVariant | undefined;

/**
 * Writes a field whose value depends on its object, on live facts, and on a variant that many answers share. Its text is
 * rendered once for all of them, until a fact changes.
 */
export class SharedFieldWriter extends ResolvedFieldWriter {
  override write(parent: unknown, run: Run, text: TextSink): void {
    const ofRun = this.sharedIn(run);
    const shared = typeof ofRun === 'function' ? ofRun(parent as object) : ofRun;
    if (!shared) {
      super.write(parent, run, text);
      return;
    }
    const { variant, number } = shared;
    const { texts } = run;
    const { budget } = run.context;
    const at = texts.find(number, parent as object);
    if (at > 0 && texts.isGood(at, run.now, budget.since)) {
      if (budget.dependencies) texts.noteIn(at, budget.dependencies);
      text.addRendered(texts, at, variant);
    } else if (at === NO_ADDRESS) {
      // The first time, the text is not kept: it may never be asked for again.
      texts.noteSeen(number, parent as object);
      super.write(parent, run, text);
    } else this.render(parent as object, shared, run, text);
  }

  variantIn(run: Run): number | undefined {
    const shared = this.sharedIn(run);
    return typeof shared === 'object' ? shared.number : undefined;
  }

  private render(parent: object, { variant, number }: InVariant, run: Run, text: TextSink): void {
    const dependencies = new Dependencies();
    const value: unknown = run.context.budget.noting(dependencies, () => this.valueOf(parent, run));
    const rendered = dependencies.holds(run.now) ? this.rendered(value, variant, dependencies, run) : undefined;
    const at = rendered ? run.texts.put(number, parent, rendered) : NO_ADDRESS;
    if (at !== NO_ADDRESS) {
      text.addRendered(run.texts, at, variant);
      return;
    }
    text.add(this.prefix);
    writeOnceThere(value, this.writer, run, text);
  }

  /** Renders the prefix and a value. @param dependencies those of the value, still valid, so the value is not a promise */
  private rendered(value: unknown, variant: Variant, dependencies: Dependencies, run: Run): RenderedText | undefined {
    if (value instanceof PartlyShared) {
      const maker = new RenderedTextMaker(value, variant);
      maker.add(this.prefix);
      this.writer.write(value, run, maker);
      return maker.make(dependencies);
    }
    const text = new JoinedText();
    text.add(this.prefix);
    writeOnceThere(value, this.writer, run, text);
    const whole = text.end();
    return typeof whole === 'string' ? plainText(whole, dependencies) : undefined;
  }

  /** @returns undefined if the text of this answer may depend on more than the variant */
  private sharedIn(run: Run): InVariant | TextsOfObject | undefined {
    let shared = run.shared[this.number];
    if (shared === undefined) {
      shared = this.lookUp(run) ?? null;
      run.shared[this.number] = shared;
    }
    return shared ?? undefined;
  }

  private lookUp(run: Run): InVariant | TextsOfObject | undefined {
    if (run.context.budget.insistsOnFresh) return undefined;
    const variant = this.traits.variant?.(this.argsIn(run), run.context);
    return typeof variant === 'function' ? this.ofEach(variant, run) : this.withTexts(variant, run);
  }

  /** Most objects of a page have the variant of the one before. */
  private ofEach(variantOf: VariantOfObject, run: Run): TextsOfObject {
    let latest: InVariant | undefined;
    return (object) => {
      const variant = variantOf(object);
      if (variant !== latest?.variant) latest = this.withTexts(variant, run);
      return latest;
    };
  }

  private withTexts(variant: Variant | undefined, run: Run): InVariant | undefined {
    return variant && { variant, number: run.texts.ofVariant(this, variant) };
  }
}
