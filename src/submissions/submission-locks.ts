import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import type { LockKey, SubmissionCall } from './submission.js';

/** Of all keys of a pooled kind: a document of a thousand lines must not use up the server's table of locks. */
const LOCKS_OF_A_POOL = 128;
/** Longer than any acceptance takes, and shorter than the timeout of a query. */
const WAIT_MS = 5_000;

/**
 * Locks a call's keys and its owner until the transaction ends. Acceptances that lock the same key are decided one after the
 * other, and those of one owner get their sequence numbers in the order in which they end.
 */
export async function lockFor({ owner, locks, soleName }: SubmissionCall, transaction: Kysely<GatewayTables>): Promise<void> {
  const ofName = soleName ? [numberOf(`name ${soleName}`)] : [];
  await lockNumbers([numberOf(`owner ${owner}`), ...ofName, ...locks.map(lockOf)], transaction);
}

/** Locks a key until the transaction ends: no acceptance that locks it is decided meanwhile. */
export async function lockKey(key: LockKey, transaction: Kysely<GatewayTables>): Promise<void> {
  await lockNumbers([lockOf(key)], transaction);
}

async function lockNumbers(numbers: readonly bigint[], transaction: Kysely<GatewayTables>): Promise<void> {
  // All transactions lock in the same order, so that no two wait for each other.
  const sorted = [...new Set(numbers)].toSorted((one, other) => (one < other ? -1 : 1));
  await sql`set local lock_timeout = ${sql.lit(WAIT_MS)}`.execute(transaction);
  await sql`select pg_advisory_xact_lock(key) from unnest(array[${sql.raw(sorted.join(','))}]::bigint[]) as key`.execute(
    transaction,
  );
}

/** The number of a key's lock. Instances of two releases run at once during an update, so a key keeps its number. */
function lockOf({ kind, key, isPooled = false }: LockKey): bigint {
  return numberOf(`${kind} ${isPooled ? numberOf(key) % BigInt(LOCKS_OF_A_POOL) : key}`);
}

/** A positive number of 63 bits. */
function numberOf(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigUInt64BE() >> 1n;
}
