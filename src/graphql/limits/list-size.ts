import { type FieldNode, type GraphQLField, Kind, type ValueNode } from 'graphql';
import type { ListLength } from '../../contract/index.js';

/** How many entries a list has: a number, or what the variables say, up to the most that the gateway takes. */
export type ListSize =
  | number
  | { readonly read: (variables: Readonly<Record<string, unknown>>) => number; readonly most: number };

/**
 * Reads off a field how long its list becomes. A list that was sent counts as long as it is, also where the gateway will refuse
 * it: it has been read by then. A number that is refused costs nothing and counts as the most that the gateway takes.
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

/** Follows the path into what is written in the document, and into a variable from where one stands. */
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
  // GraphQL takes a single value for a list of it.
  if (Array.isArray(value)) return value.length;
  const size = typeof value === 'number' ? value : 1;
  return Math.min(Math.max(size, 0), most);
}
