import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** The client certificate of a TLS connection. */
export interface PeerCertificate {
  /** Whether an authority in TLS_CLIENT_CA has signed it. */
  readonly trusted: boolean;
  /** The names by which it can be configured: its SHA-256 fingerprint, and its subject. */
  readonly names: readonly string[];
}

/** The certificate of each connection. It does not change during a connection, and to read it takes long. */
const known = new WeakMap<Socket, PeerCertificate | 'none'>();

export function peerCertificate(socket: Socket): PeerCertificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  let certificate = known.get(socket);
  if (certificate === undefined) {
    const shown = socket.getPeerX509Certificate();
    certificate = shown
      ? {
          trusted: socket.authorized,
          names: [shown.fingerprint256.replaceAll(':', ''), sortedSubject(shown.subject.split('\n'))],
        }
      : 'none';
    known.set(socket, certificate);
  }
  return certificate === 'none' ? undefined : certificate;
}

/**
 * Sorts the parts of a subject, since programs print them in different orders. The parts are not changed: an invisible letter,
 * such as U+00A0, makes a different name.
 */
export function sortedSubject(parts: readonly string[]): string {
  return [...parts].sort().join(',');
}
