import { Counter, type Registry } from 'prom-client';
import type { CallerIdentification } from './caller-identification.js';

/** Counts how often a program was not accepted as one of the clients, by reason. */
export function watchCallers(registry: Registry, { refused }: Pick<CallerIdentification, 'refused'>): void {
  new Counter({
    name: 'gateway_callers_refused_total',
    help: 'Requests of programs that are not taken for a client: refused, or served as unknown where every program may call.',
    labelNames: ['reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [reason, count] of refused) this.inc({ reason }, count);
    },
  });
}
