import type { MaybePromise } from '../values/maybe-promise.js';
import type { RequestBudget } from './request-budget.js';

interface Entry<V> {
  readonly viewer: object;
  readonly what: unknown;
  readonly value: MaybePromise<V>;
}

/** Remembers for one request what is the same for all products of its page. Gone with the request. */
export class PerRequest<V> {
  private readonly entries = new WeakMap<RequestBudget, Entry<V>>();

  /**
   * @param budget that of the request
   * @param viewer for whom; a mutation that signs somebody in changes that within a request
   * @param what is worked out, compared as an object; the last one is remembered
   */
  get(budget: RequestBudget, viewer: object, what: unknown, work: () => MaybePromise<V>): MaybePromise<V> {
    const entry = this.entries.get(budget);
    if (entry && entry.viewer === viewer && entry.what === what) return entry.value;
    const value = work();
    this.entries.set(budget, { viewer, what, value });
    return value;
  }
}
