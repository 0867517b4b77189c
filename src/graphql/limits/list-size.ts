import { type FieldNode, type GraphQLField, Kind, type ValueNode } from 'graphql';
import type { ListLength } from '../../contract/index.js';

/** The length of a list: a number, or a function of the variables with the most that the gateway accepts. */
export type ListSize =
  | number
  | { readonly read: (variables: Readonly<Record<string, unknown>>) => number; readonly most: number };

/**
 * The length of a field's list. A list in the arguments counts with its own length, even if the gateway will refuse it, because
 * it has been read by then. A number that the gateway will refuse counts as the most that it accepts.
 */
export function listSizeOf(size: ListLength, node: FieldNode, { args }: GraphQLField<unknown, unknown>): ListSize {
  if (typeof size === 'number') return size;
  const { argument, most } = size;
  const [name, ...path] = argument.split('.');
  const usual = args.find((arg) => arg.name === name)?.defaultValue;
  const sizeOf = (value: unknown) => sizeOfValue(value ?? usual, most);
  const given = node.arguments?.find((arg) => arg.name.value === name)?.value;
  return given === undefined ? sizeOf(undefined) : sizeOfGiven(given, path, sizeOf, most);
}

/** Follows the path into a value of the document, and from a variable on into the variable's value. */
function sizeOfGiven(value: ValueNode, path: readonly string[], sizeOf: (value: unknown) => number, most: number): ListSize {
  if (value.kind === Kind.VARIABLE) {
    const variable = value.name.value;
    return { read: (variables) => sizeOf(valueAt(variables[variable], path)), most };
  }
  const [name, ...rest] = path;
  if (name !== undefined) {
    const inside = value.kind === Kind.OBJECT ? value.fields.find((field) => field.name.value === name)?.value : undefined;
    return inside ? sizeOfGiven(inside, rest, sizeOf, most) : sizeOf(undefined);
  }
  if (value.kind === Kind.LIST) return sizeOf(value.values);
  if (value.kind === Kind.INT) return sizeOf(Number(value.value));
  return sizeOf(value.kind === Kind.NULL ? undefined : [value]);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name], value);
}

function sizeOfValue(value: unknown, most: number): number {
  if (value === undefined || value === null) return 0;
  // GraphQL accepts a single value as a list with one entry.
  if (Array.isArray(value)) return value.length;
  const size = typeof value === 'number' ? value : 1;
  return Math.min(Math.max(size, 0), most);
}
