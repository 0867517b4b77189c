const NONE: readonly object[] = [];

/**
 * An object of which most fields are the same in all answers, while the facts that it was computed from are valid. A few
 * fields, such as `asOf`, are an answer's own. The text of the shared part is rendered once.
 */
export class PartlyShared {
  /**
   * @param __typename the contract's type, from which a union or an interface tells the type of its value
   * @param shared the shared fields; this object never changes
   * @param own the fields of one answer, which take precedence over shared ones of the same name
   * @param ownNames the names of all own fields; the same set for all objects of a kind
   * @param nested the own fields of the partly shared objects within
   */
  constructor(
    readonly __typename: string,
    readonly shared: object,
    readonly own: object,
    readonly ownNames: ReadonlySet<string>,
    readonly nested: readonly object[] = NONE,
  ) {}

  property(name: string): unknown {
    const layer = this.ownNames.has(name) ? this.own : this.shared;
    return (layer as Readonly<Record<string, unknown>>)[name];
  }
}

/** The value of a field without a resolver: the property of the same name. */
export function propertyOf(source: unknown, name: string): unknown {
  return source instanceof PartlyShared ? source.property(name) : (source as Record<string, unknown>)[name];
}
