import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GatewayDatabase } from '../../../src/database/index.js';
import { UserStore } from '../../../src/identity/index.js';
import { runJob } from '../../support/run-job.js';
import { refused, sessionOf, whoIs } from '../workflow.js';
import type { Person } from './open-id-provider.js';
import { lastProblem, ProvidedGateway } from './provided-gateway.js';
import { loginWithIdentityToken } from './workflow.js';

const verified = (email: string): Person => ({ email, email_verified: true });
const CROWD = Array.from({ length: 12 }, (_, number) => `buyer-${number}@example.com`);
const ACCOUNTS = ['HARGATE', 'KESTREL', 'COBALT'];
const people: Record<string, Person> = Object.fromEntries(CROWD.map((email, number) => [`subject-${number}`, verified(email)]));

const warnings = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
let whole: ProvidedGateway;

beforeAll(async () => {
  whole = await ProvidedGateway.start(people, 2);
  for (const [number, email] of CROWD.entries()) {
    await whole.gateway.addUser({ email, role: 'BUYER', accounts: [ACCOUNTS[number % 3] as string] });
  }
});
afterAll(() => whole?.stop());
beforeEach(async () => {
  await database().deleteFrom('linked_identity').execute();
});

const database = () => whole.gateway.gateway.app.get(GatewayDatabase);
const links = () => database().selectFrom('linked_identity').select(['subject', 'user_id']).execute();
const [first, second] = [() => whole.gateways[0], () => whole.gateways[1] as ProvidedGateway['gateway']];
const emailOf = ({ viewer }: Awaited<ReturnType<typeof loginWithIdentityToken>>) => viewer?.user.email;
let sequence = 0;

async function tokenOf(subject: string): Promise<readonly [token: string, nonce: string]> {
  const nonce = `n-${++sequence}`;
  return [await whole.provider.signIn(subject, { nonce }), nonce];
}

/** On an elliptic curve (r, s) and (r, n - s) sign the same. */
function withOtherSignature(token: string): string {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const signed = token.slice(0, token.lastIndexOf('.'));
  const signature = Buffer.from(token.slice(signed.length + 1), 'base64url');
  const other = order - BigInt(`0x${signature.subarray(32).toString('hex')}`);
  const half = Buffer.from(other.toString(16).padStart(64, '0'), 'hex');
  return `${signed}.${Buffer.concat([signature.subarray(0, 32), half]).toString('base64url')}`;
}

describe('an ID token opens the session of its own user', () => {
  it('and of nobody else, however many sign in at the same moment on several instances', async () => {
    const tokens = await Promise.all(CROWD.map((_, number) => tokenOf(`subject-${number}`)));
    const payloads = await Promise.all(
      tokens.map((token, number) => loginWithIdentityToken(number % 2 === 0 ? first() : second(), ...token)),
    );
    expect(payloads.map(emailOf)).toEqual(CROWD);
    const seen = await Promise.all(payloads.map((payload) => whoIs(second(), sessionOf(payload).accessToken)));
    expect(seen).toEqual(CROWD.map((email, number) => ({ status: 200, email, account: ACCOUNTS[number % 3] })));
  });

  it('also where one operation signs in several, or is sent with the access token of another', async () => {
    const [mine, theirs] = [await tokenOf('subject-0'), await tokenOf('subject-1')];
    const { accessToken } = sessionOf(await loginWithIdentityToken(first(), ...(await tokenOf('subject-2'))));
    const fields = 'session { accessToken } viewer { user { email } account { number } } userErrors { code }';
    const { data } = await first().ask<Record<'mine' | 'theirs', Awaited<ReturnType<typeof loginWithIdentityToken>>>>(
      `mutation ($mine: LoginWithIdentityTokenInput!, $theirs: LoginWithIdentityTokenInput!) {
        mine: loginWithIdentityToken(input: $mine) { ${fields} }
        theirs: loginWithIdentityToken(input: $theirs) { ${fields} }
      }`,
      { mine: { idToken: mine[0], nonce: mine[1] }, theirs: { idToken: theirs[0], nonce: theirs[1] } },
      accessToken,
    );
    expect([emailOf(data.mine), emailOf(data.theirs)]).toEqual([CROWD[0], CROWD[1]]);
    expect(await whoIs(first(), sessionOf(data.mine).accessToken)).toMatchObject({ email: CROWD[0], account: 'HARGATE' });
    expect(await whoIs(first(), sessionOf(data.theirs).accessToken)).toMatchObject({ email: CROWD[1], account: 'KESTREL' });
    expect(await whoIs(first(), accessToken)).toMatchObject({ email: CROWD[2], account: 'COBALT' });
  });

  it('and not with the nonce of another sign-in', async () => {
    const [mine, theirs] = [await tokenOf('subject-0'), await tokenOf('subject-1')];
    expect(await loginWithIdentityToken(first(), theirs[0], mine[1])).toEqual(refused('INVALID_TOKEN'));
    expect(lastProblem(warnings)).toBe('nonce');
  });

  it('and no session at all once the user is gone', async () => {
    await first().addUser({ email: 'gone@example.com', role: 'BUYER', accounts: ['HARGATE'] });
    people['gone'] = verified('gone@example.com');
    expect(emailOf(await loginWithIdentityToken(first(), ...(await tokenOf('gone'))))).toBe('gone@example.com');
    await database().deleteFrom('app_user').where('email', '=', 'gone@example.com').execute();
    expect(await loginWithIdentityToken(first(), ...(await tokenOf('gone')))).toEqual(refused('INVALID_CREDENTIALS'));
  });
});

describe('an ID token signs in once', () => {
  it('on whichever instance', async () => {
    const token = await tokenOf('subject-3');
    expect(emailOf(await loginWithIdentityToken(first(), ...token))).toBe(CROWD[3]);
    for (const gateway of [first(), second()]) {
      expect(await loginWithIdentityToken(gateway, ...token)).toEqual(refused('INVALID_TOKEN'));
      expect(lastProblem(warnings)).toBe('spent');
    }
  });

  it('where several present it at the same moment', async () => {
    const token = await tokenOf('subject-4');
    const attempts = Array.from({ length: 10 }, (_, number) => {
      return loginWithIdentityToken(number % 2 === 0 ? first() : second(), ...token);
    });
    const payloads = await Promise.all(attempts);
    expect(payloads.filter(({ session }) => session !== null).map(emailOf)).toEqual([CROWD[4]]);
    expect(payloads.filter(({ session }) => session === null)).toEqual(Array(9).fill(refused('INVALID_TOKEN')));
  });

  it('whatever is written for its signature', async () => {
    const [token, nonce] = await tokenOf('subject-5');
    expect(emailOf(await loginWithIdentityToken(first(), token, nonce))).toBe(CROWD[5]);
    // The last letter of 342 stands for two bits alone: others stand for the same.
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = letters.indexOf(token.at(-1) as string);
    for (const other of [1, 2, 3].map((bits) => letters[last ^ bits])) {
      expect(await loginWithIdentityToken(first(), token.slice(0, -1) + other, nonce)).toEqual(refused('INVALID_TOKEN'));
      expect(lastProblem(warnings)).toBe('spent');
    }
  });

  it('and is forgotten when its age alone would have it refused', async () => {
    const token = await tokenOf('subject-6');
    expect(emailOf(await loginWithIdentityToken(first(), ...token))).toBe(CROWD[6]);
    const cleanUp = () => runJob(first().gateway.app, 'identity.session-cleanup');
    const count = () => database().selectFrom('spent_identity_token').select('hash').execute();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    await cleanUp();
    expect((await count()).length).toBeGreaterThan(0);
    // Good for five minutes, with half a minute for clocks that differ.
    vi.advanceTimersByTime(331_000);
    expect(await loginWithIdentityToken(first(), ...token)).toEqual(refused('INVALID_TOKEN'));
    expect(lastProblem(warnings)).toBe('expired');
    await cleanUp();
    expect(await count()).toEqual([]);
    vi.useRealTimers();
  });
});

describe('first sign-ins at the same moment', () => {
  it('of one person end in one link, and all of them in sessions of its user', async () => {
    const tokens = await Promise.all(Array.from({ length: 10 }, () => tokenOf('subject-7')));
    const payloads = await Promise.all(
      tokens.map((token, number) => loginWithIdentityToken(number % 2 === 0 ? first() : second(), ...token)),
    );
    expect(payloads.map(emailOf)).toEqual(Array(10).fill(CROWD[7]));
    const user = await first()
      .gateway.app.get(UserStore)
      .byEmail(CROWD[7] as string);
    expect(await links()).toEqual([{ subject: 'subject-7', user_id: user?.id }]);
  });

  it('of one person with two addresses end in one link, and all of them in sessions of one user', async () => {
    people['wavering'] = verified(CROWD[8] as string);
    const early = await Promise.all(Array.from({ length: 5 }, () => tokenOf('wavering')));
    people['wavering'] = verified(CROWD[9] as string);
    const late = await Promise.all(Array.from({ length: 5 }, () => tokenOf('wavering')));
    const tokens = early.flatMap((token, index) => [token, late[index] as typeof token]);
    const payloads = await Promise.all(tokens.map((token) => loginWithIdentityToken(first(), ...token)));
    expect(new Set(payloads.map(emailOf)).size).toBe(1);
    expect(await links()).toHaveLength(1);
  });

  it('of two people with one address end in one link, and the other one is refused', async () => {
    Object.assign(people, { one: verified(CROWD[10] as string), other: verified(CROWD[10] as string) });
    const tokens = await Promise.all(['one', 'other', 'one', 'other', 'one', 'other'].map(tokenOf));
    const payloads = await Promise.all(tokens.map((token) => loginWithIdentityToken(second(), ...token)));
    const [link, ...more] = await links();
    expect(more).toEqual([]);
    const won = payloads.filter((_, index) => (index % 2 === 0 ? 'one' : 'other') === link?.subject);
    const lost = payloads.filter((_, index) => (index % 2 === 0 ? 'one' : 'other') !== link?.subject);
    expect(won.map(emailOf)).toEqual(Array(3).fill(CROWD[10]));
    expect(lost).toEqual(Array(3).fill(refused('INVALID_CREDENTIALS')));
  });
});

describe('an ID token does not sign in twice', () => {
  it('while the gateway cannot write down that it is used', async () => {
    const token = await tokenOf('subject-11');
    await whole.setDatabaseAway(true);
    expect(await loginWithIdentityToken(first(), ...token)).toEqual(refused('TEMPORARILY_UNAVAILABLE'));
    await whole.setDatabaseAway(false);
    expect(emailOf(await loginWithIdentityToken(first(), ...token))).toBe(CROWD[11]);
    expect(await loginWithIdentityToken(second(), ...token)).toEqual(refused('INVALID_TOKEN'));
  });

  it('where there is a second signature as valid as the first', async () => {
    await whole.provider.restartWithNewKeys('curve', 'ES256');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
    const [token, nonce] = await tokenOf('subject-5');
    expect(emailOf(await loginWithIdentityToken(first(), token, nonce))).toBe(CROWD[5]);
    expect(await loginWithIdentityToken(first(), withOtherSignature(token), nonce)).toEqual(refused('INVALID_TOKEN'));
    expect(lastProblem(warnings)).toBe('spent');
    vi.useRealTimers();
  });
});
