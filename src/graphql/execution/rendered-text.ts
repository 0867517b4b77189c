import type { PartlyShared, Variant } from '../../contract/index.js';
import type { Dependencies, RememberedFact } from '../../live/index.js';
import type { Instant } from '../../values/instant.js';
import { inOnePiece, JoinedText } from './joined-text.js';
import { ITSELF, type Placeholder, type Placeholders } from './placeholder.js';

/**
 * A text is rendered again once in TIMES_BEFORE_RENDERED_AGAIN uses, so that its facts count as used and are not dropped from
 * memory.
 */
const TIMES_BEFORE_RENDERED_AGAIN = 256;
const NOTHING: object = {};

/**
 * The text of a field of one object, with placeholders for values that differ from answer to answer. Usable while its facts are
 * valid.
 */
export class RenderedText {
  /** The number of characters. */
  readonly length: number;
  private times = 0;
  private readonly freshUntil: Instant;
  private readonly newest: Instant;
  // Most texts depend on one to three facts, which are checked for every page. A list would be one more object to load.
  private readonly first: RememberedFact<unknown> | undefined;
  private readonly second: RememberedFact<unknown> | undefined;
  private readonly third: RememberedFact<unknown> | undefined;
  private readonly others: readonly RememberedFact<unknown>[] | undefined;

  /**
   * @param parts the texts before, between and after the placeholders
   * @param basis what the own fields of the value are computed from; undefined if it has none
   */
  constructor(
    private readonly parts: readonly string[],
    private readonly placeholders: readonly Placeholder[],
    private readonly basis: object | undefined,
    { facts, freshUntil, newest }: Dependencies,
  ) {
    this.length = parts.reduce((sum, { length }) => sum + length, 0);
    this.freshUntil = freshUntil;
    this.newest = newest;
    [this.first, this.second, this.third] = facts;
    this.others = facts.length > 3 ? facts.slice(3) : undefined;
  }

  /**
   * Whether the text may be used.
   * @param since when the request came: facts that were read since then count as LIVE for it, which the text does not say
   */
  isGood(now: Instant, since: Instant): boolean {
    return (
      now < this.freshUntil &&
      this.newest < since &&
      ++this.times % TIMES_BEFORE_RENDERED_AGAIN !== 0 &&
      !this.first?.outdated &&
      !this.second?.outdated &&
      !this.third?.outdated &&
      !this.others?.some((fact) => fact.outdated)
    );
  }

  /** Notes the facts of this text as facts of an answer. */
  noteIn(dependencies: Dependencies): void {
    const { first, second, third, others, freshUntil } = this;
    if (first) dependencies.add(first, freshUntil);
    if (second) dependencies.add(second, freshUntil);
    if (third) dependencies.add(third, freshUntil);
    for (const fact of others ?? []) dependencies.add(fact, freshUntil);
  }

  /** Adds the text, with the placeholders filled in. @param variant the variant of this answer */
  fill({ own, nested }: Variant, text: JoinedText): void {
    const { parts, placeholders } = this;
    const ownFields = own && this.basis ? own.of(this.basis) : NOTHING;
    let whole = parts[0] as string;
    for (let index = 0; index < placeholders.length; index++) {
      const placeholder = placeholders[index] as Placeholder;
      const { owner } = placeholder;
      whole += placeholder.text(owner === ITSELF ? ownFields : (nested?.[owner] ?? NOTHING));
      whole += parts[index + 1] as string;
    }
    text.add(whole);
  }
}

/** Collects the text of one partly shared value together with its placeholders, so that other answers can use it. */
export class RenderedTextMaker extends JoinedText {
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
    this.parts.push(inOnePiece(this.take()));
    this.placeholders.push(placeholders.of(owner));
  }

  override later(piece: Promise<string>): void {
    super.later(piece);
    this.isPossible = false;
  }

  /** @returns undefined if a part of the text is for this answer only, or is a promise */
  make(dependencies: Dependencies): RenderedText | undefined {
    if (!this.isPossible) return undefined;
    const basis = this.variant.own?.basisOf(this.value.own);
    return new RenderedText([...this.parts, inOnePiece(this.take())], this.placeholders, basis, dependencies);
  }
}
