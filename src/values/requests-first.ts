import { setImmediate } from 'node:timers/promises';

/**
 * Between the steps of a long work: requests that have arrived are answered before the next step. An embedded database does
 * all of a statement before it gives the process back, and statement follows upon statement with nothing between them.
 */
export function requestsFirst(): Promise<void> {
  return setImmediate();
}
