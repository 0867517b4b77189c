/** At most MAX_NAMES operations are told apart; further names count as "other". A storefront has some dozens. */
const MAX_NAMES = 200;
/** A GraphQL name of a length that a person would write. */
const NAME = /^[_A-Za-z]\w{0,63}$/;

export const UNNAMED = 'unnamed';
export const OTHER = 'other';

/** Keeps a value for each GraphQL operation by its name, for at most MAX_NAMES names, so that a metric has few labels. */
export class ByOperation<T> {
  private readonly known = new Map<string, T>();

  constructor(
    private readonly make: (name: string) => T,
    private readonly mostNames = MAX_NAMES,
  ) {}

  /** @param name as the caller wrote it; null if the operation has none */
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

/** The name if a person may have written it. */
export function plausibleName(name: string | null): string {
  if (name === null) return UNNAMED;
  return NAME.test(name) ? name : OTHER;
}
