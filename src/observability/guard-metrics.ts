import { Gauge, type Registry } from 'prom-client';
import type { Guards, OperationState } from '../resilience/index.js';

const BREAKER_STATES: readonly OperationState['breaker'][] = ['closed', 'halfOpen', 'open'];

/** Metrics of the present state of each kind of call to GP. */
export function watchGuards(registry: Registry, guards: Pick<Guards, 'operations'>): void {
  const registers = [registry];
  new Gauge({
    name: 'gateway_gp_breaker_state',
    help: 'Breakers by kind of call to GP: 1 for the state that it is in, of closed, halfOpen and open, else 0.',
    labelNames: ['operation', 'state'],
    registers,
    collect() {
      for (const { operation, breaker } of guards.operations()) {
        for (const state of BREAKER_STATES) this.set({ operation, state }, state === breaker ? 1 : 0);
      }
    },
  });
  for (const [figure, help] of [
    ['running', 'Calls to GP under way.'],
    ['waiting', 'Calls to GP that wait for their turn.'],
    ['limit', 'How many calls to GP may be under way at once, at present.'],
  ] as const) {
    new Gauge({
      name: `gateway_gp_calls_${figure}`,
      help,
      labelNames: ['operation'],
      registers,
      collect() {
        for (const state of guards.operations()) this.set({ operation: state.operation }, state[figure]);
      },
    });
  }
}
