import { type PartlyShared, type Variant } from '../../contract/index.js';
import type { Dependencies, RememberedFact } from '../../live/index.js';
import type { Instant } from '../../values/instant.js';
import { inOnePiece, JoinedText } from './joined-text.js';
import { ITSELF, type Placeholder, type Placeholders } from './placeholder.js';

/** Once in so many times a text is rendered again, so that the facts it rests on count as used and are not forgotten. */
const TIMES_BEFORE_RENDERED_AGAIN = 64;

/** A placeholder, and the number of the shared field whose value it belongs to. */
interface Place {
  readonly placeholder: Placeholder;
  readonly field: number;
}

/** The text of a part of an object, with placeholders for what differs from answer to answer: good while its facts hold. */
export class RenderedText {
  private times = 0;
  private readonly freshUntil: Instant;
  private readonly newest: Instant;
  // Most rest on three facts, which are looked at on every page: a list of them would have to be fetched first.
  private readonly first: RememberedFact<unknown> | undefined;
  private readonly second: RememberedFact<unknown> | undefined;
  private readonly third: RememberedFact<unknown> | undefined;
  private readonly others: readonly RememberedFact<unknown>[] | undefined;

  /**
   * @param parts the texts before, between and behind the placeholders
   * @param bases what the own fields of each shared field's value follow from; undefined where it has none
   */
  constructor(
    private readonly parts: readonly string[],
    private readonly places: readonly Place[],
    private readonly bases: readonly (object | undefined)[],
    dependencies: Dependencies,
  ) {
    const { facts, freshUntil, newest } = dependencies;
    this.freshUntil = freshUntil;
    this.newest = newest;
    [this.first, this.second, this.third] = facts;
    this.others = facts.length > 3 ? facts.slice(3) : undefined;
  }

  /** Characters of it. */
  get length(): number {
    return this.parts.reduce((sum, { length }) => sum + length, 0);
  }

  /** @param since facts read from then on were read for the request, whose answer says so */
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

  /** Notes that an answer rests on the same facts. */
  noteIn(dependencies: Dependencies): void {
    const { first, second, third, others, freshUntil } = this;
    if (first) dependencies.rests(first, freshUntil);
    if (second) dependencies.rests(second, freshUntil);
    if (third) dependencies.rests(third, freshUntil);
    for (const fact of others ?? []) dependencies.rests(fact, freshUntil);
  }

  /** @param variants of the shared fields in this answer */
  fill(variants: readonly Variant[], text: JoinedText): void {
    const { parts, places } = this;
    text.add(parts[0] as string);
    let ownOf = -1;
    let own: object = NOTHING;
    for (let index = 0; index < places.length; index++) {
      const { placeholder, field } = places[index] as Place;
      if (placeholder.owner !== ITSELF) text.add(placeholder.text(variants[field]?.nested?.[placeholder.owner] ?? NOTHING));
      else {
        if (ownOf !== field) {
          own = this.ownFields(field, variants);
          ownOf = field;
        }
        text.add(placeholder.text(own));
      }
      text.add(parts[index + 1] as string);
    }
  }

  private ownFields(field: number, variants: readonly Variant[]): object {
    const basis = this.bases[field];
    return (basis && variants[field]?.own?.of(basis)) ?? NOTHING;
  }
}

const NOTHING: object = {};

/** Gathers the text of a part of an object so that it can be rendered for other answers. */
export class RenderedTextMaker {
  private readonly parts: string[] = [];
  private readonly places: Place[] = [];
  private readonly bases: (object | undefined)[] = [];
  private text = '';
  private isPossible = true;

  add(text: string): void {
    this.text += text;
  }

  /** Adds the text of a shared field's value. */
  addField(field: number, text: SharedFieldText, basis: object | undefined): void {
    this.bases[field] = basis;
    for (const [before, placeholder] of text.placed) {
      this.parts.push(inOnePiece(this.text + before));
      this.text = '';
      this.places.push({ placeholder, field });
    }
    this.text += text.rest;
    if (!text.isPossible) this.isPossible = false;
  }

  /** Something in it belongs to this answer alone. */
  giveUp(): void {
    this.isPossible = false;
  }

  /** Undefined where something of it belongs to one answer alone. */
  make(dependencies: Dependencies): RenderedText | undefined {
    if (!this.isPossible) return undefined;
    return new RenderedText([...this.parts, inOnePiece(this.text)], this.places, this.bases, dependencies);
  }
}

/** Gathers the text of one partly shared value, with placeholders. */
export class SharedFieldText extends JoinedText {
  readonly placed: (readonly [before: string, placeholder: Placeholder])[] = [];
  isPossible = true;

  /** @param value its own fields get placeholders where the variant tells what they follow from */
  constructor(
    private readonly value: PartlyShared,
    private readonly variant: Variant,
  ) {
    super();
  }

  /** Whether own fields of the value itself, or of an object within it, differ from answer to answer. */
  needsPlaceholder(of: PartlyShared): boolean {
    return of !== this.value || this.variant.own !== undefined;
  }

  /** @param of the value itself, or an object within it */
  place(placeholders: Placeholders, of: PartlyShared): void {
    const owner = of === this.value ? ITSELF : this.value.nested.indexOf(of.own);
    if (of !== this.value && owner < 0) this.isPossible = false;
    this.placed.push([this.take(), placeholders.of(owner)]);
  }

  override later(piece: Promise<string>): void {
    super.later(piece);
    this.isPossible = false;
  }

  /** What comes behind the last placeholder. */
  get rest(): string {
    return this.text;
  }
}
