import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import type { SubmissionCall } from './submission.js';

/** Of all items together: a cart of a thousand lines must not use up the server's table of locks. */
const STOCK_LOCKS = 128;
/** Longer than any acceptance takes, shorter than a query may. */
const WAIT_MS = 5_000;

/**
 * Makes acceptances that count against the same limit or the same stock come one after the other, and those of one owner
 * get their sequence in the order in which they end. Held until the transaction ends.
 */
export async function lockFor({ owner, locks }: SubmissionCall, transaction: Kysely<GatewayTables>): Promise<void> {
  const keys = new Set([
    numberOf(`owner ${owner}`),
    numberOf(`credit ${locks.creditAccount}`),
    ...locks.skus.map((sku) => numberOf(`stock ${numberOf(sku) % BigInt(STOCK_LOCKS)}`)),
  ]);
  // In one order everywhere, so that no two transactions wait for each other.
  const sorted = [...keys].toSorted((one, other) => (one < other ? -1 : 1));
  await sql`set local lock_timeout = ${sql.lit(WAIT_MS)}`.execute(transaction);
  await sql`select pg_advisory_xact_lock(key) from unnest(array[${sql.raw(sorted.join(','))}]::bigint[]) as key`.execute(
    transaction,
  );
}

/** A positive number of 63 bits. */
function numberOf(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigUInt64BE() >> 1n;
}
