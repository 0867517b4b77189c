import { Gauge, type Registry } from 'prom-client';
import type { SubmissionsService, WaitingSubmissions } from '../submissions/index.js';
import { askedOnce } from './asked-once.js';

/** Metrics of the documents that wait for GP now. Absent while the gateway's database does not say. */
export function watchSubmissions(registry: Registry, submissions: Pick<SubmissionsService, 'waiting'>): void {
  const registers = [registry];
  const waiting = askedOnce(() => submissions.waiting());
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
        if (found) this.set(figure(found));
        else this.remove();
      },
    });
  }
}
