import { type GraphQLField, type GraphQLSchema, isObjectType, lexicographicSortSchema } from 'graphql';
import { type Contract, emptiedFilledIn, type RequestContext } from '../contract/index.js';

export type SampleResolver = (
  parent: never,
  args: never,
  context: RequestContext,
  original: (parent: unknown, args?: object) => unknown,
) => unknown;

/** Sample resolvers by the contract's type and field. */
export type SampleTable = Readonly<Record<string, Readonly<Record<string, SampleResolver>>>>;

const REFUSED: Contract.UserError = {
  code: 'NOT_PERMITTED',
  message: 'While a page is edited, nothing can be changed and no user can sign in.',
  field: null,
};

/** A copy of the schema that answers with samples, and refuses every mutation that would change something. */
export function sampleSchema(schema: GraphQLSchema, samples: SampleTable): GraphQLSchema {
  // It also sorts, but it is graphql-js' way to copy a schema with all of its resolvers.
  const copy = lexicographicSortSchema(schema);
  for (const [typeName, fields] of Object.entries(samples)) {
    for (const [fieldName, sample] of Object.entries(fields)) replace(fieldOf(copy, typeName, fieldName), sample);
  }
  for (const field of Object.values(copy.getMutationType()?.getFields() ?? {})) {
    if (refuses(copy, field)) field.resolve = () => ({ userErrors: [REFUSED] });
  }
  return copy;
}

function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string) {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`The contract has no ${typeName}.${fieldName}`);
  return field;
}

function replace(field: GraphQLField<unknown, RequestContext>, sample: SampleResolver): void {
  const { resolve } = field;
  const filledIn = emptiedFilledIn(field) ?? ((args: Record<string, unknown>) => args);
  field.resolve = (parent, args, context, info) =>
    sample(parent as never, filledIn(args) as never, context, (givenParent, givenArgs = args) =>
      resolve?.(givenParent, givenArgs, context, info),
    );
}

/** Whether a mutation is refused: all that can answer user errors. The one without them, `ping`, changes nothing. */
function refuses(schema: GraphQLSchema, { type }: GraphQLField<unknown, unknown>): boolean {
  const payload = schema.getType(String(type).replaceAll('!', ''));
  return isObjectType(payload) && 'userErrors' in payload.getFields();
}
