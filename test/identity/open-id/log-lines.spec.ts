import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TemporaryFolders } from '../../sandbox/written-company.js';
import { BuiltGateway, buildGateway, endAll } from '../../support/built-gateway.js';
import { fillPlaces } from '../../support/templates.js';
import { OpenIdProvider } from './open-id-provider.js';

const SIGN_IN = `mutation ($input: LoginWithIdentityTokenInput!) {
  loginWithIdentityToken(input: $input) { session { accessToken } userErrors { code message field } }
}`;
const folders = new TemporaryFolders();
let provider: OpenIdProvider;
let gateway: BuiltGateway;

beforeAll(async () => {
  provider = await OpenIdProvider.start({
    unverified: { email: 'nell.hargate@example.com', email_verified: false },
    stranger: { email: 'stranger-with-a-secret@example.com', email_verified: true },
  });
  await buildGateway();
  const folder = folders.path();
  await fillPlaces({ DATA_DIR: folder });
  gateway = await BuiltGateway.start({
    DATA_DIR: folder,
    OIDC_ISSUERS: JSON.stringify([{ name: 'Staff', issuer: provider.issuer, clientIds: ['storefront'] }]),
  });
});
afterAll(async () => {
  await endAll();
  await provider?.stop();
  folders.remove();
});

describe('a refused sign-in', () => {
  it('has a line of its own in the log, with its reason and nothing that belongs to somebody', async () => {
    const secrets: string[] = ['stranger', 'nell.hargate@', 'unverified', new URL(provider.issuer).host, 'no-such-issuer'];
    const answers: unknown[] = [];
    const attempt = async (idToken: string, nonce?: string) => {
      secrets.push(...idToken.split('.').filter((part) => part.length > 20));
      const { loginWithIdentityToken } = await gateway.ask<{ loginWithIdentityToken: unknown }>(SIGN_IN, {
        input: { idToken, nonce },
      });
      answers.push(loginWithIdentityToken);
    };
    // What the gateway says when it is ready names its own address and the users that come with it.
    const start = gateway.written.length;
    await attempt('not-a-token');
    await attempt(await provider.sign({ iss: 'https://no-such-issuer.example.net', sub: 'stranger' }));
    await attempt(await provider.signIn('stranger', { clientId: 'backoffice' }));
    await attempt(await provider.signIn('stranger', { nonce: 'theirs' }), 'nonce-of-mine');
    await attempt(await provider.signIn('unverified'));
    await attempt(await provider.signIn('stranger'));
    await provider.restartWithNewKeys('second');
    await attempt(await provider.signIn('stranger'));
    await gateway.stop();

    const log = gateway.written.slice(start);
    const lines = log
      .split('\n')
      .filter((line) => line.includes('identity.open-id'))
      .map((line) => JSON.parse(line));
    expect(lines.map(({ problem, provider: name, msg }) => [problem, name, msg])).toEqual([
      ['malformed', undefined, 'An ID token was refused: it is not a signed ID token'],
      ['unknownIssuer', undefined, 'An ID token was refused: its issuer is not configured'],
      ['audience', 'Staff', 'An ID token was refused: it is meant for another application'],
      ['nonce', 'Staff', 'An ID token was refused: its nonce is not that of the sign-in'],
      ['noVerifiedEmail', 'Staff', expect.stringContaining('are linked to no user, and have no verified e-mail address')],
      ['unknownUser', 'Staff', expect.stringContaining('are linked to no user, and no user has their e-mail address')],
      ['unknownKey', 'Staff', 'An ID token was refused: the provider has no key such as it names'],
    ]);
    for (const line of lines) expect(line.correlationId).toEqual(expect.any(String));
    for (const secret of [...secrets, 'nonce-of-mine']) {
      expect(log).not.toContain(secret);
      expect(JSON.stringify(answers)).not.toContain(secret);
    }
  });
});
