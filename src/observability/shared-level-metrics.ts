import { Counter, Gauge, type Registry } from 'prom-client';
import type { SharedLevel, SharedState } from '../live/index.js';

const STATES: readonly SharedState[] = ['none', 'ready', 'away', 'skipped'];

/** Metrics of the use of the shared level, and of its present state. */
export function watchSharedLevel(registry: Registry, level: Pick<SharedLevel, 'state' | 'figures'>): void {
  const registers = [registry];
  new Gauge({
    name: 'gateway_shared_level_state',
    help: 'Redis: 1 for the state that it is in, of none (not set up), ready, away and skipped (left out for a moment), else 0.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const state of STATES) this.set({ state }, state === level.state ? 1 : 0);
    },
  });
  new Counter({
    name: 'gateway_shared_level_facts_total',
    help: 'Facts that were looked for in Redis: hit or miss.',
    labelNames: ['outcome'],
    registers,
    collect() {
      const { hits, misses } = level.figures;
      this.reset();
      this.inc({ outcome: 'hit' }, hits);
      this.inc({ outcome: 'miss' }, misses);
    },
  });
  new Counter({
    name: 'gateway_shared_level_lost_total',
    help: 'Uses of Redis that brought nothing: looks that failed, came late or were skipped, and failed writes.',
    labelNames: ['outcome'],
    registers,
    collect() {
      const { errors, late, skipped, failedWrites } = level.figures;
      this.reset();
      this.inc({ outcome: 'failed' }, errors);
      this.inc({ outcome: 'late' }, late);
      this.inc({ outcome: 'skipped' }, skipped);
      this.inc({ outcome: 'failedWrite' }, failedWrites);
    },
  });
}
