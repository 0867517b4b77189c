import { describe, expect, it } from 'vitest';
import { readClients } from './clients-file.js';

const SHA256 = 'ab'.repeat(32);
const read = (...clients: readonly object[]) => readClients(JSON.stringify({ clients }));
const client = (more: object = {}) => ({ name: 'storefront', class: 'SERVER', keys: [{ sha256: SHA256 }], ...more });

describe('The file of clients', () => {
  it('is read with all that it may hold', () => {
    const [storefront] = read(
      client({
        rateLimit: 50_000,
        keys: [{ sha256: SHA256.toUpperCase(), notBefore: '2026-11-01T00:00:00Z', notAfter: '2026-12-01T00:00:00+01:00' }],
        jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AAAA', kid: 'a' }] },
        addresses: ['10.1.0.0/16', '2001:db8::1'],
        certificates: [`${'AB:'.repeat(31)}ab`, 'CN=storefront, O=Example\\, Inc.'],
      }),
    );
    expect(storefront).toMatchObject({ name: 'storefront', class: 'SERVER', rateLimit: 50_000 });
    expect(storefront?.keys[0]?.digest.toString('hex')).toBe(SHA256);
    expect(storefront?.keys[0]?.validUntil).toBe(Date.parse('2026-11-30T23:00:00Z'));
    expect([...(storefront?.certificates ?? [])]).toEqual(['AB'.repeat(32), 'CN=storefront,O=Example\\, Inc.']);
    expect(storefront?.addresses?.hold('10.1.200.3')).toBe(true);
    expect(storefront?.addresses?.hold('10.2.0.1')).toBe(false);
  });

  it.each([
    [
      'a key in the clear',
      [client({ keys: [{ key: 'secret' }] })],
      'clients[0].keys[0].key: is not known; known are sha256, notBefore, notAfter',
    ],
    [
      'an invalid digest',
      [client({ keys: [{ sha256: 'secret' }] })],
      'clients[0].keys[0].sha256: expected 64 hexadecimal digits',
    ],
    ['no class', [{ name: 'a', keys: [] }], 'clients[0].class:'],
    ['a class of its own', [client({ class: 'ADMIN' })], 'clients[0].class:'],
    ['nothing to be known by', [client({ keys: [] })], 'clients[0] needs keys, jwks or certificates'],
    ['a name twice', [client(), client({ keys: [{ sha256: 'cd'.repeat(32) }] })], 'clients[1].name: another client has it'],
    ['a key twice', [client(), client({ name: 'b' })], 'clients[1].keys: one of them is there twice'],
    [
      'an instant without a zone',
      [client({ keys: [{ sha256: SHA256, notAfter: '2026-12-01T00:00:00' }] })],
      'clients[0].keys[0].notAfter:',
    ],
    [
      'a private key',
      [client({ jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AA', d: 'secret' }] } })],
      'clients[0].jwks: expected public keys',
    ],
    ['a shared secret', [client({ jwks: { keys: [{ kty: 'oct', k: 'secret' }] } })], 'clients[0].jwks: expected public keys'],
    [
      'signing keys that cannot be told apart',
      [client({ jwks: { keys: [{ kty: 'EC' }, { kty: 'EC' }] } })],
      'several keys need a "kid" each',
    ],
    ['an invalid network', [client({ addresses: ['10.0.0.0/33'] })], 'clients[0].addresses: expected'],
  ])('is refused with %s, by its place and without what is written there', (_, clients, message) => {
    let said = '';
    try {
      read(...clients);
    } catch (fault) {
      said = (fault as Error).message;
    }
    expect(said).toContain(message);
    expect(said).not.toContain('secret');
  });

  it.each(['', '[]', '{"clients": "secret"}', '{ secret'])('is refused where it is something else: %j', (json) => {
    expect(() => readClients(json)).toThrow(/^(?!.*secret)/);
  });
});
