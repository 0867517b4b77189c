import { describe, expect, it } from 'vitest';
import { readOpenIdIssuers } from './open-id-issuers.js';

const ISSUER = { issuer: 'https://login.example.com/', clientIds: ['storefront'] };
const read = (...entries: unknown[]) => readOpenIdIssuers(JSON.stringify(entries));

describe('the configured issuers', () => {
  it('are careful where nothing else is said', () => {
    expect(read(ISSUER)).toMatchObject([
      { ...ISSUER, linkUsers: 'verifiedEmail', emailVerifiedClaim: 'email_verified', nonce: 'matching', maxAgeSeconds: 600 },
    ]);
  });

  it.each([
    'http://login.example.com',
    'http://169.254.169.254',
    'ftp://login.example.com',
    'https://login.example.com?tenant=1',
    'https://user:password@login.example.com',
    'login.example.com',
  ])('are not at %s', (issuer) => {
    expect(() => read({ ...ISSUER, issuer })).toThrow('[0].issuer: must be an https URL');
    expect(() => read({ ...ISSUER, jwksUri: issuer })).toThrow('[0].jwksUri: must be an https URL');
  });

  it.each(['http://localhost:8080', 'http://127.0.0.1:3000/realm', 'http://[::1]:9000'])(
    'may be on this machine: %s',
    (issuer) => {
      expect(read({ ...ISSUER, issuer })).toMatchObject([{ issuer }]);
    },
  );

  it.each(['none', 'HS256', 'HS512', 'RSA-OAEP', ''])('sign with nothing like "%s"', (algorithm) => {
    expect(() => read({ ...ISSUER, algorithms: ['RS256', algorithm] })).toThrow('[0].algorithms: must be some of RS256');
  });

  it.each([
    [{ clientIds: [] }, '[0].clientIds'],
    [{ clientIds: [''] }, '[0].clientIds'],
    [{ clientId: 'storefront' }, '[0].clientId: is not known; known are name, issuer, '],
    [{ linkUsers: 'always' }, '[0].linkUsers: must be verifiedEmail or never'],
    [{ emailDomains: ['@example.com'] }, '[0].emailDomains: must be domain names'],
    [{ requiredClaim: { name: 'role' } }, '[0].requiredClaim.value'],
    [{ nonce: 'off' }, '[0].nonce: must be matching, required or optional'],
    [{ maxAgeSeconds: 0 }, '[0].maxAgeSeconds'],
  ])('are refused with the place of what is wrong: %j', (change, place) => {
    expect(() => read({ ...ISSUER, ...change })).toThrow(place);
  });

  it('have names for the log', () => {
    expect(read(ISSUER, { ...ISSUER, issuer: 'https://id.example.com', name: 'Staff' })).toMatchObject([
      { name: 'provider 1' },
      { name: 'Staff' },
    ]);
    expect(() => read({ ...ISSUER, name: 'Staff\nof ours' })).toThrow('[0].name: must be up to 40 letters');
  });

  it('stand in the list once each', () => {
    expect(() => read(ISSUER, ISSUER)).toThrow('an issuer stands in it twice');
  });
});
