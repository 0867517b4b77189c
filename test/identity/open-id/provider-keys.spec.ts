import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { refused } from '../workflow.js';
import type { Trouble } from './open-id-provider.js';
import { lastProblem, ProvidedGateway } from './provided-gateway.js';
import { loginWithIdentityToken } from './workflow.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NELL = { email: 'nell.hargate@example.com', email_verified: true };
const SIGNED_IN = { viewer: { user: { email: NELL.email } } };
const UNAVAILABLE = refused('TEMPORARILY_UNAVAILABLE');
const TROUBLES: readonly Trouble[] = [
  'hanging',
  'halfway',
  'failing',
  'redirecting',
  'endless',
  'bloated',
  'nonsense',
  'foreign',
  'astray',
];

const warnings = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
let whole: ProvidedGateway;
let sequence = 0;

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const documents = () => whole.provider.asked.filter((path) => path.startsWith('/.well-known') || path.startsWith('/jwks'));
const token = (nonce: string) => whole.provider.signIn('nell', { nonce });
async function signIn() {
  const nonce = `n-${++sequence}`;
  return loginWithIdentityToken(whole.gateway, await token(nonce), nonce);
}

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterAll(() => {
  vi.useRealTimers();
});

describe('the keys of a provider', () => {
  beforeAll(async () => {
    // The provider is well here: an answer is late only because the machine is busy.
    whole = await ProvidedGateway.start({ nell: NELL }, 1, { OIDC_DEADLINE_MS: '10000' });
  });
  afterAll(() => whole?.stop());

  it('are asked for at the first sign-in, once for all who wait', async () => {
    expect(documents()).toEqual([]);
    const nonces = ['a', 'b', 'c'];
    const tokens = await Promise.all(nonces.map(token));
    const all = await Promise.all(tokens.map((each, index) => loginWithIdentityToken(whole.gateway, each, nonces[index])));
    for (const each of all) expect(each).toMatchObject(SIGNED_IN);
    expect(documents()).toEqual(['/.well-known/openid-configuration', '/jwks']);
  });

  it('are remembered for ten minutes', async () => {
    const before = documents().length;
    later(9 * MINUTE);
    expect(await signIn()).toMatchObject(SIGNED_IN);
    expect(documents()).toHaveLength(before);
    later(MINUTE);
    expect(await signIn()).toMatchObject(SIGNED_IN);
    expect(documents()).toHaveLength(before + 2);
  });

  it('are asked for again where a token is signed with a new one', async () => {
    const old = await token('old');
    await whole.provider.restartWithNewKeys('second');
    later(10_000);
    expect(await signIn()).toMatchObject(SIGNED_IN);
    // The provider has taken the old key back.
    expect(await loginWithIdentityToken(whole.gateway, old, 'old')).toEqual(refused('INVALID_TOKEN'));
    expect(lastProblem(warnings)).toBe('unknownKey');
  });

  it.each(['PS256', 'ES256', 'EdDSA'])('may be of another kind: %s', async (algorithm) => {
    await whole.provider.restartWithNewKeys(algorithm, algorithm);
    later(10_000);
    expect(await signIn()).toMatchObject(SIGNED_IN);
  });

  it('are asked for at most every ten seconds, however many unknown keys are named', async () => {
    later(10_000);
    const [, payload] = (await token('n')).split('.');
    const unknown = (kid: number) =>
      `${Buffer.from(JSON.stringify({ alg: 'RS256', kid })).toString('base64url')}.${payload}.AAAA`;
    const before = documents().length;
    for (let kid = 0; kid < 20; kid++) {
      expect(await loginWithIdentityToken(whole.gateway, unknown(kid), 'n')).toEqual(refused('INVALID_TOKEN'));
    }
    expect(documents().length - before).toBe(2);
  });
});

describe('while a provider is away', () => {
  beforeAll(async () => {
    whole = await ProvidedGateway.start({ nell: NELL }, 1, { OIDC_DEADLINE_MS: '1000', OIDC_KEYS_USABLE_HOURS: '2' });
  });
  afterAll(() => whole?.stop());
  afterEach(() => {
    whole.provider.trouble = 'none';
    later(5_000);
  });

  it.each(TROUBLES)('nobody is told that their token is wrong where no keys are known yet: %s', async (trouble) => {
    const good = await token(trouble);
    whole.provider.trouble = trouble;
    const before = whole.provider.asked.length;
    expect(await loginWithIdentityToken(whole.gateway, good, trouble)).toEqual(UNAVAILABLE);
    expect(whole.provider.asked.slice(before)).not.toContain('/elsewhere');
    // The others do not wait for it as well.
    expect(await loginWithIdentityToken(whole.gateway, good, trouble)).toEqual(UNAVAILABLE);
    expect(whole.provider.asked).toHaveLength(before + 1);
  });

  it('a token is not used up: it signs in once the provider is back', async () => {
    const good = await token('kept');
    whole.provider.trouble = 'failing';
    expect(await loginWithIdentityToken(whole.gateway, good, 'kept')).toEqual(UNAVAILABLE);
    whole.provider.trouble = 'none';
    later(5_000);
    expect(await loginWithIdentityToken(whole.gateway, good, 'kept')).toMatchObject(SIGNED_IN);
  });

  it.each(TROUBLES)('its last known keys are used: %s', async (trouble) => {
    later(11 * MINUTE);
    const [first, second] = [await token('1'), await token('2')];
    whole.provider.trouble = trouble;
    const before = whole.provider.asked.length;
    expect(await loginWithIdentityToken(whole.gateway, first, '1')).toMatchObject(SIGNED_IN);
    expect(await loginWithIdentityToken(whole.gateway, second, '2')).toMatchObject(SIGNED_IN);
    expect(whole.provider.asked).toHaveLength(before + 1);
    expect(warnings.mock.lastCall?.[0]).toMatchObject({
      provider: 'provider 1',
      lastKnownKeys: expect.stringContaining('minutes old'),
    });
  });

  it('and nothing listens any more, they are used all the same', async () => {
    expect(await signIn()).toMatchObject(SIGNED_IN);
    later(11 * MINUTE);
    const good = await token('gone');
    await whole.provider.stop();
    expect(await loginWithIdentityToken(whole.gateway, good, 'gone')).toMatchObject(SIGNED_IN);
    await whole.provider.startAgain();
  });

  it('they are used for as long as is configured, and no longer', async () => {
    expect(await signIn()).toMatchObject(SIGNED_IN);
    const readAt = Date.now();
    vi.setSystemTime(readAt + 2 * HOUR - 1);
    const inTime = await token('in time');
    whole.provider.trouble = 'failing';
    expect(await loginWithIdentityToken(whole.gateway, inTime, 'in time')).toMatchObject(SIGNED_IN);
    whole.provider.trouble = 'none';
    vi.setSystemTime(readAt + 2 * HOUR);
    const tooLate = await token('too late');
    whole.provider.trouble = 'failing';
    expect(await loginWithIdentityToken(whole.gateway, tooLate, 'too late')).toEqual(UNAVAILABLE);
  });
});
