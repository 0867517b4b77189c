import type { AccountNumber } from '../values/identifiers.js';
import type { User } from '../values/viewer.js';

/** A session that has not ended, with its user's current data. */
export interface OpenSession {
  readonly user: User;
  readonly accountNumbers: readonly AccountNumber[];
}
