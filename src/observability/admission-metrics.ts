import { Counter, Gauge, type Registry } from 'prom-client';
import type { Admission } from '../resilience/index.js';

/** Metrics of the operations in progress, and of those that were refused under load. */
export function watchAdmission(registry: Registry, admission: Pick<Admission, 'shed' | 'underWay'>): void {
  const registers = [registry];
  new Counter({
    name: 'gateway_shed_operations_total',
    help: 'Operations refused before any work: page, checkout, or unread where it was not even looked which.',
    labelNames: ['kind'],
    registers,
    collect() {
      this.reset();
      for (const [kind, count] of Object.entries(admission.shed)) this.inc({ kind }, count);
    },
  });
  new Gauge({
    name: 'gateway_operations_under_way',
    help: 'Operations that are being answered.',
    registers,
    collect() {
      this.set(admission.underWay);
    },
  });
}
