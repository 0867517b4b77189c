import { type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, type SelectionSetNode } from 'graphql';

/**
 * The number of fields of a selection with its fragments expanded. It is computed without expanding them: a few fragments that
 * spread each other may select millions of fields.
 */
export class FragmentSizes {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  /** The sizes by name of the fragment; undefined while the fragment is being counted. */
  private readonly sizes = new Map<string, number | undefined>();

  constructor({ definitions }: DocumentNode) {
    for (const definition of definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  find(name: string): FragmentDefinitionNode | undefined {
    return this.fragments.get(name);
  }

  /** @throws {GraphQLError} a fragment spreads itself, so it cannot be expanded */
  of({ selections }: SelectionSetNode): number {
    let size = 0;
    for (const selection of selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          size += 1 + (selection.selectionSet ? this.of(selection.selectionSet) : 0);
          break;
        case Kind.INLINE_FRAGMENT:
          size += this.of(selection.selectionSet);
          break;
        case Kind.FRAGMENT_SPREAD:
          size += this.ofFragment(selection.name.value);
      }
    }
    return Math.min(size, Number.MAX_SAFE_INTEGER);
  }

  private ofFragment(name: string): number {
    const fragment = this.fragments.get(name);
    if (!fragment) return 0;
    if (this.sizes.has(name)) {
      const known = this.sizes.get(name);
      if (known === undefined) throw new GraphQLError(`Cannot spread fragment "${name}" within itself.`, { nodes: fragment });
      return known;
    }
    this.sizes.set(name, undefined);
    const size = this.of(fragment.selectionSet);
    this.sizes.set(name, size);
    return size;
  }
}
