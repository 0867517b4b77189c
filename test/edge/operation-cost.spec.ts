import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  buildSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../src/capabilities/index.js';
import { type Costs, contract, FREE } from '../../src/contract/index.js';
import { traitsOf } from '../../src/graphql/execution/field-traits.js';
import { graphqlCosts } from '../../src/graphql/graphql.costs.js';
import type { Cost } from '../../src/graphql/limits/cost.js';
import { type CostEstimator, estimatorOf } from '../../src/graphql/limits/cost-estimator.js';
import { declareCosts, declaredCostOf, fieldCostOf } from '../../src/graphql/limits/declared-costs.js';
import { sessionPolicy } from '../../src/identity/identity.policy.js';
import { LiveReaders } from '../../src/live/index.js';
import { exchangeRatePolicy, sheetLinksPolicy, sheetPricesPolicy } from '../../src/pricing/index.js';
import { creditMemoPolicy, creditPolicy } from '../../src/receivables/receivables.policy.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { type Body, post, refusal } from './posted.js';
import { whereCostsStand } from './where-costs-stand.js';

/** What a company with extended pricing is asked instead of its price lists. */
const PRICE_SHEETS = [sheetLinksPolicy, sheetPricesPolicy];
/** One row for all products of a page, and only where a functional price is converted. */
const RATES = [exchangeRatePolicy];

let urls: string[];
let gateway: TestGateway;
let schema: GraphQLSchema;

beforeAll(async () => {
  urls = [await createDatabase(), await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: urls[0], GP_URL: urls[1] });
  ({ schema } = gateway.gateway.app.get(GraphQLSchemaHost));
});

afterAll(async () => {
  await gateway?.stop();
  for (const url of urls ?? []) await dropDatabase(url);
});

function estimator(query: string): CostEstimator {
  const document = parse(query);
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');
  if (!operation) throw new Error('no operation');
  return estimatorOf(schema, document, operation);
}

function cost(query: string, variables: Record<string, unknown> = {}): Cost {
  return estimator(query)(variables);
}

/** Every field that can be asked for, with its type's name. */
function* fieldsOfContract() {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) yield { type, field, path: `${type.name}.${field.name}` };
  }
}

describe('what fields cost', () => {
  it('is declared of every field that has a resolver', () => {
    const file = whereCostsStand(gateway.gateway.app);
    const missing = [...fieldsOfContract()]
      .filter(({ field }) => traitsOf(field)?.isProperty === false && !declaredCostOf(field))
      .map(({ type, field, path }) => `${path} has a resolver and no cost: add it to ${file(type, field)}`);
    expect(missing).toEqual([]);
  });

  it('is declared of every list of objects, or of the page that it stands in', () => {
    const file = whereCostsStand(gateway.gateway.app);
    const paged = new Set(
      [...fieldsOfContract()]
        .filter(({ field }) => fieldCostOf(field).pageSize !== undefined)
        .map(({ field }) => getNamedType(field.type).name),
    );
    const missing = [...fieldsOfContract()]
      .filter(({ field }) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)))
      .filter(({ type, field }) => fieldCostOf(field).size === undefined && !paged.has(type.name))
      .map(({ type, field, path }) => `${path} is a list and has no size: add it to ${file(type, field)}`);
    expect(missing).toEqual([]);
  });

  it('stands in the room of what answers the field', () => {
    const file = whereCostsStand(gateway.gateway.app);
    const elsewhere = [...fieldsOfContract()]
      .filter(({ field }) => traitsOf(field)?.isProperty === false)
      .flatMap(({ type, field, path }) => {
        const costs = [graphqlCosts, ...CAPABILITIES.map((capability) => capability.costs)];
        const rooms = ['graphql', ...CAPABILITIES.map(({ module }) => module.name.replace('Module', '').toLowerCase())];
        const room = rooms[costs.findIndex(({ fields }) => fields[type.name]?.[field.name])];
        return file(type, field) === `src/${room}/${room}.costs.ts`
          ? []
          : [`${path}: in ${room}, expected in ${file(type, field)}`];
      });
    expect(elsewhere).toEqual([]);
  });

  it.each([
    [
      'a field',
      { fields: { Product: { colour: FREE } } },
      'A cost is declared for Product.colour, which the contract does not have.',
    ],
    ['a type', { fields: { Shelf: { id: FREE } } }, 'A cost is declared for Shelf.id, which the contract does not have.'],
    [
      'an input',
      { fields: {}, inputLists: { 'CartInput.parcels': { rows: 1, most: 1 } } },
      'A cost is declared for CartInput.parcels, which the contract does not have.',
    ],
    [
      'an argument',
      { fields: { Query: { catalog: { pageSize: { argument: 'last', most: 9 } } } } },
      'The cost of Query.catalog names its argument last, which the contract does not have.',
    ],
  ])('is of nothing that the contract does not have: %s', (_, costs: Costs, message) => {
    expect(() => declareCosts(buildSchema(contract()), [costs])).toThrow(message);
  });

  it('is declared once', () => {
    const costs: Costs = { fields: { Product: { id: FREE } } };
    expect(() => declareCosts(buildSchema(contract()), [costs, costs])).toThrow('Two costs are declared for Product.id.');
  });

  it('counts every kind of fact that is read and not kept warm', () => {
    const asked = new Set(
      [...fieldsOfContract()].flatMap(({ field }) => {
        const { asks = [], asksForEach = [] } = fieldCostOf(field);
        return [...asks, ...asksForEach].map(({ namespace }) => namespace);
      }),
    );
    const read = gateway.gateway.app
      .get(LiveReaders)
      .policies()
      // A session is read before the operation is known, a credit by its own ID alone, price sheets instead of price lists, and
      // a credit memo when its PDF is opened.
      .filter(
        ({ keptWarm, namespace }) =>
          !keptWarm &&
          ![sessionPolicy, creditPolicy, creditMemoPolicy, ...PRICE_SHEETS, ...RATES].some((of) => of.namespace === namespace),
      );
    expect(read.map(({ namespace }) => namespace).filter((namespace) => !asked.has(namespace))).toEqual([]);
  });
});

describe('an operation costs', () => {
  it('a question for each kind of fact, and a row for each product and fact of it', () => {
    const query = 'query ($skus: [ID!]!) { products(skus: $skus) { sku price { __typename } availability { __typename } } }';
    const skus = Array.from({ length: 24 }, (_, index) => `CUT-${index}`);
    // Products, prices of items, price lists, stock.
    expect(cost(query, { skus })).toEqual({ questions: 4, rows: 24 * 5, total: 24 * 5 + 40 });
  });

  it('the same whether a list is written in the document or sent beside it', () => {
    const beside = cost('query ($skus: [ID!]!) { products(skus: $skus) { price { __typename } } }', { skus: ['A', 'B', 'C'] });
    expect(cost('{ products(skus: ["A", "B", "C"]) { price { __typename } } }')).toEqual(beside);
    const partly = cost('query ($sku: ID!) { products(skus: ["A", "B", $sku]) { price { __typename } } }', { sku: 'C' });
    expect(partly).toEqual(beside);
  });

  it('what nested lists hold, multiplied', () => {
    const rowsOf = (first: number) =>
      cost(
        `{ catalog(first: ${first}) { nodes { variants { variants { availability { ... on Availability { warehouses { onHand } } } } } } } }`,
      ).rows;
    expect(rowsOf(100)).toBeGreaterThan(100 * 20 * 20 * 10);
    expect(rowsOf(50)).toBeCloseTo(rowsOf(100) / 2, -1);
  });

  it('as many entries as the contract gives where nobody says how many', () => {
    const query = 'query ($first: Int) { catalog(first: $first) { nodes { sku } } }';
    expect(cost(query)).toEqual(cost(query, { first: 24 }));
    expect(cost('{ catalog { nodes { sku } } }')).toEqual(cost(query, { first: 24 }));
    expect(cost(query, { first: null })).toEqual(cost(query, { first: 24 }));
    const own = 'query ($first: Int = 60) { catalog(first: $first) { nodes { sku } } }';
    expect(cost(own)).toEqual(cost(query, { first: 60 }));
  });

  it.each([
    ['a list, also one that is too long', { skus: Array.from({ length: 30_000 }, () => 'A') }, 30_000],
    ['one product in the place of a list', { skus: 'A' }, 1],
    ['nothing', {}, 0],
    ['null', { skus: null }, 0],
  ])('what was sent, for %s', (_, variables, products) => {
    expect(cost('query ($skus: [ID!]!) { products(skus: $skus) { sku } }', variables).rows).toBe(2 * products);
  });

  it.each([-1, 1e9, 0.5, '24', [], {}, true])('some number for a page of %j, which GraphQL or the catalogue refuses', (first) => {
    const { total } = cost('query ($first: Int) { catalog(first: $first) { nodes { sku } } }', { first });
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(200);
  });

  it('the lines of a cart, which stand inside its input', () => {
    const query = 'query ($input: CartInput!) { checkCart(input: $input) { lines { product { availability { __typename } } } } }';
    const lines = Array.from({ length: 30 }, () => ({ sku: 'A', quantity: 1 }));
    expect(cost(query, { input: { lines } }).rows).toBe(2 + 30 * 4 + 30 + 30);
    const inside =
      'query ($lines: [CartLineInput!]!) { checkCart(input: { lines: $lines }) { lines { product { availability { __typename } } } } }';
    expect(cost(inside, { lines })).toEqual(cost(query, { input: { lines } }));
    expect(cost(query, { input: 5 }).rows).toBe(2);
  });

  it('once what is selected twice under one name, in fragments or not', () => {
    const once = cost('{ product(sku: "A") { price { ... on Price { breaks { fromQuantity } } } } }');
    expect(
      cost(`{ product(sku: "A") { ...Card ...Price } product(sku: "A") { ...Price } }
        fragment Card on Product { price { ... on Price { breaks { toQuantity } } } }
        fragment Price on Product { price { ... on Price { breaks { fromQuantity } } } }`),
    ).toEqual(once);
  });

  it('each time what is asked for under several names', () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, index) => `p${index}: price(quantity: ${index + 1}) { __typename }`);
    const { questions, rows } = cost(`{ product(sku: "A") { ${names(5).join(' ')} } }`);
    expect({ questions, rows }).toEqual({ questions: 3, rows: 1 + 5 * 2 });
  });

  it('what @include and @skip leave of it', () => {
    const query = `query ($stock: Boolean!, $price: Boolean = true) {
      product(sku: "A") { price @include(if: $price) { __typename } ... @skip(if: $stock) { variants { sku } } availability @include(if: $stock) { __typename } }
    }`;
    expect(cost(query, { stock: true }).questions).toBe(4);
    expect(cost(query, { stock: true, price: false }).questions).toBe(2);
    expect(cost(query, { stock: false, price: false })).toEqual(cost('{ product(sku: "A") { variants { sku } } }'));
    expect(cost('{ product(sku: "A") { sku price @include(if: false) { __typename } } }')).toEqual(
      cost('{ product(sku: "A") { sku } }'),
    );
    expect(estimator(query).atMost.questions).toBe(5);
  });

  it('at most what its dearest variables make it', () => {
    const query = 'query ($skus: [ID!]!) { products(skus: $skus) { price { __typename } } }';
    expect(estimator(query).atMost).toEqual(cost(query, { skus: Array.from({ length: 100 }, () => 'A') }));
  });

  it('much to describe the schema', () => {
    expect(cost(getIntrospectionQuery()).total).toBe(1_500);
  });
});

describe('the cost counts what GP is asked on a cold page', () => {
  const SKUS = ['CUT-4', 'CUT-14', 'CUT-10', 'CUT-24'];
  it.each([
    ['prices', 'query ($skus: [ID!]!) { products(skus: $skus) { price { __typename } } }'],
    [
      'prices for five quantities',
      `query ($skus: [ID!]!) { products(skus: $skus) { ${[1, 2, 3, 4, 5].map((n) => `p${n}: price(quantity: ${n}) { __typename }`).join(' ')} } }`,
    ],
    ['stock', 'query ($skus: [ID!]!) { products(skus: $skus) { availability { __typename } } }'],
    ['prices and stock', 'query ($skus: [ID!]!) { products(skus: $skus) { price { __typename } availability { __typename } } }'],
    [
      'prices and stock of variants',
      'query ($skus: [ID!]!) { products(skus: $skus) { variants { price { __typename } availability { __typename } } } }',
    ],
    [
      'an account with its orders and addresses',
      '{ viewer { account { name orders { nodes { number lines { product { sku } } billTo { city } } } addresses { nodes { code } } billingAddress { city } } } }',
    ],
  ])('of %s', async (_, query) => {
    const token = await gateway.signIn('nell.hargate@example.com');
    await gateway.forgetFacts();
    const { errors } = await gateway.ask(query, { skus: SKUS }, token);
    expect(errors).toBeUndefined();
    expect(gateway.gp.questions).toBeGreaterThan(0);
    // The customer's own record belongs to the sign-in.
    expect(gateway.gp.questions).toBeLessThanOrEqual(cost(query, { skus: SKUS }).questions + 1);
  });
});

const ask = <Answer = Body>(body: unknown, token?: string) =>
  post<Answer>(gateway.url, body, token ? { authorization: `Bearer ${token}` } : {});

const DEAR = '{ catalog(first: 100) { nodes { variants { variants { sku } } } } }';

describe('a caller', () => {
  it('is told what an operation cost and what it may cost', async () => {
    const query = 'query ($skus: [ID!]!) { products(skus: $skus) { price { __typename } } }';
    const { headers } = await ask({ query, variables: { skus: ['CUT-4', 'CUT-14'] } });
    expect(headers.get('x-operation-cost')).toBe(String(cost(query, { skus: ['A', 'B'] }).total));
    expect(headers.get('x-operation-cost-limit')).toBe('20000');
  });

  it('is refused what costs too much, before GP or the catalogue is asked', async () => {
    await gateway.forgetFacts();
    const { status, headers, body } = await ask({ query: DEAR });
    const actual = cost(DEAR).total;
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [
        {
          message: `The operation costs too much: ${actual}, and 20000 are allowed.`,
          extensions: { code: 'QUERY_TOO_COMPLEX', limit: 'cost', allowed: 20_000, actual },
        },
      ],
    });
    expect(headers.get('x-operation-cost')).toBe(String(actual));
    expect(gateway.gp.questions).toBe(0);
  });

  it('is refused what its variables make too dear, and not what they do not', async () => {
    const query = 'query ($first: Int) { catalog(first: $first) { nodes { variants { variants { sku } } } } }';
    expect((await ask({ query, variables: { first: 10 } })).status).toBe(200);
    expect((await ask({ query, variables: { first: 100 } })).status).toBe(400);
    expect((await ask({ query, variables: { first: 10 } })).status).toBe(200);
  });

  it('pays for the operations of a batch together', async () => {
    const query = '{ catalog(first: 20) { nodes { variants { variants { sku } } } } }';
    const one = cost(query).total;
    expect(one).toBeLessThan(20_000);
    expect(2 * one).toBeGreaterThan(20_000);
    const { headers, body } = await ask<[Body, Body]>([{ query }, { query }]);
    expect(headers.get('x-operation-cost')).toBe(String(2 * one));
    expect(body[0].data.catalog.nodes).not.toHaveLength(0);
    expect(body[1]).toEqual({
      errors: [
        expect.objectContaining({ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 'cost', allowed: 20_000, actual: 2 * one } }),
      ],
    });
  });
});

describe('an operation that its plan answers', () => {
  let planned: TestGateway;
  beforeAll(async () => {
    planned = await TestGateway.start({ DATABASE_URL: urls[2], GP_URL: urls[1], QUERY_PLANS: 'on' });
  });
  afterAll(() => planned?.stop());

  const QUERY = 'query Variants($first: Int) { catalog(first: $first) { nodes { variants { variants { sku } } } } }';
  const askFor = (first: number, operationName?: string) =>
    post(planned.url, { query: QUERY, variables: { first }, operationName });

  it('tells what it cost, also where its answer was kept', async () => {
    for (const _ of ['by Apollo Server', 'by its plan', 'kept']) {
      const { status, headers } = await askFor(5);
      expect(status).toBe(200);
      expect(headers.get('x-operation-cost')).toBe(String(cost(QUERY, { first: 5 }).total));
      expect(headers.get('x-operation-cost-limit')).toBe('20000');
    }
  });

  it('is refused all the same where its variables make it too dear', async () => {
    await askFor(5, 'Variants');
    const actual = cost(QUERY, { first: 100 }).total;
    for (const name of [undefined, 'Variants']) {
      const { status, headers, body } = await askFor(100, name);
      expect({ status, body }).toEqual({ status: 400, body: refusal('cost', 20_000, actual) });
      expect(headers.get('x-operation-cost')).toBe(String(actual));
    }
  });
});

describe('the largest page of the storefront', () => {
  const PAGE = `query Category($first: Int!) {
    catalog(first: $first, filter: { types: [STOCKED] }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id sku name description type defaultUnitOfMeasure
        unitsOfMeasure { code baseQuantity } attributes { name value } media { url alt kind } categories { id name }
        ${[1, 10, 50, 100, 500].map((n) => `for${n}: price(quantity: ${n}) { ... on Price { unitPrice { amount currency } extendedPrice { amount currency } breaks { fromQuantity unitPrice { amount } } asOf source } ... on Unavailable { reason message } }`).join('\n')}
        availability { ... on Availability { status totalAvailable warehouses { warehouse { code name address { city } } onHand allocated available onOrder distanceKm } asOf source } ... on Unavailable { reason message } }
      }
    }
    viewer { account { number name status { ... on AccountStatus { onHold } } credit { ... on CreditStatus { available { amount } } } } permissions { seePrices { allowed denials } } }
  }`;

  it('is allowed: 100 products, prices for five quantities, stock at ten warehouses', async () => {
    const { status, headers, body } = await ask(
      { query: PAGE, variables: { first: 100 } },
      await gateway.signIn('nell.hargate@example.com'),
    );
    expect(body.errors).toBeUndefined();
    expect(status).toBe(200);
    expect(Number(headers.get('x-operation-cost'))).toBeLessThan(15_000);
  });
});
