/** Texts of one field's values that are remembered. A page has few moments, sources and distances. */
const MAX_TEXTS = 1_000;
const NO_VALUE = Symbol('no value yet');

/** Stands for the partly shared object itself among the numbers of those within it. */
export const ITSELF = -1;

/** The place of one own field's value in a rendered text. */
export class Placeholder {
  private readonly texts = new Map<unknown, string>();
  private lastValue: unknown = NO_VALUE;
  private lastText = '';

  /** @param owner whose own field it is: the number of a nested object, or ITSELF */
  constructor(
    private readonly name: string,
    private readonly textOf: (value: unknown) => string,
    readonly owner: number,
  ) {}

  /** @param own the fields of its owner in this answer */
  text(own: object): string {
    const value = (own as Readonly<Record<string, unknown>>)[this.name];
    if (value === this.lastValue) return this.lastText;
    let text = this.texts.get(value);
    if (text === undefined) {
      text = this.textOf(value);
      if (this.texts.size >= MAX_TEXTS) this.texts.clear();
      this.texts.set(value, text);
    }
    this.lastValue = value;
    this.lastText = text;
    return text;
  }
}

/** The placeholders of one field, the same for all texts that have it. */
export class Placeholders {
  private readonly byOwner: Placeholder[] = [];

  constructor(
    private readonly name: string,
    private readonly textOf: (value: unknown) => string,
  ) {}

  of(owner: number): Placeholder {
    let placeholder = this.byOwner[owner + 1];
    if (!placeholder) {
      placeholder = new Placeholder(this.name, this.textOf, owner);
      this.byOwner[owner + 1] = placeholder;
    }
    return placeholder;
  }
}
