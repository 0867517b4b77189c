import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** A place in the input of a field at the root of an operation. */
export interface InputPlace<Written> {
  /** E.g. "Query.catalog(filter.attributes.anyOf)". */
  readonly name: string;
  /** Of the place in its type, e.g. "AttributeFilter.anyOf", as weights are named. */
  readonly ofType: string;
  /** An operation that asks for the field, with the whole argument in the variable $x. */
  readonly query: string;
  /** The argument's value with this written in the place, and otherwise no more than the type requires. */
  valueWith(written: Written): unknown;
}

/** Every list in the input of every field at a root of the schema; one is written with so many entries. */
export function inputListsOf(schema: GraphQLSchema): InputPlace<number>[] {
  return placesOf(schema, listsIn);
}

/** Every text and number there. */
export function inputLeavesOf(schema: GraphQLSchema): InputPlace<unknown>[] {
  return placesOf(schema, leavesIn);
}

interface Found<Written> {
  readonly path: string;
  readonly ofType: string;
  readonly write: (written: Written) => unknown;
}

type Find<Written> = (type: GraphQLInputType, path: string, ofType: string) => Found<Written>[];

function placesOf<Written>(schema: GraphQLSchema, find: Find<Written>): InputPlace<Written>[] {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    root
      ? Object.values(root.getFields()).flatMap(({ name, args }) =>
          args.flatMap((argument) =>
            find(argument.type, argument.name, `${root.name}.${name}.${argument.name}`).map(({ path, ofType, write }) => ({
              name: `${root.name}.${name}(${path})`,
              ofType,
              query: queryFor(root, name, argument),
              valueWith: write,
            })),
          ),
        )
      : [],
  );
}

function queryFor(root: GraphQLObjectType, name: string, argument: GraphQLArgument): string {
  const field = root.getFields()[name];
  const selection = field && isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  return `${root.name.toLowerCase()} ($x: ${argument.type}) { ${name}(${argument.name}: $x)${selection} }`;
}

function listsIn(type: GraphQLInputType, path: string, ofType: string): Found<number>[] {
  const bare = bareOf(type);
  if (!isListType(bare)) return inFields(bare, path, listsIn);
  const entry = smallest(bare.ofType);
  const own = { path, ofType, write: (entries: number) => Array.from({ length: entries }, () => entry) };
  return [own, ...inEntry(listsIn(bare.ofType, path, ofType))];
}

function leavesIn(type: GraphQLInputType, path: string, ofType: string): Found<unknown>[] {
  const bare = bareOf(type);
  if (isListType(bare)) return inEntry(leavesIn(bare.ofType, path, ofType));
  if (isInputObjectType(bare)) return inFields(bare, path, leavesIn);
  return isEnumType(bare) ? [] : [{ path, ofType, write: (written) => written }];
}

function inEntry<Written>(found: readonly Found<Written>[]): Found<Written>[] {
  return found.map((inner) => ({ ...inner, write: (written) => [inner.write(written)] }));
}

function inFields<Written>(type: GraphQLInputType, path: string, find: Find<Written>): Found<Written>[] {
  if (!isInputObjectType(type)) return [];
  const fields = Object.values(type.getFields());
  return fields.flatMap((field) =>
    find(field.type, `${path}.${field.name}`, `${type.name}.${field.name}`).map((inner) => ({
      ...inner,
      write: (written: Written) => ({
        ...(type.isOneOf ? {} : required(fields.filter((other) => other !== field))),
        [field.name]: inner.write(written),
      }),
    })),
  );
}

function required(fields: readonly GraphQLInputField[]): Record<string, unknown> {
  const needed = fields.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
  return Object.fromEntries(needed.map(({ name, type }) => [name, smallest(type)]));
}

const SHORTEST: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  Decimal: 1,
  Date: '2026-11-23',
  CurrencyCode: 'USD',
};

/** The shortest value that the type takes. */
function smallest(type: GraphQLInputType): unknown {
  const bare = bareOf(type);
  if (isListType(bare)) return [smallest(bare.ofType)];
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (!isInputObjectType(bare)) return SHORTEST[bare.name] ?? 'a';
  const fields = Object.values(bare.getFields());
  const [first] = fields;
  return bare.isOneOf && first ? { [first.name]: smallest(first.type) } : required(fields);
}

function bareOf(type: GraphQLInputType) {
  return isNonNullType(type) ? type.ofType : type;
}
