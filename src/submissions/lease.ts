import type { ExpressionBuilder } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import type { Submission } from './submission.js';

/** How long a lease lasts. A push prolongs its lease while it works; after an interrupted push another may begin. */
export const LEASE_MS = 30_000;

/** A submission that one push has leased. No other push may change it until the lease runs out. */
export interface Leased<Document = unknown> {
  readonly submission: Submission<Document>;
  readonly holder: string;
  /** The document as an earlier attempt has prepared it; null where none has. */
  readonly prepared: Document | null;
}

/** Whether no push has leased a submission. */
export function isFree(eb: ExpressionBuilder<GatewayTables, 'submission'>, now: Date) {
  return eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]);
}
