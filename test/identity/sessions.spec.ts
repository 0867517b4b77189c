import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { GatewayDatabase } from '../../src/database/index.js';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { sessionPolicy } from '../../src/identity/identity.policy.js';
import { PasswordHasher, UserStore } from '../../src/identity/index.js';
import { createDatabase, dropDatabase } from '../support/databases.js';
import { runJob } from '../support/run-job.js';
import { TestGateway } from '../support/test-gateway.js';
import { login, logout, REFUSED, refresh, refused, selectAccount, sessionOf, whoIs, wholeSessionOf } from './workflow.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const DAY = 24 * 3_600_000;
const NELL = 'nell.hargate@example.com';
/** May buy for NIPIGON, NORTHFLD-01 and SUMMITRAIL. */
const TESS = 'tess.moreau@example.com';

let databases: string[];
let gateway: TestGateway;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL });
});

afterEach(() => gateway.gp.make({}));

afterAll(async () => {
  await gateway?.stop();
  await Promise.all((databases ?? []).map(dropDatabase));
  vi.useRealTimers();
});

const database = () => gateway.gateway.app.get(GatewayDatabase);
const users = () => gateway.gateway.app.get(UserStore);
const signIn = async (email: string) => wholeSessionOf(await login(gateway, email));
/** Until what another instance has changed is seen by all. */
const untilSessionsAreReadAgain = () => vi.advanceTimersByTime(sessionPolicy.freshForMs);

describe('a refresh token', () => {
  it('is traded for new tokens of the same user and account', async () => {
    const first = await signIn(TESS);
    await selectAccount(gateway, 'SUMMITRAIL', first.accessToken);
    vi.advanceTimersByTime(10 * 60_000);
    const payload = await refresh(gateway, first.refreshToken);
    expect(payload).toEqual({
      session: {
        accessToken: expect.any(String),
        accessTokenExpiresAt: new Date(Date.now() + 15 * 60_000).toISOString(),
        refreshToken: expect.any(String),
        refreshTokenExpiresAt: new Date(Date.now() + 30 * DAY).toISOString(),
      },
      viewer: { user: { email: TESS }, account: { number: 'SUMMITRAIL' } },
      userErrors: [],
    });
    const second = sessionOf(payload);
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    for (const { accessToken } of [first, second]) expect(await whoIs(gateway, accessToken)).toMatchObject({ status: 200 });
  });

  it('is good for 30 days after it was given, and no longer', async () => {
    const kept = await signIn(NELL);
    const late = await signIn(NELL);
    vi.advanceTimersByTime(30 * DAY - 1_000);
    const traded = wholeSessionOf(await refresh(gateway, kept.refreshToken));
    vi.advanceTimersByTime(1_000);
    expect(await refresh(gateway, late.refreshToken)).toEqual(refused('INVALID_TOKEN'));
    expect(sessionOf(await refresh(gateway, traded.refreshToken))).toBeDefined();
  });

  it.each(['', 'x', '\0', 'x'.repeat(100_000)].map((token) => ({ length: token.length, token })))(
    'is nothing that somebody made up ($length characters)',
    async ({ token }) => {
      expect(await refresh(gateway, token)).toEqual(refused('INVALID_TOKEN'));
    },
  );

  it('is kept as a hash: nothing in the database signs anybody in', async () => {
    const first = await signIn(NELL);
    const second = wholeSessionOf(await refresh(gateway, first.refreshToken));
    const contents = await everythingInTheDatabase();
    for (const { refreshToken, accessToken } of [first, second]) {
      expect(contents).toContain(createHash('sha256').update(refreshToken).digest('base64url'));
      for (const clear of [refreshToken, Buffer.from(refreshToken, 'base64url').toString('hex'), accessToken]) {
        expect(contents).not.toContain(clear);
      }
    }
  });

  it('is not used up where GP cannot be asked and the account has never been seen', async () => {
    const { refreshToken } = await signIn('ivo.brandt@example.com');
    await gateway.forgetFacts();
    gateway.gp.make({ failing: true });
    expect(await refresh(gateway, refreshToken)).toEqual(refused('TEMPORARILY_UNAVAILABLE'));
    gateway.gp.make({});
    expect(await refresh(gateway, refreshToken)).toMatchObject({ viewer: { account: { number: 'COBALT' } } });
  });

  it('is not used up while the account is not the user’s', async () => {
    await gateway.addUser({ email: 'two@example.com', role: 'BUYER', accounts: ['HARGATE', 'KESTREL'] });
    const { accessToken, refreshToken } = await signIn('two@example.com');
    const [taken] = await database()
      .deleteFrom('user_account')
      .where('account_number', '=', 'HARGATE')
      .where('user_id', 'in', (eb) => eb.selectFrom('app_user').where('email', '=', 'two@example.com').select('id'))
      .returningAll()
      .execute();
    expect(await refresh(gateway, refreshToken)).toEqual(refused('NO_ACCOUNT'));
    untilSessionsAreReadAgain();
    expect(await whoIs(gateway, accessToken)).toEqual(REFUSED);
    if (taken) await database().insertInto('user_account').values(taken).execute();
    expect(await refresh(gateway, refreshToken)).toMatchObject({ viewer: { account: { number: 'HARGATE' } } });
  });
});

describe('a logout', () => {
  it('ends the session at once, and no other', async () => {
    const here = await signIn(NELL);
    const elsewhere = await signIn(NELL);
    expect(await whoIs(gateway, here.accessToken)).toMatchObject({ status: 200 });
    expect(await logout(gateway, here.accessToken)).toEqual({ userErrors: [] });
    expect(await whoIs(gateway, here.accessToken)).toEqual(REFUSED);
    expect(await refresh(gateway, here.refreshToken)).toEqual(refused('INVALID_TOKEN'));
    expect(await whoIs(gateway, elsewhere.accessToken)).toMatchObject({ status: 200 });
  });

  it('succeeds for a session that has ended, for a token that is none, and for a visitor', async () => {
    const { accessToken } = await signIn(NELL);
    for (const token of [accessToken, accessToken, 'none', undefined]) {
      expect(await logout(gateway, token)).toEqual({ userErrors: [] });
    }
  });

  it('ends the session of an access token that has ended itself', async () => {
    const { accessToken, refreshToken } = await signIn(NELL);
    vi.advanceTimersByTime(DAY);
    expect(await logout(gateway, accessToken)).toEqual({ userErrors: [] });
    expect(await refresh(gateway, refreshToken)).toEqual(refused('INVALID_TOKEN'));
  });
});

describe('a user', () => {
  it('who is disabled loses every session, and starts a new one when they may again', async () => {
    await gateway.addUser({ email: 'leaves@example.com', role: 'BUYER', accounts: ['HARGATE'] });
    const sessions = [await signIn('leaves@example.com'), await signIn('leaves@example.com')];
    await users().setDisabled('Leaves@example.com', true);
    untilSessionsAreReadAgain();
    for (const { accessToken, refreshToken } of sessions) {
      expect(await whoIs(gateway, accessToken)).toEqual(REFUSED);
      expect(await refresh(gateway, refreshToken)).toEqual(refused('USER_DISABLED'));
    }
    await users().setDisabled('leaves@example.com', false);
    for (const { refreshToken } of sessions) expect(await refresh(gateway, refreshToken)).toEqual(refused('INVALID_TOKEN'));
    expect(await whoIs(gateway, (await signIn('leaves@example.com')).accessToken)).toMatchObject({ status: 200 });
  });

  it('whose password is set loses every session', async () => {
    await gateway.addUser({ email: 'forgets@example.com', role: 'BUYER', accounts: ['HARGATE'] });
    const { accessToken, refreshToken } = await signIn('forgets@example.com');
    await users().setPassword('forgets@example.com', await new PasswordHasher().hash('another password'));
    untilSessionsAreReadAgain();
    expect(await whoIs(gateway, accessToken)).toEqual(REFUSED);
    expect(await refresh(gateway, refreshToken)).toEqual(refused('INVALID_TOKEN'));
    expect(await login(gateway, 'forgets@example.com')).toEqual(refused('INVALID_CREDENTIALS'));
    expect(sessionOf(await login(gateway, 'forgets@example.com', 'another password'))).toBeDefined();
  });

  it('is shown as they are now, and not as they were when the token was signed', async () => {
    await gateway.addUser({ email: 'rises@example.com', role: 'VIEWER', accounts: ['HARGATE'] });
    const { accessToken } = await signIn('rises@example.com');
    await database().updateTable('app_user').set({ role: 'APPROVER' }).where('email', '=', 'rises@example.com').execute();
    untilSessionsAreReadAgain();
    const { data } = await gateway.ask(
      '{ viewer { user { role } permissions { placeOrders { allowed } payInvoices { allowed } } } }',
      {},
      accessToken,
    );
    expect(data).toEqual({
      viewer: { user: { role: 'APPROVER' }, permissions: { placeOrders: { allowed: true }, payInvoices: { allowed: true } } },
    });
  });
});

describe('the choice of an account', () => {
  it('moves the session there, with tokens for the refresh token that it had', async () => {
    const before = await signIn(TESS);
    const payload = await selectAccount(gateway, ' northfld-01 ', before.accessToken, before.refreshToken);
    expect(payload).toMatchObject({
      viewer: { user: { email: TESS }, account: { number: 'NORTHFLD-01' } },
      userErrors: [],
    });
    const after = wholeSessionOf(payload);
    expect(await whoIs(gateway, after.accessToken)).toMatchObject({ account: 'NORTHFLD-01' });
    expect(await refresh(gateway, after.refreshToken)).toMatchObject({ viewer: { account: { number: 'NORTHFLD-01' } } });
    // An access token stands for one account until it ends: a request that was under way is not answered for another.
    expect(await whoIs(gateway, before.accessToken)).toMatchObject({ account: 'NIPIGON' });
  });

  it('with an access token alone is worth no more than that: it ends when that does, and the refresh token stays', async () => {
    const before = await signIn(TESS);
    vi.advanceTimersByTime(14 * 60_000);
    const payload = await selectAccount(gateway, 'NORTHFLD-01', before.accessToken);
    expect(payload.session).toEqual({
      accessToken: expect.any(String),
      accessTokenExpiresAt: before.accessTokenExpiresAt,
      refreshToken: null,
      refreshTokenExpiresAt: null,
    });
    const again = sessionOf(await selectAccount(gateway, 'SUMMITRAIL', sessionOf(payload).accessToken));
    expect(again.accessTokenExpiresAt).toBe(before.accessTokenExpiresAt);
    expect(await whoIs(gateway, again.accessToken)).toMatchObject({ account: 'SUMMITRAIL' });
    vi.advanceTimersByTime(60_000);
    for (const { accessToken } of [before, sessionOf(payload), again]) expect(await whoIs(gateway, accessToken)).toEqual(REFUSED);
    // Nothing has ended that was the owner's.
    expect(await refresh(gateway, before.refreshToken)).toMatchObject({ viewer: { account: { number: 'SUMMITRAIL' } } });
  });

  it('in the operation that signed in, ends with the access token that was given there', async () => {
    const query = `mutation ($login: LoginInput!) {
      login(input: $login) { session { accessTokenExpiresAt } }
      selectAccount(input: { accountNumber: "SUMMITRAIL" }) { session { accessTokenExpiresAt refreshToken } }
    }`;
    const { data } = await gateway.ask(query, { login: { email: TESS, password: DEMO_PASSWORD } });
    expect(data.selectAccount.session).toEqual({ ...data.login.session, refreshToken: null });
  });

  it('gives no refresh token for the account that the session has, and uses none up', async () => {
    const before = await signIn(TESS);
    vi.advanceTimersByTime(60_000);
    const payload = await selectAccount(gateway, 'NIPIGON', before.accessToken, before.refreshToken);
    expect(payload.session).toMatchObject({ accessTokenExpiresAt: before.accessTokenExpiresAt, refreshToken: null });
    vi.advanceTimersByTime(60_000);
    expect(await refresh(gateway, before.refreshToken)).toMatchObject({ viewer: { account: { number: 'NIPIGON' } } });
  });

  it('takes a refresh token of its own session alone, and uses no other up', async () => {
    const mine = await signIn(TESS);
    const elsewhere = await signIn(TESS);
    for (const refreshToken of [elsewhere.refreshToken, 'made up']) {
      expect(await selectAccount(gateway, 'SUMMITRAIL', mine.accessToken, refreshToken)).toEqual(refused('INVALID_TOKEN'));
    }
    for (const { refreshToken } of [mine, elsewhere]) {
      expect(await refresh(gateway, refreshToken)).toMatchObject({ viewer: { account: { number: 'NIPIGON' } } });
    }
  });

  it('may be repeated when its answer was lost, as a refresh may', async () => {
    const before = await signIn(TESS);
    await selectAccount(gateway, 'SUMMITRAIL', before.accessToken, before.refreshToken);
    vi.advanceTimersByTime(9_000);
    const after = wholeSessionOf(await selectAccount(gateway, 'SUMMITRAIL', before.accessToken, before.refreshToken));
    expect(await refresh(gateway, after.refreshToken)).toMatchObject({ viewer: { account: { number: 'SUMMITRAIL' } } });
  });

  it('is answered alike for an account of others and one that does not exist, without a question to GP', async () => {
    const { accessToken, refreshToken } = await signIn(TESS);
    gateway.gp.resetQuestions();
    const foreign = await selectAccount(gateway, 'HARGATE', accessToken);
    expect(foreign).toEqual(refused('NO_ACCOUNT'));
    expect(await selectAccount(gateway, 'NEVER-WAS', accessToken)).toEqual(foreign);
    expect(gateway.gp.questions).toBe(0);
    expect(await refresh(gateway, refreshToken)).toMatchObject({ viewer: { account: { number: 'NIPIGON' } } });
  });

  it('is refused for an account of one’s own that GP does not know', async () => {
    await gateway.addUser({ email: 'stale@example.com', role: 'BUYER', accounts: ['HARGATE', 'LONG-GONE'] });
    const { accessToken, refreshToken } = await signIn('stale@example.com');
    expect(await selectAccount(gateway, 'LONG-GONE', accessToken)).toEqual(refused('NO_ACCOUNT'));
    expect(await refresh(gateway, refreshToken)).toMatchObject({ viewer: { account: { number: 'HARGATE' } } });
  });

  it('is put off where GP cannot be asked and the account has never been seen', async () => {
    const { accessToken, refreshToken } = await signIn(TESS);
    await gateway.forgetFacts();
    gateway.gp.make({ failing: true });
    expect(await selectAccount(gateway, 'SUMMITRAIL', accessToken)).toEqual(refused('TEMPORARILY_UNAVAILABLE'));
    gateway.gp.make({});
    expect(await refresh(gateway, refreshToken)).toMatchObject({ viewer: { account: { number: 'NIPIGON' } } });
  });

  it('is for those who have signed in', async () => {
    const { data, errors } = await gateway.ask(
      'mutation { selectAccount(input: { accountNumber: "HARGATE" }) { session { accessToken } } }',
    );
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('the clean-up', () => {
  it('forgets sessions that nobody can use any more, and keeps the others', async () => {
    const email = 'comes.and.goes@example.com';
    await gateway.addUser({ email, role: 'BUYER', accounts: ['HARGATE'] });
    await signIn(email);
    const { refreshToken } = await signIn(email);
    vi.advanceTimersByTime(20 * DAY);
    const kept = wholeSessionOf(await refresh(gateway, refreshToken));
    vi.advanceTimersByTime(12 * DAY);
    expect(await sessionsOf(email)).toBe(2);
    await runJob(gateway.gateway.app, 'identity.session-cleanup');
    expect(await sessionsOf(email)).toBe(1);
    expect(sessionOf(await refresh(gateway, kept.refreshToken))).toBeDefined();
  });
});

async function sessionsOf(email: string): Promise<number> {
  const sessions = await database()
    .selectFrom('session')
    .innerJoin('app_user', 'app_user.id', 'session.user_id')
    .where('email', '=', email)
    .select('session.id')
    .execute();
  return sessions.length;
}

/** Every row of every table, as text. */
async function everythingInTheDatabase(): Promise<string> {
  const tables = await database().introspection.getTables();
  const contents = await Promise.all(
    tables.map(async ({ schema, name }) => {
      const { rows } = await sql<{
        text: string;
      }>`select row_to_json(t)::text as text from ${sql.table(`${schema}.${name}`)} t`.execute(database());
      return rows.map(({ text }) => text).join('\n');
    }),
  );
  return contents.join('\n');
}

describe('a request whose body is still on its way', () => {
  it('is refused once its session has ended', async () => {
    const { accessToken } = await signIn(NELL);
    const body = JSON.stringify({ query: '{ viewer { user { email } } }' });
    const sent = request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        authorization: `Bearer ${accessToken}`,
        // The gateway answers 100 once it has read the headers, and passed what comes before the body.
        expect: '100-continue',
      },
    });
    sent.flushHeaders();
    await once(sent, 'continue');
    sent.write(body.slice(0, 5));
    await logout(gateway, accessToken);
    sent.end(body.slice(5));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect(await json(response)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
