import { buildSchema, type GraphQLField, type GraphQLScalarType, getArgumentValues, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Exact } from '../values/exact.js';
import { EMPTIED, emptiedFilledIn } from './emptied.js';
import { DateScalar, DecimalScalar } from './scalars.js';

const SCHEMA = buildSchema(`
  scalar Decimal
  scalar Date
  type Query {
    ask(count: Decimal! = 1, most: Decimal, filter: Filter, list: [Decimal!]): Int
    plain(text: String, within: Place): Int
  }
  input Filter { from: Date, least: Decimal! = 2, to: Filter, must: Decimal! }
  input Place { code: String!, within: Place }
`);
for (const scalar of [DecimalScalar, DateScalar]) {
  const { parseValue, parseLiteral } = scalar;
  Object.assign(SCHEMA.getType(scalar.name) as GraphQLScalarType, { parseValue, parseLiteral });
}

const fieldOf = (name: string) => SCHEMA.getQueryType()?.getFields()[name] as GraphQLField<unknown, unknown>;
const filledIn = emptiedFilledIn(fieldOf('ask'));

describe('What was emptied', () => {
  it('has its default, else is null, wherever it stands', () => {
    const filter = { from: EMPTIED, least: EMPTIED, to: { must: EMPTIED, from: '2026-11-23' }, must: new Exact(3) };
    expect(filledIn?.({ count: EMPTIED, most: EMPTIED, filter, list: [EMPTIED, new Exact(4)] })).toEqual({
      count: fieldOf('ask').args[0]?.defaultValue,
      most: null,
      filter: {
        from: null,
        least: (SCHEMA.getType('Filter') as unknown as { getFields(): Record<string, { defaultValue: unknown }> }).getFields()[
          'least'
        ]?.defaultValue,
        to: { must: null, from: '2026-11-23' },
        must: new Exact(3),
      },
      list: [null, new Exact(4)],
    });
  });

  it('is taken by graphql-js where a value is required, in a variable within an object too', () => {
    const { definitions } = parse('query ($q: Decimal!) { ask(count: $q, filter: { must: $q }) }');
    const [operation] = definitions;
    if (operation?.kind !== 'OperationDefinition') throw new Error('No operation');
    const [node] = operation.selectionSet.selections;
    if (node?.kind !== 'Field') throw new Error('No field');
    const args = getArgumentValues(fieldOf('ask'), node, { q: DecimalScalar.parseValue(' ') });
    expect(filledIn?.(args)).toMatchObject({ count: fieldOf('ask').args[0]?.defaultValue, filter: { must: null } });
  });

  it('is filled in once for all objects that share their arguments, which stay the same where nothing was emptied', () => {
    const emptied = { count: EMPTIED };
    expect(filledIn?.(emptied)).toBe(filledIn?.(emptied));
    const given = { count: new Exact(2), filter: { from: null } };
    expect(filledIn?.(given)).toBe(given);
  });

  it('is not looked for among arguments that cannot be', () => {
    expect(emptiedFilledIn(fieldOf('plain'))).toBeUndefined();
  });
});
