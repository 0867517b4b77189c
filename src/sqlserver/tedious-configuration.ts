import type { ConnectionConfiguration } from 'tedious';
import type { SqlServerAddress, SqlServerLogin } from '../config/index.js';

/** How the server's lists of sessions name the gateway. */
const APP_NAME = 'gp-storefront-gateway';
/** A login is some ten round trips, of 60 ms each where GP is far away. */
const CONNECT_TIMEOUT_MS = 5_000;
/** A connection on which the server does not acknowledge a cancel within CANCEL_TIMEOUT_MS is closed. */
const CANCEL_TIMEOUT_MS = 1_000;
/** The longest that a question may take where its caller sets no limit. Guards give up before, also on long orders. */
const REQUEST_TIMEOUT_MS = 70_000;

/** @param ca the certificates that are trusted, in PEM; undefined for those of the system */
export function tediousConfiguration(
  address: SqlServerAddress,
  { user, password, domain }: SqlServerLogin,
  database: string,
  ca: string | undefined,
  readOnlyIntent = false,
): ConnectionConfiguration {
  const { host, port, encrypt, trustServerCertificate, hostNameInCertificate, multiSubnetFailover } = address;
  return {
    server: host,
    authentication:
      domain === undefined
        ? { type: 'default', options: { userName: user, password } }
        : { type: 'ntlm', options: { userName: user, password, domain } },
    options: {
      port,
      database,
      encrypt,
      trustServerCertificate,
      multiSubnetFailover,
      readOnlyIntent,
      ...(hostNameInCertificate !== undefined && { serverName: hostNameInCertificate }),
      cryptoCredentialsDetails: ca === undefined ? {} : { ca },
      appName: APP_NAME,
      connectTimeout: CONNECT_TIMEOUT_MS,
      cancelTimeout: CANCEL_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      // Failed logins are tried again by Logins, which knows of all of them.
      maxRetriesOnTransientErrors: 0,
      // With ON, the server would end a batch of eConnect's at its first error, and its list of errors would be lost.
      abortTransactionOnError: false,
      // GP's datetime has no zone and is read as UTC, as the sandbox's is.
      useUTC: true,
    },
  };
}
