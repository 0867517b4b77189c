import { describe, expect, it } from 'vitest';
import { provesItself, rightsInVain } from './client.js';
import { readClients } from './clients-file.js';

const KEY = { keys: [{ sha256: 'ab'.repeat(32) }] };
const JWKS = { jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }] } };
const CERTIFICATE = { certificates: ['CN=app'] };

function client(entry: object) {
  const [read] = readClients(JSON.stringify({ clients: [{ name: 'shop', ...entry }] }));
  if (!read) throw new Error('No client was read.');
  return read;
}

describe('A client', () => {
  it('proves itself by a key that only a server of its own has', () => {
    expect(provesItself(client({ class: 'SERVER', ...KEY }), 'apiKey')).toBe(true);
  });

  it.each(['BROWSER', 'MOBILE', 'BUILD'])('does not prove itself by a key of class %s alone', (of) => {
    expect(provesItself(client({ class: of, ...KEY }), 'apiKey')).toBe(false);
    expect(provesItself(client({ class: of, ...KEY, ...CERTIFICATE }), 'apiKey')).toBe(true);
    expect(provesItself(client({ class: of, ...KEY, ...JWKS }), 'apiKey')).toBe(false);
    expect(provesItself(client({ class: of, ...KEY, ...JWKS }), 'assertion')).toBe(true);
    expect(provesItself(client({ class: of, ...CERTIFICATE }), 'certificate')).toBe(true);
  });

  it('has no rights that its entry does not give it', () => {
    const none = { mayDiscount: false, mayConfirmPayments: false, mayOrderForVisitors: false, mayVouch: false };
    expect(client({ class: 'SERVER', ...KEY }).orderRights).toEqual(none);
    expect(client({ class: 'SERVER', ...KEY, mayVouch: true }).orderRights).toEqual({ ...none, mayVouch: true });
  });

  it('has rights in vain where nothing that it may show is proof', () => {
    expect(rightsInVain(client({ class: 'BROWSER', ...KEY, mayDiscount: true, mayVouch: true }))).toEqual([
      'mayDiscount',
      'mayVouch',
    ]);
    for (const proof of [JWKS, CERTIFICATE]) {
      expect(rightsInVain(client({ class: 'BROWSER', ...KEY, ...proof, mayDiscount: true }))).toEqual([]);
    }
    expect(rightsInVain(client({ class: 'SERVER', ...KEY, mayDiscount: true }))).toEqual([]);
  });
});
