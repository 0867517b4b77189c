import { Gauge, type Registry } from 'prom-client';
import type { DestinationOnDesk, EventDesk } from '../events/index.js';
import { LATE, within } from '../values/within.js';

/** How long the metrics wait for the database. Prometheus waits ten seconds by default for all metrics together. */
const TIMEOUT_MS = 500;

/** Metrics of the events that wait for each destination now. Absent if the gateway's database does not answer within TIMEOUT_MS. */
export function watchEvents(registry: Registry, desk: Pick<EventDesk, 'destinations'>): void {
  let asking: Promise<readonly DestinationOnDesk[]> | undefined;
  /** Asks the database at most once at a time, also if several readers want the metrics or the database is slow. */
  const destinations = async () => {
    asking ??= desk
      .destinations()
      .catch(() => [])
      .finally(() => {
        asking = undefined;
      });
    const found = await within(TIMEOUT_MS, asking);
    return found === LATE ? [] : found;
  };
  for (const [name, help, figure] of [
    ['gateway_events_waiting', 'Events that are not delivered yet.', ({ waiting }: DestinationOnDesk) => waiting],
    [
      'gateway_events_oldest_seconds',
      'Since when the first of the events waits that are not delivered yet; 0 where none does.',
      ({ oldestAt }: DestinationOnDesk) => (oldestAt === null ? 0 : Math.max(0, Date.now() - oldestAt) / 1_000),
    ],
    [
      'gateway_events_destination_disabled',
      '1 where a destination is sent nothing until an operator enables it.',
      ({ disabledAt }: DestinationOnDesk) => (disabledAt === null ? 0 : 1),
    ],
  ] as const) {
    new Gauge({
      name,
      help,
      labelNames: ['destination'],
      registers: [registry],
      async collect() {
        this.reset();
        for (const each of await destinations()) this.set({ destination: each.name }, figure(each));
      },
    });
  }
}
