import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { customerPolicy } from '../../src/account/account.policy.js';
import { IdentitySettings } from '../../src/config/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { sessionPolicy } from '../../src/identity/identity.policy.js';
import { SigningKeys } from '../../src/identity/index.js';
import { Clock } from '../../src/values/clock.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import { login, logout, REFUSED, refresh, refused, selectAccount, sessionOf, whoIs, wholeSessionOf } from './workflow.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NELL = 'nell.hargate@example.com';
const TESS = 'tess.moreau@example.com';

let databases: string[];
/** Two instances on one database. */
let one: TestGateway;
let other: TestGateway;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  const environment = { DATABASE_URL, GP_URL, SIGNING_KEY_DAYS: '1', ACCESS_TOKEN_MINUTES: '60' };
  one = await TestGateway.start(environment);
  other = await TestGateway.start(environment);
});

afterAll(async () => {
  await Promise.all([one?.stop(), other?.stop()]);
  await Promise.all((databases ?? []).map(dropDatabase));
  vi.useRealTimers();
});

const signIn = async (gateway: TestGateway, email = NELL) => wholeSessionOf(await login(gateway, email));
const keySetUrl = (gateway: TestGateway) => new URL('/.well-known/jwks.json', gateway.url);
const signedBy = (token: string) => decodeProtectedHeader(token).kid;
/** The gateway does so every minute. */
const lookAfterKeys = (gateway: TestGateway) => gateway.gateway.app.get(SigningKeys).run();

async function publishedKeys(gateway: TestGateway): Promise<string[]> {
  const { keys } = (await (await fetch(keySetUrl(gateway))).json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid);
}

describe('instances on one database', () => {
  it('have one key between them, and take each other’s tokens', async () => {
    expect(await publishedKeys(one)).toHaveLength(1);
    expect(await publishedKeys(other)).toEqual(await publishedKeys(one));
    const { accessToken, refreshToken } = await signIn(one);
    expect(await whoIs(other, accessToken)).toMatchObject({ status: 200, email: NELL, account: 'HARGATE' });
    const next = wholeSessionOf(await refresh(other, refreshToken));
    expect(await whoIs(one, next.accessToken)).toMatchObject({ status: 200, email: NELL });
    // Used up for both of them, once a client would not repeat it any more.
    vi.advanceTimersByTime(11_000);
    expect(await refresh(one, refreshToken)).toEqual(refused('INVALID_TOKEN'));
    expect(await refresh(other, next.refreshToken)).toEqual(refused('INVALID_TOKEN'));
  });

  it('see within seconds that another one has ended a session', async () => {
    const { accessToken } = await signIn(one);
    expect(await whoIs(other, accessToken)).toMatchObject({ status: 200 });
    await logout(one, accessToken);
    expect(await whoIs(one, accessToken)).toEqual(REFUSED);
    vi.advanceTimersByTime(sessionPolicy.freshForMs);
    expect(await whoIs(other, accessToken)).toEqual(REFUSED);
  });

  it('take the account that was selected at another one', async () => {
    const before = await signIn(one, TESS);
    const after = wholeSessionOf(await selectAccount(other, 'SUMMITRAIL', before.accessToken, before.refreshToken));
    expect(await whoIs(one, after.accessToken)).toMatchObject({ account: 'SUMMITRAIL' });
    expect(await refresh(one, after.refreshToken)).toMatchObject({ viewer: { account: { number: 'SUMMITRAIL' } } });
  });

  it('remember accounts for each other: a sign-in succeeds where GP is away and this instance has never seen the account', async () => {
    await signIn(one, 'marta.quill@example.com');
    await vi.waitFor(async () => expect(await isRemembered('KESTREL')).toBe(true));
    vi.advanceTimersByTime(customerPolicy.freshForMs);
    other.gp.make({ failing: true });
    expect(await login(other, 'marta.quill@example.com')).toMatchObject({ viewer: { account: { number: 'KESTREL' } } });
    expect(await login(other, 'ivo.brandt@example.com')).toEqual(refused('TEMPORARILY_UNAVAILABLE'));
    other.gp.make({});
  });
});

describe('a signing key', () => {
  it('is replaced when it has signed long enough, without a token being refused', async () => {
    const [first = ''] = await publishedKeys(one);
    vi.setSystemTime(NOW + DAY - 1_000);
    await lookAfterKeys(one);
    expect(await publishedKeys(one)).toEqual([first]);
    const old = await signIn(one);

    // Both find it too old at the same moment.
    vi.advanceTimersByTime(1_000);
    await Promise.all([lookAfterKeys(one), lookAfterKeys(other)]);
    await lookAfterKeys(one);
    const [second, ...rest] = await publishedKeys(one);
    expect(rest).toEqual([first]);
    expect(await publishedKeys(other)).toEqual([second, first]);

    // Published for ten minutes before it signs, so that whoever keeps a copy of the key set has it.
    expect(signedBy((await signIn(one)).accessToken)).toBe(first);
    vi.advanceTimersByTime(10 * MINUTE);
    const young = await signIn(one);
    expect(signedBy(young.accessToken)).toBe(second);

    for (const gateway of [one, other]) {
      const keySet = createRemoteJWKSet(keySetUrl(gateway));
      for (const { accessToken } of [old, young]) {
        expect(await jwtVerify(accessToken, keySet, { audience: 'storefront' })).toBeDefined();
        expect(await whoIs(gateway, accessToken)).toMatchObject({ status: 200, email: NELL });
      }
    }
    expect(sessionOf(await refresh(other, old.refreshToken))).toBeDefined();
  });

  it('of another instance is found when a token names it', async () => {
    vi.setSystemTime(NOW + 2 * DAY);
    await lookAfterKeys(one);
    vi.advanceTimersByTime(10 * MINUTE);
    const { accessToken } = await signIn(one);
    expect(await publishedKeys(other)).not.toContain(signedBy(accessToken));
    expect(await whoIs(other, accessToken)).toMatchObject({ status: 200, email: NELL });
    expect(await publishedKeys(other)).toContain(signedBy(accessToken));
  });

  it('that could not be read at the start is read by the first request, and by those that come with it', async () => {
    const { app } = one.gateway;
    const database = app.get(GatewayDatabase);
    let cuts = 0;
    const cut = new Proxy(database, {
      get: (target, property) => {
        if (property === 'selectFrom' && cuts-- > 0) throw Object.assign(new Error('cut'), { code: '57P01' });
        const value = Reflect.get(target, property);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const [kid = ''] = await publishedKeys(one);
    const fresh = () => new SigningKeys(cut, app.get(IdentitySettings), app.get(Clock));

    cuts = 2;
    const keys = fresh();
    const found = await Promise.all(Array.from({ length: 3 }, () => keys.publicKey(kid)));
    expect(found.map((key) => key !== undefined)).toEqual([true, true, true]);
    expect(await keys.publicKey('unknown')).toBeUndefined();

    // A token that cannot be checked is not refused: its buyer would be signed out.
    cuts = 3;
    await expect(fresh().publicKey(kid)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('goes when no token that it signed can be valid any more', async () => {
    const [, , first] = await publishedKeys(one);
    // It signed for a day and ten minutes, its last token was good for an hour, and a day more is kept in reserve.
    vi.setSystemTime(NOW + 2 * DAY + 70 * MINUTE);
    await lookAfterKeys(one);
    expect(await publishedKeys(one)).toContain(first);
    vi.advanceTimersByTime(1);
    await lookAfterKeys(one);
    expect(await publishedKeys(one)).toHaveLength(2);
    expect(await publishedKeys(one)).not.toContain(first);
  });
});

async function isRemembered(accountNumber: string): Promise<boolean> {
  const fact = await one.gateway.app
    .get(GatewayDatabase)
    .selectFrom('known_fact')
    .where('namespace', '=', customerPolicy.namespace)
    .where('key', '=', accountNumber)
    .select('key')
    .executeTakeFirst();
  return fact !== undefined;
}
