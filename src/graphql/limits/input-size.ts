import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type ValueNode,
} from 'graphql';
import { type Input, inputCostOf } from './declared-costs.js';
import type { ListSize } from './list-size.js';

/** Computes the rows that the lists of a value count for. The value is not validated, so it need not fit its type. */
interface Scale {
  readonly weigh: (value: unknown) => number;
  /** The rows of the largest value that the gateway accepts. A list within a list counts once. */
  readonly most: number;
}

/**
 * The number of rows that all lists in a field's arguments count for.
 * @param paidFor the paths of lists that the size of the field counts already, such as "input.lines"
 */
export function inputSizeOf({ args }: GraphQLField<unknown, unknown>, node: FieldNode, paidFor: ReadonlySet<string>): ListSize {
  const sizes = args.map((arg) => {
    const given = node.arguments?.find((argument) => argument.name.value === arg.name)?.value;
    return given ? sizeOfGiven(given, arg.type, new Place(arg, arg.name, paidFor)) : 0;
  });
  return sumOf(sizes);
}

/** The argument or input field of a value, and its path in the input. */
class Place {
  constructor(
    private readonly input: Input,
    private readonly path: string,
    private readonly paidFor: ReadonlySet<string>,
  ) {}

  get rows(): number {
    return this.paidFor.has(this.path) ? 0 : inputCostOf(this.input).rows;
  }

  get most(): number {
    return this.rows * inputCostOf(this.input).most;
  }

  field(input: GraphQLInputField): Place {
    return new Place(input, `${this.path}.${input.name}`, this.paidFor);
  }
}

/** The size of a value in the document, with its variables. */
function sizeOfGiven(value: ValueNode, type: GraphQLInputType, place: Place): ListSize {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (value.kind === Kind.NULL) return 0;
  if (value.kind === Kind.VARIABLE) {
    const scale = scaleOf(bare, place);
    const variable = value.name.value;
    return scale ? { read: (variables) => scale.weigh(variables[variable]), most: scale.most } : 0;
  }
  if (isListType(bare)) {
    const entries = value.kind === Kind.LIST ? value.values : [value];
    return sumOf([entries.length * place.rows, ...entries.map((entry) => sizeOfGiven(entry, bare.ofType, place))]);
  }
  if (!isInputObjectType(bare) || value.kind !== Kind.OBJECT) return 0;
  const fields = bare.getFields();
  return sumOf(
    value.fields.map(({ name, value: inside }) => {
      const field = fields[name.value];
      return field ? sizeOfGiven(inside, field.type, place.field(field)) : 0;
    }),
  );
}

/** @returns undefined for types that contain no list */
function scaleOf(type: GraphQLInputType, place: Place, around: readonly string[] = []): Scale | undefined {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) {
    const { rows, most } = place;
    const inner = scaleOf(bare.ofType, place, around);
    const weighEntry = (value: unknown) => rows + (inner?.weigh(value) ?? 0);
    return {
      // GraphQL accepts a single value as a list with one entry.
      weigh: (value) => {
        if (value === undefined || value === null) return 0;
        if (!Array.isArray(value)) return weighEntry(value);
        return inner ? value.reduce<number>((sum, entry) => sum + weighEntry(entry), 0) : rows * value.length;
      },
      most: most + (inner?.most ?? 0),
    };
  }
  // Of a type that contains itself, only the first level is counted.
  if (!isInputObjectType(bare) || around.includes(bare.name)) return undefined;
  const scales = Object.values(bare.getFields()).flatMap((field) => {
    const scale = scaleOf(field.type, place.field(field), [...around, bare.name]);
    return scale ? [[field.name, scale] as const] : [];
  });
  if (scales.length === 0) return undefined;
  return {
    weigh: (value) => {
      if (typeof value !== 'object' || value === null) return 0;
      return scales.reduce((sum, [name, { weigh }]) => sum + weigh((value as Record<string, unknown>)[name]), 0);
    },
    most: scales.reduce((sum, [, { most }]) => sum + most, 0),
  };
}

function sumOf(sizes: readonly ListSize[]): ListSize {
  const fixed = sizes.reduce<number>((sum, size) => (typeof size === 'number' ? sum + size : sum), 0);
  const open = sizes.filter((size) => typeof size === 'object');
  if (open.length === 0) return fixed;
  return {
    read: (variables) => open.reduce((sum, { read }) => sum + read(variables), fixed),
    most: open.reduce((sum, { most }) => sum + most, fixed),
  };
}
