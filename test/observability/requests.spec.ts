import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../src/config/index.js';
import { type Gateway, startGateway } from '../../src/gateway.js';
import { JsonLog } from '../../src/observability/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';

const PAGE = `query StockPage($skus: [ID!]!) {
  products(skus: $skus) { sku availability { __typename ... on Availability { totalAvailable } ... on Unavailable { reason } } }
}`;
/** Nobody has asked for it before. */
const COLD_SKUS = ['CUT-4', 'CUT-6', 'CUT-14', 'CWR-38', 'CWR-716', 'CWR-12'];

let folder: string;
let databases: string[];
let gateway: Gateway;
const lines: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-test-'));
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  const environment = {
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL,
    GP_URL,
    GP_DEADLINE_MS: '5000',
    // Whether what was read has changed is asked every second, by whose questions no page waits.
    GP_CHANGES: 'off',
    LOG_LEVEL: 'debug',
    // A busy machine refuses none of what is looked at here.
    SHED_PAGES_AT_MS: '60000',
    SHED_CHECKOUTS_AT_MS: '60000',
  };
  gateway = await startGateway(readEnvironment(environment), new JsonLog('debug', { write: (line) => lines.push(line) }));
});

afterEach(() => gateway.sandbox?.trouble.make({}));

afterAll(async () => {
  await gateway?.close();
  await Promise.all((databases ?? []).map(dropDatabase));
  rmSync(folder, { recursive: true, force: true });
});

function ask(body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const written = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
const linesOf = (correlationId: string) => written().filter((line) => line.correlationId === correlationId);

describe('the correlation ID', () => {
  it.each([
    ['x-correlation-id', 'page-7.2026:A_b', 'page-7.2026:A_b'],
    ['x-request-id', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'],
    ['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '0af7651916cd43dd8448eb211c80319c'],
  ])("is the caller's, of %s", async (header, value, id) => {
    const response = await ask({ query: '{ __typename }' }, { [header]: value });
    expect(response.headers.get('x-correlation-id')).toBe(id);
  });

  it.each(['nell@example.com', 'x'.repeat(65), '{"a":1}', 'two words'])('is another where it is malformed: %s', async (value) => {
    const response = await ask({ query: '{ __typename }' }, { 'x-correlation-id': value });
    expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f]{16}$/);
    expect(lines.join()).not.toContain(value);
  });

  it.each(['/health/live', '/.well-known/jwks.json', '/graphql', '/nowhere'])('is sent with every answer: %s', async (path) => {
    expect((await fetch(`${gateway.url}${path}`)).headers.get('x-correlation-id')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('stands in the lines of what went wrong with GP on behalf of the request', async () => {
    gateway.sandbox?.trouble.make({ failing: true });
    await ask({ query: PAGE, variables: { skus: COLD_SKUS } }, { 'x-correlation-id': 'page-in-trouble' });
    await vi.waitFor(() =>
      expect(linesOf('page-in-trouble')).toContainEqual(
        expect.objectContaining({ context: 'gp', operation: expect.stringMatching(/^gp\./), level: 40 }),
      ),
    );
  });
});

describe('the log', () => {
  it('has a line for each request, at debug, with nothing of what was sent', async () => {
    const secrets = ['s3cret-token', 'nell.hargate@example.com', 'wrong-passw0rd', 'userErrors'];
    const query = `mutation SignIn($input: LoginInput!) { login(input: $input) { userErrors { code } } }`;
    const input = { email: secrets[1], password: secrets[2] };
    await ask({ query, variables: { input } }, { 'x-correlation-id': 'sign-in-1', authorization: `Bearer ${secrets[0]}` });
    await vi.waitFor(() =>
      expect(linesOf('sign-in-1')).toContainEqual({
        level: 20,
        time: expect.any(String),
        context: 'request',
        correlationId: 'sign-in-1',
        operation: 'SignIn',
        status: 200,
        tookMs: expect.any(Number),
        gpQuestions: expect.any(Number),
        msg: 'Request answered',
      }),
    );
    for (const secret of secrets) expect(lines.join()).not.toContain(secret);
    expect(lines.join()).not.toContain('127.0.0.1');
  });
});

describe('Server-Timing', () => {
  const of = (response: Response) => response.headers.get('server-timing') ?? '';

  it('tells how long a page waited for GP, and for how many questions; then for none', async () => {
    gateway.sandbox?.trouble.make({ latencyMs: 20 });
    const body = { query: PAGE, variables: { skus: ['BRG-6201-2RS', 'BRG-6202-2RS'] } };
    const cold = of(await ask(body));
    const [, totalMs, gpMs, questions] = /^total;dur=([\d.]+), gp;dur=([\d.]+);desc="(\d+) questions?"$/.exec(cold) ?? [];
    expect(Number(questions)).toBeGreaterThan(0);
    expect(Number(gpMs)).toBeGreaterThan(15);
    expect(Number(totalMs)).toBeGreaterThanOrEqual(Number(gpMs));
    expect(of(await ask(body))).toMatch(/^total;dur=[\d.]+, gp;dur=0;desc="0 questions"$/);
  });

  it('counts for whoever waits, whoever asked', async () => {
    gateway.sandbox?.trouble.make({ latencyMs: 50 });
    const body = { query: PAGE, variables: { skus: ['CUT-12', 'BRG-6203-2RS'] } };
    const both = await Promise.all([ask(body), ask(body)]);
    for (const response of both) expect(of(response)).toMatch(/desc="[1-9]\d* questions?"$/);
  });

  it('is not sent with what is no GraphQL', async () => {
    expect((await fetch(`${gateway.url}/health/live`)).headers.has('server-timing')).toBe(false);
  });
});
