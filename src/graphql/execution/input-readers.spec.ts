import {
  buildSchema,
  type FieldNode,
  type GraphQLEnumType,
  type GraphQLField,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { argumentsReader, variablesReader } from './input-readers.js';

const schema = buildSchema(`
  enum Kind { BOLT NUT }
  input Place { postalCode: String country: String! = "US" within: Place }
  input Choice @oneOf { sku: ID name: String }
  type Query {
    find(skus: [ID!]!, kind: Kind = NUT, place: Place, choice: Choice, count: Int! = 3, deep: [[Int]]): Int
  }
`);

const QUERY = `query ($skus: [ID!]!, $kind: Kind, $place: Place, $choice: Choice, $count: Int! = 5, $deep: [[Int]], $flag: Boolean) {
  find(skus: $skus, kind: $kind, place: $place, choice: $choice, count: $count, deep: $deep)
}`;

function operationOf(query: string): OperationDefinitionNode {
  return parse(query).definitions[0] as OperationDefinitionNode;
}

const definitions = operationOf(QUERY).variableDefinitions ?? [];
const read = variablesReader(schema, definitions);

const GIVEN: readonly Record<string, unknown>[] = [
  { skus: ['A', 'B'] },
  { skus: [] },
  { skus: 'A' },
  { skus: [1, 'B'] },
  { skus: ['A'], kind: 'BOLT', count: 0, flag: false },
  { skus: ['A'], kind: null, place: null, deep: null },
  { skus: ['A'], place: { postalCode: '60601' } },
  { skus: ['A'], place: { postalCode: null, country: 'CA', within: { within: { postalCode: '1' } } } },
  { skus: ['A'], choice: { sku: 7 } },
  { skus: ['A'], deep: [[1, null], null, 2] },
  { skus: ['A'], unasked: { for: 1 } },
  // Wrong:
  {},
  { skus: null },
  { skus: ['A', null] },
  { skus: [['A']] },
  { skus: [true] },
  { skus: ['A'], kind: 'SCREW' },
  { skus: ['A'], kind: 1 },
  { skus: ['A'], count: null },
  { skus: ['A'], count: 1.5 },
  { skus: ['A'], count: '3' },
  { skus: ['A'], place: 'here' },
  { skus: ['A'], place: [{ postalCode: '1' }] },
  { skus: ['A'], place: { country: null } },
  { skus: ['A'], place: { postalcode: '1' } },
  { skus: ['A'], place: JSON.parse('{"__proto__": {"postalCode": "1"}}') },
  { skus: ['A'], choice: {} },
  { skus: ['A'], choice: { sku: null } },
  { skus: ['A'], choice: { sku: 'A', name: 'a' } },
  { skus: ['A'], flag: 'yes' },
];

describe('Variables', () => {
  it.each(GIVEN.map((given) => [JSON.stringify(given), given]))('are read as graphql-js reads them: %s', (_, given) => {
    const { coerced } = getVariableValues(schema, definitions, given);
    if (!coerced) expect(() => read(given)).toThrow();
    else expect(read(given)).toEqual({ ...coerced });
  });

  it('keep the values that an enum stands for', () => {
    const { BOLT } = Object.fromEntries(
      (schema.getType('Kind') as GraphQLEnumType).getValues().map((value) => [value.name, value]),
    );
    if (BOLT) BOLT.value = 17;
    const anew = variablesReader(schema, definitions);
    expect(anew({ skus: [], kind: 'BOLT' })).toEqual({
      ...getVariableValues(schema, definitions, { skus: [], kind: 'BOLT' }).coerced,
    });
    if (BOLT) BOLT.value = 'BOLT';
  });
});

describe("A field's arguments", () => {
  const field = schema.getQueryType()?.getFields()['find'] as GraphQLField<unknown, unknown>;
  const nodeOf = (query: string) => operationOf(query).selectionSet.selections[0] as FieldNode;

  it.each([
    ['all given', { skus: ['A'], kind: 'BOLT', place: { country: 'US' }, choice: null, count: 4, deep: null }],
    ['some left out', { skus: ['A'] }],
    ['null where there is a default', { skus: ['A'], kind: null }],
    ['null where it must not be', { skus: ['A'], count: null }],
    ['a required one left out', { kind: 'BOLT' }],
  ])('are read as graphql-js reads them: %s', (_, variables) => {
    const node = nodeOf(QUERY);
    const readArguments = argumentsReader(field, node);
    const outcome = (work: () => unknown) => {
      try {
        return work();
      } catch {
        return 'refused';
      }
    };
    expect(outcome(() => readArguments?.(variables))).toEqual(outcome(() => getArgumentValues(field, node, variables)));
  });

  it('are left to graphql-js where one of them is no whole variable', () => {
    expect(argumentsReader(field, nodeOf('query ($sku: ID!) { find(skus: [$sku]) }'))).toBeUndefined();
    expect(argumentsReader(field, nodeOf('query ($skus: [ID!]!) { find(skus: $skus, count: 2) }'))).toBeUndefined();
  });
});
