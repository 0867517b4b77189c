import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoggerService } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/index.js';
import { addDemoUsers, DEMO_PASSWORD } from '../../src/demo.js';
import { type Gateway, startGateway } from '../../src/gateway.js';
import { PasswordHasher, UserStore } from '../../src/identity/index.js';
import { scrape } from '../observability/scraped.js';
import { dropDatabase } from '../support/databases.js';
import { ON_A_BUSY_MACHINE } from '../support/on-a-busy-machine.js';
import { LOGIN, TdsServer } from '../support/tds/tds-server.js';
import { createCopy } from '../support/templates.js';

const SIGN_IN = `mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code } } }`;
const PAGE = `{
  viewer { account { number name } }
  products(skus: ["CUT-4"]) {
    sku
    name
    price { __typename ... on Price { unitPrice { amount currency } } ... on Unavailable { reason } }
    availability { __typename ... on Unavailable { reason } }
  }
}`;
const PRODUCT = { sku: 'CUT-4', name: expect.any(String) };
const AWAY = { __typename: 'Unavailable', reason: 'ERP_UNAVAILABLE' };

interface Page {
  readonly viewer: { readonly account: { readonly number: string; readonly name: string } };
  readonly products: readonly { readonly price: { readonly __typename: string } }[];
}

let databases: [gateway: string, company: string];
let server: TdsServer;
let folder: string;
let gateway: Gateway | undefined;

beforeAll(async () => {
  databases = await Promise.all([createCopy('gateway'), createCopy('company')]);
  server = await TdsServer.start(databases[1]);
  folder = mkdtempSync(join(tmpdir(), 'gateway-test-'));
});

afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

afterAll(async () => {
  expect(server.trouble.faults).toEqual([]);
  await server?.close();
  await Promise.all((databases ?? []).map(dropDatabase));
  rmSync(folder, { recursive: true, force: true });
});

async function start(environment: NodeJS.ProcessEnv = {}, log: LoggerService | false = false): Promise<Gateway> {
  const configuration = readEnvironment({
    ...{ HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder, DATABASE_URL: databases[0], QUERY_PLANS: 'checked' },
    ...{ GP_URL: `${server.url}?encrypt=false`, GP_PASSWORD: LOGIN.password, GP_CHANGES: 'off' },
    ...ON_A_BUSY_MACHINE,
    ...environment,
  });
  gateway = await startGateway(configuration, log);
  await addDemoUsers(gateway.app.get(UserStore), gateway.app.get(PasswordHasher));
  return gateway;
}

async function ask<Data>(query: string, variables: object = {}, token?: string): Promise<Data> {
  const response = await fetch(`${gateway?.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

async function page(): Promise<Page> {
  const input = { email: 'ivo.brandt@example.com', password: DEMO_PASSWORD };
  const { login } = await ask<{ login: { session: { accessToken: string } } }>(SIGN_IN, { input });
  return ask<Page>(PAGE, {}, login.session.accessToken);
}

async function readiness() {
  const response = await fetch(`${gateway?.url}/health/ready`);
  return { status: response.status, body: (await response.json()) as { status: string; gp: { problems: { reason: string }[] } } };
}

const reasons = async () => (await readiness()).body.gp.problems.map(({ reason }) => reason);

describe('A gateway in front of a SQL Server', () => {
  it('answers pages from it, and says that it is well', async () => {
    const { sandbox } = await start();
    expect(sandbox).toBeUndefined();
    // A busy machine may take longer than a page waits for GP.
    await expect.poll(page).toEqual({
      viewer: { account: { number: 'COBALT', name: 'Cobalt Bay Marine Works' } },
      products: [{ ...PRODUCT, price: expect.objectContaining({ __typename: 'Price' }), availability: expect.anything() }],
    });
    await expect.poll(readiness).toMatchObject({
      status: 200,
      body: { status: 'ready', changes: 'off', gp: { status: 'well', isolation: 'locks', problems: [] } },
    });
  });

  it('starts while GP is away, serves what it has, says what is wrong, and uses GP when it is back', async () => {
    await server.goAway();
    const { metricsUrl } = await start();
    await expect.poll(page).toMatchObject({
      viewer: { account: { number: 'COBALT', name: 'Cobalt Bay Marine Works' } },
      products: [{ ...PRODUCT, price: AWAY, availability: AWAY }],
    });
    await expect.poll(reasons).toHaveLength(3);
    const { status, body } = await readiness();
    expect({ status, said: body.status }).toEqual({ status: 200, said: 'ready' });
    expect(body.gp).toEqual({
      status: 'trouble',
      problems: ['reading', 'background', 'handingOver'].map((connection) => ({
        connection,
        reason: 'unreachable',
        code: 'ECONNREFUSED',
        message: expect.stringContaining('cannot be reached'),
        since: expect.stringMatching(/^\d{4}-.*Z$/),
      })),
    });
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|Tests-1433|gateway@/);
    const trouble = { connection: 'reading', reason: 'unreachable', code: 'ECONNREFUSED' };
    expect((await scrape(metricsUrl)).total('gateway_gp_problem', trouble)).toBe(1);
    await server.comeBack();
    await expect.poll(reasons).toEqual([]);
    await expect.poll(async () => (await page()).products[0]?.price.__typename).toBe('Price');
  });

  it.each([
    ['accepts connections and says nothing', { blackHole: true }, 'unreachable'],
    ['refuses the login', { refuseLogin: 18_456 }, 'loginRefused'],
    ['has the database in single-user mode', { refuseLogin: 924 }, 'databaseUnavailable'],
    ['is recovering the database', { refuseLogin: 922 }, 'databaseUnavailable'],
  ])('starts while the server %s', async (_, state, reason) => {
    server.trouble.makeServer(state);
    try {
      await start();
      await expect.poll(reasons).toEqual([reason, reason, reason]);
      await expect.poll(page).toMatchObject({ viewer: { account: { number: 'COBALT' } }, products: [PRODUCT] });
    } finally {
      server.trouble.makeServer({});
    }
  });

  it('says what its logins lack, and which stamps nobody keeps, before a page or an order meets it', async () => {
    await server.change(`insert into sqlserver.denied values ('IV00108', 'SELECT'), ('taSopHdrIvcInsert', 'EXECUTE')`);
    await server.change('alter table "IV00104" disable trigger user');
    try {
      const { metricsUrl } = await start();
      await expect
        .poll(async () => (await readiness()).body.gp.problems)
        .toMatchObject([
          { connection: 'reading', code: 'CHECK_TABLES', message: 'IV00108 may not be read' },
          { connection: 'reading', code: 'CHECK_STAMPS', message: expect.stringContaining('of IV00104 are switched off') },
          {
            ...{ connection: 'handingOver', code: 'CHECK_ECONNECT', message: 'taSopHdrIvcInsert may not be called' },
            todo: expect.stringContaining('npm run gp -- grants'),
          },
        ]);
      const problem = { connection: 'reading', reason: 'stampsNotKept', code: 'CHECK_STAMPS' };
      expect((await scrape(metricsUrl)).total('gateway_gp_problem', problem)).toBe(1);
    } finally {
      await server.change('truncate sqlserver.denied');
      await server.change('alter table "IV00104" enable trigger user');
    }
  });

  it.each([
    ['takes questions and answers none', {}],
    ['does not even acknowledge that they are given up', { deafToCancels: true }],
  ])('says at once that GP does not answer while its server %s, once in the log, and when it answers again', async (_, state) => {
    const lines: string[] = [];
    const write = (fields: unknown, text?: unknown) => void lines.push(`${text ?? ''} ${JSON.stringify(fields)}`);
    const { metricsUrl } = await start({ GP_CHANGES: 'auto' }, { log: write, warn: write, error: write });
    const problem = { connection: 'reading', reason: 'notAnswering', code: 'ETIMEOUT' };
    const told = async () => (await scrape(metricsUrl)).total('gateway_gp_problem', problem);
    await expect.poll(async () => (await readiness()).body).toMatchObject({ changes: 'stamps', gp: { status: 'well' } });
    server.trouble.makeServer({ standsStill: true, ...state });
    try {
      await expect
        .poll(async () => (await readiness()).body.gp)
        .toMatchObject({
          status: 'trouble',
          problems: expect.arrayContaining([
            { ...problem, message: expect.stringMatching(/^GP's server does not answer/), since: expect.any(String) },
          ]),
        });
      expect(await told()).toBe(1);
      await expect.poll(async () => (await readiness()).body).toMatchObject({ changes: 'silent' });
    } finally {
      server.trouble.makeServer({});
    }
    await expect.poll(async () => (await readiness()).body).toMatchObject({ changes: 'stamps', gp: { status: 'well' } });
    expect(await told()).toBe(0);
    await gateway?.close();
    gateway = undefined;
    const ofReading = lines.filter((line) => line.includes('"connection":"reading"') && /answer/.test(line));
    expect(ofReading).toEqual([
      expect.stringMatching(/^GP's server does not answer/),
      expect.stringMatching(/^GP's server answers again/),
    ]);
    expect(lines.filter((line) => line.includes('gp.changes'))).toEqual([]);
    expect(lines.filter((line) => line.includes('"reason":"Error"'))).toEqual([]);
  });

  it('is no trial: the schema is not told', async () => {
    await start();
    const response = await fetch(`${gateway?.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __schema { queryType { name } } }' }),
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });
});
