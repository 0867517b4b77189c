import { Counter, Histogram, type Registry } from 'prom-client';
import type { KnownRequest, LiveObserver, LiveReaders } from '../live/index.js';

/** Counts and times the questions of the live readers. */
export class LiveMetrics implements LiveObserver {
  private readonly keys: Histogram<'kind'>;
  private readonly took: Histogram<'kind' | 'outcome'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.keys = new Histogram({
      name: 'gateway_question_keys',
      help: 'Keys that travelled together in one question for facts of a kind.',
      labelNames: ['kind'],
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000],
      registers,
    });
    this.took = new Histogram({
      name: 'gateway_question_seconds',
      help: 'Time of questions for facts of a kind, their wait for a turn included.',
      labelNames: ['kind', 'outcome'],
      buckets: GP_SECONDS,
      registers,
    });
  }

  asked({ namespace, keys, tookMs, outcome }: KnownRequest): void {
    this.keys.observe({ kind: namespace }, keys);
    this.took.observe({ kind: namespace, outcome }, tookMs / 1_000);
  }
}

/** Buckets for GP's latency: it answers in 10 to 100 ms, and its deadline is 800 ms by default. */
export const GP_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

/** Metrics of reads, by the level that answered. The readers count them, since there are too many to observe each. */
export function countReads(registry: Registry, readers: Pick<LiveReaders, 'figures'>): void {
  new Counter({
    name: 'gateway_reads_total',
    help: 'Reads of facts by where they came from: memory, shared, durable, erp, stale, or unavailable.',
    labelNames: ['kind', 'source'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [kind, figures] of readers.figures()) {
        for (const [source, count] of Object.entries(figures)) this.inc({ kind, source }, count);
      }
    },
  });
}
