import type { OperationKind } from '../../resilience/index.js';

/**
 * Tells a checkout from a page before anything is parsed: whatever has the word in its text may be a mutation. So may a page
 * pass for a checkout, by accident or on purpose; that gains it a place in a crowd, which is why callers have limits of
 * their own. Of several operations in one request one is enough. An operation sent by its hash alone counts as a page.
 * @param body what was posted: an operation or an array of them
 */
export function operationKind(body: unknown): OperationKind {
  const operations: readonly unknown[] = Array.isArray(body) ? body : [body];
  return operations.some((operation) => /\bmutation\b/.test(queryOf(operation))) ? 'checkout' : 'page';
}

function queryOf(operation: unknown): string {
  const query = (operation as { query?: unknown } | null | undefined)?.query;
  return typeof query === 'string' ? query : '';
}
