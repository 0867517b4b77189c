import { request as open } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, dropDatabase } from './support/databases.js';
import { TestGateway } from './support/test-gateway.js';

/** Documents may be as long as the parser can't stand. */
const UNLIMITED = { GRAPHQL_CHARACTERS: '1000000', GRAPHQL_TOKENS: '100000' };

/** Each of these was once answered as a fault of ours, or in words that tell of the inside. */
describe('A request that nobody can make sense of is refused as such:', () => {
  let gateway: TestGateway;
  const databases: string[] = [];

  beforeAll(async () => {
    databases.push(await createDatabase(), await createDatabase());
    gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1], QUERY_PLANS: 'on', ...UNLIMITED });
  });
  afterAll(async () => {
    await gateway?.stop();
    for (const database of databases) await dropDatabase(database);
  });

  async function post(body: string): Promise<{ status: number; errors: { message: string; extensions: { code: string } }[] }> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    return { status: response.status, ...((await response.json()) as { errors: [] }) };
  }

  const nested = (levels: number) => `{"query":"{ __typename }","variables":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`;

  it('variables nested some thousand levels deep, whether or not the query has a plan', async () => {
    const answers = [];
    for (const levels of [5_000, 1, 5_000, 20]) answers.push(await post(nested(levels)));
    const refused = {
      status: 400,
      errors: [{ message: expect.any(String), extensions: { code: 'QUERY_TOO_COMPLEX', limit: 'variablesDepth', allowed: 20 } }],
    };
    const answered = { status: 200, data: { __typename: 'Query' } };
    expect(answers).toEqual([refused, answered, refused, answered]);
  });

  it.each(['/health/ready', '/metrics', '/nowhere'])('a long body of nested lists, sent to %s', async (path) => {
    const headers = { 'content-type': 'application/json' };
    const answers = [];
    for (const body of ['['.repeat(20_000), `[${'{},'.repeat(30_000)}{}]`, `{${'"a":{'.repeat(3_000)}`]) {
      const { status } = await fetch(`${gateway.url}${path}`, { method: 'POST', headers, body });
      answers.push(status);
    }
    for (const status of answers) expect([400, 404, 405, 413]).toContain(status);
  });

  it('a document nested deeper than the parser can follow', async () => {
    const { status, errors } = await post(JSON.stringify({ query: '{ a'.repeat(20_000) }));
    expect({ status, errors }).toEqual({
      status: 200,
      errors: [{ message: 'Syntax Error: The document is nested too deeply.', extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
    });
  });

  it.each([
    ['of another query', { version: 1, sha256Hash: 'x' }],
    ['of a version that there is not', { version: 2, sha256Hash: 'x' }],
    ['that is none', 5],
  ])('a persisted query with a hash %s', async (_, persistedQuery) => {
    const { status, errors } = await post(JSON.stringify({ query: '{ __typename }', extensions: { persistedQuery } }));
    expect(status).toBe(400);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_REQUEST']);
  });

  it('null in a variable that has a default, where a directive takes none', async () => {
    const query =
      'query ($price: Boolean = true) { product(sku: "CUT-4") { sku price @include(if: $price) { __typename } } products(skus: ["CUT-4"]) { name @skip(if: $price) } }';
    const { status, errors } = await post(JSON.stringify({ query, variables: { price: null } }));
    expect(status).toBe(200);
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      { code: 'BAD_USER_INPUT', argument: 'if' },
      { code: 'BAD_USER_INPUT', argument: 'if' },
    ]);
  });

  it.each(['on', 'off'])('more wrong values in variables than are told, with plans %s', async (plans) => {
    const other =
      plans === 'on'
        ? gateway
        : await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1], QUERY_PLANS: plans });
    try {
      const body = JSON.stringify({
        query: 'query ($skus: [ID!]!) { products(skus: $skus) { sku } }',
        variables: { skus: Array(60).fill({}) },
      });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${other.url}/graphql`, { method: 'POST', headers, body });
      const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
      expect(errors.length).toBe(51);
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
      expect(errors.at(-1)?.message).toBe('More values of variables are wrong: the first 50 are told.');
    } finally {
      if (other !== gateway) await other.stop();
    }
  });

  it.each(['a b', '[::', '%'])('the Host header "%s"', async (host) => {
    const { port } = new URL(gateway.url);
    // Apollo Server's part, not the page lane's.
    const headers = { host, 'apollo-require-preflight': 'true' };
    const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      open({ host: '127.0.0.1', port, path: '/graphql?query={__typename}', headers }, async (response) => {
        resolve({ status: response.statusCode, body: await text(response) });
      })
        .on('error', reject)
        .end();
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('an invalid Host header of a query that has been answered before', async () => {
    const { port } = new URL(gateway.url);
    const ask = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        open({ method: 'POST', host: '127.0.0.1', port, path: '/graphql', headers: { host, 'content-type': 'application/json' } })
          .on('response', (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end('{"query":"{ products(skus: [\\"CUT-4\\"]) { name } }"}');
      });
    for (const host of ['shop.example', 'shop.example', 'shop.example']) expect(await ask(host)).toBe(200);
    for (const host of ['a b', '[::', '%']) expect([host, await ask(host)]).toEqual([host, 400]);
  });

  it('a request of HTTP/1.0, which names no host', async () => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.end('GET /graphql?query={__typename} HTTP/1.0\r\nApollo-Require-Preflight: true\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 [\s\S]*BAD_REQUEST/);
  });
});
