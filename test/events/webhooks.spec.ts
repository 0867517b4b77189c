import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../src/capabilities/index.js';
import { DeliveryFailed, type GatewayEvent } from '../../src/events/index.js';
import { type Endpoint, WebhookEndpoint } from '../../src/events/webhooks/endpoint.js';
import { readEndpoints } from '../../src/events/webhooks/endpoints-file.js';
import { secretBytes } from '../../src/events/webhooks/sign.js';
import { asAccountNumber } from '../../src/values/identifiers.js';
import { selfSigned } from './self-signed.js';

const PATIENT = new AbortController().signal;
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NEWER = 'whsec_nu3cGDN0oMZ9tR7nB5Iy2wVqJcFhUxkEaLsPz1T4m8Y=';
const EVENT: GatewayEvent = {
  id: '1f0c3a52-6c0b-4c55-9c0e-7c1f5a0f2b11',
  type: 'order.pushed.v1',
  subject: 'order/1f0c',
  sequence: 2,
  time: Date.parse('2026-03-31T08:00:00Z'),
  account: asAccountNumber('HARGATE'),
  data: { orderNumber: 'STDORD2240' },
};

interface Request {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

describe('A webhook', () => {
  let server: Server;
  let port: number;
  let authority: string;
  const received: Request[] = [];
  let answer: (response: ServerResponse) => void;

  beforeAll(async () => {
    const { certificate, key } = selfSigned('receiver.test');
    authority = certificate;
    server = createServer({ cert: certificate, key }, (request: IncomingMessage, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const headers = request.headers as Record<string, string>;
        received.push({ path: request.url ?? '', headers, body: Buffer.concat(parts).toString() });
        answer(response);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    received.length = 0;
    answer = (response) => response.end('thanks');
  });

  /** A name server that gives these addresses. */
  const names =
    (...addresses: readonly string[]): LookupFunction =>
    (_, options, callback) => {
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      if (options.all) callback(null, found);
      else callback(null, found[0]?.address ?? '', found[0]?.family);
    };
  const endpoint = (changed: Partial<Endpoint> = {}, lookup: LookupFunction = names('127.0.0.1')) =>
    new WebhookEndpoint(
      {
        name: 'crm',
        url: new URL(`https://receiver.test:${port}/hook`),
        secrets: [secretBytes(NEWER), secretBytes(SECRET)].filter((bytes) => bytes !== undefined),
        types: ['*'],
        mayBePrivate: true,
        authority,
        ...changed,
      },
      'https://shop.example.com',
      lookup,
    );
  const failureOf = async (webhook: WebhookEndpoint) => {
    const fault = await webhook.deliver(EVENT, PATIENT).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(fault).toBeInstanceOf(DeliveryFailed);
    return fault as DeliveryFailed;
  };
  const answers = (status: number, headers: Record<string, string> = {}, body = '') => {
    answer = (response) => response.writeHead(status, headers).end(body);
  };

  it('is verified by the published library, with the old secret and with the new one', async () => {
    expect(await endpoint().deliver(EVENT, PATIENT)).toEqual({ status: 200, answer: 'thanks' });
    const [{ headers, body, path } = expect.fail()] = received;
    expect(path).toBe('/hook');
    for (const secret of [SECRET, NEWER])
      expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'order.pushed.v1' });
    expect(() => new Webhook('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA').verify(body, headers)).toThrow();
  });

  it('has the event in the format of CloudEvents, and its ID on every attempt', async () => {
    const webhook = endpoint();
    await webhook.deliver(EVENT, PATIENT);
    await webhook.deliver(EVENT, PATIENT);
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([EVENT.id, EVENT.id]);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      ...{ specversion: '1.0', id: EVENT.id, source: 'https://shop.example.com', type: EVENT.type, subject: EVENT.subject },
      ...{ sequence: 2, time: '2026-03-31T08:00:00.000Z', account: 'HARGATE', data: { orderNumber: 'STDORD2240' } },
    });
  });

  it.each([
    [500, {}, { kind: 'retry' }],
    [400, {}, { kind: 'retry' }],
    [410, {}, { kind: 'disable' }],
    [429, { 'retry-after': '120' }, { kind: 'pause', forMs: 120_000 }],
    [503, { 'retry-after': '99999999' }, { kind: 'pause', forMs: 86_400_000 }],
    [503, {}, { kind: 'retry' }],
  ])('that is answered with %i %j fails: %j', async (status, headers, then) => {
    answers(status, headers as Record<string, string>, 'token=abc and more');
    expect(await failureOf(endpoint())).toMatchObject({ then, receipt: { status, answer: 'token=*** and more' } });
  });

  it('follows no redirect', async () => {
    answers(307, { location: 'https://169.254.169.254/latest/meta-data/' });
    expect((await failureOf(endpoint())).message).toBe('HTTP 307: redirects are not followed');
    expect(received).toHaveLength(1);
  });

  it('reads no more of an answer than is kept', async () => {
    answers(200, {}, 'x'.repeat(1_000_000));
    expect((await endpoint().deliver(EVENT, PATIENT)).answer).toBe('x'.repeat(1_024));
  });

  it.each([
    ['a name with a private address', 'https://receiver.test', names('10.0.0.7')],
    ['a name with one private address of several', 'https://receiver.test', names('93.184.216.34', '127.0.0.1')],
    ['a name with a mapped address', 'https://receiver.test', names('::ffff:127.0.0.1')],
    ['the metadata of a cloud', 'https://169.254.169.254', names()],
    ['loopback', 'https://127.0.0.1', names()],
    ['loopback in IPv6', 'https://[::1]', names()],
    ['loopback as a number', 'https://2130706433', names()],
    ['a mapped address', 'https://[::ffff:7f00:1]', names()],
  ])('is not sent to %s', async (_, address, lookup) => {
    const webhook = endpoint({ url: new URL(`${address}:${port}/`), mayBePrivate: false }, lookup);
    expect((await failureOf(webhook)).message).toContain('is not public');
    expect(received).toEqual([]);
  });

  it('is sent to what its name means at that moment, so that a name cannot be bound to another address in between', async () => {
    const meanings = ['93.184.216.34', '127.0.0.1'];
    const given = new AbortController();
    const rebinding: LookupFunction = (host, options, callback) => {
      const address = meanings.shift() ?? expect.fail('asked too often');
      names(address)(host, options, callback);
      // The public address is not to be reached from a test.
      if (address !== '127.0.0.1') given.abort(new Error('long enough'));
    };
    const webhook = endpoint({ mayBePrivate: false }, rebinding);
    await expect(webhook.deliver(EVENT, given.signal)).rejects.toThrow('long enough');
    expect((await failureOf(webhook)).message).toContain('is not public');
    expect(received).toEqual([]);
  });

  it('wants the types that are listed, and of events of accounts those of its own', () => {
    const own = endpoint({ types: ['order.*', 'stock.changed.v1'], accounts: new Set(['HARGATE']) });
    expect(own.wants(EVENT)).toBe(true);
    expect(own.wants({ ...EVENT, account: asAccountNumber('OTHER') })).toBe(false);
    expect(own.wants({ ...EVENT, type: 'stock.changed.v1', account: null })).toBe(true);
    expect(own.wants({ ...EVENT, type: 'orders.v1' })).toBe(false);
  });
});

describe('The file of endpoints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-endpoints-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const ENTRY = { name: 'crm', url: 'https://crm.example.com/hook', secrets: [SECRET], types: ['order.*'] };
  const read = (...endpoints: readonly object[]) => {
    const path = join(folder, 'endpoints.json');
    writeFileSync(path, JSON.stringify({ endpoints }));
    return readEndpoints(path, ['crm.example.com'], EVENT_TYPES);
  };

  it('names receivers, with their secrets in it or in a file beside it', () => {
    writeFileSync(join(folder, 'crm.secrets'), `${NEWER}\n${SECRET}\n`);
    const { secrets: _, ...entry } = ENTRY;
    const [endpoint = expect.fail()] = read({ ...entry, secretsFile: 'crm.secrets', accounts: ['hargate'] });
    expect(endpoint).toMatchObject({ name: 'crm', mayBePrivate: true, accounts: new Set(['HARGATE']) });
    expect(endpoint.secrets).toHaveLength(2);
  });

  it.each([
    [{ ...ENTRY, url: 'http://crm.example.com' }, 'endpoints[0].url: expected an https URL'],
    [{ ...ENTRY, url: 'https://a:b@crm.example.com' }, 'endpoints[0].url: expected a URL without a password'],
    [{ ...ENTRY, types: ['ordr.*'] }, 'endpoints[0].types[0]: there is no such type; "npm run events -- types" lists them'],
    [{ ...ENTRY, secrets: ['whsec_short'] }, 'endpoints[0].secrets, secret 1: expected whsec_ and 24 to 64 bytes in base 64'],
    [{ ...ENTRY, secrets: [] }, 'endpoints[0].secrets: expected at least one secret'],
    [{ ...ENTRY, secretsFile: 'x' }, 'endpoints[0]: expected either secrets or secretsFile'],
    [{ ...ENTRY, name: 'A B' }, 'endpoints[0].name: expected up to 40 small letters, digits and -'],
    [
      { ...ENTRY, retries: 3 },
      'endpoints[0].retries: is not known; known are name, url, secrets, secretsFile, types, accounts, authority',
    ],
  ])('refuses %j and names the place', (entry, message) => {
    expect(() => read(entry)).toThrow(message);
  });

  it('refuses a name that is there twice', () => {
    expect(() => read(ENTRY, ENTRY)).toThrow('endpoints[1].name: another endpoint has this name');
  });
});
