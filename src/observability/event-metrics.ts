import { Gauge, type Registry } from 'prom-client';
import type { DestinationOnDesk, EventDesk } from '../events/index.js';
import { askedOnce } from './asked-once.js';

/** Metrics of the events that wait for each destination now. Absent while the gateway's database does not say. */
export function watchEvents(registry: Registry, desk: Pick<EventDesk, 'destinations'>): void {
  const destinations = askedOnce(() => desk.destinations('all'));
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
        const found = await destinations();
        this.reset();
        for (const each of found ?? []) this.set({ destination: each.name }, figure(each));
      },
    });
  }
}
