import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNonNull,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';
import { FallbackToGraphqlJs } from './run.js';

type BareInputType = Exclude<GraphQLInputType, GraphQLNonNull<never>>;
type Values = Readonly<Record<string, unknown>>;

/**
 * Turns an input value into the form that resolvers get, exactly as graphql-js does.
 * @throws {FallbackToGraphqlJs} or the error of a scalar
 */
type Read = (value: unknown) => unknown;

/**
 * Makes a function that reads the variables of an operation. It is faster than graphql-js because it looks up the types once
 * and notes no paths for error messages.
 * @throws {FallbackToGraphqlJs} thrown by the function: a value is wrong, and graphql-js has to write the error
 */
export function variablesReader(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): (given: Values) => Values {
  const variables = definitions.map(({ variable, type: typeNode, defaultValue }) => {
    const type = typeFromAST(schema, typeNode as Parameters<typeof typeFromAST>[1]);
    if (!isInputType(type)) throw new FallbackToGraphqlJs('a variable of no input type');
    const fallback = defaultValue && (() => valueFromAST(defaultValue, type));
    return { name: variable.name.value, isRequired: isNonNullType(type), read: readerOf(type), fallback };
  });
  return (given) => {
    const values: Record<string, unknown> = {};
    for (const { name, isRequired, read, fallback } of variables) {
      if (Object.hasOwn(given, name)) values[name] = read(given[name]);
      else if (fallback) values[name] = fallback();
      else if (isRequired) throw new FallbackToGraphqlJs('a variable is missing');
    }
    return values;
  };
}

function readerOf(type: GraphQLInputType): Read {
  if (!isNonNullType(type)) {
    const read = bareReaderOf(type);
    return (value) => (value == null ? null : read(value));
  }
  const read = bareReaderOf(type.ofType);
  return (value) => {
    if (value == null) throw new FallbackToGraphqlJs('null for a variable that must not be');
    return read(value);
  };
}

/** @returns a function that reads any value but null */
function bareReaderOf(type: BareInputType): Read {
  if (isListType(type)) {
    const read = readerOf(type.ofType);
    return (value) => (Array.isArray(value) ? value.map((item) => read(item)) : [read(value)]);
  }
  if (!isInputObjectType(type)) {
    return (value) => {
      const parsed: unknown = type.parseValue(value);
      if (parsed === undefined) throw new FallbackToGraphqlJs('a variable that its type does not know');
      return parsed;
    };
  }
  // A type may contain itself, so its fields are looked up when the first value is read.
  let fields: readonly InputField[] | undefined;
  return (value) => {
    fields ??= Object.values(type.getFields()).map(inputField);
    return readObject(value, fields, type.isOneOf);
  };
}

interface InputField {
  readonly name: string;
  readonly fallback: unknown;
  readonly isRequired: boolean;
  readonly read: Read;
}

function inputField({ name, type, defaultValue }: GraphQLInputField): InputField {
  return { name, fallback: defaultValue, isRequired: isNonNullType(type), read: readerOf(type) };
}

function readObject(value: unknown, fields: readonly InputField[], isOneOf: boolean): Values {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FallbackToGraphqlJs('no object for an input');
  const given = value as Values;
  const values: Record<string, unknown> = {};
  let taken = 0;
  for (const { name, fallback, isRequired, read } of fields) {
    const each = given[name];
    if (each !== undefined) {
      taken++;
      values[name] = read(each);
    } else if (fallback !== undefined) values[name] = fallback;
    else if (isRequired) throw new FallbackToGraphqlJs('a field of an input is missing');
  }
  if (taken !== Object.keys(given).length) throw new FallbackToGraphqlJs('a field that an input does not have');
  if (isOneOf && (taken !== 1 || Object.values(values).includes(null))) throw new FallbackToGraphqlJs('not one of an input');
  return values;
}

/**
 * Makes a function that reads the arguments of a field from variables that are read already.
 * @returns undefined if an argument of the field is not simply a variable
 */
export function argumentsReader(
  { args }: GraphQLField<unknown, unknown>,
  { arguments: given = [] }: FieldNode,
): ((variables: Values) => Record<string, unknown>) | undefined {
  const readers: ((variables: Values, into: Record<string, unknown>) => void)[] = [];
  for (const argument of args) {
    const node = given.find(({ name }) => name.value === argument.name);
    if (node && node.value.kind !== Kind.VARIABLE) return undefined;
    readers.push(argumentReader(argument, node?.value.kind === Kind.VARIABLE ? node.value.name.value : undefined));
  }
  return (variables) => {
    const values: Record<string, unknown> = {};
    for (const read of readers) read(variables, values);
    return values;
  };
}

function argumentReader({ name, type, defaultValue }: GraphQLArgument, variable: string | undefined) {
  const isRequired = isNonNullType(type);
  return (variables: Values, into: Record<string, unknown>): void => {
    if (variable !== undefined && Object.hasOwn(variables, variable)) {
      const value = variables[variable];
      if (value === null && isRequired) throw new FallbackToGraphqlJs('null for an argument that must not be');
      into[name] = value;
    } else if (defaultValue !== undefined) into[name] = defaultValue;
    else if (isRequired) throw new FallbackToGraphqlJs('an argument is missing');
  };
}
