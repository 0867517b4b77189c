import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { FragmentSizes } from './fragment-sizes.js';
import { type Limit, LimitExceeded } from './limit-exceeded.js';

/** The most that a document may hold. */
export type DocumentLimits = Readonly<
  Record<'fields' | 'depth' | 'aliases' | 'aliasesOfAField' | 'directives' | 'rootFields', number>
>;

/** An editor's document holds a few; only one of them is executed. */
const MOST_OPERATIONS = 20;

/**
 * Checks a document that was parsed and nothing more, in time that is bounded by the document and the limits.
 * @throws {LimitExceeded} naming the first limit that it passes
 * @throws {GraphQLError} a fragment spreads itself
 */
export function checkDocument(document: DocumentNode, limits: DocumentLimits): void {
  const operations = document.definitions.filter(isOperation);
  keep('operations', MOST_OPERATIONS, operations.length);
  const executables = document.definitions.filter(isExecutable);
  keep(
    'directives',
    limits.directives,
    executables.reduce((sum, definition) => sum + directivesIn(definition), 0),
  );
  const sizes = new FragmentSizes(document);
  for (const { selectionSet } of executables) keep('fields', limits.fields, sizes.of(selectionSet));
  for (const { selectionSet } of operations) new WrittenOut(sizes, limits).check(selectionSet);
}

/** An operation with its fragments written out, and what is selected under one name merged, as it is executed. */
class WrittenOut {
  private aliases = 0;

  constructor(
    private readonly fragments: FragmentSizes,
    private readonly limits: DocumentLimits,
  ) {}

  check(root: SelectionSetNode): void {
    const fields = this.fieldsOf([root]);
    keep('rootFields', this.limits.rootFields, fields.size);
    this.checkFields(fields, 1);
  }

  /** @param depth undefined in the schema's description of itself, which graphql-js bounds */
  private checkFields(fields: ReadonlyMap<string, FieldNode[]>, depth: number | undefined): void {
    if (depth !== undefined && fields.size > 0) keep('depth', this.limits.depth, depth);
    const timesAsked = new Map<string, number>();
    for (const [answeredAs, nodes] of fields) {
      const name = nodes[0]?.name.value ?? '';
      if (name !== answeredAs) keep('aliases', this.limits.aliases, ++this.aliases);
      const times = (timesAsked.get(name) ?? 0) + 1;
      timesAsked.set(name, times);
      keep('aliasesOfAField', this.limits.aliasesOfAField, times);
      const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length > 0) this.checkFields(this.fieldsOf(below), name.startsWith('__') ? undefined : depth && depth + 1);
    }
  }

  private fieldsOf(sets: readonly SelectionSetNode[], into = new Map<string, FieldNode[]>()): Map<string, FieldNode[]> {
    for (const { selections } of sets) {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const answeredAs = (selection.alias ?? selection.name).value;
          const known = into.get(answeredAs);
          if (known) known.push(selection);
          else into.set(answeredAs, [selection]);
          continue;
        }
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.find(selection.name.value) : selection;
        if (fragment) this.fieldsOf([fragment.selectionSet], into);
      }
    }
    return into;
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

function isExecutable(definition: DefinitionNode): definition is OperationDefinitionNode | FragmentDefinitionNode {
  return isOperation(definition) || definition.kind === Kind.FRAGMENT_DEFINITION;
}
