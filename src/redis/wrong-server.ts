/**
 * What a server says that is not, or not now, the one to ask: a replica (READONLY; MASTERDOWN where it has lost its master), one
 * that is still reading its data (LOADING), a master whose replicas are gone (NOREPLICAS), a node of a cluster that has lost
 * others (CLUSTERDOWN).
 */
const WRONG_SERVER = /(?<![A-Z])(?:READONLY|MASTERDOWN|LOADING|NOREPLICAS|CLUSTERDOWN)(?![A-Z])/;

/** The word that says so, else undefined. It begins the text, but for the scripts of Redis 6, where it stands far within. */
export function wrongServerWord(message: string): string | undefined {
  return WRONG_SERVER.exec(message)?.[0];
}
