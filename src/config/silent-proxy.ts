import type { CallersSettings } from './callers-settings.js';
import type { ServerSettings } from './settings.js';

/**
 * Whether what comes from this machine without X-Forwarded-For may be anybody's. Where it is not said, an https PUBLIC_URL of a
 * gateway that speaks no TLS tells: something before it does, and no trusted proxy is known to say whose requests it brings.
 */
export function hasSilentProxy(callers: CallersSettings, { publicUrl }: ServerSettings): boolean {
  const { localProxy, certificate, trustedProxies } = callers;
  return localProxy ?? (publicUrl?.startsWith('https:') === true && certificate === undefined && trustedProxies.length === 0);
}
