const NONE: readonly object[] = [];

/**
 * An object most of which lasts as long as the facts that it was worked out of, while a few fields differ from request to
 * request, such as how old it is. What was written of the lasting part can be used again.
 */
export class Layered {
  /**
   * @param __typename the contract's type, for a union or an interface to tell
   * @param lasting shared by requests, and never changed
   * @param own the fields of this request, which hide lasting ones of the same name
   * @param ownNames the names of all own fields; the same set for all objects of a kind
   * @param nested the own fields of the layered objects within
   */
  constructor(
    readonly __typename: string,
    readonly lasting: object,
    readonly own: object,
    readonly ownNames: ReadonlySet<string>,
    readonly nested: readonly object[] = NONE,
  ) {}

  property(name: string): unknown {
    const layer = this.ownNames.has(name) ? this.own : this.lasting;
    return (layer as Readonly<Record<string, unknown>>)[name];
  }
}

/** What a field without a resolver says: the property of its name. */
export function propertyOf(source: unknown, name: string): unknown {
  return source instanceof Layered ? source.property(name) : (source as Record<string, unknown>)[name];
}
