import { inOnePiece, JoinedText } from './joined-text.js';
import type { Layered } from './layered.js';

/** Texts of one field's values that are remembered. A page has few moments, sources and distances. */
const MOST_TEXTS = 1_000;

/** Stands for the object itself among the numbers of those within. */
const ITSELF = -1;

/** The place of one own field's value in lasting texts: that of the object itself, or of one of those within. */
export class Hole {
  private readonly texts = new Map<unknown, string>();
  private lastValue: unknown = NOTHING_YET;
  private lastText = '';

  /** @param owner the number of a nested object, or ITSELF */
  constructor(
    private readonly name: string,
    private readonly textOf: (value: unknown) => string,
    private readonly owner: number,
  ) {}

  /** Whether it is that of an object within, and not of the object itself. */
  get isNested(): boolean {
    return this.owner !== ITSELF;
  }

  text(own: object, nested: readonly object[]): string {
    const from = this.owner === ITSELF ? own : nested[this.owner];
    const value = (from as Readonly<Record<string, unknown>>)[this.name];
    if (value === this.lastValue) return this.lastText;
    let text = this.texts.get(value);
    if (text === undefined) {
      text = this.textOf(value);
      if (this.texts.size >= MOST_TEXTS) this.texts.clear();
      this.texts.set(value, text);
    }
    this.lastValue = value;
    this.lastText = text;
    return text;
  }
}

const NOTHING_YET = Symbol('nothing yet');

/** The holes of one field, the same for all templates that have it. */
export class Holes {
  private readonly byOwner: Hole[] = [];

  constructor(
    private readonly name: string,
    private readonly textOf: (value: unknown) => string,
  ) {}

  of(owner: number): Hole {
    let hole = this.byOwner[owner + 1];
    if (!hole) {
      hole = new Hole(this.name, this.textOf, owner);
      this.byOwner[owner + 1] = hole;
    }
    return hole;
  }
}

/** Everything that lasts in the text of a layered object, with holes for the rest. */
export class Template {
  constructor(readonly parts: readonly (string | Hole)[]) {}

  /** Characters of it. */
  get length(): number {
    return this.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
  }

  fill(own: object, nested: readonly object[], text: JoinedText): void {
    for (const part of this.parts) text.add(typeof part === 'string' ? part : part.text(own, nested));
  }
}

/** Gathers the text of one layered object so that it becomes a template. */
export class TemplateText extends JoinedText {
  private readonly parts: (string | Hole)[] = [];
  private isPossible = true;

  constructor(private readonly of: Layered) {
    super();
  }

  /** @param layered the object itself, or one within it */
  hole(holes: Holes, layered: Layered): void {
    const owner = layered === this.of ? ITSELF : this.of.nested.indexOf(layered.own);
    if (layered !== this.of && owner < 0) this.isPossible = false;
    this.parts.push(inOnePiece(this.take()), holes.of(owner));
  }

  override later(piece: Promise<string>): void {
    super.later(piece);
    this.isPossible = false;
  }

  /** Null where no template can be made: something within is not among the nested objects, or has to be waited for. */
  template(): Template | null {
    return this.isPossible ? new Template([...this.parts, inOnePiece(this.take())]) : null;
  }
}
