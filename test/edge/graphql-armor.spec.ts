/**
 * One attack for each protection that graphql-armor has on by default (https://escape.tech/graphql-armor/docs/category/plugins),
 * each far over graphql-armor's own default, and the same with the least that passes ours.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { post, refusal, TELLS_STATUS } from './posted.js';

let urls: string[];
let gateway: TestGateway;

beforeAll(async () => {
  urls = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: urls[0], GP_URL: urls[1] });
});

afterAll(async () => {
  await gateway?.stop();
  for (const url of urls ?? []) await dropDatabase(url);
});

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

async function expectRefused(query: string, limit: string, allowed: number, actual?: number): Promise<void> {
  await gateway.forgetFacts();
  const { status, body } = await post(gateway.url, { query }, TELLS_STATUS);
  expect(body).toEqual(refusal(limit, allowed, actual));
  expect(status).toBe(400);
  expect(gateway.gp.questions).toBe(0);
}

async function expectAnswered(query: string): Promise<void> {
  const { status, body } = await post(gateway.url, { query }, TELLS_STATUS);
  expect(body.errors).toBeUndefined();
  expect(status).toBe(200);
}

describe('block-field-suggestions', () => {
  it.each([
    ['a field', '{ product(sku: "A") { skuu } }', /"sku"/],
    ['a field at the root', '{ warehousess { code } }', /"warehouses"/],
    ['a type', '{ node(id: "x") { ... on Produc { sku } } }', /"Product"/],
    ['an argument', '{ product(skuu: "A") { sku } }', /"sku"/],
    ['a value of an enum', '{ catalog(sort: NAMEE) { totalCount } }', /\bNAME\b/],
    ['a field of an input', '{ catalog(filter: { categoryIdd: "x" }) { totalCount } }', /\bcategoryId\b/],
    ['a directive', '{ product(sku: "A") { sku @skipp(if: true) } }', /@skip\b/],
    ['a fragment on an abstract type', '{ product(sku: "A") { price { unitPrice { amount } } } }', /inline fragment|"Price"/],
  ])('no name is offered to who mistypes %s', async (_, query, name) => {
    const { status, text, body } = await post(gateway.url, { query }, TELLS_STATUS);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions?.['code']).toMatch(/GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT/);
    expect(text).not.toMatch(/did you mean/i);
    expect(text).not.toMatch(name);
  });

  it.each([
    ['a value of an enum', 'query ($sort: CatalogSort) { catalog(sort: $sort) { totalCount } }', { sort: 'NAMEE' }, /\bNAME\b/],
    [
      'a field of an input',
      'query ($filter: CatalogFilter) { catalog(filter: $filter) { totalCount } }',
      { filter: { categoryIdd: 'x' } },
      /\bcategoryId\b/,
    ],
  ])('nor to who mistypes %s in a variable', async (_, query, variables, name) => {
    const { status, text } = await post(gateway.url, { query, variables }, TELLS_STATUS);
    expect(status).toBe(400);
    expect(text).not.toMatch(/did you mean/i);
    expect(text).not.toMatch(name);
  });
});

describe('character-limit (graphql-armor: 15,000)', () => {
  it('a document that is one long comment is refused, and one that is long is not', async () => {
    const query = '{ warehouses { code } }';
    const padded = (length: number) => `#${'x'.repeat(length - query.length - 2)}\n${query}`;
    await expectRefused(padded(50_001), 'characters', 50_000, 50_001);
    await expectRefused(padded(900_000), 'characters', 50_000, 900_000);
    await expectAnswered(padded(50_000));
  });

  it('one of a batch is refused too, with the whole batch', async () => {
    const { status, body } = await post(
      gateway.url,
      [{ query: '{ warehouses { code } }' }, { query: `#${'x'.repeat(60_000)}` }],
      TELLS_STATUS,
    );
    expect({ status, body }).toEqual({ status: 400, body: refusal('characters', 50_000, 60_001) });
  });
});

describe('max-tokens (graphql-armor: 1,000)', () => {
  it.each([
    ['fields', (count: number) => `{ ${times(count - 2, () => 'a')} }`],
    ['punctuation', (count: number) => `{ a(${times(Math.ceil(count / 4), () => 'b: []')}) }`],
    ['the values of a list', (count: number) => `{ a(b: [${times(count - 7, () => '1')}]) }`],
  ])('a document of too many tokens is not read to its end: %s', async (_, document) => {
    await expectRefused(document(5_001), 'tokens', 5_000);
    await expectRefused(document(20_000), 'tokens', 5_000);
  });

  it('a document of as many as are allowed is read', async () => {
    // Twelve tokens stand around those of the list.
    const { body } = await post(
      gateway.url,
      { query: `{ products(skus: [${times(4_988, () => '"A"')}]) { sku } }` },
      TELLS_STATUS,
    );
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'skus' });
  });
});

describe('max-depth (graphql-armor: 6)', () => {
  const nested = (depth: number) => `{ category(id: "x") { ${'parent { '.repeat(depth - 2)}name${' }'.repeat(depth - 2)} } }`;

  it('fields within fields are followed no deeper than allowed', async () => {
    await expectRefused(nested(16), 'depth', 15, 16);
    await expectRefused(nested(500), 'depth', 15, 16);
    await expectAnswered(nested(15));
  });

  it('fragments hide no depth, and count for none', async () => {
    const fragments = (count: number) =>
      times(
        count,
        (index) => `fragment F${index} on Category { parent { ${index === count - 1 ? 'name' : `...F${index + 1}`} } }`,
      );
    await expectRefused(`{ category(id: "x") { ...F0 } } ${fragments(14)}`, 'depth', 15, 16);
    await expectAnswered(`{ category(id: "x") { ...F0 } } ${fragments(13)}`);
    await expectAnswered(`{ category(id: "x") { ${'... { '.repeat(40)}name${' }'.repeat(40)} } }`);
  });

  it('the document of a parser that would run out of stack is refused as any other', async () => {
    const { status, body } = await post(gateway.url, { query: '{ a'.repeat(2_400) }, TELLS_STATUS);
    expect(status).toBe(400);
    // How deep the parser gets depends on how much of it the engine has compiled: it runs out of stack, or finds the end missing.
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/^Syntax Error: (The document is nested too deeply\.|Expected Name, found <EOF>\.)$/),
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  });
});

describe('max-aliases (graphql-armor: 15)', () => {
  const aliases = (count: number) => `{ product(sku: "A") { ${times(count, (index) => `a${index}: name`)} } }`;
  const spread = (count: number) =>
    `{ product(sku: "A") { ${times(count, (index) => `...F${index}`)} } } ${times(count, (index) => `fragment F${index} on Product { a${index}: name }`)}`;

  it.each([
    ['written out', aliases],
    ['each in a fragment of its own', spread],
  ])('one field under many names in one place is refused: %s', async (_, document) => {
    await expectRefused(document(11), 'aliasesOfAField', 10, 11);
    await expectAnswered(document(10));
  });

  it('many names in all are refused', async () => {
    const many = (count: number) =>
      `{ product(sku: "A") { ${times(count, (index) => `a${index}: ${['sku', 'name', 'description', 'type', 'id', 'quantityDecimals'][index % 6]}`)} } }`;
    await expectRefused(many(51), 'aliases', 50, 51);
    await expectAnswered(many(50));
  });

  it('the names of a fragment count wherever it is spread', async () => {
    const query = `{ a: product(sku: "A") { ...F } b: product(sku: "B") { ...F } c: product(sku: "C") { ...F } d: product(sku: "D") { ...F } e: product(sku: "E") { ...F } }
      fragment F on Product { ${times(10, (index) => `a${index}: name`)} }`;
    await expectRefused(query, 'aliases', 50, 51);
  });

  it('the name that every field is asked for is no alias', async () => {
    await expectAnswered(`{ product(sku: "A") { ${times(60, () => 'name: name')} } }`);
  });
});

describe('max-directives (graphql-armor: 50)', () => {
  it('one document holds no more than allowed, wherever they stand', async () => {
    await expectRefused(`{ product(sku: "A") { name ${times(51, () => '@a')} } }`, 'directives', 50, 51);
    await expectRefused(`query ($a: Int ${times(51, () => '@a')}) { warehouses { code } }`, 'directives', 50, 51);
    await expectRefused(`query ${times(51, () => '@a')} { warehouses { code } }`, 'directives', 50, 51);
    await expectRefused(
      `{ warehouses { ...F ${times(30, () => '@a')} } } fragment F on Warehouse ${times(21, () => '@a')} { code }`,
      'directives',
      50,
      51,
    );
    await expectAnswered(`{ warehouses { code ${times(50, () => '... @include(if: true) { code }')} } }`);
  });
});

describe('cost-limit (graphql-armor: 5,000)', () => {
  it('lists within lists are refused, before GP or the catalogue is asked', async () => {
    await gateway.forgetFacts();
    const query = '{ catalog(first: 100) { nodes { variants { variants { price { __typename } } } } } }';
    const { status, headers, body } = await post(gateway.url, { query }, TELLS_STATUS);
    const actual = Number(headers.get('x-operation-cost'));
    expect(actual).toBeGreaterThan(100 * 20 * 20);
    expect({ status, body }).toEqual({ status: 400, body: refusal('cost', 20_000, actual) });
    expect(gateway.gp.questions).toBe(0);
  });

  it('many small lists side by side are', async () => {
    const list = (index: number) => `c${index}: catalog(first: 100) { nodes { variants { sku } } }`;
    await expectAnswered(`{ ${times(6, list)} }`);
    const { status, body } = await post(gateway.url, { query: `{ ${times(7, list)} }` }, TELLS_STATUS);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit: 'cost' });
  });
});
