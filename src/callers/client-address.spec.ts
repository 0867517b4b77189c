import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.js';
import { Networks } from './networks.js';

const PROXIES = Networks.of(['10.0.0.1', '10.1.0.0/16', '2001:db8::/32']);

describe('A request comes from', () => {
  it.each([
    ['the address of the connection', '203.0.113.9', undefined, '203.0.113.9'],
    ['the address of the connection, in its IPv4 form', '::ffff:203.0.113.9', undefined, '203.0.113.9'],
    ['the address of the connection, even if the caller invents another', '203.0.113.9', '192.0.2.1', '203.0.113.9'],
    ['whom a trusted proxy names', '10.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['whom it names last, and not whom its caller has made up', '10.0.0.1', '198.51.100.7, 192.0.2.1', '192.0.2.1'],
    ['whom the first of several trusted proxies names', '10.0.0.1', '198.51.100.7, 192.0.2.1, 10.1.2.3', '192.0.2.1'],
    ['a trusted proxy that names no caller', '10.0.0.1', undefined, '10.0.0.1'],
    ['a trusted proxy that names nothing of sense', '10.0.0.1', '192.0.2.1, unknown', '10.0.0.1'],
    ['the last proxy, where it is asked by a proxy alone', '10.0.0.1', '10.1.2.3', '10.1.2.3'],
    ['an address that is given with its port', '10.0.0.1', '192.0.2.1:50312', '192.0.2.1'],
    ['an IPv6 address that is given with its port', '2001:db8::1', '[2001:DB9::5]:443', '2001:db9::5'],
    ['a trusted proxy that names too many', '10.0.0.1', '192.0.2.1,'.repeat(1_000), '10.0.0.1'],
  ])('%s', (_, peer, forwarded, expected) => {
    expect(clientAddress(peer, forwarded, PROXIES)).toBe(expected);
  });

  it('the address of the connection, where no proxy is trusted', () => {
    expect(clientAddress('10.0.0.1', '192.0.2.1', undefined)).toBe('10.0.0.1');
  });
});
