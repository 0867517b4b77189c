import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newApiKey } from '../../src/callers/index.js';
import { readEnvironment } from '../../src/config/index.js';
import { StartRefused } from '../../src/faults/index.js';
import { startGateway } from '../../src/gateway.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { type LogLine, logLines } from './callers.js';
import { type Certificate, TestAuthority } from './certificates.js';

const KEY = newApiKey();
const SERVED = { status: 200, body: { data: { __typename: 'Query' } } };
const REFUSED = { status: 401, body: { errors: [expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED' } })] } };

let databases: string[];
let authority: TestAuthority;
let stranger: TestAuthority;
let server: Certificate;
let storefront: Certificate;
let renewed: Certificate;
let job: Certificate;
let forged: Certificate;
let lookalikes: Certificate[];
let gateway: TestGateway;
let lines: LogLine[];

beforeAll(async () => {
  databases = [await createDatabase(), await createDatabase()];
  authority = new TestAuthority();
  stranger = new TestAuthority();
  server = authority.sign('server', '/CN=localhost');
  storefront = authority.sign('storefront', '/O=Example, Inc./CN=storefront');
  renewed = authority.sign('renewed', '/O=Example, Inc./CN=storefront');
  job = authority.sign('job', '/CN=nightly job');
  forged = stranger.sign('forged', '/O=Example, Inc./CN=storefront');
  lookalikes = [
    'storefront\u00a0',
    '\u00a0storefront',
    'storefront\u200b',
    'storefront\u3000',
    'store\u00adfront',
    ' storefront',
    'STOREFRONT',
  ].map((name, index) => authority.sign(`lookalike-${index}`, `/O=Example, Inc./CN=${name}`));
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({
    DATABASE_URL,
    GP_URL,
    CALLERS: 'known',
    TLS_CERT: server.certificate,
    TLS_KEY: server.key,
    TLS_CLIENT_CA: authority.certificate,
    CLIENTS: JSON.stringify({
      clients: [
        {
          name: 'storefront',
          class: 'SERVER',
          keys: [{ sha256: KEY.sha256 }],
          addresses: ['127.0.0.0/8'],
          certificates: ['CN=storefront, O=Example\\, Inc.'],
        },
        { name: 'job', class: 'BUILD', certificates: [job.fingerprint] },
      ],
    }),
  });
  lines = logLines();
});
afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
  authority.remove();
  stranger.remove();
});

/** Asks over TLS, with a certificate where one is given. */
async function ask(certificate?: Certificate, headers: Record<string, string> = {}, path = '/graphql') {
  const own = certificate && { cert: readFileSync(certificate.certificate), key: readFileSync(certificate.key) };
  const isQuestion = path === '/graphql';
  return new Promise((resolve, reject) => {
    const sent = request(
      `${gateway.url}${path}`,
      {
        method: isQuestion ? 'POST' : 'GET',
        ca: readFileSync(authority.certificate),
        agent: false,
        headers: { 'content-type': 'application/json', ...headers },
        ...own,
      },
      (response) => {
        json(response).then((body) => resolve({ status: response.statusCode, body }), reject);
      },
    );
    sent.once('error', reject);
    sent.end(isQuestion ? JSON.stringify({ query: '{ __typename }' }) : undefined);
  });
}

const reasons = () => lines.map(({ fields }) => fields).filter((fields) => typeof fields === 'object');

describe('Over mutual TLS a client', () => {
  it('is let in with all that is configured: its key, its address and its certificate', async () => {
    expect(gateway.url).toMatch(/^https:/);
    expect(await ask(storefront, { 'x-api-key': KEY.key })).toEqual(SERVED);
  });

  it('may show a new certificate of the same subject', async () => {
    expect(await ask(renewed, { 'x-api-key': KEY.key })).toEqual(SERVED);
  });

  it('may be known by the fingerprint of its certificate alone', async () => {
    expect(await ask(job)).toEqual(SERVED);
  });

  it('is refused without its key', async () => {
    expect(await ask(storefront)).toEqual(REFUSED);
    expect(reasons()).toContainEqual({ correlationId: expect.any(String), reason: 'certificateUnknown', client: null });
  });

  it('is refused with a certificate whose common name only looks like its own', async () => {
    for (const lookalike of lookalikes) expect(await ask(lookalike, { 'x-api-key': KEY.key })).toEqual(REFUSED);
  });

  it('is refused without a certificate', async () => {
    expect(await ask(undefined, { 'x-api-key': KEY.key })).toEqual(REFUSED);
    expect(reasons()).toContainEqual({ correlationId: expect.any(String), reason: 'certificateMissing', client: 'storefront' });
  });

  it("is refused with another client's certificate", async () => {
    expect(await ask(job, { 'x-api-key': KEY.key })).toEqual(REFUSED);
    expect(reasons()).toContainEqual({ correlationId: expect.any(String), reason: 'certificateUnknown', client: 'storefront' });
  });

  it('is refused with a certificate that somebody else has signed, whatever stands in it', async () => {
    expect(await ask(forged, { 'x-api-key': KEY.key })).toEqual(REFUSED);
    expect(reasons()).toContainEqual({
      correlationId: expect.any(String),
      reason: 'certificateNotTrusted',
      client: 'storefront',
    });
  });

  it('is not needed to see whether the gateway is well', async () => {
    expect(await ask(undefined, {}, '/health/ready')).toMatchObject({ status: 200 });
  });

  it('is not served in the clear', async () => {
    await expect(fetch(`${gateway.url.replace('https', 'http')}/health/live`)).rejects.toThrow();
  });
});

describe('A gateway does not start', () => {
  it.each([
    ['with a certificate and no key', () => ({ TLS_CERT: server.certificate }), 'TLS_KEY: expected'],
    ['with a key and no certificate', () => ({ TLS_KEY: server.key }), 'TLS_CERT: expected'],
    ['with an authority and no certificate', () => ({ TLS_CLIENT_CA: authority.certificate }), 'TLS_CERT: expected'],
    ["with another one's key", () => ({ TLS_CERT: server.certificate, TLS_KEY: job.key }), 'TLS_CERT, TLS_KEY'],
  ])('%s', async (_, environment, message) => {
    const [DATABASE_URL, GP_URL] = databases;
    const start = async () =>
      startGateway(readEnvironment({ HOST: '127.0.0.1', PORT: '0', DATABASE_URL, GP_URL, ...environment() }), false);
    await expect(start()).rejects.toThrow(StartRefused);
    await expect(start()).rejects.toThrow(message);
  });
});
