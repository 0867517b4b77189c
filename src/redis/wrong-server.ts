/**
 * The errors of a server that must not be used, or not now: a replica (READONLY; MASTERDOWN if it has lost its master), a
 * server that is still reading its data (LOADING), a master whose replicas are gone (NOREPLICAS), a node of a cluster that has
 * lost other nodes (CLUSTERDOWN).
 */
const WRONG_SERVER = /(?<![A-Z])(?:READONLY|MASTERDOWN|LOADING|NOREPLICAS|CLUSTERDOWN)(?![A-Z])/;

/**
 * The error word of such a server, else undefined. The message begins with it, except for scripts in Redis 6, where it comes
 * later.
 */
export function wrongServerWord(message: string): string | undefined {
  return WRONG_SERVER.exec(message)?.[0];
}
