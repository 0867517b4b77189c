import { Counter, Histogram, type Registry } from 'prom-client';
import type { GuardedCall, GuardObserver } from '../resilience/index.js';
import { GP_SECONDS } from './live-metrics.js';
import type { Tracing } from './tracing.js';

/** Counts and times the calls to GP, and puts each into the trace of the request that made it. */
export class GuardWatch implements GuardObserver {
  private readonly calls: Counter<'operation' | 'outcome'>;
  private readonly took: Histogram<'operation' | 'outcome'>;
  private readonly waited: Histogram<'operation'>;

  constructor(
    registry: Registry,
    private readonly tracing: Tracing | undefined,
  ) {
    const registers = [registry];
    this.calls = new Counter({
      name: 'gateway_gp_calls_total',
      help: 'Calls to GP by how they ended: answered, contended (gave way to a lock or a deadlock), failed, timedOut, ended, and refused and crowded, which asked nothing.',
      labelNames: ['operation', 'outcome'],
      registers,
    });
    this.took = new Histogram({
      name: 'gateway_gp_call_seconds',
      help: 'Time of calls to GP that have begun, without their wait for a turn.',
      labelNames: ['operation', 'outcome'],
      buckets: GP_SECONDS,
      registers,
    });
    this.waited = new Histogram({
      name: 'gateway_gp_wait_seconds',
      help: 'Time that calls to GP waited for their turn.',
      labelNames: ['operation'],
      buckets: GP_SECONDS,
      registers,
    });
  }

  ended({ operation, waitedMs, tookMs, outcome }: GuardedCall): void {
    this.calls.inc({ operation, outcome });
    if (tookMs > 0) this.took.observe({ operation, outcome }, tookMs / 1_000);
    if (outcome !== 'refused') this.waited.observe({ operation }, waitedMs / 1_000);
  }

  around<T>(operation: string, call: () => Promise<T>): Promise<T> {
    return this.tracing ? this.tracing.around(operation, call) : call();
  }
}
