import type { AccountNumber } from '../../src/values/identifiers.js';
import type { UserRole } from '../../src/values/viewer.js';
import type { History } from './history.js';

/** Somebody who signs in, as they have been. */
export interface Person {
  readonly email: string;
  readonly role: History<UserRole>;
  readonly name: History<string>;
  readonly accounts: readonly AccountNumber[];
}

/** How somebody comes: a visitor, or a person buying for one of their accounts. */
export type Guise = VisitorGuise | SignedInGuise;

export interface VisitorGuise {
  readonly person: null;
  readonly account: null;
  readonly token: undefined;
}

export interface SignedInGuise {
  readonly person: Person;
  readonly account: AccountNumber;
  readonly token: string;
  /** When their session had ended for good; their token is refused since then, but for a while at other instances. */
  endedAt?: number;
}

export const VISITOR: VisitorGuise = { person: null, account: null, token: undefined };
