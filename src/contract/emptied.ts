import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { Exact } from '../values/exact.js';

/**
 * The value of a contract scalar for a blank text: a form field that the visitor has emptied. It is not null, because
 * graphql-js refuses null for a required value with an error for the whole operation.
 */
export const EMPTIED = Symbol('emptied');
export type Emptied = typeof EMPTIED;

type Arguments = Record<string, unknown>;
type Declaration = Pick<GraphQLField<unknown, unknown>, 'args'>;

/**
 * Makes a function that replaces each EMPTIED value in a field's arguments by its default, else by null, even if the contract
 * requires a value. The resolver has to report the missing value.
 * @returns undefined if no argument of the field can be emptied
 */
export function emptiedFilledIn({ args: declared }: Declaration): ((args: Arguments) => Arguments) | undefined {
  if (!declared.some(({ type }) => canBeEmptied(type, new Set()))) return undefined;
  const byName = new Map(declared.map((argument) => [argument.name, argument]));
  // All objects of an answer get the same arguments object, and values are remembered by it. So the filled-in copy is the same
  // too.
  const known = new WeakMap<Arguments, Arguments>();
  return (args) => {
    if (!holdsEmptied(args)) return args;
    const filled = known.get(args) ?? filledIn(args, (name) => byName.get(name));
    known.set(args, filled);
    return filled;
  };
}

/** Only the contract's own scalars turn a blank text into EMPTIED. */
function canBeEmptied(type: GraphQLInputType, seen: Set<string>): boolean {
  const named = getNamedType(type);
  if (isScalarType(named)) return !isSpecifiedScalarType(named);
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some((field) => canBeEmptied(field.type, seen));
}

function holdsEmptied(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Exact) return value === EMPTIED;
  return Object.values(value).some(holdsEmptied);
}

type Declared = Pick<GraphQLArgument | GraphQLInputField, 'type' | 'defaultValue'>;

function filledIn(values: object, declaredAs: (name: string) => Declared | undefined): Arguments {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const declared = declaredAs(name);
      return [name, value === EMPTIED ? (declared?.defaultValue ?? null) : declared && filledInValue(value, declared.type)];
    }),
  );
}

function filledInValue(value: unknown, type: GraphQLInputType): unknown {
  const bare = getNullableType(type);
  if (value === EMPTIED) return null;
  if (Array.isArray(value) && isListType(bare)) return value.map((each) => filledInValue(each, bare.ofType));
  if (typeof value !== 'object' || value === null || !isInputObjectType(bare)) return value;
  const fields = bare.getFields();
  return filledIn(value, (name) => fields[name]);
}
