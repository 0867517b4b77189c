import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import { type Costs, type FieldCost, FREE, type InputListCost, OWN_RECORD } from '../../contract/index.js';
import { traitsOf } from '../execution/field-traits.js';

const COST = 'cost';

/** A field's argument, or a field of an input type. */
export type Input = GraphQLArgument | GraphQLInputField;

/**
 * Writes the costs of fields and input lists to the schema.
 * @throws {Error} a cost is declared for a field or input that the contract does not have, or twice
 */
export function declareCosts(schema: GraphQLSchema, costs: readonly Costs[]): GraphQLSchema {
  for (const { fields, inputLists = {} } of costs) {
    for (const [type, byField] of Object.entries(fields)) {
      for (const [name, cost] of Object.entries(byField)) {
        const field = fieldOf(schema, type, name);
        declare(`${type}.${name}`, field, cost);
        refuseUnknownArguments(`${type}.${name}`, field, cost);
      }
    }
    for (const [place, cost] of Object.entries(inputLists)) declare(place, inputOf(schema, place), cost);
  }
  return schema;
}

/** @returns undefined for a field without a declared cost */
export function declaredCostOf(field: GraphQLField<unknown, unknown>): FieldCost | undefined {
  return META_COSTS.get(field) ?? (field.extensions[COST] as FieldCost | undefined);
}

export function declaredInputCostOf({ extensions }: Input): InputListCost | undefined {
  return extensions[COST] as InputListCost | undefined;
}

/** The costs of introspection, which is answered from memory, but with long answers. */
const META_COSTS: ReadonlyMap<unknown, FieldCost> = new Map([
  [SchemaMetaFieldDef, { rows: 1_500 }],
  [TypeMetaFieldDef, { rows: 100 }],
]);

/** A resolver without a declared cost counts as one question, since it may be expensive. */
const UNKNOWN: FieldCost = { asks: [OWN_RECORD] };
const UNKNOWN_LIST: InputListCost = { rows: 1, most: 500 };

export function fieldCostOf(field: GraphQLField<unknown, unknown>): FieldCost {
  return declaredCostOf(field) ?? (traitsOf(field)?.isProperty === false ? UNKNOWN : FREE);
}

export function inputCostOf(input: Input): InputListCost {
  return declaredInputCostOf(input) ?? UNKNOWN_LIST;
}

function declare(place: string, element: GraphQLField<unknown, unknown> | Input | undefined, cost: object): void {
  if (!element) throw new Error(`A cost is declared for ${place}, which the contract does not have.`);
  if (COST in element.extensions) throw new Error(`Two costs are declared for ${place}.`);
  element.extensions = { ...element.extensions, [COST]: cost };
}

function fieldOf(schema: GraphQLSchema, typeName: string, name: string): GraphQLField<unknown, unknown> | undefined {
  const type = schema.getType(typeName);
  return isObjectType(type) ? type.getFields()[name] : undefined;
}

function inputOf(schema: GraphQLSchema, place: string): Input | undefined {
  const [typeName = '', name = '', argument] = place.split('.');
  if (argument !== undefined) return fieldOf(schema, typeName, name)?.args.find((arg) => arg.name === argument);
  const type = schema.getType(typeName);
  return isInputObjectType(type) ? type.getFields()[name] : undefined;
}

function refuseUnknownArguments(
  place: string,
  field: GraphQLField<unknown, unknown> | undefined,
  { size, pageSize }: FieldCost,
): void {
  for (const length of [size, pageSize]) {
    if (typeof length !== 'object') continue;
    const [argument] = length.argument.split('.');
    if (!field?.args.some(({ name }) => name === argument)) {
      throw new Error(`The cost of ${place} names its argument ${argument}, which the contract does not have.`);
    }
  }
}
