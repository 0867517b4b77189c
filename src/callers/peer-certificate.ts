import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** The TLS certificate that a connection was made with. */
export interface PeerCertificate {
  /** Whether TLS_CLIENT_CA vouches for it. */
  readonly trusted: boolean;
  /** What it may be configured by: its SHA-256 fingerprint, and its subject. */
  readonly names: readonly string[];
}

/** It is the same for as long as a connection lasts, and takes long to read. */
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
 * Programs that print subjects do not agree on their order. Nothing else of the parts is changed: a letter that cannot be seen,
 * such as U+00A0, makes another name.
 */
export function sortedSubject(parts: readonly string[]): string {
  return [...parts].sort().join(',');
}
