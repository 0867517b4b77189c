import { BlockList, isIPv4 } from 'node:net';

/** Networks that are not for the public (IANA's registries of special addresses). */
const PRIVATE_NETWORKS = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
/** Addresses that no receiver has: this network, link-local with the metadata of clouds, documentation, multicast, reserved. */
const NEVER_NETWORKS = [
  ...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** What has a public address in IPv6. Mapped and translated addresses of IPv4 are outside of it. */
const PUBLIC_6 = '2000::/3';
/** Within it: Teredo, documentation, and 6to4, which name addresses of IPv4. */
const NEVER_6 = ['2001::/32', '2001:db8::/32', '2002::/16', '3fff::/20'];
/** Loopback and unique local addresses. */
const PRIVATE_6 = ['::1/128', 'fc00::/7'];

/** The metadata services of clouds have unique local addresses too. */
const METADATA_6 = ['fd00:ec2::254/128', 'fd20:ce::254/128'];

const networks = (texts: readonly string[], family: 'ipv4' | 'ipv6') => {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', prefix] = text.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
};

const NEVER = networks(NEVER_NETWORKS, 'ipv4');
const PRIVATE = networks(PRIVATE_NETWORKS, 'ipv4');
const PUBLIC_IPV6 = networks([PUBLIC_6], 'ipv6');
const NEVER_IPV6 = networks([...NEVER_6, ...METADATA_6], 'ipv6');
const PRIVATE_IPV6 = networks(PRIVATE_6, 'ipv6');

/**
 * Whether events may be sent to an address.
 * @param address of IPv4 or IPv6
 * @param mayBePrivate the operator has allowed the receiver's name to be in a private network
 */
export function maySendTo(address: string, mayBePrivate: boolean): boolean {
  if (isIPv4(address)) return !NEVER.check(address, 'ipv4') && (mayBePrivate || !PRIVATE.check(address, 'ipv4'));
  if (NEVER_IPV6.check(address, 'ipv6')) return false;
  return PUBLIC_IPV6.check(address, 'ipv6') || (mayBePrivate && PRIVATE_IPV6.check(address, 'ipv6'));
}
