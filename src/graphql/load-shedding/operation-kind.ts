import type { OperationKind } from '../../resilience/index.js';

/**
 * Distinguishes checkouts from pages before the document is parsed. A text with the word "mutation" counts as a checkout. So a
 * page can count as a checkout, by accident or on purpose, and be admitted longer under load; rate limits bound that. A batch
 * counts as a checkout if one of its operations does. An operation that is sent by its hash only counts as a page.
 * @param body the body of the request: an operation or an array of operations
 */
export function operationKind(body: unknown): OperationKind {
  const operations: readonly unknown[] = Array.isArray(body) ? body : [body];
  return operations.some((operation) => /\bmutation\b/.test(queryOf(operation))) ? 'checkout' : 'page';
}

function queryOf(operation: unknown): string {
  const query = (operation as { query?: unknown } | null | undefined)?.query;
  return typeof query === 'string' ? query : '';
}
