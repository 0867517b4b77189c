import {
  base64url,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Contract } from '../../src/contract/index.js';
import { SigningKeys, UserStore } from '../../src/identity/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { login, logout, REFUSED, refresh, refused, sessionOf, whoIs, wholeSessionOf } from './workflow.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PUBLIC_URL = 'https://gateway.example.com';
const NELL = 'nell.hargate@example.com';

let databases: string[];
let gateway: TestGateway;
let session: Contract.Session;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL, PUBLIC_URL });
  session = sessionOf(await login(gateway, NELL));
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
  vi.useRealTimers();
});

const keySetUrl = () => new URL('/.well-known/jwks.json', gateway.url);
const ourKey = () => gateway.gateway.app.get(SigningKeys).current().privateKey;

interface Change {
  readonly header?: { readonly [name in keyof JWTHeaderParameters]?: JWTHeaderParameters[name] | undefined };
  readonly payload?: Record<string, unknown>;
}

/** A token that is the real one but for what is changed. */
function forged({ header = {}, payload = {} }: Change, key: Parameters<SignJWT['sign']>[0] = ourKey()): Promise<string> {
  // What is undefined is left out.
  const claims: JWTPayload = JSON.parse(JSON.stringify({ ...decodeJwt(session.accessToken), ...payload }));
  const protectedHeader: JWTHeaderParameters = JSON.parse(
    JSON.stringify({ ...decodeProtectedHeader(session.accessToken), ...header }),
  );
  return new SignJWT(claims).setProtectedHeader(protectedHeader).sign(key);
}

describe('an access token', () => {
  it('is checked by anybody with the published keys, and says who it is for', async () => {
    const user = await gateway.gateway.app.get(UserStore).byEmail(NELL);
    const { protectedHeader, payload } = await jwtVerify(session.accessToken, createRemoteJWKSet(keySetUrl()), {
      issuer: PUBLIC_URL,
      audience: 'storefront',
      typ: 'at+jwt',
      algorithms: ['EdDSA'],
    });
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.stringMatching(/^[\w-]{43}$/) });
    expect(payload).toEqual({
      iss: PUBLIC_URL,
      aud: 'storefront',
      sub: user?.id,
      sid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      email: NELL,
      name: 'Nell Hargate',
      role: 'BUYER',
      account: 'HARGATE',
      iat: NOW / 1000,
      exp: NOW / 1000 + 15 * 60,
    });
    expect(session.accessTokenExpiresAt).toBe(new Date(NOW + 15 * MINUTE).toISOString());
  });

  it('is good until it ends', async () => {
    const { accessToken } = sessionOf(await login(gateway, NELL));
    vi.advanceTimersByTime(15 * MINUTE - 1_000);
    expect(await whoIs(gateway, accessToken)).toMatchObject({ status: 200, account: 'HARGATE' });
    vi.advanceTimersByTime(1_000);
    expect(await whoIs(gateway, accessToken)).toEqual(REFUSED);
    session = sessionOf(await login(gateway, NELL));
  });
});

describe('the published key set', () => {
  it('holds the public halves of the keys, and may be kept for a while', async () => {
    const response = await fetch(keySetUrl());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    expect(await response.json()).toEqual({
      keys: [{ kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' }],
    });
  });
});

describe('a token is refused', () => {
  const claimsOf = (token: string) => token.split('.')[1] ?? '';

  it('whose claims were changed', async () => {
    const [header, claims = '', signature] = session.accessToken.split('.');
    const changed = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const theirs = base64url.encode(JSON.stringify({ ...changed, account: 'BRINDLE' }));
    expect(await whoIs(gateway, [header, theirs, signature].join('.'))).toEqual(REFUSED);
  });

  it('whose signature was changed or left out', async () => {
    const [header, claims, signature = ''] = session.accessToken.split('.');
    const other = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const end of [other, '']) expect(await whoIs(gateway, [header, claims, end].join('.'))).toEqual(REFUSED);
  });

  it('that is signed with another key, even where it names ours or brings its own', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    const jwk = await exportJWK(publicKey);
    for (const header of [{}, { jwk }, { kid: 'theirs', jwk }, { kid: 'theirs', jku: 'https://keys.example.org' }]) {
      expect(await whoIs(gateway, await forged({ header }, privateKey))).toEqual(REFUSED);
    }
  });

  it('that claims to need no signature', async () => {
    const unsigned = new UnsecuredJWT(decodeJwt(session.accessToken)).encode();
    const { kid } = decodeProtectedHeader(session.accessToken);
    const header = base64url.encode(JSON.stringify({ alg: 'none', typ: 'at+jwt', kid }));
    for (const token of [unsigned, `${header}.${claimsOf(session.accessToken)}.`]) {
      expect(await whoIs(gateway, token)).toEqual(REFUSED);
    }
  });

  it('that is signed with the public key as if it were a shared secret', async () => {
    const { keys } = (await (await fetch(keySetUrl())).json()) as { keys: [{ x: string }] };
    const secret = base64url.decode(keys[0].x);
    expect(await whoIs(gateway, await forged({ header: { alg: 'HS256' } }, secret))).toEqual(REFUSED);
  });

  it.each<[string, Change]>([
    ['for another audience', { payload: { aud: 'warehouse' } }],
    ['of another issuer', { payload: { iss: 'https://elsewhere.example.com' } }],
    ['that never ends', { payload: { exp: undefined } }],
    ['without a session', { payload: { sid: undefined } }],
    ['of a session that never was', { payload: { sid: '00000000-0000-4000-8000-000000000000' } }],
    ['for an account of others', { payload: { account: 'BRINDLE' } }],
    ['of another kind', { header: { typ: 'JWT' } }],
    ['that does not name its key', { header: { kid: undefined } }],
  ])('%s, although our own key signed it', async (_, change) => {
    expect(await whoIs(gateway, await forged({}))).toMatchObject({ status: 200 });
    expect(await whoIs(gateway, await forged(change))).toEqual(REFUSED);
  });

  it.each(['none', '..', 'a.b.c', '%00', 'null', 'x'.repeat(8_000)].map((token) => ({ token, start: token.slice(0, 10) })))(
    'that is no token at all: $start',
    async ({ token }) => {
      expect(await whoIs(gateway, token)).toEqual(REFUSED);
    },
  );
});

describe('an operation with a token that is refused', () => {
  it('is answered as the contract and HTTP have it', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
      body: JSON.stringify({ query: '{ viewer { user { email } } }' }),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(await response.json()).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  const askedWith = async (authorization: string) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: '{ categories { id } viewer { user { email } } }' }),
    });
    return { status: response.status, viewer: ((await response.json()) as { data?: { viewer: unknown } }).data?.viewer };
  };

  it.each(['Bearer', 'bearer ', 'Bearer a b', 'BEARER none', 'Bearer  ', 'eyJhbGciOiJFZERTQSJ9.e30.AAAA'])(
    'is one that is sent as "%s", too',
    async (authorization) => {
      expect(await askedWith(authorization)).toEqual({ status: 401, viewer: undefined });
    },
  );

  it.each([
    'Basic bmVsbDpwYXNzd29yZA==',
    'basic bmVsbDpwYXNzd29yZA==',
    'Basic',
    'Digest username="nell", realm="staging", nonce="dcd98b", uri="/", response="6629"',
    'Negotiate YIIJvwYGKwYBBQUCoIIJszCC',
    'NTLM TlRMTVNTUAABAAAA',
    'AWS4-HMAC-SHA256 Credential=AKIA/20261128/eu/es/aws4_request, SignedHeaders=host, Signature=fe5f80',
    'BearerToken abc',
  ])('is none that is sent as "%s": that is meant for somebody else, and the caller is a visitor', async (authorization) => {
    expect(await askedWith(authorization)).toEqual({ status: 200, viewer: null });
  });

  it.each([
    '{ categories { id } }',
    '{ catalog { totalCount } viewer { user { email } } }',
    'mutation { selectAccount(input: { accountNumber: "HARGATE" }) { userErrors { code } } }',
    'mutation { logout { userErrors { code } } selectAccount(input: { accountNumber: "HARGATE" }) { userErrors { code } } }',
  ])('is refused as a whole: %s', async (query) => {
    const { status, data, errors } = await gateway.ask(query, {}, 'none');
    expect({ status, data, errors }).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(data).toBeUndefined();
  });

  it.each(['expired', 'made up'])('may sign in, refresh and log out nevertheless, with one that is %s', async (kind) => {
    const before = wholeSessionOf(await login(gateway, NELL));
    vi.advanceTimersByTime(DAY);
    const token = kind === 'expired' ? before.accessToken : 'none';
    const refreshed = sessionOf(await refresh(gateway, before.refreshToken, token));
    expect(await whoIs(gateway, refreshed.accessToken)).toMatchObject({ status: 200, email: NELL });
    const { viewer } = await login(gateway, 'otis.brindle@example.com', undefined, token);
    expect(viewer).toEqual({ user: { email: 'otis.brindle@example.com' }, account: { number: 'BRINDLE' } });
    expect(await login(gateway, NELL, 'wrong password', token)).toEqual(refused('INVALID_CREDENTIALS'));
    expect(await logout(gateway, token)).toEqual({ userErrors: [] });
  });
});
