import { Counter, Gauge, type Registry } from 'prom-client';
import type { ChangeFeed, FeedState } from '../changes/index.js';

const STATES: readonly FeedState[] = ['off', 'none', 'silent', 'stamps', 'change-tracking'];

/** Metrics of what GP tells of its changes. */
export function watchChanges(registry: Registry, feed: Pick<ChangeFeed, 'state' | 'ageSeconds' | 'found'>): void {
  const registers = [registry];
  new Gauge({
    name: 'gateway_changes_state',
    help:
      'How changes in GP are found: 1 for the present one of off (GP_CHANGES), none (GP tells of none), silent (no look has ' +
      'succeeded lately), stamps and change-tracking, else 0.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const state of STATES) this.set({ state }, state === feed.state ? 1 : 0);
    },
  });
  new Gauge({
    name: 'gateway_changes_look_age_seconds',
    help: 'Since when the last look for changes in GP has begun that has succeeded, by any instance. Not there before the first.',
    registers,
    collect() {
      this.reset();
      const { ageSeconds } = feed;
      if (ageSeconds === undefined) this.remove();
      else this.set(ageSeconds);
    },
  });
  new Counter({
    name: 'gateway_changes_found_total',
    help: 'Facts that this instance has found changed in GP, by the way they were found and the kind of fact. A whole kind counts as 1.',
    labelNames: ['way', 'kind'],
    registers,
    collect() {
      this.reset();
      for (const { way, kind, count } of feed.found.values()) this.inc({ way, kind }, count);
    },
  });
}
