import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Collector } from '../observability/collector.js';
import { CHECK_CART, orderOf, PLACE_ORDER } from '../ordering/checkout.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { BuiltGateway, buildGateway, endAll } from '../support/built-gateway.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { FaultProxy } from '../support/fault-proxy.js';

/** What nobody but its owner may ever read. All begin with the same word, in different clothes, so that none hides in a test's own text. */
const SECRETS = {
  ofConfiguration: {
    gpPassword: 'zq-gp-password',
    ownPassword: 'zq-own-password',
    redisPassword: 'zq-redis-password',
    redisHost: '127.77.66.55',
    editingKey: 'zq-editing-key-of-sixteen',
    metricsToken: 'zq-metrics-token-of-sixteen',
  },
  ofDrivers: { gp: 'zq-words-of-gp', own: 'zq-words-of-own', table: 'IV00108', ownTable: 'insert into' },
  ofRequests: {
    password: 'zq-password-of-a-person',
    card: '4111-1111-1111-1111',
    email: 'zq.person@example.com',
    name: 'zq Name Of Person',
    literal: 'zq-literal-in-a-query',
    comment: 'zq-comment-in-a-query',
    token: 'zq-bearer-token',
    apiKey: 'zq-api-key',
    cookie: 'zq-cookie',
    wrongKey: 'zq-wrong-editing-key',
    url: 'zq-in-the-url',
    malformed: 'zq-in-a-broken-body',
  },
} as const;

const { ofConfiguration, ofDrivers, ofRequests } = SECRETS;

interface Asked {
  readonly about: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const LOGIN =
  'mutation Login($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code message } } }';
const graphql = (about: string, query: string, variables: object = {}, headers: Record<string, string> = {}): Asked => ({
  about,
  body: JSON.stringify({ query, variables }),
  headers,
});

const line = { sku: 'CUT-4', quantity: '1', unitPrice: '2.40' };
const guestOrder = () =>
  orderOf([line], {
    customer: { email: ofRequests.email, name: ofRequests.name },
    comment: ofRequests.literal,
    payments: [{ method: 'CARD', amount: '2.40', transactionId: ofRequests.card, authorizationCode: ofRequests.card }],
  });

/** Good, bad and broken ones; each carries what it must not be told again. */
const requests = (): Asked[] => [
  graphql(
    'a page',
    `# ${ofRequests.comment}\n{ product(sku: "CUT-4") { name price { __typename } availability { __typename } } }`,
  ),
  graphql('a search', `{ catalog(query: "${ofRequests.literal}") { totalCount } }`),
  graphql('a cart', CHECK_CART, { input: { lines: [{ sku: ofRequests.literal, quantity: '1' }] } }),
  graphql('a sign-in', LOGIN, { input: { email: ofRequests.email, password: ofRequests.password } }),
  graphql('an order', PLACE_ORDER, { input: guestOrder() }),
  graphql('a wrong variable', LOGIN, { input: { email: ofRequests.email, password: { nested: ofRequests.password } } }),
  graphql('a wrong field of an input', LOGIN, { input: { email: ofRequests.email, pasword: ofRequests.password } }),
  graphql('a wrong decimal', PLACE_ORDER, { input: { ...guestOrder(), total: { amount: ofRequests.card, currency: 'USD' } } }),
  graphql('a wrong literal', `{ categories { products(first: "${ofRequests.literal}") { totalCount } } }`),
  graphql('a wrong decimal literal', `{ product(sku: "CUT-4") { price(quantity: "${ofRequests.literal}") { __typename } } }`),
  graphql('a wrong enum', `{ catalog(sort: "${ofRequests.literal}") { totalCount } }`),
  graphql('a wrong enum variable', 'query ($sort: CatalogSort) { catalog(sort: $sort) { totalCount } }', {
    sort: ofRequests.literal,
  }),
  graphql('a syntax error', `{ product "${ofRequests.literal}" }`),
  graphql('an unfinished string', `{ product(sku: "${ofRequests.literal}`),
  graphql('a string in place of a selection', `query "${ofRequests.literal}" { categories { id } }`),
  graphql('an unknown field', `{ categories { nonsense(of: "${ofRequests.literal}") } }`),
  graphql('a cursor', `{ catalog(after: "${ofRequests.literal}") { totalCount } }`),
  graphql('an ID', `{ node(id: "${ofRequests.literal}") { id } orderSubmission(id: "${ofRequests.literal}") { id } }`),
  graphql(
    'a location',
    `{ product(sku: "CUT-4") { availability(near: { postalCode: "${ofRequests.literal}" }) { __typename } } }`,
  ),
  graphql('a token', '{ viewer { user { name } } }', {}, { authorization: `Bearer ${ofRequests.token}` }),
  graphql('another scheme', '{ viewer { user { name } } }', {}, { authorization: `Basic ${ofRequests.token}` }),
  graphql('the editor', '{ viewer { user { name } } }', {}, { sc_editMode: 'true', sc_editing_key: ofConfiguration.editingKey }),
  graphql('a wrong editing key', '{ categories { id } }', {}, { sc_editMode: 'true', sc_editing_key: ofRequests.wrongKey }),
  graphql(
    'a mutation in the editor',
    LOGIN,
    { input: { email: ofRequests.email, password: ofRequests.password } },
    {
      sc_editMode: 'true',
      sc_editing_key: ofConfiguration.editingKey,
    },
  ),
  { about: 'broken JSON', body: `{"query": "${ofRequests.malformed}` },
  { about: 'no JSON', body: ofRequests.malformed, headers: { 'content-type': 'text/plain' } },
  { about: 'a list', body: JSON.stringify([{ query: `{ x(of: "${ofRequests.literal}") }` }]) },
  { about: 'no query', body: JSON.stringify({ variables: { password: ofRequests.password } }) },
  { about: 'a query by GET', method: 'GET', path: `/graphql?query=${encodeURIComponent(`{ x(y: "${ofRequests.url}") }`)}` },
  { about: 'another path', method: 'GET', path: `/nowhere/${ofRequests.url}?token=${ofRequests.url}` },
  { about: 'another method', method: 'PUT', path: `/graphql/${ofRequests.url}`, body: ofRequests.malformed },
  {
    about: 'metrics with a wrong token',
    method: 'GET',
    path: '/metrics',
    headers: { authorization: `Bearer ${ofRequests.token}` },
  },
];

describe('Planted secrets', () => {
  const folders = new TemporaryFolders();
  let databases: string[];
  let gp: FaultProxy;
  let own: FaultProxy;
  let collector: Collector;
  let gateway: BuiltGateway;
  /** Everything that anybody but the gateway could read, by where it stood. */
  const seen: { readonly where: string; readonly text: string }[] = [];

  beforeAll(async () => {
    await buildGateway();
    databases = [await createDatabase(), await createDatabase()];
    [own, gp] = [await FaultProxy.before(databases[0] as string), await FaultProxy.before(databases[1] as string)];
    collector = await Collector.start();
    gateway = await BuiltGateway.start({
      DATA_DIR: folders.path(),
      DATABASE_URL: withPassword(own.url, ofConfiguration.ownPassword),
      GP_URL: withPassword(gp.url, ofConfiguration.gpPassword),
      REDIS_URL: `redis://user:${ofConfiguration.redisPassword}@${ofConfiguration.redisHost}:6379`,
      EDITING_KEY: ofConfiguration.editingKey,
      METRICS_TOKEN: ofConfiguration.metricsToken,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      LOG_LEVEL: 'trace',
    });
  });
  afterAll(async () => {
    await endAll();
    await Promise.all([gp.close(), own.close(), collector.stop()]);
    await Promise.all(databases.map(dropDatabase));
    folders.remove();
  });

  async function ask({ about, path = '/graphql', method = 'POST', headers, body }: Asked, weather: string): Promise<void> {
    const response = await fetch(`${gateway.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        sc_apikey: ofRequests.apiKey,
        cookie: `session=${ofRequests.cookie}`,
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    seen.push({ where: `answer to ${about}, ${weather}`, text: `${head}\n${await response.text()}` });
  }

  async function askAll(weather: string): Promise<void> {
    for (const request of requests()) await ask(request, weather);
  }

  it('stand in no answer, no line of the log, no metric and no trace, whatever fails', { timeout: 120_000 }, async () => {
    await askAll('all is well');

    await change(databases[1] as string, failing('"IV00108"', ofDrivers.gp));
    await change(databases[0] as string, [
      ...raising(ofDrivers.own),
      'create trigger planted before insert on submission for each row execute function planted_trigger()',
    ]);
    await askAll('statements fail');
    await gp.make('away');
    await askAll('GP is away');
    await own.make('resetting');
    await askAll('connections are reset');
    await own.make('away');
    await askAll('both databases are away');
    await gp.make(undefined);
    await own.make(undefined);

    const metrics = await fetch(`${gateway.url}/metrics`, {
      headers: { authorization: `Bearer ${ofConfiguration.metricsToken}` },
    });
    expect(metrics.status).toBe(200);
    seen.push({ where: 'metrics', text: await metrics.text() });
    const { stdout, stderr } = await gateway.stop();
    for (const text of `${stdout}\n${stderr}`.split('\n')) seen.push({ where: 'log', text });
    seen.push({ where: 'traces', text: collector.text });
    expect(collector.spans.length).toBeGreaterThan(0);

    const secrets = [
      ...Object.values(SECRETS).flatMap((kind) => Object.values(kind)),
      `127.0.0.1:${new URL(gp.url).port}`,
      `127.0.0.1:${new URL(own.url).port}`,
    ];
    const leaks = seen.flatMap(({ where, text }) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${where}: ${excerpt(text, secret)}`),
    );
    expect([...new Set(leaks)]).toEqual([]);
  });

  it('would be found: the faults that hold them were met', () => {
    const failed = seen.filter(({ where }) => where === 'log').map(({ text }) => text);
    // SQLSTATE of what the planted statements raise; and what Node.js says of servers that are away.
    for (const code of ['P0001', 'ECONNREFUSED']) expect(failed.some((text) => text.includes(code))).toBe(true);
  });
});

function withPassword(url: string, password: string): string {
  const changed = new URL(url);
  changed.password = password;
  return changed.href;
}

async function change(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Functions that fail with these words in every place where PostgreSQL has room for some. */
function raising(words: string): string[] {
  const raise = `raise exception '${words}' using detail = '${words}', hint = '${words}'`;
  return [
    `create function planted_trigger() returns trigger language plpgsql as $$ begin ${raise}; end $$`,
    `create function planted() returns boolean language plpgsql volatile as $$ begin ${raise}; return true; end $$`,
  ];
}

/** Whatever reads the table fails. */
function failing(table: string, words: string): string[] {
  const away = table.replace(/"$/, '_AWAY"');
  return [
    ...raising(words),
    `alter table ${table} rename to ${away.slice(away.indexOf('"'))}`,
    `create view ${table} as select * from ${away} where planted()`,
  ];
}

function excerpt(text: string, secret: string): string {
  const at = text.indexOf(secret);
  return text.slice(Math.max(0, at - 120), at + 60);
}
