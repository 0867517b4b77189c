import type { PartlyShared, Variant } from '../../contract/index.js';
import { Dependencies, type Freshness } from '../../live/index.js';
import { ITSELF, type Placeholder, type Placeholders } from './placeholder.js';
import { TextSink } from './text-sink.js';

/**
 * The text of a field of one object, with placeholders for values that differ from answer to answer. Usable while its facts are
 * valid.
 */
export interface RenderedText {
  /** The texts before, between and after the placeholders. */
  readonly parts: readonly string[];
  readonly placeholders: readonly Placeholder[];
  /** The age that the value has for all viewers; undefined if its freshness is no placeholder. */
  readonly freshness: Freshness | undefined;
  readonly dependencies: Dependencies;
}

/** A text that depends on its object only. */
export function plainText(text: string, dependencies = new Dependencies()): RenderedText {
  return { parts: [text], placeholders: [], freshness: undefined, dependencies };
}

/** Collects the text of one partly shared value together with its placeholders, so that other answers can use it. */
export class RenderedTextMaker extends TextSink {
  private readonly parts: string[] = [];
  private readonly placeholders: Placeholder[] = [];
  private isPossible = true;

  /** @param value its own fields get placeholders if the variant has `own` */
  constructor(
    private readonly value: PartlyShared,
    private readonly variant: Variant,
  ) {
    super();
  }

  /** Whether own fields of an object (the value itself, or an object within it) differ from answer to answer. */
  needsPlaceholder(of: PartlyShared): boolean {
    return of !== this.value || this.variant.own !== undefined;
  }

  /** Adds a placeholder. @param of the value itself, or an object within it */
  place(placeholders: Placeholders, of: PartlyShared): void {
    const owner = of === this.value ? ITSELF : this.value.nested.indexOf(of.own);
    if (of !== this.value && owner < 0) this.isPossible = false;
    this.parts.push(this.take());
    this.placeholders.push(placeholders.of(owner));
  }

  protected override addLater(): void {
    this.isPossible = false;
  }

  /** @returns undefined if a part of the text is for this answer only, or is a promise */
  make(dependencies: Dependencies): RenderedText | undefined {
    if (!this.isPossible) return undefined;
    const freshness = this.variant.own?.sharedBy(this.value.own);
    return { parts: [...this.parts, this.take()], placeholders: this.placeholders, freshness, dependencies };
  }
}
