import { Gauge, type Registry } from 'prom-client';
import type { SubmissionsService, WaitingSubmissions } from '../submissions/index.js';
import { LATE, within } from '../values/within.js';

/** Prometheus waits for ten seconds by default, and for everything else that it reads here too. */
const PATIENCE_MS = 500;

/** What waits for GP at the moment of asking. Not there where the gateway's database does not say so in time. */
export function watchSubmissions(registry: Registry, submissions: Pick<SubmissionsService, 'waiting'>): void {
  const registers = [registry];
  let asking: Promise<WaitingSubmissions | undefined> | undefined;
  /** One question at a time, whoever reads, and however long the database takes. */
  const waiting = () => {
    asking ??= submissions
      .waiting()
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
    return within(PATIENCE_MS, asking);
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
