import { GraphQLSchemaHost } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QueryPlans } from '../../src/graphql/execution/query-plans.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { type Answer, TestGateway } from '../support/test-gateway.js';
import { RandomQueries, randomNumbers } from './random-query.js';

const PAGE = `query Page($skus: [ID!]!, $withPrice: Boolean!) {
  viewer { account { number name } permissions { placeOrders { allowed denials } asOf source } }
  products(skus: $skus) {
    id sku name media { url }
    price @include(if: $withPrice) { __typename ... on Price { unitPrice { amount currency } asOf source } ... on Unavailable { reason } }
    availability(near: { postalCode: "60601" }) {
      __typename
      ... on Availability { totalAvailable warehouses { warehouse { code } available distanceKm } closestWith(quantity: 3) { warehouse { code } } asOf source }
    }
  }
}`;
const SKUS = ['CUT-4', 'BRG-6204-2RS', 'NO-SUCH-ITEM', 'GLV-CUT5-S'];
const SEED = Number(process.env.SEED ?? 20_261_123);
const QUERIES = 250;

describe('A query that was asked before', () => {
  let gateway: TestGateway;
  let nell: string;
  const databases: string[] = [];

  beforeAll(async () => {
    databases.push(await createDatabase(), await createDatabase());
    const [DATABASE_URL, GP_URL] = databases;
    gateway = await TestGateway.start({ DATABASE_URL, GP_URL, QUERY_PLANS: 'on', KEPT_ANSWERS_MB: '0' });
    nell = await gateway.signIn('nell.hargate@example.com');
  });

  afterAll(async () => {
    await gateway.stop();
    for (const database of databases) await dropDatabase(database);
  });

  function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${nell}`, ...headers },
      body: JSON.stringify(body),
    });
  }

  async function answer(body: unknown, headers?: Record<string, string>) {
    const response = await post(body, headers);
    const { data, errors } = (await response.json()) as Answer;
    return { status: response.status, data, code: errors?.[0]?.extensions?.['code'], errors };
  }

  const plans = () => gateway.gateway.app.get(QueryPlans);

  it('is answered by its plan with the same bytes and headers as by Apollo Server', async () => {
    const body = { query: PAGE, operationName: 'Page', variables: { skus: SKUS, withPrice: true } };
    await post(body);
    expect(plans().find(PAGE, 'Page')).toBeDefined();
    // The first answer was read for its request; from the second on everything is remembered.
    const byPlan = await post(body);
    // A media type that only Apollo Server speaks.
    const byApollo = await post(body, { accept: 'application/json;charset=utf-8' });
    expect(await byPlan.text()).toBe(await byApollo.text());
    const headers = (response: Response) =>
      [...response.headers].filter(([name]) => !['date', 'server-timing', 'x-correlation-id', 'ratelimit'].includes(name));
    expect(headers(byPlan)).toEqual(headers(byApollo));
  });

  it('is answered with and without the fields that its variables switch', async () => {
    const answers = [];
    for (const withPrice of [true, false, true]) {
      const { data } = await answer({ query: PAGE, variables: { skus: ['CUT-4'], withPrice } });
      answers.push(Object.keys(data.products[0] ?? {}));
    }
    expect(answers[0]).toContain('price');
    expect(answers[1]).not.toContain('price');
    expect(answers[2]).toEqual(answers[0]);
  });

  it.each([
    ['a variable that is missing', { skus: SKUS }, 'BAD_USER_INPUT'],
    ['a variable of the wrong type', { skus: 7.5, withPrice: 'yes' }, 'BAD_USER_INPUT'],
    ['more SKUs than allowed', { skus: Array.from({ length: 101 }, String), withPrice: true }, 'BAD_USER_INPUT'],
  ])('is refused as ever for %s', async (_, variables, code) => {
    await post({ query: PAGE, variables: { skus: SKUS, withPrice: true } });
    expect((await answer({ query: PAGE, variables })).code).toBe(code);
  });

  it('is refused with a token that is not valid', async () => {
    const body = { query: PAGE, variables: { skus: SKUS, withPrice: true } };
    await post(body);
    const refused = await answer(body, { authorization: 'Bearer nonsense' });
    expect(refused).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('tells operations of one document apart by their names', async () => {
    const query = 'query A { product(sku: "CUT-4") { sku } } query B { product(sku: "CUT-6") { sku name } }';
    for (let round = 0; round < 2; round++) {
      const a = await answer({ query, operationName: 'A' });
      const b = await answer({ query, operationName: 'B' });
      expect([a.data.product?.sku, b.data.product?.sku]).toEqual(['CUT-4', 'CUT-6']);
    }
    expect((await answer({ query })).errors).toHaveLength(1);
  });

  it.each([
    ['a mutation', 'mutation { ping }'],
    ['the schema itself', '{ __schema { queryType { name } } }'],
  ])('has no plan for %s', async (_, query) => {
    await post({ query });
    expect(plans().find(query, undefined)).toBeUndefined();
    expect((await answer({ query })).errors).toBeUndefined();
  });
});

describe('Queries made up at random', () => {
  let gateway: TestGateway;
  const databases: string[] = [];

  beforeAll(async () => {
    databases.push(await createDatabase(), await createDatabase());
    const [DATABASE_URL, GP_URL] = databases;
    // What is made up at random asks for more than any page does.
    gateway = await TestGateway.start({
      DATABASE_URL,
      GP_URL,
      GRAPHQL_ALIASES: '1000',
      GRAPHQL_ALIASES_OF_A_FIELD: '1000',
      GRAPHQL_DIRECTIVES: '1000',
      GRAPHQL_DEPTH: '50',
      GRAPHQL_FIELDS: '100000',
      GRAPHQL_TOKENS: '100000',
      GRAPHQL_ROOT_FIELDS: '1000',
      GRAPHQL_COST: '1000000',
    });
  });

  afterAll(async () => {
    await gateway.stop();
    for (const database of databases) await dropDatabase(database);
  });

  it(`are answered by plans as by graphql-js, byte for byte (seed ${SEED})`, async () => {
    const { schema } = gateway.gateway.app.get(GraphQLSchemaHost);
    const queries = new RandomQueries(schema, randomNumbers(SEED));
    const tokens = [undefined, await gateway.signIn('tess.moreau@example.com'), await gateway.signIn('ivo.brandt@example.com')];
    const plans = gateway.gateway.app.get(QueryPlans);
    let planned = 0;
    for (let round = 0; round < QUERIES; round++) {
      const query = queries.next();
      // This gateway answers both ways, and fails where the answers differ. The second time facts are there, and texts written
      // of them; by the fourth time lists are put together.
      const ask = () => gateway.ask(query, {}, tokens[round % tokens.length]);
      for (let time = 1; time <= 3; time++) await ask();
      const { errors } = await ask();
      const codes = errors?.map(({ extensions, message }) => `${extensions?.['code']} ${message}`) ?? [];
      expect({ query, codes: codes.filter((code) => !code.startsWith('BAD_USER_INPUT')) }).toEqual({ query, codes: [] });
      if (!errors && plans.find(query, undefined)) planned++;
    }
    expect(planned).toBeGreaterThan(QUERIES / 2);
  });
});
