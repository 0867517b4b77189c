/**
 * An object most of which lasts as long as the facts that it was worked out of, while a few fields differ from request to
 * request, such as how old it is. What was written of the lasting part can be used again.
 */
export class Layered {
  /**
   * @param lasting shared by requests, and never changed
   * @param own the fields of this request, which hide lasting ones of the same name
   * @param ownNames the names of all own fields; the same set for all objects of a kind
   */
  constructor(
    readonly lasting: object,
    readonly own: object,
    readonly ownNames: ReadonlySet<string>,
  ) {}

  /** Tells the member of a union or interface, as a property of that name does in any other object. */
  get __typename(): unknown {
    return this.property('__typename');
  }

  property(name: string): unknown {
    const layer = this.ownNames.has(name) ? this.own : this.lasting;
    return (layer as Readonly<Record<string, unknown>>)[name];
  }
}

/** What a field without a resolver says: the property of its name. */
export function propertyOf(source: unknown, name: string): unknown {
  return source instanceof Layered ? source.property(name) : (source as Record<string, unknown>)[name];
}
