import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputType,
  isListType,
  isUnionType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import { type AskedFact, type FieldCost } from '../../contract/index.js';
import { type Condition, conditionOf } from './condition.js';
import { type Cost, costOf } from './cost.js';
import { type CostStep, dependsOnVariables, Tally } from './cost-step.js';
import { fieldCostOf } from './declared-costs.js';
import { inputSizeOf } from './input-size.js';
import { type ListSize, listSizeOf } from './list-size.js';

/** The assumed length of a list for which no size is declared. */
const LONG_LIST = 100;

type Variables = Readonly<Record<string, unknown>>;

/** Computes the cost of an operation, within microseconds: it does not walk the document again. */
export interface CostEstimator {
  /** @param variables as they were sent, or as the operation declares them */
  (variables: Variables): Cost;
  /** The cost with the most expensive variables that the gateway accepts. */
  readonly atMost: Cost;
}

/** Makes the estimator of an operation. The document has been validated. */
export function estimatorOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): CostEstimator {
  const root = schema.getRootType(operation.operation);
  const analysis = new Analysis(schema, document);
  const steps = root ? analysis.stepsOf(root, [{ set: operation.selectionSet, conditions: [] }], undefined, 0) : [];
  const costFor = (variables: Variables | undefined): Cost => {
    const tally = new Tally(analysis.keysPerQuestion.length, variables);
    tally.add(steps, 1);
    const questions = tally.keys.reduce((sum, keys, fact) => sum + Math.ceil(keys / (analysis.keysPerQuestion[fact] ?? 1)), 0);
    return costOf(questions, tally.rows);
  };
  const atMost = costFor(undefined);
  if (!steps.some(dependsOnVariables)) return Object.assign(() => atMost, { atMost });
  const defaults = defaultsOf(schema, operation);
  return Object.assign((variables: Variables) => costFor(defaults ? { ...defaults, ...variables } : variables), { atMost });
}

/** A selection set, with the conditions for including it. */
interface Part {
  readonly set: SelectionSetNode;
  readonly conditions: readonly Condition[];
}

/** One place where a field is selected. */
interface Selected {
  readonly node: FieldNode;
  readonly conditions: readonly Condition[];
}

class Analysis {
  readonly keysPerQuestion: number[] = [];
  private readonly places = new Map<string, number>();
  private readonly fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  /** @param page the length of lists in this object for which no size is declared */
  stepsOf(type: GraphQLCompositeType, parts: readonly Part[], page: ListSize | undefined, depth: number): CostStep[] {
    const fields = new Map<GraphQLCompositeType, Map<string, Selected[]>>();
    for (const part of parts) this.collect(type, part, fields);
    const steps: CostStep[] = [];
    for (const [parent, byName] of fields) {
      for (const selected of byName.values()) {
        const step = this.stepOf(parent, selected, page, depth);
        if (step) steps.push(step);
      }
    }
    return steps;
  }

  /** Merges the selections of one type under one name into one field. */
  private collect(
    type: GraphQLCompositeType,
    { set, conditions }: Part,
    into: Map<GraphQLCompositeType, Map<string, Selected[]>>,
  ) {
    for (const selection of set.selections) {
      const condition = conditionOf(selection);
      if (condition === 'never') continue;
      const holding = condition ? [...conditions, condition] : conditions;
      if (selection.kind === Kind.FIELD) {
        const byName = into.get(type) ?? new Map<string, Selected[]>();
        into.set(type, byName);
        const name = (selection.alias ?? selection.name).value;
        const selected = byName.get(name);
        if (selected) selected.push({ node: selection, conditions: holding });
        else byName.set(name, [{ node: selection, conditions: holding }]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const narrowed = fragment.typeCondition ? this.schema.getType(fragment.typeCondition.name.value) : type;
      if (isCompositeType(narrowed)) this.collect(narrowed, { set: fragment.selectionSet, conditions: holding }, into);
    }
  }

  /** @returns undefined for a field that costs nothing */
  private stepOf(
    parent: GraphQLCompositeType,
    selected: readonly Selected[],
    page: ListSize | undefined,
    depth: number,
  ): CostStep | undefined {
    const [first] = selected;
    if (!first) return undefined;
    const field = this.fieldOf(parent, first.node);
    if (!field) return undefined;
    const { asks = [], asksForEach = [], rows = 0, ...sizes } = fieldCostOf(field);
    const type = getNamedType(field.type);
    const pageSize = sizes.pageSize && listSizeOf(sizes.pageSize, first.node, field);
    const isObjects = isCompositeType(type) && isListType(getNullableType(field.type));
    const ownSize = sizes.size === undefined ? (page ?? LONG_LIST) : listSizeOf(sizes.size, first.node, field);
    const size = isObjects ? ownSize : undefined;
    const input = inputSizeOf(field, first.node, pathsOf(sizes));
    // Introspection is answered from memory. Its cost is declared at its root fields.
    const parts = isCompositeType(type) && !type.name.startsWith('__') ? selected.flatMap(partOf) : [];
    const children = isCompositeType(type) ? this.stepsOf(type, parts, pageSize, depth + 1) : [];
    if (!isObjects && rows + asks.length + asksForEach.length + children.length === 0 && input === 0) return undefined;
    return {
      condition: anyOf(selected),
      size,
      asks: asks.map((fact) => this.placeOf(fact, depth)),
      asksForEach: asksForEach.map((fact) => this.placeOf(fact, depth)),
      entries: pageSize ?? size ?? 1,
      rows,
      input,
      children,
    };
  }

  private fieldOf(parent: GraphQLCompositeType, { name }: FieldNode): GraphQLField<unknown, unknown> | undefined {
    if (name.value === SchemaMetaFieldDef.name && parent === this.schema.getQueryType()) return SchemaMetaFieldDef;
    if (name.value === TypeMetaFieldDef.name && parent === this.schema.getQueryType()) return TypeMetaFieldDef;
    return isUnionType(parent) ? undefined : parent.getFields()[name.value];
  }

  /** Fields at the same depth are resolved together, so their keys are asked for in the same questions. */
  private placeOf({ namespace, batchSize }: AskedFact, depth: number): number {
    const name = `${namespace} ${depth}`;
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.keysPerQuestion.length);
    return this.keysPerQuestion.push(batchSize) - 1;
  }
}

/** The paths of the input's lists that determine the length of a field's lists. */
function pathsOf({ size, pageSize }: Pick<FieldCost, 'size' | 'pageSize'>): ReadonlySet<string> {
  return new Set([size, pageSize].flatMap((one) => (typeof one === 'object' ? [one.argument] : [])));
}

function partOf({ node, conditions }: Selected): Part[] {
  return node.selectionSet ? [{ set: node.selectionSet, conditions }] : [];
}

function anyOf(selected: readonly Selected[]): Condition | undefined {
  if (selected.some(({ conditions }) => conditions.length === 0)) return undefined;
  return (variables) => selected.some(({ conditions }) => conditions.every((holds) => holds(variables)));
}

function defaultsOf(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode): Variables | undefined {
  const defaults = variableDefinitions.flatMap(({ variable, type, defaultValue }) => {
    const inputType = typeFromAST(schema, type as NamedTypeNode);
    return defaultValue && isInputType(inputType) ? [[variable.name.value, valueFromAST(defaultValue, inputType)] as const] : [];
  });
  return defaults.length > 0 ? Object.fromEntries(defaults) : undefined;
}
