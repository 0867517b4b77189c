import { LATE, within } from '../values/within.js';

/** How long metrics wait for the database. Prometheus waits ten seconds by default for all metrics together. */
const TIMEOUT_MS = 500;

/**
 * Asks the database at most once at a time, also if several gauges and several readers want the answer, or the database is slow.
 * @returns undefined where it does not answer within TIMEOUT_MS: then the gauge is absent
 */
export function askedOnce<Answer>(ask: () => Promise<Answer>): () => Promise<Answer | undefined> {
  let asking: Promise<Answer | undefined> | undefined;
  return async () => {
    asking ??= ask()
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
    const answer = await within(TIMEOUT_MS, asking);
    return answer === LATE ? undefined : answer;
  };
}
