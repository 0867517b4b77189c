/** How many operations are told apart. A storefront has some dozens; a caller who makes names up ends in "other". */
const MAX_NAMES = 200;
/** GraphQL's names, as far as they are of a length that a person would write. */
const NAME = /^[_A-Za-z]\w{0,63}$/;

export const UNNAMED = 'unnamed';
export const OTHER = 'other';

/** Keeps something for each GraphQL operation by its name, and for no more of them than a metric can have labels. */
export class ByOperation<T> {
  private readonly known = new Map<string, T>();

  constructor(
    private readonly make: (name: string) => T,
    private readonly mostNames = MAX_NAMES,
  ) {}

  /** @param name as the caller wrote it; null where the operation has none */
  of(name: string | null): T {
    return this.known.get(name ?? UNNAMED) ?? this.meet(name ?? UNNAMED);
  }

  values(): Iterable<T> {
    return this.known.values();
  }

  private meet(name: string): T {
    const isOther = this.known.size >= this.mostNames || !NAME.test(name);
    const label = isOther ? OTHER : name;
    let kept = this.known.get(label);
    if (!kept) {
      kept = this.make(label);
      this.known.set(label, kept);
    }
    return kept;
  }
}

/** The name where it is one that a person would write. */
export function plausibleName(name: string | null): string {
  if (name === null) return UNNAMED;
  return NAME.test(name) ? name : OTHER;
}
