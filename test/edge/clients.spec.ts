import { Client, fetchExchange, gql } from '@urql/core';
import { ClientError, GraphQLClient } from 'graphql-request';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';

const PRODUCTS = 'query Products($skus: [ID!]!) { products(skus: $skus) { sku name } }';
const WRONG = 'query Wrong { products(skus: []) { price { secret } } }';
const VIEWER = 'query Viewer { viewer { user { email } } }';
const VARIABLES = { skus: ['CUT-4', 'CUT-14'] };
const EMAIL = 'nell.hargate@example.com';

let databases: string[];
let gateway: TestGateway;
let url: string;
let authorization: string;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1], QUERY_PLANS: 'on' });
  url = `${gateway.url}/graphql`;
  authorization = `Bearer ${await gateway.signIn(EMAIL)}`;
});
afterAll(async () => {
  await gateway.stop();
  for (const database of databases) await dropDatabase(database);
});

describe('urql', () => {
  /** As it comes: it asks for application/graphql-response+json first. */
  const client = (options: { preferGetMethod?: boolean; headers?: Record<string, string> } = {}) => {
    const { headers = {}, preferGetMethod = false } = options;
    return new Client({ url, exchanges: [fetchExchange], preferGetMethod, fetchOptions: { headers } });
  };

  test('gets its answer, however often it asks', async () => {
    for (let time = 1; time <= 3; time++) {
      const { data, error } = await client().query(gql(PRODUCTS), VARIABLES);
      expect(error).toBeUndefined();
      expect(data.products.map(({ sku }: { sku: string }) => sku)).toEqual(VARIABLES.skus);
    }
  });

  test('asks by GET with the header', async () => {
    const ask = client({ preferGetMethod: true, headers: { 'apollo-require-preflight': '1' } });
    expect((await ask.query(gql(PRODUCTS), VARIABLES)).data).toMatchObject({ products: [{ sku: 'CUT-4' }, { sku: 'CUT-14' }] });
    const refused = await client({ preferGetMethod: true }).query(gql(PRODUCTS), VARIABLES);
    expect(refused.error?.graphQLErrors[0]?.extensions).toEqual({ code: 'BAD_REQUEST' });
  });

  test('is signed in, and learns of a token that has ended', async () => {
    expect((await client({ headers: { authorization } }).query(gql(VIEWER), {})).data).toEqual({
      viewer: { user: { email: EMAIL } },
    });
    const { error } = await client({ headers: { authorization: 'Bearer ended' } }).query(gql(VIEWER), {});
    expect(error?.graphQLErrors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('learns what is wrong with its query', async () => {
    const { error } = await client().query(gql(WRONG), {});
    expect(error?.networkError).toBeUndefined();
    expect(error?.graphQLErrors[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});

describe('graphql-request', () => {
  test('gets its answer by POST, however often it asks, and by GET with the header', async () => {
    const post = new GraphQLClient(url);
    const get = new GraphQLClient(url, { method: 'GET', headers: { 'apollo-require-preflight': '1' } });
    for (const client of [post, post, post, get]) {
      expect(await client.request(PRODUCTS, VARIABLES)).toMatchObject({ products: [{ sku: 'CUT-4' }, { sku: 'CUT-14' }] });
    }
  });

  test('is signed in, and learns of a token that has ended', async () => {
    expect(await new GraphQLClient(url, { headers: { authorization } }).request(VIEWER)).toEqual({
      viewer: { user: { email: EMAIL } },
    });
    const ended = new GraphQLClient(url, { headers: { authorization: 'Bearer ended' } }).request(VIEWER);
    await expect(ended).rejects.toMatchObject({
      response: { status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  });

  test('learns what is wrong with its query', async () => {
    const failed = await new GraphQLClient(url).request(WRONG).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ClientError);
    expect(failed).toMatchObject({ response: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] } });
  });
});
