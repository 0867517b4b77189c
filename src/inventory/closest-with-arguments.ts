import {
  type FieldNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { InvalidInput } from '../faults/index.js';
import { Exact } from '../values/exact.js';
import { quantityProblem } from '../values/quantity.js';

/** One list of nodes stands for a field in a whole answer, however many products it has. */
const checked = new WeakSet<GraphQLResolveInfo['fieldNodes']>();

/**
 * Checks the quantities of closestWith below an availability, before GP is asked for the stock that it chooses from.
 * @throws {InvalidInput} one of them is no quantity
 */
export function checkClosestWith({ fieldNodes, fragments, schema, variableValues }: GraphQLResolveInfo): void {
  if (checked.has(fieldNodes)) return;
  const availability = schema.getType('Availability');
  const closestWith = isObjectType(availability) ? availability.getFields()['closestWith'] : undefined;
  for (const { selectionSet } of fieldNodes) check(selectionSet);
  checked.add(fieldNodes);

  function check(selectionSet: SelectionSetNode | undefined): void {
    for (const selection of selectionSet?.selections ?? []) {
      if (!isIncluded(selection)) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) check(selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) check(fragments[selection.name.value]?.selectionSet);
      else if (closestWith && selection.name.value === closestWith.name) checkQuantity(closestWith, selection);
    }
  }

  function isIncluded(selection: SelectionNode): boolean {
    return (
      getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.['if'] !== true &&
      getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.['if'] !== false
    );
  }

  function checkQuantity(field: GraphQLField<unknown, unknown>, node: FieldNode): void {
    const quantity = argumentsOf(field, node)?.['quantity'];
    const problem = quantity instanceof Exact ? quantityProblem(quantity) : 'must be a decimal number';
    if (problem) throw new InvalidInput('quantity', problem);
  }

  function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode) {
    try {
      return getArgumentValues(field, node, variableValues);
    } catch {
      // A variable that may be null stands where null may not, which shows only now.
      return undefined;
    }
  }
}
