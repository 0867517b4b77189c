/**
 * The lines of OWASP's GraphQL cheat sheet (https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html) about input,
 * limits, introspection and errors, in its order and under its headings, each with the attack that it warns of.
 */

import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getIntrospectionQuery, isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { Contract } from '../../src/contract/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { type Body, post, refusal, TELLS_STATUS } from './posted.js';

/** What tells of the inside: drivers, statements, files, stack traces, hosts. */
const INSIDE = /select |insert |postgres|pglite|kysely|node_modules|\.ts\b|\.js\b|at \w+ \(|127\.0\.0\.1|ECONN|stacktrace/i;

const PRODUCT = 'query ($sku: ID!) { product(sku: $sku) { sku } }';
const SEARCH = 'query ($query: String) { catalog(query: $query) { totalCount unavailable { reason } } }';
const NEAR = 'query ($near: LocationInput) { product(sku: "CUT-4") { availability(near: $near) { __typename } } }';
const FILTER = 'query ($filter: CatalogFilter) { catalog(filter: $filter) { totalCount unavailable { reason } } }';

let urls: string[];
let gateway: TestGateway;
let production: TestGateway;

beforeAll(async () => {
  urls = [await createDatabase(), await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: urls[0], GP_URL: urls[1] });
  // As an operator starts it: a company that is not in the process, and no word about introspection.
  production = await TestGateway.start({ DATABASE_URL: urls[2], GP_URL: urls[1], INTROSPECTION: '', RATE_LIMITS: 'ACCOUNT=20' });
});

afterAll(async () => {
  await production?.stop();
  await gateway?.stop();
  for (const url of urls ?? []) await dropDatabase(url);
});

beforeEach(() => gateway.gp.make({ failing: false, hanging: false, latencyMs: 0 }));

const ask = <Data = Body['data']>(query: string, variables: Record<string, unknown> = {}) =>
  post<Body<Data>>(gateway.url, { query, variables }, TELLS_STATUS);
const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

describe('Input Validation: General Practices', () => {
  test.each([
    ['a scalar of another kind', 'query ($first: Int) { catalog(first: $first) { totalCount } }', { first: 'ten' }, 'first'],
    [
      'a custom scalar that is none',
      'query ($q: Decimal) { product(sku: "A") { price(quantity: $q) { __typename } } }',
      { q: '1e3' },
      'quantity',
    ],
    [
      'a value that the enum does not have',
      'query ($s: CatalogSort) { catalog(sort: $s) { totalCount } }',
      { s: 'PRICE' },
      'sort',
    ],
  ])('use specific data types and validators: %s is refused', async (_, query, variables, argument) => {
    const { status, body } = await ask(query, variables);
    expect(status).toBe(400);
    expect(body.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument }]);
  });

  it('defines schemas for mutation input: what the schema does not have is refused before anything is read', async () => {
    const query = 'mutation ($input: LoginInput!) { login(input: $input) { userErrors { code } } }';
    const { status, body } = await ask(query, { input: { email: 'a@example.com', password: 'x', role: 'ADMINISTRATOR' } });
    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'input' });
  });

  test.each(["60433'--", '60433\0', '{{7*7}}', '60433\r\nX-Admin: 1'])(
    'lists allowed characters: %j is no postal code, and nothing is near it',
    async (postalCode) => {
      const { body } = await ask(NEAR, { near: { postalCode } });
      expect(body.errors).toBeUndefined();
      expect(body.data.product?.availability).toEqual({ __typename: 'Availability' });
    },
  );

  it('uses a single character encoding: nothing has half a character, and the database is not asked for it', async () => {
    const attributes = (name: string) => ({ filter: { attributes: [{ name, anyOf: ['M'] }] } });
    for (const name of ['\ud83d', '\u{1f4a9}']) {
      expect((await ask(FILTER, attributes(name))).body).toEqual({ data: { catalog: { totalCount: 0, unavailable: null } } });
    }
  });

  test.each([
    ['a syntax error', '{ product(', {}],
    ['a field that there is not', '{ users { passwordHash } }', {}],
    ['a wrong variable', PRODUCT, { sku: { $ne: null } }],
    ['a wrong cursor', 'query ($after: String) { catalog(after: $after) { totalCount } }', { after: 'x' }],
  ])('rejects invalid input gracefully, without telling of the inside: %s', async (_, query, variables) => {
    const { text, body } = await ask(query, variables);
    expect(body.errors).toHaveLength(1);
    expect(text).not.toMatch(INSIDE);
    expect(text).not.toMatch(/did you mean/i);
  });
});

describe('Input Validation: Injection Prevention', () => {
  const ATTACKS = [
    "' OR '1'='1",
    'CUT-4\'; DROP TABLE "IV00101"; --',
    '" OR ""="',
    "%' UNION SELECT password_hash FROM gateway_user --",
    '{"$gt": ""}',
    '*)(uid=*))(|(uid=*',
    '; cat /etc/passwd',
    '<!ENTITY x SYSTEM "file:///etc/passwd">',
    '\\x00\\x27',
  ];

  test.each(ATTACKS)('parameters are parameters: %j finds no product, and breaks nothing', async (attack) => {
    const found = await ask(PRODUCT, { sku: attack });
    expect(found.body).toEqual({ data: { product: null } });
    const searched = await ask(SEARCH, { query: attack });
    expect(searched.body.errors).toBeUndefined();
    expect(searched.body.data.catalog.unavailable).toBeNull();
    const filtered = await ask(FILTER, { filter: { attributes: [{ name: attack, anyOf: [attack] }] } });
    expect(filtered.body.data.catalog).toEqual({ totalCount: 0, unavailable: null });
    expect((await ask(PRODUCT, { sku: 'CUT-4' })).body).toEqual({ data: { product: { sku: 'CUT-4' } } });
  });
});

describe('Input Validation: Process Validation', () => {
  it('asks no host that a caller names: no argument and no field of an input takes one', () => {
    const { schema } = gateway.gateway.app.get(GraphQLSchemaHost);
    const names = Object.values(schema.getTypeMap()).flatMap((type) => {
      if (isInputObjectType(type)) return Object.keys(type.getFields());
      if (!isObjectType(type) || type.name.startsWith('__')) return [];
      return Object.values(type.getFields()).flatMap(({ args }) => args.map(({ name }) => name));
    });
    expect(names).toContain('sku');
    expect(names.filter((name) => /ur[li]|host|endpoint|callback|webhook|redirect|path|file/i.test(name))).toEqual([]);
  });
});

describe('DoS Prevention', () => {
  it('adds depth limiting to incoming queries: the evil query', async () => {
    const evil = `{ category(id: "x") { ${'children { parent { '.repeat(40)}name${' } }'.repeat(40)} } }`;
    const { status, body } = await ask(evil);
    expect({ status, body }).toEqual({ status: 400, body: refusal('depth', 15, 16) });
  });

  it('adds amount limiting to incoming queries: 99999999 of an object', async () => {
    await gateway.forgetFacts();
    const { body } = await ask('{ catalog(first: 99999999) { nodes { sku } } }');
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'first' });
    const skus = Array.from({ length: 20_000 }, (_, index) => `CUT-${index}`);
    const listed = await ask('query ($skus: [ID!]!) { products(skus: $skus) { sku } }', { skus });
    expect(listed.body.errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit: 'cost' });
    expect(gateway.gp.questions).toBe(0);
  });

  it('adds pagination: a list that grows with the company is given in pages', async () => {
    const { body } = await ask('{ catalog { nodes { sku } totalCount pageInfo { hasNextPage } } }');
    expect(body.data.catalog.nodes).toHaveLength(24);
    expect(body.data.catalog.totalCount).toBeGreaterThan(24);
    expect(body.data.catalog.pageInfo.hasNextPage).toBe(true);
  });

  it('adds timeouts: a GP that never answers does not keep the answer', async () => {
    await gateway.forgetFacts();
    gateway.gp.make({ hanging: true });
    const { status, body } = await ask('{ product(sku: "CUT-4") { sku price { ... on Unavailable { reason } } } }');
    expect(status).toBe(200);
    expect(body).toEqual({ data: { product: { sku: 'CUT-4', price: { reason: 'ERP_UNAVAILABLE' } } } });
  });

  it('enforces a maximum allowed cost per query: much of everything', async () => {
    await gateway.forgetFacts();
    const { status, headers, body } = await ask(
      '{ catalog(first: 100) { nodes { variants { price { ... on Price { breaks { fromQuantity } } } availability { ... on Availability { warehouses { onHand } } } } } } }',
    );
    const actual = Number(headers.get('x-operation-cost'));
    expect(actual).toBeGreaterThan(20_000);
    expect({ status, body }).toEqual({ status: 400, body: refusal('cost', 20_000, actual) });
    expect(gateway.gp.questions).toBe(0);
  });

  it('adds rate limiting per user: one who asks without end', async () => {
    const token = await production.signIn('nell.hargate@example.com');
    const statuses: number[] = [];
    // Of two windows at most, one may have ended meanwhile.
    for (let time = 0; time < 60 && !statuses.includes(429); time++) {
      statuses.push(
        (await post(production.url, { query: '{ warehouses { code } }' }, { authorization: `Bearer ${token}` })).status,
      );
    }
    expect(new Set(statuses.slice(0, 20))).toEqual(new Set([200]));
    expect(statuses.at(-1)).toBe(429);
  });

  it('batches on the server side: a hundred products cost a question for each kind of fact', async () => {
    await gateway.forgetFacts();
    const { body } = await ask(
      '{ catalog(first: 100, filter: { types: [STOCKED] }) { nodes { price { __typename } availability { __typename } } } }',
    );
    expect(body.data.catalog.nodes.length).toBeGreaterThan(24);
    expect(gateway.gp.questions).toBeLessThanOrEqual(3);
  });

  it('manages the resources of the system: a document of a few kilobytes that selects a thousand million fields', async () => {
    const fragments = times(30, (index) => `fragment F${index} on Product { ...F${index + 1} ...F${index + 1} }`);
    const { status, body } = await ask(`{ product(sku: "A") { ...F0 } } ${fragments} fragment F30 on Product { sku }`);
    expect({ status, body }).toEqual({ status: 400, body: refusal('fields', 2_000, 2 ** 30 + 1) });
  });

  it('manages the resources of the system: fragments in a ring', async () => {
    const { status, body } = await ask(
      '{ product(sku: "A") { ...A } } fragment A on Product { ...B } fragment B on Product { ...A }',
    );
    expect(status).toBe(400);
    expect(body.errors?.[0]).toMatchObject({
      message: 'Cannot spread fragment "A" within itself.',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  test.each([
    ['one field', times(400, () => 'product(sku: "A") { sku }')],
    ['lists in lists', times(300, () => 'product(sku: "A") { variants { variants { sku } } }')],
    [
      'fragments',
      times(330, (index) => `...F${index}`),
      times(330, (index) => `fragment F${index} on Query { warehouses { code } }`),
    ],
  ])(
    'manages the resources of the system: a document that takes long to validate, of %s again and again',
    async (_, selections, fragments = '') => {
      const { status, body } = await ask(`{ ${selections} } ${fragments}`);
      expect({ status, body }).toEqual({ status: 400, body: refusal('comparisons', 50_000) });
    },
  );

  it('manages the resources of the system: fragments that are never used', async () => {
    const fragments = times(200, (index) => `fragment F${index} on Product { sku sku sku sku sku }`);
    const { status, body } = await ask(`{ warehouses { code } } ${fragments}`);
    expect(status).toBe(400);
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.message).toBe('Fragment "F0" is never used.');
  });

  it('manages the resources of the system: many operations, of which one is asked for', async () => {
    const query = times(21, (index) => `query Q${index} { warehouses { code } }`);
    const { status, body } = await post(gateway.url, { query, operationName: 'Q0' }, TELLS_STATUS);
    expect({ status, body }).toEqual({ status: 400, body: refusal('operations', 20, 21) });
  });

  it('manages the resources of the system: a body that is too large', async () => {
    const { status, headers, body } = await ask(PRODUCT, { sku: 'x'.repeat(2 * 1_048_576) });
    expect({ status, body }).toEqual({ status: 413, body: refusal('bodyBytes', 1_048_576) });
    expect(headers.get('content-type')).toContain('application/json');
  });

  it('manages the resources of the system: variables that are nested a hundred thousand deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = JSON.stringify({ query: PRODUCT, variables: { sku: 'CUT-4', more: 0 } });
    // Once for graphql-js, once more for the plan of the query.
    for (const _ of ['first', 'again']) {
      const { status, body } = await post(gateway.url, text.replace('"more":0', `"more":${deep}`), TELLS_STATUS);
      expect({ status, body }).toEqual({ status: 400, body: refusal('variablesDepth', 20) });
    }
  });
});

describe('Access Control', () => {
  it('disables introspection in production', async () => {
    for (const query of [getIntrospectionQuery(), '{ __type(name: "Account") { name } }', '{ a: __schema { types { name } } }']) {
      const { status, body } = await post(production.url, { query }, TELLS_STATUS);
      expect(status).toBe(400);
      expect(body.data).toBeUndefined();
      expect(body.errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    }
    // What clients put into every selection tells nothing.
    expect((await post(production.url, { query: '{ __typename }' })).body).toEqual({ data: { __typename: 'Query' } });
  });

  it('disables GraphiQL in production', async () => {
    for (const path of ['/graphql', '/graphql/assets/']) {
      const response = await fetch(`${production.url}${path}`, { headers: { accept: 'text/html' } });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get('content-type')).not.toContain('text/html');
    }
  });

  it('verifies access to what is asked for by ID: the order of an account, asked for by nobody', async () => {
    const { body } = await ask('{ order(number: "ORD1001") { __typename } viewer { account { number } } }');
    expect(body).toEqual({ data: { order: null, viewer: null } });
  });
});

describe('Batching Attacks', () => {
  const WAREHOUSES = { query: '{ warehouses { code } }' };

  it('limits the number of operations that are batched', async () => {
    const { status, body } = await post(
      gateway.url,
      Array.from({ length: 11 }, () => WAREHOUSES),
    );
    expect({ status, body }).toEqual({ status: 400, body: refusal('batch', 10, 11) });
    const ten = await post<Body[]>(
      gateway.url,
      Array.from({ length: 10 }, () => WAREHOUSES),
    );
    expect(ten.status).toBe(200);
    expect(ten.body).toHaveLength(10);
  });

  it('prevents batching of what is sensitive: passwords and orders in an array', async () => {
    const login = {
      query: 'mutation { login(input: { email: "nell.hargate@example.com", password: "x" }) { userErrors { code } } }',
    };
    for (const batch of [
      [login, login],
      [WAREHOUSES, login],
    ]) {
      const { status, body } = await post(gateway.url, batch);
      expect(status).toBe(400);
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'MUTATION_IN_BATCH' } }] });
    }
  });

  it('prevents what batching makes of many names in one request: each password counts', async () => {
    const login = (index: number) =>
      `l${index}: login(input: { email: "guessed@example.com", password: "${index}" }) { userErrors { code } }`;
    const guess = (count: number) => ask<Record<string, Contract.SessionPayload>>(`mutation { ${times(count, login)} }`);
    const { body } = await guess(10);
    const { body: next } = await guess(2);
    const codes = Object.values({ ...body.data, ...next.data }).map(({ userErrors }) => userErrors[0]?.code);
    expect(new Set(codes)).toEqual(new Set(['INVALID_CREDENTIALS', 'TOO_MANY_ATTEMPTS']));
  });

  it('limits how many objects one request enumerates: second:droid, third:droid', async () => {
    const { status, body } = await ask(`{ ${times(11, (index) => `o${index}: order(number: "ORD${index}") { __typename }`)} }`);
    expect({ status, body }).toEqual({ status: 400, body: refusal('aliasesOfAField', 10, 11) });
  });

  it('limits how many things one request asks for at the root', async () => {
    const fields = ['warehouses { code }', 'categories { id }', 'product(sku: "A") { sku }'];
    const query = `{ ${times(21, (index) => `r${index}: ${fields[index % 3]}`)} }`;
    const { status, body } = await ask(query);
    expect({ status, body }).toEqual({ status: 400, body: refusal('rootFields', 20, 21) });
  });

  it('limits how many passwords one request tries', async () => {
    const login = (index: number) =>
      `l${index}: login(input: { email: "nell.hargate@example.com", password: "${index}" }) { session { accessToken } }`;
    const { status, body } = await ask(`mutation { ${times(11, login)} }`);
    expect({ status, body }).toEqual({ status: 400, body: refusal('aliasesOfAField', 10, 11) });
  });
});

describe('Secure Configurations', () => {
  it('returns no excessive error messages: a GP that fails', async () => {
    gateway.gp.make({ failing: true });
    await gateway.forgetFacts();
    const { text } = await ask(
      '{ product(sku: "CUT-4") { price { ... on Unavailable { reason message } } } nodes(ids: ["x"]) { id } }',
    );
    expect(text).not.toMatch(INSIDE);
  });

  it('returns no more errors than a person reads', async () => {
    const { status, body, text } = await ask(`{ product(sku: "A") { ${times(1_500, (index) => `x${index}`)} } }`);
    expect(status).toBe(400);
    expect(body.errors?.length).toBeLessThanOrEqual(11);
    expect(text.length).toBeLessThan(4_000);
  });

  it('repeats no more of a request than a person reads', async () => {
    const { status, text } = await ask(`{ product(sku: ${'['.repeat(900)}${']'.repeat(900)}) { sku } }`);
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(1_000);
  });

  it('asks the schema about itself in rings no longer than a client needs', async () => {
    const { status, body } = await ask('{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }');
    expect(status).toBe(400);
    expect(body.errors?.[0]?.message).toBe('Maximum introspection depth exceeded');
  });

  it('describes the schema where that is wanted, as GraphiQL asks for it, and not again and again', async () => {
    const query = getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    expect((await ask(query)).body.errors).toBeUndefined();
    const many = await ask(`{ ${times(14, (index) => `s${index}: __schema { types { name } }`)} }`);
    expect(many.body).toEqual(refusal('aliasesOfAField', 10, 11));
  });

  it('suggests no field to who mistypes one where introspection is off', async () => {
    const { text } = await post(production.url, { query: '{ warehouse { code } product(sku: "A") { skus } }' }, TELLS_STATUS);
    expect(text).not.toMatch(/did you mean|"warehouses"|"sku"/i);
  });
});
