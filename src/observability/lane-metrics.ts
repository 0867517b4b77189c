import { Gauge, type Registry } from 'prom-client';
import type { Guards, LaneState } from '../resilience/index.js';

const BREAKER_STATES: readonly LaneState['breaker'][] = ['closed', 'halfOpen', 'open'];

/** How each kind of call to GP fares at the moment of asking. */
export function watchLanes(registry: Registry, guards: Pick<Guards, 'lanes'>): void {
  const registers = [registry];
  new Gauge({
    name: 'gateway_gp_breaker_state',
    help: 'Breakers by kind of call to GP: 1 for the state that it is in, of closed, halfOpen and open, else 0.',
    labelNames: ['operation', 'state'],
    registers,
    collect() {
      for (const { operation, breaker } of guards.lanes()) {
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
        for (const lane of guards.lanes()) this.set({ operation: lane.operation }, lane[figure]);
      },
    });
  }
}
