import { deepestCause } from './deepest-cause.js';

/**
 * Why a call failed, in one word: the code of the deepest cause, such as ECONNREFUSED, else its class. It is never the
 * message of a library or a server, which may hold a host, a statement or a password.
 */
export function reasonOf(fault: unknown): string {
  let deepest = deepestCause(fault);
  // A pool tries every address of a host and reports all failures in one AggregateError.
  if (deepest instanceof AggregateError) deepest = deepest.errors[0];
  const code = (deepest as { code?: unknown } | null | undefined)?.code;
  if (typeof code === 'string') return code;
  return deepest instanceof Error ? deepest.constructor.name : 'unknown reason';
}
