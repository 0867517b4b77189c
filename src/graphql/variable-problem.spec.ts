import { buildSchema, execute, type GraphQLError, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { variableProblemOf } from './variable-problem.js';

const SCHEMA = buildSchema(`
  enum Method { CARD }
  input Line { sku: ID! count: Int }
  input Order { lines: [Line!] method: Method note: String }
  type Query { order(input: Order!): Int }
`);

function problemsOf(input: unknown) {
  const document = parse('query ($i: Order!) { order(input: $i) }');
  const { errors = [] } = execute({ schema: SCHEMA, document, variableValues: { i: input } }) as {
    errors?: readonly GraphQLError[];
  };
  return errors.map((error) => variableProblemOf(error));
}

describe('What is wrong within a variable', () => {
  it.each([
    [{ lines: [{ sku: 'A' }, { sku: {} }] }, 'i.lines[1].sku'],
    [{ lines: [{ sku: 'A', count: 'secret at "i.note"; x' }] }, 'i.lines[0].count'],
    [{ method: 'CASH' }, 'i.method'],
    [{ colour: 1 }, undefined],
    ['secret at "i.note', undefined],
    [{ ' at "i.note"; ': 1 }, undefined],
    [null, undefined],
  ])('has its place: %j', (input, place) => {
    const [problem] = problemsOf(input);
    if (input === null) expect(problem).toBeUndefined();
    else expect(problem).toMatchObject({ place, message: expect.not.stringContaining('got invalid value') });
  });
});
