import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { UserCommands } from '../../../src/console/user-commands.js';
import { GatewayDatabase } from '../../../src/database/index.js';
import { LinkedIdentities, PasswordHasher, UserStore } from '../../../src/identity/index.js';
import { createDatabase, dropDatabase } from '../../support/databases.js';
import { TestGateway } from '../../support/test-gateway.js';
import { login, logout, refresh, refused, selectAccount, sessionOf, whoIs, wholeSessionOf } from '../workflow.js';
import { OpenIdProvider, type Person } from './open-id-provider.js';
import { loginWithIdentityToken } from './workflow.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const NELL = 'nell.hargate@example.com';
const IVO = 'ivo.brandt@example.com';
const TESS = 'tess.moreau@example.com';
const verified = (email: string): Person => ({ email, email_verified: true });

const people: Record<string, Person> = {};
const careful: Record<string, Person> = {};
const closed: Record<string, Person> = {};

let databases: string[];
let gateway: TestGateway;
let provider: OpenIdProvider;
/** Lets in only who has the claim, an address of the domain and a nonce; vouches for addresses in a claim of its own. */
let carefulProvider: OpenIdProvider;
/** Links nobody by itself. */
let closedProvider: OpenIdProvider;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  [provider, carefulProvider, closedProvider] = (await Promise.all([people, careful, closed].map(OpenIdProvider.start))) as [
    OpenIdProvider,
    OpenIdProvider,
    OpenIdProvider,
  ];
  databases = await Promise.all([createDatabase(), createDatabase()]);
  const [DATABASE_URL, GP_URL] = databases;
  const clientIds = ['storefront', 'mobile'];
  const OIDC_ISSUERS = JSON.stringify([
    { issuer: provider.issuer, clientIds },
    {
      issuer: carefulProvider.issuer,
      clientIds,
      emailVerifiedClaim: 'xms_edov',
      emailDomains: ['example.com'],
      requiredClaim: { name: 'department', value: 'purchasing' },
      nonce: 'required',
    },
    { issuer: closedProvider.issuer, clientIds, linkUsers: 'never', nonce: 'optional' },
  ]);
  gateway = await TestGateway.start({ DATABASE_URL, GP_URL, OIDC_ISSUERS });
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all([provider, carefulProvider, closedProvider].map((each) => each?.stop()));
  await Promise.all((databases ?? []).map(dropDatabase));
  vi.useRealTimers();
});

let warnings: ReturnType<typeof vi.spyOn>;
beforeEach(async () => {
  for (const group of [people, careful, closed]) for (const subject of Object.keys(group)) delete group[subject];
  await database().deleteFrom('linked_identity').execute();
  // The clock stands still, and tokens of one person and one second are the same where they have no nonce.
  await database().deleteFrom('spent_identity_token').execute();
  warnings = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
});
afterEach(() => {
  warnings.mockRestore();
  vi.setSystemTime(NOW);
});

const database = () => gateway.gateway.app.get(GatewayDatabase);
const links = () => database().selectFrom('linked_identity').select(['issuer', 'subject', 'user_id']).execute();
const signIn = (idToken: string, nonce?: string) => loginWithIdentityToken(gateway, idToken, nonce);
const signedInAs = (email: string) => ({ viewer: { user: { email } }, userErrors: [] });
const command = (...words: string[]) => {
  const { app } = gateway.gateway;
  return new UserCommands(app.get(UserStore), app.get(PasswordHasher), app.get(LinkedIdentities)).run({ words });
};
/** Why the last sign-in was refused, as the log has it. */
const problem = () => (warnings.mock.lastCall as [{ problem?: string }] | undefined)?.[0].problem;

const REFUSED_TOKEN = refused('INVALID_TOKEN');
const REFUSED_PERSON = refused('INVALID_CREDENTIALS');

describe('a sign-in with an ID token', () => {
  it('opens the session that a sign-in with a password opens', async () => {
    people['nell'] = verified(NELL);
    const payload = await signIn(await provider.signIn('nell', { nonce: 'n-1' }), 'n-1');
    const byPassword = await login(gateway, NELL);
    expect({ ...payload, session: null }).toEqual({ ...byPassword, session: null });
    expect(Object.keys(sessionOf(payload))).toEqual(Object.keys(sessionOf(byPassword)));
    const { accessToken, refreshToken } = wholeSessionOf(payload);
    expect(await whoIs(gateway, accessToken)).toEqual({ status: 200, email: NELL, account: 'HARGATE' });
    const refreshed = sessionOf(await refresh(gateway, refreshToken));
    expect(await logout(gateway, refreshed.accessToken)).toEqual({ userErrors: [] });
    expect(await whoIs(gateway, accessToken)).toMatchObject({ status: 401 });
  });

  it('moves between accounts as any session does', async () => {
    people['tess'] = verified(TESS);
    const { accessToken } = sessionOf(await signIn(await provider.signIn('tess')));
    expect(await selectAccount(gateway, 'SUMMITRAIL', accessToken)).toMatchObject({
      viewer: { account: { number: 'SUMMITRAIL' } },
    });
  });

  it('opens a session that is worth no more than one with a password', async () => {
    people['tess'] = verified(TESS);
    const before = wholeSessionOf(await signIn(await provider.signIn('tess')));
    const { session } = await selectAccount(gateway, 'SUMMITRAIL', before.accessToken);
    expect(session).toMatchObject({ accessTokenExpiresAt: before.accessTokenExpiresAt, refreshToken: null });
    const [one, other] = await Promise.all([0, 1].map(() => refresh(gateway, before.refreshToken)));
    for (const payload of [one, other]) expect(payload).toMatchObject({ viewer: { account: { number: 'SUMMITRAIL' } } });
    const next = wholeSessionOf(await refresh(gateway, other?.session?.refreshToken ?? ''));
    expect(await refresh(gateway, before.refreshToken)).toEqual(REFUSED_TOKEN);
    expect(await whoIs(gateway, next.accessToken)).toMatchObject({ status: 401 });
  });

  it('is taken from each of the applications that are configured', async () => {
    people['nell'] = verified(NELL);
    expect(await signIn(await provider.signIn('nell', { clientId: 'mobile' }))).toMatchObject(signedInAs(NELL));
  });

  it('finds the user by an address in other letters', async () => {
    people['nell'] = verified('Nell.Hargate@EXAMPLE.com');
    expect(await signIn(await provider.signIn('nell'))).toMatchObject(signedInAs(NELL));
  });

  it('refuses a disabled user and one without an account as a password does', async () => {
    await gateway.addUser({ email: 'left@example.com', role: 'BUYER', accounts: ['HARGATE'] });
    await gateway.gateway.app.get(UserStore).setDisabled('left@example.com', true);
    await gateway.addUser({ email: 'nowhere@example.com', role: 'BUYER', accounts: ['NOSUCH'] });
    Object.assign(people, { left: verified('left@example.com'), nowhere: verified('nowhere@example.com') });
    expect(await signIn(await provider.signIn('left'))).toEqual(refused('USER_DISABLED'));
    expect(await signIn(await provider.signIn('nowhere'))).toEqual(refused('NO_ACCOUNT'));
    for (const email of ['left@example.com', 'nowhere@example.com']) {
      const sessions = database().selectFrom('session').innerJoin('app_user', 'app_user.id', 'session.user_id');
      expect(await sessions.where('email', '=', email).select('session.id').execute()).toEqual([]);
    }
  });
});

describe('a sign-in while GP is away', () => {
  it('is told to come again, and does so with the same token', async () => {
    people['nell'] = verified(NELL);
    const token = await provider.signIn('nell');
    await gateway.forgetFacts();
    gateway.gp.make({ failing: true });
    expect(await signIn(token)).toEqual(refused('TEMPORARILY_UNAVAILABLE'));
    gateway.gp.make({});
    expect(await signIn(token)).toMatchObject(signedInAs(NELL));
  });
});

describe('somebody at a provider', () => {
  it('stays the user they were linked to, whatever their address becomes', async () => {
    people['nell'] = verified(NELL);
    await signIn(await provider.signIn('nell'));
    people['nell'] = verified(IVO);
    expect(await signIn(await provider.signIn('nell'))).toMatchObject(signedInAs(NELL));
    people['nell'] = { email: 'nell@elsewhere.example.net', email_verified: false };
    expect(await signIn(await provider.signIn('nell'))).toMatchObject(signedInAs(NELL));
  });

  it('does not become the user of somebody whose address they were given', async () => {
    people['nell'] = verified(NELL);
    await signIn(await provider.signIn('nell'));
    people['successor'] = verified(NELL);
    expect(await signIn(await provider.signIn('successor'))).toEqual(REFUSED_PERSON);
    expect(problem()).toBe('emailLinkedToAnother');
    expect(await links()).toMatchObject([{ subject: 'nell' }]);
  });

  it('is another one than somebody of the same name at another provider', async () => {
    people['1001'] = verified(NELL);
    careful['1001'] = { email: IVO, xms_edov: '1', department: 'purchasing' };
    expect(await signIn(await provider.signIn('1001'))).toMatchObject(signedInAs(NELL));
    expect(await signIn(await carefulProvider.signIn('1001', { nonce: 'n' }), 'n')).toMatchObject(signedInAs(IVO));
    expect(await signIn(await provider.signIn('1001', { nonce: 'n' }), 'n')).toMatchObject(signedInAs(NELL));
  });

  it.each([
    ['is not verified', { email: NELL, email_verified: false }, 'noVerifiedEmail'],
    ['is vouched for by nobody', { email: NELL }, 'noVerifiedEmail'],
    ['is vouched for with a text that is not yes', { email: NELL, email_verified: 'no' }, 'noVerifiedEmail'],
    ['is missing', { email_verified: true }, 'noVerifiedEmail'],
    ['is a list', { email: [NELL], email_verified: true }, 'noVerifiedEmail'],
    ['only looks like it', verified('nell.hargate@example.com'.replace('e', '\u0435')), 'noVerifiedEmail'],
    ['becomes it in lower case', verified('mi\u212Aa@example.com'), 'noVerifiedEmail'],
    ['is no user’s', verified('nobody@example.com'), 'unknownUser'],
  ])('is nobody’s user where the address %s, and all are told the same', async (_, person, expected) => {
    people['someone'] = person;
    expect(await signIn(await provider.signIn('someone'))).toEqual({
      session: null,
      viewer: null,
      userErrors: [{ code: 'INVALID_CREDENTIALS', message: 'This identity may not sign in here.', field: ['input'] }],
    });
    expect(problem()).toBe(expected);
    expect(await links()).toEqual([]);
  });

  it('is let in by the claim and the domain that are asked for, at every sign-in', async () => {
    const right = { email: NELL, xms_edov: true, department: 'purchasing' };
    const attempt = async (person: Person) => {
      careful['nell'] = person;
      const payload = await signIn(await carefulProvider.signIn('nell', { nonce: 'n' }), 'n');
      return payload.userErrors.length > 0 ? problem() : payload.viewer?.user.email;
    };
    expect(await attempt({ ...right, department: 'sales' })).toBe('requiredClaim');
    expect(await attempt({ ...right, department: undefined })).toBe('requiredClaim');
    expect(await attempt({ ...right, email: 'nell@sub.example.com' })).toBe('emailDomain');
    expect(await attempt({ ...right, email: 'nell@example.com.attacker.example.net' })).toBe('emailDomain');
    expect(await attempt({ ...right, xms_edov: false, email_verified: true })).toBe('emailDomain');
    expect(await attempt({ ...right, department: ['sales', 'purchasing'] })).toBe(NELL);
    expect(await attempt({ ...right, department: 'sales' })).toBe('requiredClaim');
    expect(await attempt({ ...right, email: 'nell@elsewhere.example.net' })).toBe('emailDomain');
    expect(await attempt(right)).toBe(NELL);
  });

  it('has to be linked by the operator where the issuer does not link users', async () => {
    closed['nell'] = verified(NELL);
    expect(await signIn(await closedProvider.signIn('nell'))).toEqual(REFUSED_PERSON);
    expect(problem()).toBe('notLinked');
    expect(await command('link', IVO, closedProvider.issuer, 'nell')).toMatchObject({ exitCode: 0 });
    expect(await signIn(await closedProvider.signIn('nell'))).toMatchObject(signedInAs(IVO));
  });

  it('makes place for their successor when the operator unlinks them', async () => {
    people['nell'] = verified(NELL);
    await signIn(await provider.signIn('nell'));
    people['successor'] = verified(NELL);
    expect(await command('unlink', NELL, provider.issuer)).toMatchObject({ exitCode: 0 });
    expect(await command('unlink', NELL, provider.issuer)).toMatchObject({ exitCode: 1 });
    expect(await signIn(await provider.signIn('successor'))).toMatchObject(signedInAs(NELL));
    expect(await signIn(await provider.signIn('nell', { nonce: 'n' }), 'n')).toEqual(REFUSED_PERSON);
  });

  it.each([
    ['the user is linked to another', [NELL, 'second']],
    ['they are linked to another user', [IVO, 'first']],
    ['there is no such user', ['nobody@example.com', 'second']],
  ])('is not linked by the operator where %s', async (_, [email = '', subject = '']) => {
    expect(await command('link', NELL, provider.issuer, 'first')).toMatchObject({ exitCode: 0 });
    expect(await command('link', NELL, provider.issuer, 'first')).toMatchObject({ exitCode: 0 });
    expect(await command('link', email, provider.issuer, subject)).toMatchObject({ exitCode: 1 });
    expect(await command('link', email, 'login.example.com', subject)).toMatchObject({ exitCode: 2 });
    expect(await command('link', email, provider.issuer)).toMatchObject({ exitCode: 2 });
    expect(await links()).toMatchObject([{ subject: 'first' }]);
  });
});

describe('an ID token is refused', () => {
  beforeEach(() => {
    people['nell'] = verified(NELL);
    careful['nell'] = { email: NELL, xms_edov: true, department: 'purchasing' };
  });

  async function refuses(expected: string, idToken: string, nonce?: string): Promise<void> {
    expect(await signIn(idToken, nonce)).toEqual(REFUSED_TOKEN);
    expect(problem()).toBe(expected);
    expect(await links()).toEqual([]);
  }

  it('that is none', async () => {
    for (const text of ['', 'x', 'a.b.c', '{}', 'null', `${'A'.repeat(9_000)}.e30.`]) await refuses('malformed', text);
    await refuses('tooLong', 'A'.repeat(16_385));
  });

  it('of an issuer that nobody configured, which is not even asked', async () => {
    const stranger = await OpenIdProvider.start({ nell: verified(NELL) });
    const token = await stranger.signIn('nell');
    const asked = stranger.asked.length;
    await refuses('unknownIssuer', token);
    expect(stranger.asked).toHaveLength(asked);
    await stranger.stop();
  });

  it('that a stranger signed in the name of a configured issuer', async () => {
    const stranger = await OpenIdProvider.start({});
    await refuses('signature', await stranger.sign({ iss: provider.issuer, sub: 'nell', ...verified(NELL) }));
    await stranger.stop();
  });

  it('of another configured issuer with the claims of this one', async () => {
    await refuses('signature', await closedProvider.sign({ iss: provider.issuer, sub: 'nell', ...verified(NELL) }));
  });

  it('whose issuer differs in a letter', async () => {
    await refuses('unknownIssuer', await provider.sign({ iss: `${provider.issuer}/`, sub: 'nell', ...verified(NELL) }));
  });

  it('for another application', async () => {
    await refuses('audience', await provider.signIn('nell', { clientId: 'backoffice' }));
    await refuses('audience', await provider.sign({ sub: 'nell', aud: ['storefront', 'backoffice'], azp: 'storefront' }));
    await refuses('audience', await provider.sign({ sub: 'nell', aud: [] }));
  });

  it('issued to another application, or for several without saying to which', async () => {
    await refuses('authorizedParty', await provider.sign({ sub: 'nell', azp: 'backoffice' }));
    await refuses('authorizedParty', await provider.sign({ sub: 'nell', aud: ['storefront', 'mobile'] }));
    const both = await provider.sign({ sub: 'nell', aud: ['storefront', 'mobile'], azp: 'mobile', ...verified(NELL) });
    expect(await signIn(both)).toMatchObject(signedInAs(NELL));
  });

  it('of another sign-in: its nonce and that of the call are the same or both missing', async () => {
    await refuses('nonce', await provider.signIn('nell', { nonce: 'theirs' }), 'mine');
    await refuses('nonce', await provider.signIn('nell', { nonce: 'theirs' }));
    await refuses('nonce', await provider.signIn('nell'), 'mine');
    await refuses('nonce', await provider.signIn('nell', { nonce: 'theirs' }), '');
    await refuses('nonce', await carefulProvider.signIn('nell'), '');
  });

  it('but not for a blank nonce beside a token without one: blank is not given', async () => {
    expect(await signIn(await provider.signIn('nell'), '')).toMatchObject(signedInAs(NELL));
  });

  it('without a nonce where the issuer asks for one', async () => {
    await refuses('nonce', await carefulProvider.signIn('nell'));
  });

  it('with another nonce than the call has, where a call may leave it out', async () => {
    closed['nell'] = verified(NELL);
    await refuses('nonce', await closedProvider.signIn('nell', { nonce: 'theirs' }), 'mine');
    await signIn(await closedProvider.signIn('nell', { nonce: 'theirs' }));
    expect(problem()).toBe('notLinked');
  });

  it('once it has expired, clocks that differ by half a minute allowed for', async () => {
    const tokens = [await provider.signIn('nell'), await provider.signIn('nell')] as const;
    vi.setSystemTime(NOW + 330_000);
    await refuses('expired', tokens[0]);
    vi.setSystemTime(NOW + 329_000);
    expect(await signIn(tokens[1])).toMatchObject(signedInAs(NELL));
  });

  it('that was issued too long ago, however long it is good for', async () => {
    const tokens = [
      await provider.signIn('nell', { clientId: 'mobile' }),
      await provider.signIn('nell', { clientId: 'mobile' }),
    ] as const;
    vi.setSystemTime(NOW + 631_000);
    await refuses('tooOld', tokens[0]);
    vi.setSystemTime(NOW + 630_000);
    expect(await signIn(tokens[1])).toMatchObject(signedInAs(NELL));
  });

  it('from the future, clocks that differ by half a minute allowed for', async () => {
    const tokens = [await provider.signIn('nell'), await provider.signIn('nell')] as const;
    vi.setSystemTime(NOW - 31_000);
    await refuses('notYetValid', tokens[0]);
    vi.setSystemTime(NOW - 30_000);
    expect(await signIn(tokens[1])).toMatchObject(signedInAs(NELL));
    vi.setSystemTime(NOW);
    const nbf = NOW / 1_000 + 31;
    await database().deleteFrom('linked_identity').execute();
    await refuses('notYetValid', await provider.sign({ sub: 'nell', nbf, ...verified(NELL) }));
  });

  it('that lacks what every ID token has, or has it in another shape', async () => {
    await refuses('missingClaim', await provider.sign({ ...verified(NELL) }));
    await refuses('missingClaim', await provider.sign({ sub: 'nell', exp: undefined as never }));
    await refuses('missingClaim', await provider.sign({ sub: 'nell', iat: undefined as never }));
    await refuses('malformed', await provider.sign({ sub: 'nell', exp: 'tomorrow' as never }));
    await refuses('malformed', await provider.sign({ sub: '', ...verified(NELL) }));
    await refuses('malformed', await provider.sign({ sub: 'nell\0', ...verified(NELL) }));
    await refuses('malformed', await provider.sign({ sub: 'x'.repeat(256), ...verified(NELL) }));
    await refuses('malformed', await provider.sign({ sub: ['nell'] as never, ...verified(NELL) }));
  });

  it('that is another kind of token', async () => {
    await refuses('wrongType', await provider.sign({ sub: 'nell', ...verified(NELL) }, { typ: 'at+jwt' }));
    await refuses('wrongType', await provider.sign({ sub: 'nell', ...verified(NELL) }, { typ: 'logout+jwt' }));
    expect(await signIn(await provider.sign({ sub: 'nell', ...verified(NELL) }, { typ: 'JWT' }))).toMatchObject(signedInAs(NELL));
  });

  it('that is one of the gateway’s own', async () => {
    const { accessToken } = sessionOf(await login(gateway, NELL));
    await refuses('unknownIssuer', accessToken);
  });
});
