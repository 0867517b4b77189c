const NONE: readonly object[] = [];

/**
 * An object most of which is shared by all who are told it, for as long as the facts hold that it was worked out of, while
 * a few fields, such as how old it is, are an answer's own. The text of the shared part is rendered once.
 */
export class PartlyShared {
  /**
   * @param __typename the contract's type, for a union or an interface to tell
   * @param shared never changed
   * @param own the fields of one answer, which hide shared ones of the same name
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

/** What a field without a resolver says: the property of its name. */
export function propertyOf(source: unknown, name: string): unknown {
  return source instanceof PartlyShared ? source.property(name) : (source as Record<string, unknown>)[name];
}
