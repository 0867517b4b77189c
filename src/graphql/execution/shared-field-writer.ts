import { type Variant } from '../../contract/index.js';
import { ResolvedFieldWriter } from './field-writer.js';
import type { JoinedText } from './joined-text.js';
import type { Run } from './run.js';
import { writeOnceThere } from './write-once-there.js';

/** Writes a field whose value follows from its object, live facts, and a variant that many answers have in common. */
export class SharedFieldWriter extends ResolvedFieldWriter {
  /** Undefined where the text of this answer may follow from anything else. */
  variantIn(run: Run): Variant | undefined {
    return run.context.budget.insistsOnFresh ? undefined : this.traits.variant?.(this.argsIn(run), run.context);
  }

  /** @param value of this field */
  writeValue(value: unknown, run: Run, text: JoinedText): void {
    text.add(this.prefix);
    writeOnceThere(value, this.writer, run, text);
  }
}
