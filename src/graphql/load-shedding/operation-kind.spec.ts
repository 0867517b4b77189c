import { describe, expect, it } from 'vitest';
import { operationKind } from './operation-kind.js';

describe('an operation is a checkout', () => {
  it.each([
    'mutation { ping }',
    '  # places an order\n\tmutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) { userErrors { code } } }',
    'mutation($input: LoginInput!){login(input: $input){userErrors{code}}}',
    'fragment Sent on Submission { status } mutation Place { placeOrder { submission { ...Sent } } }',
    'query Page { viewer { name } } mutation Place { placeOrder { userErrors { code } } }',
  ])('where its text holds a mutation: %j', (query) => {
    expect(operationKind({ query })).toBe('checkout');
  });

  it('where one of several is', () => {
    expect(operationKind([{ query: '{ ping }' }, { query: 'mutation { ping }' }])).toBe('checkout');
  });
});

describe('an operation is a page', () => {
  it.each([
    '{ products(skus: ["CUT-4"]) { sku } }',
    'query Page($skus: [ID!]!) { products(skus: $skus) { sku } }',
    'query IntrospectionQuery { __schema { mutationType { name } } }',
  ])('where its text holds none: %j', (query) => {
    expect(operationKind({ query, variables: { note: 'mutation' } })).toBe('page');
  });

  it.each([undefined, null, '', 'mutation', 5, [], {}, [null], { query: 5 }, { query: null }])(
    'where it is no operation at all: %j',
    (body) => {
      expect(operationKind(body)).toBe('page');
    },
  );
});
