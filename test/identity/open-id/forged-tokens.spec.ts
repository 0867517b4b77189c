import { createHmac, createPublicKey } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { refused } from '../workflow.js';
import { lastProblem, ProvidedGateway } from './provided-gateway.js';
import { loginWithIdentityToken } from './workflow.js';

const NELL = { email: 'nell.hargate@example.com', email_verified: true };
const IVO = { email: 'ivo.brandt@example.com', email_verified: true };

let whole: ProvidedGateway;
let token: string;

beforeAll(async () => {
  whole = await ProvidedGateway.start({ nell: NELL, ivo: IVO });
});
afterAll(() => whole?.stop());

const warnings = vi.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
beforeEach(async () => {
  token = await whole.provider.signIn('nell', { nonce: 'n' });
});

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
const parts = () => token.split('.') as [string, string, string];

async function refuses(forged: string, problem: string): Promise<void> {
  expect(await loginWithIdentityToken(whole.gateway, forged, 'n')).toEqual(refused('INVALID_TOKEN'));
  expect(lastProblem(warnings)).toBe(problem);
}

describe('a forged ID token is refused', () => {
  it.each(['none', 'None', 'NONE', 'nOnE', ''])('that nobody has signed: algorithm "%s"', async (alg) => {
    const [header, payload, signature] = parts();
    const unsigned = `${encode({ ...decode(header), alg })}.${payload}`;
    const expected = alg === '' ? 'malformed' : 'algorithm';
    await refuses(`${unsigned}.`, expected);
    await refuses(`${unsigned}.${signature}`, expected);
  });

  it.each(['HS256', 'HS384', 'HS512'] as const)('that was signed with the public key for a secret: %s', async (alg) => {
    const [header, payload] = parts();
    const key = createPublicKey({ key: whole.provider.publicKey as never, format: 'jwk' });
    const input = `${encode({ ...decode(header), alg })}.${payload}`;
    const secrets = [
      key.export({ type: 'spki', format: 'pem' }),
      key.export({ type: 'spki', format: 'der' }),
      JSON.stringify(whole.provider.publicKey),
      String(whole.provider.publicKey.n),
    ];
    for (const secret of secrets) {
      await refuses(`${input}.${createHmac(alg.replace('HS', 'sha'), secret).update(input).digest('base64url')}`, 'algorithm');
    }
  });

  it('with a signature that was touched, cut or taken from another token', async () => {
    const [header, payload, signature] = parts();
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const [, , another] = (await whole.provider.signIn('ivo', { nonce: 'n' })).split('.');
    for (const wrong of [flipped, signature.slice(0, -8), '', another])
      await refuses(`${header}.${payload}.${wrong}`, 'signature');
  });

  it('whose claims were changed after it was signed', async () => {
    const [header, payload, signature] = parts();
    for (const change of [{ sub: 'ivo' }, IVO, { exp: 4_102_444_800 }, { nonce: 'm' }]) {
      await refuses(`${header}.${encode({ ...decode(payload), ...change })}.${signature}`, 'signature');
    }
  });

  it('that brings its own key, or names another one', async () => {
    const [header, payload, signature] = parts();
    const asked = whole.provider.asked.length;
    const elsewhere = { jku: `${whole.provider.issuer}/keys-of-mine`, x5u: `${whole.provider.issuer}/certificate-of-mine` };
    for (const change of [{ jwk: whole.provider.publicKey }, elsewhere]) {
      await refuses(`${encode({ ...decode(header), ...change })}.${payload}.${signature}`, 'signature');
    }
    for (const kid of ['another', '../../dev/null', "' or 1=1 --", '']) {
      await refuses(`${encode({ ...decode(header), kid })}.${payload}.${signature}`, 'unknownKey');
    }
    expect(whole.provider.asked.slice(asked).filter((path) => path.includes('of-mine'))).toEqual([]);
  });

  it('with an algorithm that its key is not for', async () => {
    const [header, payload, signature] = parts();
    for (const alg of ['ES256', 'PS256', 'EdDSA']) {
      await refuses(`${encode({ ...decode(header), alg })}.${payload}.${signature}`, 'unknownKey');
    }
  });

  it('with extensions that nobody here understands', async () => {
    const [header, payload, signature] = parts();
    for (const change of [{ crit: ['exp'], exp: 0 }, { crit: [] }, { crit: ['role'], role: 'admin' }]) {
      await refuses(`${encode({ ...decode(header), ...change })}.${payload}.${signature}`, 'malformed');
    }
  });

  it('and the right one is still good', async () => {
    expect(await loginWithIdentityToken(whole.gateway, token, 'n')).toMatchObject({ viewer: { user: { email: NELL.email } } });
  });
});
