import { isIP } from 'node:net';
import type { CallersSettings } from './callers-settings.js';
import type { ServerSettings } from './settings.js';

/**
 * Whether every program may do what is a client's right elsewhere: give discounts, confirm payments, order for visitors and
 * vouch for them. That is so where nobody but this machine can ask, and the company asked for is a sandbox on it.
 */
export function everybodyHasOrderRights(
  { orderRights, localProxy }: Pick<CallersSettings, 'orderRights' | 'localProxy'>,
  { host }: Pick<ServerSettings, 'host'>,
  { url }: { readonly url?: string | undefined },
): boolean {
  if (localProxy === true) return false;
  return orderRights === 'trial' && isLoopback(host) && (url === undefined || isLoopback(serverOf(url)));
}

/** Of PostgreSQL's URLs, the parameter `host` goes before the URL's own. */
function serverOf(url: string): string {
  const { hostname, searchParams } = new URL(url);
  return searchParams.get('host') ?? decodeURIComponent(hostname);
}

/** A name that means another machine somewhere else, such as 127.example.com, is none. Sockets are paths on this machine. */
function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (isIP(address) === 4) return address.startsWith('127.');
  return address === 'localhost' || address === '::1' || address.startsWith('/');
}
