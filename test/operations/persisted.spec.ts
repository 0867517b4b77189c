import { createHash } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { BatchHttpLink } from '@apollo/client/link/batch-http';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Logger } from '@nestjs/common';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { GraphQLClient } from 'graphql-request';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RedisServer } from '../support/redis-server.js';
import { TestGateway } from '../support/test-gateway.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });
const PRODUCT = 'query Product { product(sku: "CUT-4") { sku name } }';

function post(gateway: TestGateway, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function get(gateway: TestGateway, parameters: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${gateway.url}/graphql?${new URLSearchParams(parameters)}`, { headers });
}

function getByHash(gateway: TestGateway, text: string, headers: Record<string, string> = {}) {
  return get(gateway, { extensions: JSON.stringify(persisted(text)) }, headers);
}

const codesOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  return errors.map(({ extensions: { code } }) => code);
};

describe.each(['on', 'off'])('Persisted queries on two instances with Redis, plans %s', (plans) => {
  let redis: RedisServer;
  let one: TestGateway;
  let other: TestGateway;

  beforeAll(async () => {
    redis = await RedisServer.start();
    const settings = { REDIS_URL: redis.url, QUERY_PLANS: plans };
    [one, other] = await Promise.all([TestGateway.start(settings), TestGateway.start(settings)]);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
    await redis.remove();
  });

  it('are asked for in full once, and known to the other instance too', async () => {
    const unknown = await post(one, { extensions: persisted(PRODUCT) });
    expect(unknown.status).toBe(200);
    expect(await unknown.json()).toEqual({
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    const data = { data: { product: { sku: 'CUT-4', name: expect.any(String) } } };
    expect(await (await post(one, { query: PRODUCT, extensions: persisted(PRODUCT) })).json()).toEqual(data);
    await vi.waitFor(async () => expect(await (await getByHash(other, PRODUCT)).json()).toEqual(data));
    expect(await (await getByHash(one, PRODUCT)).json()).toEqual(data);
    expect(await (await post(one, { extensions: persisted(PRODUCT) })).json()).toEqual(data);
  });

  it('are not kept under the hash of another text', async () => {
    const response = await post(one, { query: '{ ping: __typename }', extensions: persisted('{ __typename }') });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [{ message: 'The hash is not that of the query.', extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(await codesOf(await post(one, { extensions: persisted('{ __typename }') }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });

  it('are kept only where they are valid, and no giants', async () => {
    const giant = `{ ping: __typename } # ${'x'.repeat(70_000)}`;
    expect(await codesOf(await post(one, { query: giant, extensions: persisted(giant) }))).toEqual(['QUERY_TOO_COMPLEX']);
    const invalid = '{ nothing }';
    expect(await codesOf(await post(one, { query: invalid, extensions: persisted(invalid) }))).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    for (const text of [giant, invalid]) {
      expect(await codesOf(await post(one, { extensions: persisted(text) }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
      expect(await redis.call('exists', `gp-gateway:operation:${sha256(text)}`)).toBe(0);
    }
  });

  it('are never what somebody else has written into Redis', async () => {
    const text = '{ other: __typename ping: __typename }';
    await redis.call('set', `gp-gateway:operation:${sha256(text)}`, '{ ping: __typename }');
    expect(await codesOf(await post(one, { extensions: persisted(text) }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });

  it('go on while Redis hangs', async () => {
    const text = 'query Hanging { ping: __typename }';
    redis.hold();
    try {
      await post(one, { query: text, extensions: persisted(text) });
      expect(await (await getByHash(one, text)).json()).toEqual({ data: { ping: 'Query' } });
      // Its client sends the whole text, and both know it.
      expect(await codesOf(await getByHash(other, text))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
      await post(other, { query: text, extensions: persisted(text) });
      expect(await (await getByHash(other, text)).json()).toEqual({ data: { ping: 'Query' } });
    } finally {
      redis.letGo();
    }
  });

  it('go on without Redis', async () => {
    const text = 'query Without { ping: __typename }';
    await redis.cut();
    await post(one, { query: text, extensions: persisted(text) });
    expect(await (await getByHash(one, text)).json()).toEqual({ data: { ping: 'Query' } });
    await redis.startAgain();
  });
});

describe('Over GET', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start({ QUERY_PLANS: 'on' });
    for (const text of [PRODUCT, '{ viewer { user { name } } product(sku: "CUT-4") { sku } }']) {
      await post(gateway, { query: text, extensions: persisted(text) });
    }
  });
  afterAll(() => gateway.stop());

  it('a query in full needs a header that a foreign page cannot send unasked', async () => {
    expect((await get(gateway, { query: '{ ping: __typename }' })).status).toBe(400);
    for (const headers of [
      { 'apollo-require-preflight': '1' },
      { 'x-apollo-operation-name': 'Ping' },
      { 'content-type': 'application/json' },
    ]) {
      const response = await get(gateway, { query: '{ ping: __typename }' }, headers as Record<string, string>);
      expect(await response.json()).toEqual({ data: { ping: 'Query' } });
      expect(response.headers.get('cache-control')).toBe('private, no-store');
    }
  });

  it('mutations are refused', async () => {
    const headers = { 'apollo-require-preflight': '1' };
    const two = 'query Q { ping: __typename } mutation M { logout { success } }';
    for (const parameters of [{ query: 'mutation { logout { __typename } }' }, { query: two, operationName: 'M' }]) {
      const response = await get(gateway, parameters as Record<string, string>, headers);
      expect([response.status, response.headers.get('allow'), response.headers.get('cache-control')]).toEqual([
        405,
        'POST',
        'no-store',
      ]);
    }
  });

  it("everybody's answers may be kept, and are not sent twice", async () => {
    const response = await getByHash(gateway, PRODUCT);
    expect(response.headers.get('cache-control')).toBe('public, max-age=15, stale-while-revalidate=30');
    expect(response.headers.get('vary')).toBe('Authorization, Accept-Encoding');
    const etag = response.headers.get('etag') ?? '';
    const again = await getByHash(gateway, PRODUCT, { 'if-none-match': etag });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
  });

  it("one value of a viewer's makes all of it theirs, and so does a token", async () => {
    const token = await gateway.signIn('nell.hargate@example.com');
    const answers = [
      await getByHash(gateway, '{ viewer { user { name } } product(sku: "CUT-4") { sku } }'),
      await getByHash(gateway, PRODUCT, { authorization: `Bearer ${token}` }),
      await getByHash(gateway, PRODUCT, { authorization: 'Bearer nonsense' }),
      await getByHash(gateway, '{ neverSent }'),
    ];
    for (const { headers } of answers) {
      expect([headers.get('cache-control'), headers.get('vary'), headers.get('etag')]).toEqual([
        'private, no-store',
        'Authorization, Accept-Encoding',
        null,
      ]);
    }
  });

  it.each([{ variables: '{' }, { variables: '[]' }, { extensions: '5' }])('nonsense is refused: %j', async (wrong) => {
    expect(
      (await get(gateway, { query: '{ ping: __typename }', ...(wrong as object) }, { 'apollo-require-preflight': '1' })).status,
    ).toBe(400);
  });

  it('a link opens GraphiQL and executes nothing', async () => {
    const response = await get(gateway, { query: '{ ping: __typename }' }, { accept: 'text/html;q=0.1, application/json' });
    expect(await response.text()).not.toContain('"ping"');
  });
});

describe('A batch', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  it('is answered in its order, and one that fails does not spoil the others', async () => {
    const response = await post(gateway, [
      { query: '{ ping: __typename }' },
      { query: '{ nothing }' },
      { extensions: persisted('{ nobody }') },
    ]);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject([
      { data: { ping: 'Query' } },
      { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
      { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
    ]);
  });

  it('holds at most ten', async () => {
    const batch = (count: number) => Array.from({ length: count }, () => ({ query: '{ ping: __typename }' }));
    expect((await post(gateway, batch(10))).status).toBe(200);
    const refused = await post(gateway, batch(11));
    expect([refused.status, await codesOf(refused)]).toEqual([400, ['QUERY_TOO_COMPLEX']]);
  });

  it.each(['login', 'refreshSession', 'placeOrder', 'logout'])('with %s is refused before any work', async (field) => {
    const query = `query Q { ping: __typename } mutation M { ...F } fragment F on Mutation { ${field} { __typename } }`;
    const refused = await post(gateway, [{ query: '{ ping: __typename }' }, { query, operationName: 'M' }]);
    expect([refused.status, await codesOf(refused)]).toEqual([400, ['MUTATION_IN_BATCH']]);
  });
});

describe('Client packages', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start({ QUERY_PLANS: 'on' });
  });
  afterAll(() => gateway.stop());

  it('Apollo Client asks by hash over GET', async () => {
    const methods: string[] = [];
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(
        new HttpLink({
          uri: `${gateway.url}/graphql`,
          fetch: (url, init) => {
            methods.push(init?.method ?? 'GET');
            return fetch(url, init);
          },
        }),
      ),
    });
    const query = gql`query ApolloProduct { product(sku: "CUT-4") { sku } }`;
    for (const _ of [1, 2]) {
      const { data } = await client.query({ query, fetchPolicy: 'network-only' });
      expect(data).toMatchObject({ product: { sku: 'CUT-4' } });
    }
    expect(methods).toEqual(['GET', 'POST', 'GET']);
  });

  it('Apollo Client asks in batches', async () => {
    const bodies: unknown[] = [];
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new BatchHttpLink({
        uri: `${gateway.url}/graphql`,
        fetch: (url, init) => {
          bodies.push(JSON.parse(String(init?.body)));
          return fetch(url, init);
        },
      }),
    });
    const asked = ['CUT-4', 'HCS5-38-2-ZN'].map((sku) =>
      client.query({ query: gql`query Batched($sku: ID!) { product(sku: $sku) { sku } }`, variables: { sku } }),
    );
    expect((await Promise.all(asked)).map(({ data }) => data)).toMatchObject([
      { product: { sku: 'CUT-4' } },
      { product: { sku: 'HCS5-38-2-ZN' } },
    ]);
    expect(bodies).toEqual([expect.arrayContaining([expect.anything(), expect.anything()])]);
  });

  it('urql asks by hash over GET', async () => {
    const client = new Client({
      url: `${gateway.url}/graphql`,
      preferGetMethod: true,
      exchanges: [cacheExchange, persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange],
    });
    const query = 'query UrqlProduct { product(sku: "CUT-4") { sku } }';
    for (const _ of [1, 2]) {
      const { data, error } = await client.query(query, {}, { requestPolicy: 'network-only' }).toPromise();
      expect([error, data]).toMatchObject([undefined, { product: { sku: 'CUT-4' } }]);
    }
  });

  it('graphql-request asks alone and in batches', async () => {
    const client = new GraphQLClient(`${gateway.url}/graphql`);
    expect(await client.request('{ ping: __typename }')).toEqual({ ping: 'Query' });
    expect(await client.batchRequests([{ document: '{ ping: __typename }' }, { document: '{ __typename }' }])).toMatchObject([
      { data: { ping: 'Query' } },
      { data: { __typename: 'Query' } },
    ]);
  });
});

describe('Registered operations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-manifest-'));
  const file = join(folder, 'manifest.json');
  const write = (...bodies: string[]) => {
    const operations = bodies.map((body) => ({ id: sha256(body), name: /query (\w+)/.exec(body)?.[1], type: 'query', body }));
    writeFileSync(`${file}.new`, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }));
    renameSync(`${file}.new`, file);
  };
  const ANOTHER = 'query Another { ping: __typename }';
  let gateway: TestGateway;
  beforeAll(async () => {
    write(PRODUCT);
    gateway = await TestGateway.start({ OPERATIONS_MANIFEST: file, OPERATIONS_MODE: 'refuse', QUERY_PLANS: 'on' });
  });
  afterAll(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true });
  });

  it('are answered by hash, by documentId and by their text', async () => {
    for (const body of [{ extensions: persisted(PRODUCT) }, { documentId: sha256(PRODUCT) }, { query: PRODUCT }]) {
      expect(await (await post(gateway, body)).json()).toMatchObject({ data: { product: { sku: 'CUT-4' } } });
    }
    expect((await get(gateway, { documentId: sha256(PRODUCT) })).status).toBe(200);
  });

  it.each([
    ['another text', { query: ANOTHER }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ['registering', { query: ANOTHER, extensions: persisted(ANOTHER) }],
    ['an unknown hash', { extensions: persisted(ANOTHER) }],
    ['an unknown id', { documentId: 'x' }],
    ['one of a batch', [{ query: PRODUCT }, { query: ANOTHER }]],
  ])('refuse %s', async (_, body) => {
    const response = await post(gateway, body);
    expect([response.status, await codesOf(response)]).toEqual([400, ['OPERATION_NOT_REGISTERED']]);
  });

  it('are read again while they are asked for, and a broken file changes nothing', async () => {
    let asks = true;
    const statuses = new Set<number>();
    const asking = (async () => {
      while (asks) statuses.add((await post(gateway, { query: PRODUCT })).status);
    })();
    write(PRODUCT, ANOTHER);
    const answered = async () => expect((await post(gateway, { query: ANOTHER })).status).toBe(200);
    await vi.waitFor(answered);
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    writeFileSync(file, '{ "format": ');
    const told = () =>
      warn.mock.calls.filter(([text]) => String(text).startsWith('OPERATIONS_MANIFEST has changed and is not used'));
    // Only once it was looked at does it say anything that they are still answered.
    await vi.waitFor(() => expect(told()).not.toEqual([]));
    warn.mockRestore();
    await answered();
    write(PRODUCT);
    await vi.waitFor(async () => expect((await post(gateway, { query: ANOTHER })).status).toBe(400));
    asks = false;
    await asking;
    expect([...statuses]).toEqual([200]);
  });

  it('are all answered where others are only logged, and each other one is logged once', async () => {
    write(PRODUCT);
    const logging = await TestGateway.start({ OPERATIONS_MANIFEST: file, OPERATIONS_MODE: 'log' });
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    try {
      for (const query of [PRODUCT, ANOTHER, ANOTHER]) expect((await post(logging, { query })).status).toBe(200);
      const told = warn.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('not registered'));
      expect(told).toEqual([`An operation that is not registered was answered: Another, ${sha256(ANOTHER)}`]);
    } finally {
      warn.mockRestore();
      await logging.stop();
    }
  });

  it('have to be readable at the start', async () => {
    const start = (name: string) => TestGateway.start({ OPERATIONS_MANIFEST: join(folder, name), OPERATIONS_MODE: 'log' });
    await expect(start('nowhere.json')).rejects.toThrow(/^OPERATIONS_MANIFEST: .*it cannot be read\.$/);
    await expect(TestGateway.start({ OPERATIONS_MODE: 'log' })).rejects.toThrow(/^OPERATIONS_MANIFEST: expected/);
  });
});
