import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { FragmentSizes } from './fragment-sizes.js';
import { type Limit, LimitExceeded } from './limit-exceeded.js';

/** The limits of a document. */
export type DocumentLimits = Readonly<
  Record<'fields' | 'depth' | 'aliases' | 'aliasesOfAField' | 'directives' | 'rootFields', number>
>;

/** A document may hold at most MAX_OPERATIONS operations. Documents of editors hold a few, of which one is executed. */
const MAX_OPERATIONS = 20;

/**
 * The most comparisons for one document. graphql-js compares all selections in one place under one name with each other. Fifty
 * components of a page that ask for the same twenty fields of a product cause half of this number, which takes about 20 ms.
 */
const MAX_COMPARISONS = 50_000;

/**
 * Checks a parsed document that is not validated yet. The time is bounded by the length of the document and the limits.
 * @throws {LimitExceeded} names the first limit that the document exceeds
 * @throws {GraphQLError} a fragment spreads itself, or is not used: other rules would take long for it
 */
export function checkDocument(document: DocumentNode, limits: DocumentLimits): void {
  const operations = document.definitions.filter(isOperation);
  const fragments = document.definitions.filter(isFragment);
  const executables = [...operations, ...fragments];
  keep('operations', MAX_OPERATIONS, operations.length);
  keep(
    'directives',
    limits.directives,
    executables.reduce((sum, definition) => sum + directivesIn(definition), 0),
  );
  const sizes = new FragmentSizes(document);
  for (const { selectionSet } of executables) keep('fields', limits.fields, sizes.of(selectionSet));
  const operationsWrittenOut = new OperationCheck(sizes, limits);
  for (const operation of operations) operationsWrittenOut.check(operation);
  const unused = fragments.find(({ name }) => !operationsWrittenOut.used.has(name.value));
  if (unused) throw new GraphQLError(`Fragment "${unused.name.value}" is never used.`, { nodes: unused });
}

/** Checks operations in the form in which they are executed: fragments are expanded, and selections under one name are merged. */
class OperationCheck {
  /** The names of the fragments that were spread. */
  readonly used = new Set<string>();
  private aliases = 0;
  private comparisons = 0;

  constructor(
    private readonly fragments: FragmentSizes,
    private readonly limits: DocumentLimits,
  ) {}

  check({ selectionSet }: OperationDefinitionNode): void {
    this.aliases = 0;
    const fields = this.merged([selectionSet]);
    keep('rootFields', this.limits.rootFields, fields.size);
    this.checkFields(fields, 1);
  }

  /** @param depth undefined within introspection, whose depth graphql-js limits */
  private checkFields(fields: ReadonlyMap<string, readonly FieldNode[]>, depth: number | undefined): void {
    if (depth !== undefined) keep('depth', this.limits.depth, depth);
    const timesAsked = new Map<string, number>();
    for (const [answeredAs, nodes] of fields) {
      const name = nodes[0]?.name.value ?? '';
      if (name !== answeredAs) keep('aliases', this.limits.aliases, ++this.aliases);
      const times = (timesAsked.get(name) ?? 0) + 1;
      timesAsked.set(name, times);
      keep('aliasesOfAField', this.limits.aliasesOfAField, times);
      this.compare(nodes.length);
      const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length === 0) continue;
      this.checkFields(this.merged(below), depth === undefined || name.startsWith('__') ? undefined : depth + 1);
    }
  }

  private merged(sets: readonly SelectionSetNode[]): ReadonlyMap<string, readonly FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    this.compare(sets.reduce((spreads, set) => spreads + this.collect(set, fields), 0));
    return fields;
  }

  /** @returns the number of fragments that were spread */
  private collect({ selections }: SelectionSetNode, into: Map<string, FieldNode[]>): number {
    let spreads = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const answeredAs = (selection.alias ?? selection.name).value;
        const known = into.get(answeredAs);
        if (known) known.push(selection);
        else into.set(answeredAs, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        spreads += this.collect(selection.selectionSet, into);
      } else {
        this.used.add(selection.name.value);
        const fragment = this.fragments.find(selection.name.value);
        spreads += 1 + (fragment ? this.collect(fragment.selectionSet, into) : 0);
      }
    }
    return spreads;
  }

  private compare(count: number): void {
    this.comparisons += (count * (count - 1)) / 2;
    if (this.comparisons > MAX_COMPARISONS) throw new LimitExceeded({ limit: 'comparisons', allowed: MAX_COMPARISONS });
  }
}

/** @throws {LimitExceeded} */
function keep(limit: Limit, allowed: number, actual: number): void {
  if (actual > allowed) throw new LimitExceeded({ limit, allowed, actual });
}

function directivesIn(definition: OperationDefinitionNode | FragmentDefinitionNode): number {
  const { directives = [], selectionSet, variableDefinitions = [] } = definition;
  const ofVariables = variableDefinitions.reduce((sum, { directives: own = [] }) => sum + own.length, 0);
  return directives.length + ofVariables + directivesBelow(selectionSet);
}

function directivesBelow({ selections }: SelectionSetNode): number {
  return selections.reduce((sum, selection) => {
    const below = selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet;
    return sum + (selection.directives?.length ?? 0) + (below ? directivesBelow(below) : 0);
  }, 0);
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

function isFragment(definition: DefinitionNode): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}
