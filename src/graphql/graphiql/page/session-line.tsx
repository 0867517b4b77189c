import { useSyncExternalStore } from 'react';
import { signOut } from './fetcher.js';
import { currentSession, onSessionChange } from './session.js';

/** Tells as whom the operations are sent. */
export function SessionLine() {
  const session = useSyncExternalStore(onSessionChange, currentSession);
  if (!session) return <p className="session-line">Not signed in. Run a login mutation: what follows is sent as its user.</p>;
  return (
    <p className="session-line">
      <span>Signed in{session.label && ` as ${session.label}`}</span>
      <button type="button" onClick={signOut}>
        Sign out
      </button>
    </p>
  );
}
