import { Gauge, type Registry } from 'prom-client';
import type { ErpHealth } from '../resilience/index.js';

/** Metrics of the way to GP, where it is a server of its own. */
export function watchErp(registry: Registry, erp: ErpHealth): void {
  if (!erp.isExternal) return;
  const registers = [registry];
  new Gauge({
    name: 'gateway_gp_problem',
    help: 'What is wrong with GP or the way to it at the moment, 1 for each: what fails, a word for it, and the code of the error.',
    labelNames: ['connection', 'reason', 'code'],
    registers,
    collect() {
      this.reset();
      for (const { connection, reason, code } of erp.problems()) this.set({ connection, reason, code }, 1);
    },
  });
  new Gauge({
    name: 'gateway_gp_isolation',
    help: 'How reads are kept apart from the writes of GP users, 1 for the way: rowVersions, snapshot, locks or nolock.',
    labelNames: ['isolation'],
    registers,
    collect() {
      this.reset();
      const isolation = erp.isolation();
      if (isolation) this.set({ isolation }, 1);
    },
  });
  new Gauge({
    name: 'gateway_gp_connections',
    help: 'Connections to GP that are busy and idle, and questions that wait for one (awaited).',
    labelNames: ['connection', 'state'],
    registers,
    collect() {
      for (const { connection, ...counts } of erp.connections()) {
        for (const [state, count] of Object.entries(counts)) this.set({ connection, state }, count);
      }
    },
  });
}
