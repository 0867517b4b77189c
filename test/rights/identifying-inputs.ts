import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';

/** Numbers and moments name nothing that belongs to anybody. Every other scalar may, those that are still to come included. */
const MEASURES = new Set(['Int', 'Float', 'Boolean', 'Decimal', 'Date', 'DateTime']);

/** A value that a caller gives and that may name something: an ID, a number, a code, a reference, a cursor. */
export interface IdentifyingInput {
  /** Where it is given, e.g. "Query.node(id) Order" or "Mutation.placeOrder(input.lines.sku)". */
  readonly place: string;
  /** Where it is declared: itself for an argument, the type and the field for a part of an input, e.g. "OrderLineInput.sku". */
  readonly declaredAt: string;
}

/** All that a schema has. One that takes the ID of any node counts once for every type of nodes. */
export function identifyingInputs(schema: GraphQLSchema): IdentifyingInput[] {
  const objects = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
  return objects.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) =>
          field.args.flatMap((argument) => {
            const start = `${type.name}.${field.name}(${argument.name}`;
            const found = inputsOf(argument, start, `${type.name}.${field.name}(${argument.name})`, []);
            return getNamedType(field.type).name === 'Node' ? found.flatMap((input) => forEachNodeType(input, schema)) : found;
          }),
        )
      : [],
  );
}

function inputsOf(
  { type }: GraphQLArgument | GraphQLInputField,
  path: string,
  declaredAt: string,
  around: readonly GraphQLInputObjectType[],
): IdentifyingInput[] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    if (around.includes(named)) return [];
    return Object.values(named.getFields()).flatMap((field) =>
      inputsOf(field, `${path}.${field.name}`, `${named.name}.${field.name}`, [...around, named]),
    );
  }
  return isEnumType(named) || MEASURES.has(named.name) ? [] : [{ place: `${path})`, declaredAt }];
}

function forEachNodeType({ place, declaredAt }: IdentifyingInput, schema: GraphQLSchema): IdentifyingInput[] {
  const types = schema.getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType);
  return types.map(({ name }) => ({ place: `${place} ${name}`, declaredAt }));
}
