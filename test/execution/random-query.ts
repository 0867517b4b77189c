import {
  type GraphQLArgument,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** Values for arguments that cannot be made up. Fields with others that have to be given are not asked for. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'Query.product.sku': ['"HCS5-14-1-ZN"', '"cut-4 "', '"NO-SUCH-ITEM"'],
  'Query.products.skus': ['["CUT-4", "BRG-6204-2RS", "GLV-CUT5-S", "NONE"]', '[]', '["KIT-FAST-100", "HCS5-12-2-ZN"]'],
  'Query.node.id': ['"UHJvZHVjdDpDVVQtNA"', '"nonsense"'],
  'Query.nodes.ids': ['["UHJvZHVjdDpDVVQtNA", "x"]'],
  'Query.category.id': ['"class/FASTENERS"', '"none"'],
  'Query.catalog.query': ['"glove"', '"bearing sealed"'],
  'Query.catalog.first': ['3', '1'],
  'Category.products.first': ['2'],
  'Account.addresses.first': ['2'],
  'Account.orders.first': ['2'],
  'Account.address.code': ['"PRIMARY"'],
  'Product.price.quantity': ['1', '"12.00"', '48'],
  'Product.price.unitOfMeasure': ['"Each"', '"Box"', '"Furlong"'],
  'Product.availability.unitOfMeasure': ['"Each"', '"Box"'],
  'Product.availability.near': [
    '{ postalCode: "60601" }',
    '{ addressCode: "PRIMARY" }',
    '{ point: { latitude: 45.4, longitude: -75.7 } }',
  ],
  'Availability.closestWith.quantity': ['5', '"100000"'],
};

/** A seeded generator of numbers from 0 to below 1, by Park and Miller. */
export function randomNumbers(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Writes valid queries against the contract: aliases, fragments, skipped and included fields, merged selections and all. */
export class RandomQueries {
  private fragments: string[] = [];
  private aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: () => number,
  ) {}

  next(): string {
    this.fragments = [];
    this.aliases = 0;
    const query = this.schema.getQueryType() as GraphQLObjectType;
    const selection = this.selection(query, 4);
    const uses = 'yes: __typename @include(if: $yes) no: __typename @skip(if: $no)';
    return [`query Random($yes: Boolean = true, $no: Boolean = false) { ${uses} ${selection.slice(1)}`, ...this.fragments].join(
      '\n',
    );
  }

  /** @param ofMember fields of a union's members need names of their own: those of others may be of other types */
  private selection(type: GraphQLOutputType, depth: number, ofMember = false): string {
    const named = getNamedType(type);
    if (isAbstractType(named)) {
      const members = this.schema.getPossibleTypes(named).filter(() => this.chance(0.8));
      return `{ __typename ${members.map((member) => `... on ${member.name} ${this.selection(member, depth, true)}`).join(' ')} }`;
    }
    if (!isObjectType(named)) return '';
    const fields = Object.values(named.getFields()).flatMap((field) => {
      const isLeaf = isLeafType(getNamedType(field.type));
      if ((!isLeaf && depth === 0) || !this.chance(named.name === 'Query' ? 0.3 : 0.6)) return [];
      const given = this.argumentsOf(`${named.name}.${field.name}`, field.args);
      if (given === undefined) return [];
      // A field may stand there several times with other arguments, under names of its own.
      const alias = ofMember || given !== '' || this.chance(0.1) ? `a${++this.aliases}: ` : '';
      return [`${alias}${field.name}${given}${this.directive()} ${this.selection(field.type, depth - 1)}`];
    });
    return `{ __typename ${fields.map((field) => this.wrapped(named.name, field)).join(' ')} }`;
  }

  private argumentsOf(field: string, args: readonly GraphQLArgument[]): string | undefined {
    const given = args.flatMap((argument) => {
      const values = ARGUMENTS[`${field}.${argument.name}`];
      const isRequired = String(argument.type).endsWith('!') && argument.defaultValue === undefined;
      if (!values) return isRequired ? [undefined] : [];
      return isRequired || this.chance(0.5) ? [`${argument.name}: ${this.oneOf(values)}`] : [];
    });
    if (given.includes(undefined)) return undefined;
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  private directive(): string {
    return this.chance(0.1)
      ? this.oneOf([' @include(if: $yes)', ' @include(if: $no)', ' @skip(if: $no)', ' @skip(if: true)'])
      : '';
  }

  private wrapped(typename: string, field: string): string {
    if (this.chance(0.85)) return field;
    if (this.chance(0.5)) return `... on ${typename} { ${field} }`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${typename} { ${field} }`);
    return `...${name}${this.chance(0.3) ? ' @include(if: $yes)' : ''}`;
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private oneOf<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T;
  }
}
