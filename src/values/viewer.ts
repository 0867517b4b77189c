import type { AccountNumber } from './identifiers.js';
import type { Instant } from './instant.js';
import type { Money } from './money.js';

export type UserRole = 'VIEWER' | 'BUYER' | 'APPROVER' | 'ADMINISTRATOR';

/** A person who signs in. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  /** The most that the user may spend on one order; null for no limit. */
  readonly orderLimit: Money | null;
}

/** A signed-in user who buys for one of their accounts. */
export interface SignedInViewer {
  readonly kind: 'signedIn';
  readonly user: User;
  readonly accountNumber: AccountNumber;
  /** Every account that the user may buy for, the current one included. */
  readonly accountNumbers: readonly AccountNumber[];
  readonly sessionId: string;
  /** When the access token ends that came with the request or was just issued. */
  readonly accessEndsAt: Instant;
}

export interface AnonymousViewer {
  readonly kind: 'anonymous';
}

/** Who is asking. */
export type Viewer = SignedInViewer | AnonymousViewer;

export const ANONYMOUS: AnonymousViewer = { kind: 'anonymous' };
