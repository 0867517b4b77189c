import { expect, it } from 'vitest';
import { CallersSettings } from './callers-settings.js';
import { ServerSettings } from './settings.js';
import { hasSilentProxy } from './silent-proxy.js';

const HTTPS = { publicUrl: 'https://api.example.com' };
const TLS = { certificate: '-----BEGIN CERTIFICATE-----' };

it.each([
  ['a trial', {}, {}, false],
  ['a gateway in a network of its own', {}, { publicUrl: 'http://gateway:4000' }, false],
  ['https outside and none here', {}, HTTPS, true],
  ['https outside and here', TLS, HTTPS, false],
  ['a proxy that says whose requests it brings', { trustedProxies: ['127.0.0.1'] }, HTTPS, false],
  ['one that is said to be there', { localProxy: true }, {}, true],
  ['one that is said to be there besides', { localProxy: true, trustedProxies: ['10.0.0.7'] }, HTTPS, true],
  ['one that is said not to be there', { localProxy: false }, HTTPS, false],
])('%s', (_, callers: Partial<CallersSettings>, server: Partial<ServerSettings>, expected) => {
  expect(hasSilentProxy(Object.assign(new CallersSettings(), callers), Object.assign(new ServerSettings(), server))).toBe(
    expected,
  );
});
