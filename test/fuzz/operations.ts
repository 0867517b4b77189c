import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from '../../src/sandbox/generator/random.js';
import { LIKELY, TREACHEROUS_NAMES, TREACHEROUS_TEXTS, TREACHEROUS_VALUES } from './pieces.js';

export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** A name that is written without quotes. */
class EnumName {
  constructor(readonly name: string) {}

  toJSON(): string {
    return this.name;
  }
}

const DEEPEST = 5;
const MAX_FIELDS = 30;
/** Each is a password hash of some 50 ms, which would leave little time for anything else. */
const EXPENSIVE_MUTATIONS = new Set(['login', 'placeOrder', 'requestQuote', 'orderQuote']);

const SCALARS: Readonly<Record<string, readonly unknown[]>> = {
  ID: ['CUT-4', 'x', 7],
  String: ['x', 'Some text', 'GROUND'],
  Int: [0, 1, 2, 7, 100],
  Float: [0, 1.5, -12],
  Boolean: [true, false],
  Decimal: ['1', '2.50', 3],
  Date: ['2026-11-20', '2000-02-29'],
  DateTime: ['2026-11-23T09:30:00.000Z'],
  CurrencyCode: ['USD', 'CAD'],
};

const RIGHT_DIRECTIVES = [
  ' @include(if: true)',
  ' @include(if: false)',
  ' @skip(if: false)',
  ' @skip(if: true)',
  ' @skip(if: false) @include(if: true)',
];
const WRONG_DIRECTIVES = [' @include(if: null)', ' @include', ' @defer', ' @include(if: "true")', ' @__proto__(constructor: 1)'];

/** Writes operations against the contract, valid in most of their parts. */
export class Operations {
  private random!: Random;
  private definitions: string[] = [];
  private readonly variables = new Map<string, unknown>();
  private fragments: string[] = [];
  private fieldsLeft = 0;
  private names = 0;

  constructor(private readonly schema: GraphQLSchema) {}

  next(random: Random): Operation {
    this.random = random;
    this.definitions = [];
    this.variables.clear();
    this.fragments = [];
    this.fieldsLeft = MAX_FIELDS;
    this.names = 0;
    const isMutation = random.perMille(60);
    const root = isMutation ? this.schema.getMutationType() : this.schema.getQueryType();
    const body = random.perMille(20) ? introspection(random) : this.rootSelection(root as GraphQLObjectType, isMutation);
    const name = random.perMille(400) ? ` ${random.pick(['Page', 'Q', ...TREACHEROUS_NAMES])}` : '';
    const variables = this.definitions.length > 0 ? `(${this.definitions.join(', ')})` : '';
    const keyword = isMutation ? 'mutation' : 'query';
    const query = `${keyword}${name}${variables} ${body}${this.fragments.map((text) => `\n${text}`).join('')}`;
    // As own properties, whatever their names.
    return { query, variables: Object.fromEntries(this.variables) };
  }

  private rootSelection(type: GraphQLObjectType, isMutation: boolean): string {
    if (!isMutation) return this.selection(type, DEEPEST);
    const cheap = Object.values(type.getFields()).filter(({ name }) => !EXPENSIVE_MUTATIONS.has(name));
    const expensive = Object.values(type.getFields()).filter(({ name }) => EXPENSIVE_MUTATIONS.has(name));
    const field = this.random.pick(this.random.perMille(120) ? expensive : cheap);
    return `{ ${this.field(field, DEEPEST)} }`;
  }

  private selection(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (isAbstractType(named)) {
      const members = this.random.pickSome(this.schema.getPossibleTypes(named), this.random.whole(1, 2));
      const parts = members.map((member) => `... on ${member.name}${this.directive()} ${this.selection(member, depth)}`);
      return `{ __typename ${parts.join(' ')} }`;
    }
    if (!isObjectType(named)) return '';
    const parts: string[] = [];
    for (const field of this.random.pickSome(Object.values(named.getFields()), this.random.whole(1, 4))) {
      if (this.fieldsLeft <= 0 || (depth === 0 && !isLeafType(getNamedType(field.type)))) continue;
      parts.push(this.wrapped(named.name, this.field(field, depth - 1)));
    }
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  }

  private field(
    field: { readonly name: string; readonly args: readonly GraphQLArgument[]; readonly type: GraphQLOutputType },
    depth: number,
  ): string {
    this.fieldsLeft--;
    const given = this.argumentsOf(field.args);
    const treacherous = this.random.perMille(60) ? `${this.random.pick(TREACHEROUS_NAMES)}: ` : '';
    const alias = treacherous || (given !== '' || this.random.perMille(100) ? `f${++this.names}: ` : '');
    return `${alias}${field.name}${given}${this.directive()} ${this.selection(field.type, depth)}`;
  }

  private argumentsOf(args: readonly GraphQLArgument[]): string {
    const given = args.filter((argument) => (isRequired(argument) ? !this.random.perMille(10) : this.random.perMille(500)));
    if (given.length === 0) return '';
    return `(${given.map((argument) => `${argument.name}: ${this.argument(argument)}`).join(', ')})`;
  }

  private argument({ name, type }: GraphQLArgument): string {
    const value = this.value(type, name);
    if (!this.random.perMille(350)) return literal(value);
    const variable = this.random.perMille(30) ? this.random.pick(TREACHEROUS_NAMES) : `v${++this.names}`;
    const fallback = this.random.perMille(100) ? ` = ${literal(this.value(type, name))}` : '';
    this.definitions.push(`$${variable}: ${String(type)}${fallback}`);
    // Some are left out, and some are of no type that fits.
    if (!this.random.perMille(30)) this.variables.set(variable, this.random.perMille(60) ? this.treacherous() : value);
    return `$${variable}`;
  }

  private value(type: GraphQLInputType, name: string, depth = 0): unknown {
    if (this.random.perMille(12)) return this.treacherous();
    if (isNonNullType(type)) return this.value(type.ofType, name, depth);
    if (isListType(type)) {
      return Array.from({ length: this.random.whole(0, 3) }, () => this.value(type.ofType, name, depth));
    }
    if (isEnumType(type)) return new EnumName(this.random.pick(type.getValues()).name);
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const given = type.isOneOf
        ? [this.random.pick(fields)]
        : fields.filter((field) => (isRequired(field) ? !this.random.perMille(15) : this.random.perMille(depth > 1 ? 150 : 350)));
      const extra = this.random.perMille(15) ? [[this.random.pick(TREACHEROUS_NAMES), 1] as const] : [];
      return Object.fromEntries([...given.map((field) => [field.name, this.value(field.type, field.name, depth + 1)]), ...extra]);
    }
    const likely = LIKELY.get(name);
    if (likely && !this.random.perMille(150)) return this.random.pick(likely);
    return this.random.perMille(150) ? this.random.pick(TREACHEROUS_TEXTS) : this.random.pick(SCALARS[type.name] ?? ['x']);
  }

  private treacherous(): unknown {
    return TREACHEROUS_VALUES[this.random.whole(0, TREACHEROUS_VALUES.length - 1)];
  }

  private directive(): string {
    if (this.random.perMille(3)) return this.random.pick(WRONG_DIRECTIVES);
    return this.random.perMille(60) ? this.random.pick(RIGHT_DIRECTIVES) : '';
  }

  private wrapped(typename: string, field: string): string {
    if (!this.random.perMille(120)) return field;
    if (this.random.perMille(500)) return `... on ${typename}${this.directive()} { ${field} }`;
    const name = this.random.perMille(50) ? this.random.pick(TREACHEROUS_NAMES) : `F${++this.names}`;
    this.fragments.push(`fragment ${name} on ${typename} { ${field} }`);
    return `...${name}`;
  }
}

function isRequired({ type, defaultValue }: GraphQLArgument | GraphQLInputField): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

function literal(value: unknown): string {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${name}: ${literal(each)}`)
    .join(', ')} }`;
}

function introspection(random: Random): string {
  return random.pick([
    '{ __schema { queryType { name } types { name kind } } }',
    '{ __type(name: "Product") { fields { name args { name defaultValue } } } }',
    '{ __schema { directives { name locations } } __typename }',
  ]);
}
