import { createSecureContext } from 'node:tls';
import type { CallersSettings } from '../config/index.js';
import { StartRefused } from '../faults/index.js';

export interface TlsOptions {
  readonly cert: string;
  readonly key: string;
  readonly ca?: string;
  readonly requestCert: boolean;
  readonly rejectUnauthorized: boolean;
  readonly minVersion: 'TLSv1.2';
}

/**
 * How the gateway speaks TLS; undefined where it does not. A client without a certificate is let in so far as to be told no
 * by `identifyCallers`, and to ask whether the gateway is well.
 * @throws {StartRefused} the certificate and the key do not belong together, or cannot be understood
 */
export function tlsOptions({ certificate, privateKey, clientAuthority }: CallersSettings): TlsOptions | undefined {
  if (certificate === undefined || privateKey === undefined) return undefined;
  const ca = clientAuthority === undefined ? {} : { ca: clientAuthority };
  const files = { cert: certificate, key: privateKey, ...ca };
  try {
    createSecureContext(files);
  } catch (cause) {
    throw new StartRefused(
      'TLS_CERT, TLS_KEY, TLS_CLIENT_CA: expected a certificate, its private key without a password, and certificates.',
      {
        cause,
      },
    );
  }
  return { ...files, requestCert: clientAuthority !== undefined, rejectUnauthorized: false, minVersion: 'TLSv1.2' };
}
