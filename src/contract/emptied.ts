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
 * What a scalar of the contract makes of a blank text: a value that its visitor emptied. It is not null, which graphql-js
 * refuses where a value is required, with an error for everything around it.
 */
export const EMPTIED = Symbol('emptied');
export type Emptied = typeof EMPTIED;

type Arguments = Record<string, unknown>;
type Declaration = Pick<GraphQLField<unknown, unknown>, 'args'>;

/**
 * How a field's arguments are given to whoever reads them: what was emptied has its default, else null, also where the
 * contract requires a value. The reader says what is missing.
 * @returns undefined where nothing of the arguments can be emptied
 */
export function emptiedFilledIn({ args: declared }: Declaration): ((args: Arguments) => Arguments) | undefined {
  if (!declared.some(({ type }) => canBeEmptied(type, new Set()))) return undefined;
  const byName = new Map(declared.map((argument) => [argument.name, argument]));
  // The objects of an answer share their arguments, and what is remembered by them.
  const known = new WeakMap<Arguments, Arguments>();
  return (args) => {
    if (!holdsEmptied(args)) return args;
    const filled = known.get(args) ?? filledIn(args, (name) => byName.get(name));
    known.set(args, filled);
    return filled;
  };
}

/** Only the contract's own scalars read blank texts. */
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
