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
 * The TLS options of the server; undefined if it does not use TLS. A client without a certificate may connect: it can read the
 * health of the gateway, and `identifyCallers` refuses its other requests.
 * @throws {StartRefused} the certificate and the key do not belong together, or cannot be read
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
