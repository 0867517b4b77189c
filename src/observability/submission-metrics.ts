import { Gauge, type Registry } from 'prom-client';
import type { SubmissionsService, WaitingSubmissions } from '../submissions/index.js';
import { LATE, within } from '../values/within.js';

/** How long the metrics wait for the database. Prometheus waits ten seconds by default for all metrics together. */
const TIMEOUT_MS = 500;

/** Metrics of the documents that wait for GP now. Absent if the gateway's database does not answer within TIMEOUT_MS. */
export function watchSubmissions(registry: Registry, submissions: Pick<SubmissionsService, 'waiting'>): void {
  const registers = [registry];
  let asking: Promise<WaitingSubmissions | undefined> | undefined;
  /** Asks the database at most once at a time, also if several readers want the metrics or the database is slow. */
  const waiting = () => {
    asking ??= submissions
      .waiting()
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
    return within(TIMEOUT_MS, asking);
  };
  for (const [name, help, figure] of [
    ['gateway_submissions_waiting', 'Accepted orders that GP does not have yet.', ({ count }: WaitingSubmissions) => count],
    [
      'gateway_submissions_oldest_seconds',
      'Since when the first of the accepted orders waits that GP does not have yet; 0 where none does.',
      ({ oldestMs }: WaitingSubmissions) => oldestMs / 1_000,
    ],
  ] as const) {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const found = await waiting();
        if (found !== LATE && found) this.set(figure(found));
        else this.remove();
      },
    });
  }
}
