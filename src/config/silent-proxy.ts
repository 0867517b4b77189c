import type { CallersSettings } from './callers-settings.js';
import type { ServerSettings } from './settings.js';

/**
 * Whether a request from this machine without X-Forwarded-For may come from another machine. If LOCAL_PROXY is not set, it may
 * if PUBLIC_URL is https and the gateway itself does not use TLS: then a proxy in front does, and no trusted proxy is configured
 * that names the caller.
 */
export function hasSilentProxy(callers: CallersSettings, { publicUrl }: ServerSettings): boolean {
  const { localProxy, certificate, trustedProxies } = callers;
  return localProxy ?? (publicUrl?.startsWith('https:') === true && certificate === undefined && trustedProxies.length === 0);
}
