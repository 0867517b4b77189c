import { deepestCause } from './deepest-cause.js';

/**
 * Errors of SQL Server: deadlock victim (1205), lock time-out (1222), conflict under snapshot isolation (3960, 3961), row moved
 * under NOLOCK (601). SQLSTATEs of PostgreSQL: serialization failure, deadlock, lock not available.
 */
const CODES: ReadonlySet<unknown> = new Set([
  ...[601, 1205, 1222, 3960, 3961].map((number) => `SQLSERVER_${number}`),
  ...['40001', '40P01', '55P03'],
]);

/**
 * Whether a statement failed since other transactions use the same rows. The server is there and answers about other rows, and
 * the same statement may succeed a moment later.
 */
export function isContention(fault: unknown): boolean {
  const deepest = deepestCause(fault);
  return deepest instanceof Error && CODES.has((deepest as { code?: unknown }).code);
}
