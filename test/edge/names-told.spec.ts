import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { ask } from './asked.js';

/** What the gateway is made of, which is nobody's business. */
const MADE_OF = /apollo|nestjs|\bnest\b|fastify|graphql-?\.?js|node_modules/i;

const JSON_TYPE = { 'content-type': 'application/json' };

let urls: string[];
let gateway: TestGateway;
let typeNames: RegExp;

beforeAll(async () => {
  urls = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: urls[0], GP_URL: urls[1], INTROSPECTION: 'off' });
  const { schema } = gateway.gateway.app.get(GraphQLSchemaHost);
  const names = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__'));
  typeNames = new RegExp(`\\b(?:${names.join('|')})\\b`);
});

afterAll(async () => {
  await gateway?.stop();
  for (const url of urls ?? []) await dropDatabase(url);
});

/** Where Apollo Server and graphql-js have their own texts about requests that they cannot take. */
const THEIR_TEXTS = [
  '@apollo/server/dist/esm/runHttpQuery.js',
  '@apollo/server/dist/esm/requestPipeline.js',
  '@apollo/server/dist/esm/httpBatching.js',
  'graphql/execution/execute.js',
]
  .map((file) => readFileSync(join('node_modules', file), 'utf8'))
  .join('\n');
/** Long enough to be one text alone, and before the first word that is put into it. */
const BEGINNING = 18;

/** Clients of persisted queries decide by this text. */
const PROTOCOL = 'PersistedQueryNotFound';

function expectOwnWords(messages: readonly string[]): void {
  const theirs = messages.filter((message) => message !== PROTOCOL && THEIR_TEXTS.includes(message.slice(0, BEGINNING)));
  expect(theirs).toEqual([]);
}

async function errorsOf(query: string, variables?: unknown): Promise<{ text: string; messages: string[] }> {
  const { body } = await ask(`${gateway.url}/graphql`, { headers: JSON_TYPE, body: JSON.stringify({ query, variables }) });
  const text = body.toString();
  return { text, messages: messagesIn(text) };
}

function messagesIn(text: string): string[] {
  const { errors = [] } = JSON.parse(text) as { errors?: { message: string }[] };
  return errors.map(({ message }) => message);
}

const WRONG: readonly (readonly [what: string, query: string, variables?: unknown])[] = [
  ['introspection', '{ __schema { types { name } } }'],
  ['introspection of a type', '{ __type(name: "x") { name } }'],
  ['a field that there is not', '{ product(sku: "A") { skus } nothing }'],
  ['a field below a union', '{ product(sku: "A") { price { amount } } }'],
  ['no selection', '{ categories }'],
  ['a selection of a text', '{ product(sku: "A") { sku { x } } }'],
  ['an argument that there is not', '{ product(sku: "A", x: 1) { sku(x: 1) } }'],
  ['an argument that is missing', '{ product { sku } }'],
  ['a number for an object', '{ catalog(filter: 5) { totalCount } }'],
  ['a field of an input that is missing', 'mutation { login(input: { email: "a@example.com" }) { userErrors { code } } }'],
  ['a field that an input does not have', 'mutation { login(input: { x: 1 }) { userErrors { code } } }'],
  ['a deeper field that is missing', '{ catalog(filter: { attributes: [{ name: "a" }] }) { totalCount } }'],
  ['null where none may be', '{ product(sku: null) { sku } catalog(filter: { attributes: [null] }) { totalCount } }'],
  [
    'two of an input that takes one',
    '{ product(sku: "A") { availability(near: { postalCode: "1", addressCode: "2" }) { __typename } } }',
  ],
  ['none of an input that takes one', '{ product(sku: "A") { availability(near: {}) { __typename } } }'],
  ['null in an input that takes one', '{ product(sku: "A") { availability(near: { postalCode: null }) { __typename } } }'],
  ['a choice that there is not', '{ catalog(sort: PRICE) { totalCount } }'],
  ['a text for a choice', '{ catalog(sort: "NAME") { totalCount } }'],
  ['a text for a number', '{ catalog(first: "x") { totalCount } }'],
  ['a number beyond 32 bits', '{ catalog(first: 99999999999) { totalCount } }'],
  ['a number for a text', '{ catalog(query: 5) { totalCount } }'],
  ['a word for a decimal', '{ product(sku: "A") { price(quantity: "x") { __typename } } }'],
  ['a fragment of another type', '{ product(sku: "A") { ... on Money { amount } } }'],
  ['a fragment on an input', '{ product(sku: "A") { ... on CatalogFilter { x } } }'],
  ['fields that conflict', '{ product(sku: "A") { x: sku x: type } }'],
  ['a variable in the place of another type', 'query ($x: Boolean) { product(sku: $x) { sku } }', { x: true }],
  [
    'a variable that may be null',
    'query ($x: String) { product(sku: "A") { availability(near: { postalCode: $x }) { __typename } } }',
    {},
  ],
  ['a variable of no input type', 'query ($x: Product) { categories { id } }', {}],
  ['a variable that is missing', 'query ($x: ID!) { product(sku: $x) { sku } }', {}],
  ['a variable that is null', 'query ($x: ID!) { product(sku: $x) { sku } }', { x: null }],
  ['an object for a text', 'query ($x: ID!) { product(sku: $x) { sku } }', { x: {} }],
  [
    'a field missing in a variable',
    'mutation ($x: LoginInput!) { login(input: $x) { userErrors { code } } }',
    { x: { email: 'a' } },
  ],
  ['a field too many in a variable', 'mutation ($x: LoginInput!) { login(input: $x) { userErrors { code } } }', { x: { y: 1 } }],
  ['a wrong choice in a variable', 'query ($x: CatalogSort) { catalog(sort: $x) { totalCount } }', { x: 'PRICE' }],
  [
    'a wrong place in a variable',
    'query ($x: LocationInput) { product(sku: "A") { availability(near: $x) { __typename } } }',
    { x: {} },
  ],
  [
    'a wrong decimal in a variable',
    'query ($x: Decimal) { product(sku: "A") { price(quantity: $x) { __typename } } }',
    { x: '1,5' },
  ],
  [
    'a wrong date deep in a variable',
    'mutation ($x: PlaceOrderInput!) { placeOrder(input: $x) { userErrors { code } } }',
    { x: { lines: [{ requestedShipDate: 'x' }] } },
  ],
  [
    'null for a default',
    'query ($q: Decimal = 1) { product(sku: "CUT-14") { availability { ... on Availability { closestWith(quantity: $q) { available } } } } }',
    { q: null },
  ],
  ['a directive that there is not', '{ categories @x { id } }'],
  ['a directive without its argument', '{ categories @skip { id } }'],
  ['a subscription', 'subscription { x }'],
  ['a definition of a type', 'type A { b: C }'],
  ['a page that is too large', '{ catalog(first: 1000) { totalCount } }'],
  ['what is cut off', '{ product(sku: '],
  ['nothing', ''],
];

describe('What is wrong with a request is told without a name', () => {
  test.each(WRONG.map(([what, query, variables]) => ({ what, query, variables })))(
    'of a type of the schema, or of what the gateway is made of: $what',
    async ({ query, variables }) => {
      const { text, messages } = await errorsOf(query, variables);
      expect(messages.length).toBeGreaterThan(0);
      for (const message of messages) expect(message).not.toMatch(typeNames);
      expectOwnWords(messages);
      expect(text).not.toMatch(MADE_OF);
      expect(text).not.toMatch(/did you mean/i);
    },
  );

  test.each<[string, Parameters<typeof ask>[1] & { path?: string }]>([
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query={a}' }],
    ['no type', { body: '{}' }],
    ['no JSON', { headers: JSON_TYPE, body: '{' }],
    ['an empty object', { headers: JSON_TYPE, body: '{}' }],
    ['null', { headers: JSON_TYPE, body: 'null' }],
    ['an empty query', { headers: JSON_TYPE, body: '{"query":""}' }],
    ['no operation', { headers: JSON_TYPE, body: '{"query":"fragment F on Category { id }"}' }],
    ['two operations', { headers: JSON_TYPE, body: '{"query":"query A { categories { id } } query B { categories { id } }"}' }],
    ['a list for variables', { headers: JSON_TYPE, body: '{"query":"{ a }","variables":[1]}' }],
    ['a text for extensions', { headers: JSON_TYPE, body: '{"query":"{ a }","extensions":"x"}' }],
    ['variables that are no JSON', { method: 'GET', path: '?query={a}&variables=x', headers: JSON_TYPE }],
    ['an empty list', { headers: JSON_TYPE, body: '[]' }],
    ['a text for variables', { headers: JSON_TYPE, body: '{"query":"{ a }","variables":"x"}' }],
    ['a number for a query', { headers: JSON_TYPE, body: '{"query":5}' }],
    ['a document that was parsed', { headers: JSON_TYPE, body: '{"query":{"kind":"Document"}}' }],
    ['a list for extensions', { headers: JSON_TYPE, body: '{"query":"{ a }","extensions":[1]}' }],
    ['a number for a name', { headers: JSON_TYPE, body: '{"query":"{ a }","operationName":5}' }],
    [
      'another version of hashes',
      { headers: JSON_TYPE, body: '{"query":"{ a }","extensions":{"persistedQuery":{"version":7,"sha256Hash":"x"}}}' },
    ],
    [
      'a hash of another query',
      { headers: JSON_TYPE, body: '{"query":"{ a }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}' },
    ],
    ['an unknown hash', { headers: JSON_TYPE, body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}' }],
    ['GET', { method: 'GET' }],
    ['GET by a browser', { method: 'GET', headers: { accept: 'text/html' } }],
    ['GET of a query', { method: 'GET', path: '?query={a}' }],
    ['GET of a query twice', { method: 'GET', path: '?query={a}&query={b}', headers: JSON_TYPE }],
    ['GET of a mutation', { method: 'GET', path: '?query=mutation{ping}', headers: JSON_TYPE }],
    ['PUT', { method: 'PUT', headers: JSON_TYPE, body: '{}' }],
    ['OPTIONS', { method: 'OPTIONS' }],
    ['an answer that nobody writes', { headers: { ...JSON_TYPE, accept: 'text/csv' }, body: '{"query":"{ a }"}' }],
    ['a deferred answer', { headers: { ...JSON_TYPE, accept: 'multipart/mixed' }, body: '{"query":"{ a }"}' }],
    ['a token that is none', { headers: { ...JSON_TYPE, authorization: 'Bearer x' }, body: '{"query":"{ categories { id } }"}' }],
    ['an address that there is not', { method: 'GET', path: '/x' }],
  ])('of what the gateway is made of, in its headers neither: %s', async (_, { path = '', ...request }) => {
    const { headers, body } = await ask(`${gateway.url}/graphql${path}`, request);
    expect(body.toString()).not.toMatch(MADE_OF);
    if (/json/.test(String(headers['content-type']))) expectOwnWords(messagesIn(body.toString()));
    expect(JSON.stringify(headers)).not.toMatch(MADE_OF);
  });
});
