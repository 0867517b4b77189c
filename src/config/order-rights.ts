import { isIP } from 'node:net';
import type { CallersSettings } from './callers-settings.js';
import type { ServerSettings } from './settings.js';
import { isSqlServerUrl } from './sql-server-address.js';

/**
 * Whether all programs have the order rights that clients have otherwise: to give discounts, confirm payments, order for
 * visitors and vouch for them. That is so if ORDER_RIGHTS is `trial`, only this machine can reach the gateway, and the company is
 * a sandbox on it.
 */
export function allCallersHaveOrderRights(
  { orderRights, localProxy }: Pick<CallersSettings, 'orderRights' | 'localProxy'>,
  { host }: Pick<ServerSettings, 'host'>,
  { url }: { readonly url?: string | undefined },
): boolean {
  if (localProxy === true) return false;
  return orderRights === 'trial' && isLoopback(host) && isSandboxHere(url);
}

/** Whether the company is a sandbox in this process or on this machine. A SQL Server has a company of a merchant's. */
function isSandboxHere(url: string | undefined): boolean {
  return url === undefined || (!isSqlServerUrl(url) && isLoopback(serverOf(url)));
}

/** The host of a PostgreSQL URL. The parameter `host` takes precedence over the host of the URL. */
function serverOf(url: string): string {
  const { hostname, searchParams } = new URL(url);
  return searchParams.get('host') ?? decodeURIComponent(hostname);
}

/**
 * Whether a host is this machine. A path is a socket, so it is. A name that only looks like it, such as 127.example.com, is not.
 */
function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (isIP(address) === 4) return address.startsWith('127.');
  return address === 'localhost' || address === '::1' || address.startsWith('/');
}
