import { describe, expect, it } from 'vitest';
import { maySendTo } from './public-addresses.js';

describe('An address that events may be sent to', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1', '2a00:1450:4001::1'])('is public: %s', (address) => {
    expect(maySendTo(address, false)).toBe(true);
  });

  it.each(['10.0.0.7', '127.0.0.1', '172.31.0.1', '192.168.1.1', '100.64.0.1', '::1', 'fd12:3456::1'])(
    'may be private where the operator has said so: %s',
    (address) => {
      expect(maySendTo(address, false)).toBe(false);
      expect(maySendTo(address, true)).toBe(true);
    },
  );

  it.each([
    ...['0.0.0.0', '169.254.169.254', '224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.2.1'],
    ...['::', 'fe80::1', 'ff02::1', '::ffff:10.0.0.7', '::ffff:169.254.169.254', '::ffff:7f00:1', '::127.0.0.1'],
    ...['64:ff9b::a00:7', '2002:7f00:1::', '2001:0:7f00:1::', '2001:db8::1', 'fd00:ec2::254', 'fec0::1'],
  ])('is never %s', (address) => {
    expect(maySendTo(address, false)).toBe(false);
    expect(maySendTo(address, true)).toBe(false);
  });
});
