import { setImmediate } from 'node:timers/promises';

/**
 * To be awaited between the steps of a long work: lets the event loop read and answer requests before the next step. An
 * embedded database runs a whole statement before it yields, and statements that follow each other leave no pause.
 */
export function requestsFirst(): Promise<void> {
  return setImmediate();
}
