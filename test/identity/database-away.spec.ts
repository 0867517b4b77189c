import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sessionPolicy } from '../../src/identity/identity.policy.js';
import { LiveReaders } from '../../src/live/index.js';
import { decimalString } from '../../src/values/exact.js';
import { asCurrencyCode } from '../../src/values/money.js';
import { bringBack, createDatabase, dropDatabase, takeAway } from '../support/databases.js';
import { TestGateway } from '../support/test-gateway.js';
import {
  login,
  logout,
  REFUSED,
  refresh,
  refused,
  selectAccount,
  sessionOf,
  type WholeSession,
  whoIs,
  wholeSessionOf,
} from './workflow.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const NELL = 'nell.hargate@example.com';
const TESS = 'tess.moreau@example.com';
const LIMITED = 'limited@example.com';

let databases: string[];
let gateway: TestGateway;
const sessions: Record<string, WholeSession> = {};

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL });
  await gateway.addUser({
    email: LIMITED,
    role: 'BUYER',
    accounts: ['HARGATE', 'KESTREL'],
    orderLimit: { amount: decimalString('750', 2), currency: asCurrencyCode('USD') },
  });
  for (const email of [NELL, TESS, LIMITED]) sessions[email] = wholeSessionOf(await login(gateway, email));
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
  vi.useRealTimers();
});

const session = (email: string) => sessions[email] as WholeSession;

describe('while the gateway’s database is away', () => {
  beforeAll(async () => {
    sessions['ended'] = wholeSessionOf(await login(gateway, NELL));
    await logout(gateway, session('ended').accessToken);
    expect(await whoIs(gateway, session('ended').accessToken)).toEqual(REFUSED);
    expect(await whoIs(gateway, session(NELL).accessToken)).toMatchObject({ status: 200 });
    await takeAway(databases[0] ?? '');
    vi.advanceTimersByTime(sessionPolicy.freshForMs);
  });

  it('requests go on in sessions that were seen before, and an ended one stays ended', async () => {
    expect(await whoIs(gateway, session(NELL).accessToken)).toEqual({ status: 200, email: NELL, account: 'HARGATE' });
    expect(await whoIs(gateway, session('ended').accessToken)).toEqual(REFUSED);
  });

  it('a session that this process has never seen is what its access token says', async () => {
    gateway.gateway.app.get(LiveReaders).forget([sessionPolicy.namespace]);
    const { status, data, errors } = await gateway.ask(
      `{ viewer {
        user { email name role orderLimit { amount currency } }
        account { number name credit { ... on CreditStatus { available { amount } } } }
        accounts { number }
        permissions { placeOrders { allowed } }
      } }`,
      {},
      session(LIMITED).accessToken,
    );
    expect({ status, data, errors }).toEqual({
      status: 200,
      errors: undefined,
      data: {
        viewer: {
          user: { email: LIMITED, name: LIMITED, role: 'BUYER', orderLimit: { amount: '750.00', currency: 'USD' } },
          account: {
            number: 'HARGATE',
            name: 'Hargate Millwork Company',
            credit: { available: { amount: '18850.65' } },
          },
          accounts: [{ number: 'HARGATE' }],
          permissions: { placeOrders: { allowed: true } },
        },
      },
    });
  });

  it('tokens are still checked: what is made up or has ended is refused', async () => {
    const { accessToken } = session(NELL);
    for (const token of ['none', `${accessToken.slice(0, -4)}AAAA`]) expect(await whoIs(gateway, token)).toEqual(REFUSED);
    expect((await fetch(`${gateway.url}/.well-known/jwks.json`)).status).toBe(200);
  });

  it('no user signs in, refreshes, moves or logs out, and all are told to try again', async () => {
    const unavailable = refused('TEMPORARILY_UNAVAILABLE');
    expect(await login(gateway, NELL)).toEqual(unavailable);
    expect(await login(gateway, 'nobody@example.com', 'wrong password')).toEqual(unavailable);
    expect(await refresh(gateway, session(NELL).refreshToken)).toEqual(unavailable);
    expect(await selectAccount(gateway, 'SUMMITRAIL', session(TESS).accessToken)).toEqual(unavailable);
    expect(await logout(gateway, session(NELL).accessToken)).toEqual({ userErrors: [{ code: 'TEMPORARILY_UNAVAILABLE' }] });
  });

  it('visitors are not kept from a page', async () => {
    expect(await gateway.ask('{ viewer { user { email } } }')).toEqual({
      status: 200,
      data: { viewer: null },
      errors: undefined,
    });
  });

  it('access tokens are good until they end, and no longer', async () => {
    vi.setSystemTime(NOW + 15 * MINUTE);
    expect(await whoIs(gateway, session(NELL).accessToken)).toEqual(REFUSED);
  });
});

describe('when the gateway’s database is back', () => {
  beforeAll(() => bringBack(databases[0] ?? ''));

  it('everything goes on where it was: no refresh token was used up, no session was lost', async () => {
    expect(await refresh(gateway, session(NELL).refreshToken)).toMatchObject({ viewer: { user: { email: NELL } } });
    const { accessToken } = sessionOf(await refresh(gateway, session(TESS).refreshToken));
    expect(await selectAccount(gateway, 'SUMMITRAIL', accessToken)).toMatchObject({
      viewer: { account: { number: 'SUMMITRAIL' } },
    });
    expect(await login(gateway, NELL)).toMatchObject({ viewer: { user: { email: NELL } } });
    expect(await logout(gateway, accessToken)).toEqual({ userErrors: [] });
    expect(await whoIs(gateway, accessToken)).toEqual(REFUSED);
  });
});
