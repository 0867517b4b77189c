import { buildSchema, execute, GraphQLError, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withoutValues } from './without-values.js';

const SCHEMA = buildSchema(`
  enum Sort { NAME SKU }
  input Login { email: String! password: String! }
  type Query { list(first: Int, name: String, yes: Boolean, ratio: Float, id: ID, sort: Sort): Int  login(input: Login!): Int }
`);

/** What graphql-js says of a query, wherever it finds something wrong with it. */
function messagesOf(query: string, variableValues: Record<string, unknown> = {}): string[] {
  try {
    const document = parse(query);
    const wrong = validate(SCHEMA, document);
    if (wrong.length > 0) return wrong.map(({ message }) => message);
    const result = execute({ schema: SCHEMA, document, variableValues });
    return 'errors' in result ? (result.errors ?? []).map(({ message }) => message) : [];
  } catch (fault) {
    return [(fault as GraphQLError).message];
  }
}

describe('What is wrong with a request', () => {
  it.each([
    ['{ list(first: "secret") }'],
    ['{ list(first: secret) }'],
    ['{ list(first: [secret, "se: cret"]) }'],
    ['{ list(name: { a: "secret" }) }'],
    ['{ list(yes: "secret", ratio: "secret", id: { secret: 1 }) }'],
    ['{ list(sort: "secret") }'],
    ['{ list "secret" }'],
    ['query "secret; secret" { list }'],
    ['{ list(name: "secret }'],
    ['query ($first: Int) { list(first: $first) }', { first: 'secret; at secret' }],
    ['query ($sort: Sort) { list(sort: $sort) }', { sort: 'secret' }],
    ['query ($input: Login!) { login(input: $input) }', { input: { email: 'secret', password: { secret: 'se"; cret' } } }],
    ['query ($input: Login!) { login(input: $input) }', { input: { email: 'secret' } }],
  ])('is told without repeating its values: %s', (query, variables?: Record<string, unknown>) => {
    const messages = messagesOf(query, variables);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages.map(withoutValues)) expect(message).not.toMatch(/secret|cret/);
  });

  it('is told without repeating the name of an operation that is not there', () => {
    const { errors = [] } = execute({ schema: SCHEMA, document: parse('query Known { list }'), operationName: 'secret' }) as {
      errors?: readonly GraphQLError[];
    };
    expect(errors.map(({ message }) => withoutValues(message))).toEqual(['Unknown operation.']);
  });

  it('still says what it is', () => {
    expect(messagesOf('{ list(first: "secret") }').map(withoutValues)).toEqual(['Int cannot represent non-integer value.']);
    expect(messagesOf('{ nonsense }').map(withoutValues)).toEqual(['Cannot query field "nonsense" on type "Query".']);
    expect(messagesOf('query ($i: Int) { list(first: $i) }', { i: 'x' }).map(withoutValues)).toEqual([
      'Variable "$i" got an invalid value.',
    ]);
  });
});
