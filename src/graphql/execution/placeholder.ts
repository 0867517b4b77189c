/** At most MAX_TEXTS texts of one field's values are remembered. The values of `asOf`, `source` or a distance are few. */
const MAX_TEXTS = 1_000;
const NO_VALUE = Symbol('no value yet');

/** The owner number of the partly shared object itself. The objects within it are numbered from 0. */
export const ITSELF = -1;

/** The place in a rendered text for the value of one own field (see PartlyShared). */
export class Placeholder {
  private readonly texts = new Map<unknown, Uint8Array>();
  private lastValue: unknown = NO_VALUE;
  private lastText: Uint8Array = Buffer.alloc(0);

  /** @param owner the object that has the field: the number of a nested object, or ITSELF */
  constructor(
    private readonly name: string,
    private readonly textOf: (value: unknown) => string,
    readonly owner: number,
  ) {}

  /** Writes the text of the value. @param own the own fields of the owner in this answer. @returns the position behind it */
  write(own: object, memory: Uint8Array, position: number): number {
    const text = this.text((own as Readonly<Record<string, unknown>>)[this.name]);
    const { length } = text;
    // Texts of a few characters: a call of `set` takes longer.
    for (let index = 0; index < length; index++) memory[position + index] = text[index] as number;
    return position + length;
  }

  private text(value: unknown): Uint8Array {
    if (value === this.lastValue) return this.lastText;
    let text = this.texts.get(value);
    if (text === undefined) {
      text = Buffer.from(this.textOf(value));
      if (this.texts.size >= MAX_TEXTS) this.texts.clear();
      this.texts.set(value, text);
    }
    this.lastValue = value;
    this.lastText = text;
    return text;
  }
}

/** The placeholders of one field, one per owner. All texts that hold the field use the same ones. */
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
