/** Who is signed in. Lives in this page's memory alone: the token is written to no storage. */
export interface Session {
  readonly accessToken: string;
  /** For people: "Ada Lovelace, ACME01". Empty where the operation asked for neither. */
  readonly label: string;
}

let session: Session | null = null;
const listeners = new Set<() => void>();

export function currentSession(): Session | null {
  return session;
}

export function setSession(next: Session | null): void {
  session = next;
  for (const listener of listeners) listener();
}

/** @returns a function that ends the subscription */
export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
