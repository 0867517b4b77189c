import { readFileSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ERROR_CODES } from '../../src/faults/codes.js';
import { Clock } from '../../src/values/clock.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { ask, post, type Raw, sendBytes } from './asked.js';

const GUIDE = readFileSync('docs/storefront.md', 'utf8');
/** The codes of the guide's table of errors. */
const [, TABLE = ''] = /^### Error codes\n([\s\S]*?)^## /m.exec(GUIDE) ?? [];
const CODES = new Set([...TABLE.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code));
/** What frameworks say, and what callers have sent. */
const LEAKS =
  /fastify|nest|apollo(?!-require|-operation)|node\.js|statusCode|unexpected|syntaxerror|is not valid json|secret|stack|\.js\b|\.ts\b|at \w+ \(/i;
const JSON_TYPE = { 'content-type': 'application/json' };
const QUERY = JSON.stringify({ query: '{ categories { name } }' });

let databases: string[];
let gateway: TestGateway;

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  gateway = await TestGateway.start({ DATABASE_URL: databases[0], GP_URL: databases[1] });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await gateway.stop();
  for (const database of databases) await dropDatabase(database);
});

function expectRefusal({ status, headers, body }: Raw, expected: { status: number; code: string }): void {
  const text = body.toString();
  const { errors, ...rest } = JSON.parse(text);
  expect({ status, code: errors[0].extensions.code, rest }).toEqual({ ...expected, rest: {} });
  expect(Object.keys(errors[0]).sort()).toEqual(['extensions', 'message']);
  expect(errors).toHaveLength(1);
  expect(headers['content-type']).toMatch(/^application\/(json|graphql-response\+json); charset=utf-8$/);
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-correlation-id']).toMatch(/^[\w.:-]{1,64}$/);
  expect(text).not.toMatch(LEAKS);
  expect(CODES).toContain(expected.code);
}

describe('what cannot be answered is refused in one shape, with a code of the list', () => {
  const POST = '/graphql';
  test.each<[string, string, string, Record<string, string>, string | undefined, number, string]>([
    ['an address with nothing', 'GET', '/secret?x=secret', {}, undefined, 404, 'NOT_FOUND'],
    ['a post to nothing', 'POST', '/secret', JSON_TYPE, '{}', 404, 'NOT_FOUND'],
    ['an address that cannot be decoded', 'GET', '/secret/%', {}, undefined, 400, 'BAD_REQUEST'],
    ['PUT', 'PUT', POST, JSON_TYPE, QUERY, 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE', 'DELETE', `${POST}?secret`, {}, undefined, 405, 'METHOD_NOT_ALLOWED'],
    ['no JSON', 'POST', POST, JSON_TYPE, '{"query":secret', 400, 'BAD_REQUEST'],
    ['an empty body', 'POST', POST, JSON_TYPE, undefined, 400, 'BAD_REQUEST'],
    ['a prototype in the body', 'POST', POST, JSON_TYPE, '{"__proto__":{"secret":1},"query":"{x}"}', 400, 'BAD_REQUEST'],
    ['null', 'POST', POST, JSON_TYPE, 'null', 400, 'BAD_REQUEST'],
    ['no query', 'POST', POST, JSON_TYPE, '{"secret":1}', 400, 'BAD_REQUEST'],
    ['a parsed query', 'POST', POST, JSON_TYPE, '{"query":{"kind":"Document"}}', 400, 'BAD_REQUEST'],
    ['a text for variables', 'POST', POST, JSON_TYPE, '{"query":"{x}","variables":"secret"}', 400, 'BAD_REQUEST'],
    ['another type of body', 'POST', POST, { 'content-type': 'text/plain' }, QUERY, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a type that is none', 'POST', POST, { 'content-type': 'secret' }, QUERY, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['another type elsewhere', 'POST', '/x', { 'content-type': 'a/b' }, QUERY, 404, 'NOT_FOUND'],
    ['no acceptable type', 'POST', POST, { ...JSON_TYPE, accept: 'text/html' }, QUERY, 406, 'NOT_ACCEPTABLE'],
    ['GET without a query', 'GET', POST, { 'apollo-require-preflight': '1' }, undefined, 400, 'BAD_REQUEST'],
    ['GET without the header', 'GET', `${POST}?query={x}`, {}, undefined, 400, 'BAD_REQUEST'],
    ['GET of another type', 'GET', `${POST}?query={x}`, { 'content-type': 'a/secret' }, undefined, 400, 'BAD_REQUEST'],
  ])('%s', async (_, method, path, headers, body, status, code) => {
    expectRefusal(await ask(gateway.url + path, { method, headers, body }), { status, code });
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])('%s, with any body of any type', async (method) => {
    const bodies: [Record<string, string>, string | undefined][] = [
      [{}, undefined],
      [JSON_TYPE, undefined],
      [JSON_TYPE, QUERY],
      [JSON_TYPE, '{"query":secret'],
      [{ 'content-type': 'text/plain' }, QUERY],
      [{ 'content-type': 'secret' }, QUERY],
      [JSON_TYPE, ' '.repeat(2_000_000)],
    ];
    for (const [headers, body] of bodies) {
      const refused = await ask(`${gateway.url}/graphql?secret`, { method, headers, body });
      expectRefusal(refused, { status: 405, code: 'METHOD_NOT_ALLOWED' });
      expect(refused.headers.allow).toBe('GET, POST, OPTIONS');
    }
  });

  test('HEAD, which has no body', async () => {
    const { status, headers } = await ask(`${gateway.url}/graphql`, { method: 'HEAD' });
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, POST, OPTIONS' });
  });

  test.each([
    ['bytes that are no HTTP', 'secret\r\n\r\n', 400, 'BAD_REQUEST'],
    ['17 KB of headers', `POST /graphql HTTP/1.1\r\nhost: x\r\nsecret: ${'x'.repeat(17_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
  ])('%s', async (_, bytes, status, code) => {
    const [head = '', body = ''] = (await sendBytes(gateway.url, bytes)).split('\r\n\r\n');
    const [line = '', ...fields] = head.split('\r\n');
    const headers = Object.fromEntries(fields.map((field) => field.split(': ')));
    expectRefusal({ status: Number(line.split(' ')[1]), headers, body: Buffer.from(body) }, { status, code });
  });

  test('a fault of ours, whose cause is in the log alone', async () => {
    const logged = vi.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const fault = new Error('secret of a driver');
    vi.spyOn(gateway.gateway.app.get(Clock), 'now').mockImplementation(() => {
      throw fault;
    });
    const { status, body, headers } = await post(gateway.url, 'query New { categories { id } }');
    const causes = logged.mock.calls.flat();
    vi.restoreAllMocks();
    expect(status).toBe(500);
    expect(JSON.parse(body.toString())).toEqual({
      errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(headers['x-correlation-id']).toBeDefined();
    expect(causes.some((cause) => cause === fault || (cause instanceof Error && cause.message.includes(fault.message)))).toBe(
      true,
    );
  });
});

describe('the correlation ID', () => {
  const idOf = async (path: string, own: string) =>
    (await ask(gateway.url + path, { headers: { ...JSON_TYPE, 'x-correlation-id': own }, body: '{' })).headers[
      'x-correlation-id'
    ];

  test.each(['page-7', '0d9b1f0e-7e0c-4d7c-9f5b-2f1d5a0c9a11', 'a'.repeat(64)])('%s of the caller comes back', async (own) => {
    for (const path of ['/graphql', '/nowhere', '/%']) expect(await idOf(path, own)).toBe(own);
  });

  test.each(['', 'nell@example.com', 'a b', '<script>', 'a'.repeat(65), 'ü', '{"$ne":1}'])('%j is replaced', async (own) => {
    for (const path of ['/graphql', '/nowhere', '/%']) expect(await idOf(path, own)).toMatch(/^[0-9a-f]{16}$/);
  });
});

test('the guide has every code that an error of an answer may have, and no other', () => {
  expect([...CODES].toSorted()).toEqual(ERROR_CODES.toSorted());
});
