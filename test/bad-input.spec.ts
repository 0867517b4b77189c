import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { globalId } from '../src/values/global-id.js';
import { cursorOf } from '../src/values/page.js';
import { createDatabase, dropDatabase } from './support/databases.js';
import { TestGateway } from './support/test-gateway.js';

/** What tells of the inside: drivers, statements, files, stack traces. */
const LEAKS = /select |insert |postgres|pglite|kysely|node_modules|\.ts\b|\.js\b|at \w+ \(|127\.0\.0\.1|did you mean/i;

const PRICE = 'query ($quantity: Decimal) { product(sku: "CUT-14") { price(quantity: $quantity) { __typename } } }';
const CLOSEST = `query ($quantity: Decimal!) {
  product(sku: "CUT-14") { availability { ... on Availability { closestWith(quantity: $quantity) { available } } } }
}`;
const NEAR = 'query ($near: LocationInput) { product(sku: "CUT-14") { availability(near: $near) { __typename } } }';
const CATALOG = `query ($query: String, $filter: CatalogFilter, $sort: CatalogSort, $first: Int, $after: String) {
  catalog(query: $query, filter: $filter, sort: $sort, first: $first, after: $after) { totalCount unavailable { reason } }
}`;
const CATEGORY = `query ($first: Int, $after: String) {
  category(id: "class/FASTENERS") { products(first: $first, after: $after) { totalCount } }
}`;
const ADDRESSES = `query ($first: Int, $after: String) {
  viewer { account { addresses(first: $first, after: $after) { totalCount } } }
}`;
const SKUS = 'query ($skus: [ID!]!) { products(skus: $skus) { sku } }';
const IDS = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

const many = <T>(length: number, value: T) => Array.from({ length }, () => value);
const attributes = (...list: { name: string; anyOf: string[] }[]) => ({ filter: { attributes: list } });

let urls: string[];
let gateway: TestGateway;
let hargate: string;

beforeAll(async () => {
  urls = [await createDatabase(), await createDatabase()];
  // Every text is tried as a password.
  gateway = await TestGateway.start({ DATABASE_URL: urls[0], GP_URL: urls[1], SIGN_IN_FREE_ATTEMPTS: '1000' });
});

afterAll(async () => {
  await gateway?.stop();
  for (const url of urls ?? []) await dropDatabase(url);
});

describe('values that make no sense name their argument, before any question to GP', () => {
  beforeAll(async () => {
    await gateway.forgetFacts();
    hargate = await gateway.signIn('nell.hargate@example.com');
  });

  beforeEach(() => gateway.gp.resetQuestions());

  const RULES: readonly (readonly [what: string, query: string, variables: Record<string, unknown>, argument: string])[] = [
    ['101 SKUs', SKUS, { skus: many(101, 'CUT-14') }, 'skus'],
    ['101 IDs', IDS, { ids: many(101, 'x') }, 'ids'],
    ...[0, -1, 101, 2_147_483_647, -2_147_483_648].flatMap(
      (first) =>
        [
          [`a catalogue page of ${first}`, CATALOG, { first }, 'first'],
          [`a category page of ${first}`, CATEGORY, { first }, 'first'],
          [`an address page of ${first}`, ADDRESSES, { first }, 'first'],
        ] as const,
    ),
    ...[
      'x',
      '\0',
      'W10=',
      cursorOf('products.sku', []),
      cursorOf('products.sku', ['CUT-14', 'more']),
      cursorOf('products.name', ['CUT-14']),
      cursorOf('products.brand', ['CUT-14']),
      cursorOf('products.sku', ['CUT\0']),
      cursorOf('addresses', ['PRIMARY']),
      `${cursorOf('products.name', ['CUT-14', 'CUT-14'])}x`.slice(0, 8),
      'x'.repeat(100_000),
    ].map((after) => [`the cursor ${JSON.stringify(after.slice(0, 40))}`, CATALOG, { after, sort: 'SKU' }, 'after'] as const),
    ['a cursor without a date', CATALOG, { sort: 'NEWEST', after: cursorOf('products.newest', ['2026-02-30', 'b']) }, 'after'],
    ['a cursor without a rank', CATALOG, { query: 'a', after: cursorOf('products.relevance', ['NaN', 'b']) }, 'after'],
    ['the cursor of another list', CATEGORY, { after: cursorOf('addresses', ['a', 'b']) }, 'after'],
    ['a cursor of products, for addresses', ADDRESSES, { after: cursorOf('products.sku', ['CUT-14']) }, 'after'],
    ['51 attributes', CATALOG, attributes(...many(51, { name: 'Size', anyOf: ['M'] })), 'filter.attributes'],
    ['51 values of an attribute', CATALOG, attributes({ name: 'Size', anyOf: many(51, 'M') }), 'filter.attributes'],
  ];

  test.each(RULES)('%s', async (_, query, variables, argument) => {
    for (const token of query === ADDRESSES ? [hargate] : [undefined, hargate]) {
      const { status, errors } = await gateway.ask(query, variables, token);
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument });
      expect(errors?.[0]?.message).toMatch(`Argument "${argument}" `);
      expect(errors?.[0]?.message).not.toMatch(LEAKS);
      expect(status).toBe(200);
    }
    expect(gateway.gp.questions).toBe(0);
  });

  test.each([
    ['a decimal with a comma', PRICE, { quantity: '1,5' }, 'quantity'],
    ['a decimal with an exponent', PRICE, { quantity: '1e3' }, 'quantity'],
    ['a decimal of 41 digits', PRICE, { quantity: '1'.repeat(41) }, 'quantity'],
    ['a word for a decimal', CLOSEST, { quantity: 'one' }, 'quantity'],
    ['a number that lost digits', PRICE, { quantity: 0.1234567890123456 }, 'quantity'],
    ['an object for a decimal', PRICE, { quantity: { amount: 1 } }, 'quantity'],
    ['a word for a number', CATALOG, { first: 'ten' }, 'first'],
    ['a number beyond 32 bits', CATALOG, { first: 99_999_999_999 }, 'first'],
    ['a sort that there is not', CATALOG, { sort: 'PRICE' }, 'sort'],
    ['a type that there is not', CATALOG, { filter: { types: ['GADGET'] } }, 'filter'],
    ['a filter that there is not', CATALOG, { filter: { brand: 'x' } }, 'filter'],
    ['null among SKUs', SKUS, { skus: [null] }, 'skus'],
    ['an object among SKUs', SKUS, { skus: [{}] }, 'skus'],
    ['no place', NEAR, { near: {} }, 'near'],
    ['two places', NEAR, { near: { postalCode: '60433', addressCode: 'SHOP' } }, 'near'],
    ['half a point', NEAR, { near: { point: { latitude: 1 } } }, 'near'],
    ['a word for a latitude', NEAR, { near: { point: { latitude: 'north', longitude: 1 } } }, 'near'],
    ['a variable that is missing', SKUS, {}, 'skus'],
  ])('%s is of the wrong type', async (_, query, variables, argument) => {
    const { status, errors, data } = await gateway.ask(query, variables);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument });
    expect(errors?.[0]?.message).not.toMatch(LEAKS);
    expect({ status, data }).toEqual({ status: 200, data: undefined });
    expect(gateway.gp.questions).toBe(0);
  });

  test.each([
    ['a method that there is not', { payments: [{ method: 'CASH', amount: '1' }] }, 'i.payments[0].method'],
    ['a number for a text', { comment: 5 }, 'i.comment'],
    [
      'a line without a quantity',
      {
        lines: [
          { sku: 'A', quantity: '1', unitPrice: '1' },
          { sku: 'A', unitPrice: '1' },
        ],
      },
      'i.lines[1]',
    ],
    ['a word for an amount', { total: { amount: 'ten', currency: 'USD' } }, 'i.total.amount'],
  ])('%s, deep in an order, is told with its place and without its value', async (_, given, place) => {
    const query = 'mutation ($i: PlaceOrderInput!) { placeOrder(input: $i) { userErrors { code } } }';
    const total = { amount: '1', currency: 'USD' };
    const i = { idempotencyKey: 'bad-input-1', reference: 'R', lines: [], payments: [], total, ...given };
    const { errors } = await gateway.ask(query, { i });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(`Variable "$i" got an invalid value at "${place}": `),
      extensions: { code: 'BAD_USER_INPUT', argument: 'input' },
    });
    expect(errors?.[0]?.message).not.toMatch(/CASH|\b5\b|ten/);
  });

  test.each(['"1,5"', '"abc"', '1e400', 'true', '[1]', '{ a: 1 }'])('%s in the document is no decimal', async (quantity) => {
    const { status, errors } = await gateway.ask(`{ product(sku: "CUT-14") { price(quantity: ${quantity}) { __typename } } }`);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'quantity' });
    expect(status).toBe(200);
  });
});

describe('what only the item can tell is not defined, in that value alone', () => {
  test.each([
    ['a unit that it lacks', 'CUT-14', 'unitOfMeasure: "Spool"', 'unitOfMeasure: "Spool"'],
    ['more decimals than it has', 'CUT-14', 'quantity: "1.5"', ''],
    ['more decimals than it has, of its three', 'THHN-12-BK', 'quantity: "1.2345", unitOfMeasure: "Foot"', ''],
  ])('%s', async (_, sku, ofPrice, ofAvailability) => {
    const args = (list: string) => (list ? `(${list})` : '');
    const { status, data, errors } = await gateway.ask(`{
      product(sku: "${sku}") {
        sku
        price${args(ofPrice)} { __typename ... on Unavailable { reason } }
        availability${args(ofAvailability)} { __typename ... on Unavailable { reason } }
      }
    }`);
    const notDefined = { __typename: 'Unavailable', reason: 'NOT_DEFINED' };
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    expect(data.product).toEqual({
      sku,
      price: notDefined,
      availability: ofAvailability ? notDefined : { __typename: 'Availability' },
    });
  });
});

/** What a page of two products is, however odd one of its arguments is. */
const PAGE = `query ($quantity: Decimal, $closest: Decimal! = 1, $unit: String, $near: LocationInput) {
  products(skus: ["CUT-14", "CUT-4", "NONE", ""]) {
    sku
    plain: price { __typename }
    price(quantity: $quantity, unitOfMeasure: $unit) { __typename ... on Unavailable { reason message } }
    availability(unitOfMeasure: $unit, near: $near) {
      __typename
      ... on Availability { closestWith(quantity: $closest) { available } warehouses { distanceKm } }
      ... on Unavailable { reason }
    }
  }
}`;

describe('one argument that a visitor or an emptied field brought does not empty the page', () => {
  type Told = Record<string, unknown>;

  async function pageWith(variables: Told): Promise<Told[]> {
    const { status, data, errors } = await gateway.ask<{ products: (Told | null)[] }>(PAGE, variables, hargate);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    const [one, other, ...unknown] = data.products;
    expect([one?.['sku'], other?.['sku'], ...unknown]).toEqual(['CUT-14', 'CUT-4', null, null]);
    const known = [one, other] as Told[];
    for (const { plain } of known) expect(plain).toEqual({ __typename: 'Price' });
    return known;
  }

  test.each(['0', '-1', '-0.00001', '1.000001', '0.0000001', '100000000000000', 0, -1, 1e-6])(
    'the quantity %s has no price, and no warehouse has it',
    async (quantity) => {
      for (const { price, availability } of await pageWith({ quantity, closest: quantity })) {
        expect(price).toEqual({
          __typename: 'Unavailable',
          reason: 'NOT_DEFINED',
          message: expect.stringMatching(/^The quantity must /),
        });
        expect(availability).toMatchObject({ __typename: 'Availability', closestWith: null });
      }
    },
  );

  test.each(['', ' ', '\u00a0', '\u200b', ' '.repeat(100), null])(
    'the quantity %j is not given: the price is for one',
    async (quantity) => {
      for (const { price } of await pageWith({ quantity })) expect(price).toEqual({ __typename: 'Price' });
    },
  );

  test.each(['', ' ', '\u00a0', '\u200b'])(
    'the quantity %j is the one of the default, also where one is required',
    async (blank) => {
      const closest = ({ availability }: Told) => (availability as Told)['closestWith'];
      const plain = (await pageWith({})).map(closest);
      expect(plain).toEqual([{ available: expect.any(String) }, { available: expect.any(String) }]);
      expect((await pageWith({ closest: blank })).map(closest)).toEqual(plain);
      const required = `query ($quantity: Decimal!) {
      product(sku: "CUT-14") {
        price(quantity: $quantity) { ... on Price { extendedPrice { amount } } }
        availability { ... on Availability { closestWith(quantity: $quantity) { available } } }
      }
      literal: product(sku: "CUT-14") {
        price(quantity: ${JSON.stringify(blank)}) { ... on Price { extendedPrice { amount } } }
        availability { ... on Availability { closestWith(quantity: ${JSON.stringify(blank)}) { available } } }
      }
      one: product(sku: "CUT-14") {
        price(quantity: 1) { ... on Price { extendedPrice { amount } } }
        availability { ... on Availability { closestWith(quantity: 1) { available } } }
      }
    }`;
      // More than once: a query that was asked before is answered by its plan.
      for (let times = 0; times < 3; times++) {
        const { data, errors } = await gateway.ask<Record<string, unknown>>(required, { quantity: blank }, hargate);
        expect(errors).toBeUndefined();
        expect(data['product']).toEqual(data['one']);
        expect(data['literal']).toEqual(data['one']);
      }
    },
  );

  test.each(['', ' ', '\u200b'])('the quantity %j of a line of a cart is told there, wherever the line stands', async (blank) => {
    const asked = `query ($quantity: Decimal!) {
      checkCart(input: { lines: [{ sku: "CUT-14", quantity: $quantity }] }) { problems { code field } }
      categories { name }
    }`;
    const { data, errors } = await gateway.ask(asked, { quantity: blank }, hargate);
    expect(errors).toBeUndefined();
    expect(data.checkCart?.problems).toEqual([{ code: 'INVALID_QUANTITY', field: ['lines', '0', 'quantity'] }]);
  });

  test.each(['Spool', 'x'.repeat(10_000), '\0', '\ud83d'])('nothing is sold in the unit %j', async (unit) => {
    for (const { price, availability } of await pageWith({ unit })) {
      expect(price).toMatchObject({ reason: 'NOT_DEFINED' });
      expect(availability).toMatchObject({ reason: 'NOT_DEFINED' });
    }
  });

  test.each(['', ' ', '\u00a0', '\u200b', null])('the unit %j is not given', async (unit) => {
    for (const { price, availability } of await pageWith({ unit })) {
      expect(price).toEqual({ __typename: 'Price' });
      expect(availability).toMatchObject({ __typename: 'Availability' });
    }
  });

  test.each<Told>([
    ...['', ' ', '1234', '123456', '60433-', '60433-12', 'ABCDE', 'L5T 2N', 'L5T-2N7', '60433\0', 'Chicago', '00000'].map(
      (postalCode) => ({ postalCode }),
    ),
    // Other countries'.
    ...['SW1A 1AA', '75008', 'D-10115', '100-0001', '6'.repeat(100_000)].map((postalCode) => ({ postalCode })),
    { point: { latitude: 90.1, longitude: 0 } },
    { point: { latitude: 0, longitude: -1e9 } },
    { addressCode: 'NOWHERE' },
    { addressCode: '' },
  ])('nothing is near %j', async (near) => {
    for (const { availability } of await pageWith({ near })) {
      const { __typename, warehouses } = availability as { __typename: string; warehouses: { distanceKm: number | null }[] };
      expect(__typename).toBe('Availability');
      if (near['postalCode'] !== '75008') expect(warehouses.filter(({ distanceKm }) => distanceKm !== null)).toEqual([]);
    }
  });

  const lists = (variables: Told) => gateway.ask<{ catalog: { totalCount: number; unavailable: unknown } }>(CATALOG, variables);

  test.each<[string, Told]>([
    ['a cursor by name, for the newest', { sort: 'NEWEST', after: cursorOf('products.name', ['a', 'b']) }],
    ['a cursor by relevance, to browse', { after: cursorOf('products.relevance', ['1', 'b']) }],
    ['a cursor by SKU, for a search', { query: 'bolt', after: cursorOf('products.sku', ['b']) }],
  ])('%s is told in the list itself', async (_, variables) => {
    const { data, errors } = await lists(variables);
    expect(errors).toBeUndefined();
    expect(data.catalog).toEqual({ totalCount: 0, unavailable: { reason: 'NOT_DEFINED' } });
  });

  test.each<[string, Told]>([
    ['a category', { filter: { categoryId: 'class/NONE' } }],
    ['a category that is none', { filter: { categoryId: 'x' } }],
    ['an attribute', attributes({ name: 'Nonsense', anyOf: ['M'] })],
    ['a value', attributes({ name: 'Size', anyOf: ['Nonsense'] })],
    ['a NUL in an attribute', attributes({ name: 'Size\0', anyOf: ['M'] })],
    ['a NUL in a value', attributes({ name: 'Size', anyOf: ['\0'] })],
    ['half a character in an attribute', attributes({ name: '\udc00', anyOf: ['M'] })],
    ['half a character in a value', attributes({ name: 'Size', anyOf: ['\ud83d'] })],
  ])('%s that nothing has finds nothing', async (_, variables) => {
    const { data, errors } = await lists(variables);
    expect({ errors, ...data.catalog }).toEqual({ errors: undefined, totalCount: 0, unavailable: null });
  });

  test('what is blank in a filter, a search or a cursor is not given', async () => {
    const { data } = await lists({});
    for (const variables of [
      attributes({ name: 'Size', anyOf: [] }),
      attributes({ name: 'Size', anyOf: ['', ' '] }),
      { filter: { categoryId: ' ' } },
      { filter: { attributes: [], types: [] } },
      { query: ' ' },
      { query: '\u200b' },
      { filter: { categoryId: '\u200b' } },
      attributes({ name: 'Size', anyOf: ['\u200b', '\u2060 '] }),
      ...['', ' ', '\u200b'].map((name) => attributes({ name, anyOf: ['M'] })),
      { after: '\u200b' },
      { after: '' },
      { after: ' ' },
    ]) {
      expect(await lists(variables)).toMatchObject({ status: 200, errors: undefined, data });
    }
  });

  test('a filter with one value that nothing can have finds what has the others', async () => {
    const found = await gateway.ask('{ product(sku: "HCS5-38-2-ZN") { attributes { name value } } }');
    const [{ name, value } = { name: '', value: '' }] = found.data.product?.attributes ?? [];
    const having = (...anyOf: string[]) => lists(attributes({ name, anyOf }));
    const { data } = await having(value);
    expect(data.catalog.totalCount).toBeGreaterThan(0);
    expect((await having(value, '\ud83d', 'Nonsense')).data).toEqual(data);
  });

  test('a description that is pasted into the search is searched for by its beginning', async () => {
    const long = `CUT-14${' '.repeat(194)}`;
    const { data, errors } = await lists({ query: `${long}${'and so on '.repeat(1_000)}` });
    expect(errors).toBeUndefined();
    expect(data).toEqual((await lists({ query: 'CUT-14' })).data);
  });

  test('an emptied field of a date finds orders of any date', async () => {
    const { errors, data } = await gateway.ask(
      'query ($from: Date) { viewer { account { orders(filter: { from: $from }, after: "") { nodes { number } unavailable { reason } } } } }',
      { from: '' },
      hargate,
    );
    expect(errors).toBeUndefined();
    expect(data.viewer?.account.orders.unavailable).toBeNull();
  });

  test('a quantity for which GP has no room is one problem of its line', async () => {
    const { data } = await gateway.ask(
      'query ($input: CartInput!) { checkCart(input: $input) { problems { code field } } }',
      { input: { lines: [{ sku: 'CUT-14', quantity: '1000000000000' }] } },
      hargate,
    );
    expect(data.checkCart?.problems).toEqual([{ code: 'INVALID_QUANTITY', field: ['lines', '0', 'quantity'] }]);
  });

  test.each(['', ' ', 0, -1])('the quantity %j of a line of a cart is a problem of that line', async (quantity) => {
    const { errors, data } = await gateway.ask(
      'query ($input: CartInput!) { checkCart(input: $input) { lines { product { sku } } problems { code field } } }',
      {
        input: {
          lines: [
            { sku: 'CUT-4', quantity: 1 },
            { sku: 'CUT-14', quantity },
          ],
        },
      },
      hargate,
    );
    expect(errors).toBeUndefined();
    expect(data.checkCart.lines.map(({ product }) => product?.sku)).toEqual(['CUT-4', 'CUT-14']);
    expect(data.checkCart.problems).toContainEqual({ code: 'INVALID_QUANTITY', field: ['lines', '1', 'quantity'] });
  });
});

describe('documents that make no sense', () => {
  test.each([
    ['one that is cut off', '{ product(sku: ', 'GRAPHQL_PARSE_FAILED'],
    ['braces only', '{'.repeat(20_000), 'GRAPHQL_PARSE_FAILED'],
    ['a NUL', '{ categories { name } } \0', 'GRAPHQL_PARSE_FAILED'],
    ['nothing', '', 'BAD_REQUEST'],
    ['a field that there is not', '{ product(sku: "CUT-14") { nam } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an argument that there is not', '{ product(sku: "CUT-14", skuu: "x") { name } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an argument that is missing', '{ product { name } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a word for a number', '{ catalog(first: "ten") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a sort that there is not', '{ catalog(sort: PRICE) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two places',
      '{ product(sku: "A") { availability(near: { postalCode: "60433", addressCode: "X" }) { __typename } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['fields of an answer without fields', '{ categories }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a fragment that spreads itself',
      '{ categories { ...F } } fragment F on Category { children { ...F } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a mutation among the queries', '{ ping }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two operations and no choice',
      'query A { categories { name } } query B { categories { name } }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('%s', async (_, query, code) => {
    const { status, errors } = await gateway.ask(query);
    expect(status).toBe(code === 'BAD_REQUEST' ? 400 : 200);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toContain(code);
    expect(JSON.stringify(errors)).not.toMatch(LEAKS);
  });

  test('a subscription: the contract has none', async () => {
    for (const [accept, expected] of [
      ['application/json', 200],
      ['application/graphql-response+json', 400],
    ] as const) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query: 'subscription { stock }' }),
      });
      expect(response.status).toBe(expected);
      expect(await response.json()).toEqual({
        errors: [
          {
            message: 'There are no operations of the kind "subscription".',
            locations: [{ line: 1, column: 1 }],
            extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
          },
        ],
      });
    }
  });

  test.each([
    ['no JSON', '{', 400],
    ['nothing', '', 400],
    ['null', 'null', 400],
    ['an empty list', '[]', 400],
    ['a list of something else', '[5, null]', 400],
    ['a number for a document', '{"query":5}', 400],
    ['a text for variables', '{"query":"{ categories { name } }","variables":"x"}', 400],
    ['a list for variables', '{"query":"{ categories { name } }","variables":[1]}', 400],
    ['2 MB', `{"query":"${'x'.repeat(2_000_000)}"}`, 413],
  ])('a body of %s', async (_, body, status) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(LEAKS);
  });
});

describe('odd texts', () => {
  const TEXTS: readonly (readonly [what: string, text: string])[] = [
    ['NUL', '\0'],
    ['NULs among letters', 'CUT\0-14\0'],
    ['100 kB', 'x'.repeat(100_000)],
    ['100 kB of NULs', '\0'.repeat(100_000)],
    ['emoji', '🔩👩‍🏭'],
    ['half a character', '\ud83d'],
    ['the other half', 'CUT-14\udd29'],
    ['quotes', `'"\`\\'';--`],
    ['wildcards', '%_*?'],
    ['line ends and control characters', 'a\r\n\t\u0001\u001b[31m\u2028'],
    ['right to left', '\u202eكتاب'],
    ['letters that grow in upper case', 'ß'.repeat(30)],
    ['combining marks', `e${'\u0301'.repeat(500)}`],
    ['JSON', '{"a":["b"]}'],
    ['__proto__', '__proto__'],
    ['nothing', ''],
  ];
  const QUERIES: readonly (readonly [where: string, query: string])[] = [
    ['SKU', 'query ($x: ID!) { product(sku: $x) { sku } products(skus: [$x, "CUT-14", $x]) { sku } }'],
    ['search', 'query ($x: String!) { catalog(query: $x) { totalCount unavailable { reason } } }'],
    ['cursor', 'query ($x: String!) { catalog(after: $x) { totalCount unavailable { reason } } }'],
    [
      'attribute',
      'query ($x: String!) { catalog(filter: { attributes: [{ name: $x, anyOf: [$x] }] }) { totalCount unavailable { reason } } }',
    ],
    [
      'category',
      'query ($x: ID!) { category(id: $x) { name } catalog(filter: { categoryId: $x }) { totalCount unavailable { reason } } }',
    ],
    ['node ID', 'query ($x: ID!) { node(id: $x) { id } nodes(ids: [$x]) { id } }'],
    [
      'unit',
      'query ($x: String!) { product(sku: "CUT-14") { price(unitOfMeasure: $x) { __typename } availability(unitOfMeasure: $x) { __typename } } }',
    ],
    ['postal code', 'query ($x: String!) { product(sku: "CUT-14") { availability(near: { postalCode: $x }) { __typename } } }'],
    [
      'address code',
      'query ($x: String!) { product(sku: "CUT-14") { availability(near: { addressCode: $x }) { __typename } } viewer { account { address(code: $x) { code } addresses(query: $x) { totalCount } } } }',
    ],
    [
      'names of custom fields',
      'query ($x: String!) { product(sku: "CUT-14") { customFields(names: [$x]) { name } } viewer { account { customFields(names: [$x]) { name } } } }',
    ],
    ['account', 'mutation ($x: String!) { selectAccount(input: { accountNumber: $x }) { userErrors { code } } }'],
    ['refresh token', 'mutation ($x: String!) { refreshSession(input: { refreshToken: $x }) { userErrors { code } } }'],
  ];

  beforeAll(async () => {
    hargate = await gateway.signIn('nell.hargate@example.com');
  });

  test.each(QUERIES)('as %s are never a fault of ours', async (_, query) => {
    for (const [what, text] of TEXTS) {
      for (const x of query.includes('node(') ? [text, ...keysOf(text)] : [text]) {
        const { status, errors, data } = await gateway.ask(query, { x }, hargate);
        const codes = errors?.map(({ extensions }) => extensions?.['code']) ?? [];
        expect([what, status, codes.filter((code) => code !== 'BAD_USER_INPUT')]).toEqual([what, 200, []]);
        expect(JSON.stringify(errors ?? [])).not.toMatch(LEAKS);
        if (data?.catalog) expect([what, data.catalog.unavailable]).toEqual([what, null]);
      }
    }
  });

  test('as e-mail and password are wrong ones', async () => {
    const login = 'mutation ($x: String!, $y: String!) { login(input: { email: $x, password: $y }) { userErrors { code } } }';
    for (const [what, text] of TEXTS) {
      for (const variables of [
        { x: text, y: 'try-the-sandbox' },
        { x: 'nell.hargate@example.com', y: text },
      ]) {
        const { status, errors, data } = await gateway.ask(login, variables);
        expect([what, status, errors, data]).toEqual([
          what,
          200,
          undefined,
          { login: { userErrors: [{ code: 'INVALID_CREDENTIALS' }] } },
        ]);
      }
    }
  });

  test('as access tokens are refused', async () => {
    for (const token of ['x', 'a.b.c', 'x'.repeat(8_000), '%00', '..', "'"]) {
      const { status, errors } = await gateway.ask('{ categories { name } }', {}, token);
      expect([status, errors?.[0]?.extensions?.['code']]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  test('beside them, the others get their answers', async () => {
    const answers = await Promise.all([
      ...TEXTS.map(([, x]) => gateway.ask('query ($x: ID!) { product(sku: $x) { sku } }', { x })),
      gateway.ask('{ product(sku: "CUT-14") { sku } }'),
    ]);
    expect(answers.at(-1)).toEqual({ status: 200, errors: undefined, data: { product: { sku: 'CUT-14' } } });
  });

  /** The text as the key of a node of every type. */
  function keysOf(text: string): string[] {
    const types = ['Product', 'Category', 'Warehouse', 'Account', 'User', 'Nonsense'];
    return types.flatMap((type) => [globalId(type, text), globalId(type, `class/${text}`), globalId(type, `category/1/${text}`)]);
  }
});
