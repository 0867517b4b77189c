import type { MaybePromise } from '../values/maybe-promise.js';
import type { RequestBudget } from './request-budget.js';

interface Entry<V> {
  readonly viewer: object;
  readonly what: unknown;
  readonly value: MaybePromise<V>;
}

/** Remembers, for the duration of one request, a value that is the same for all products of its page. */
export class PerRequest<V> {
  private readonly entries = new WeakMap<RequestBudget, Entry<V>>();

  /**
   * @param budget identifies the request
   * @param viewer for whom the value is computed; a mutation that signs a user in changes the viewer within a request
   * @param what the value is computed from, compared as an object; only the latest is remembered
   * @param work computes the value
   */
  get(budget: RequestBudget, viewer: object, what: unknown, work: () => MaybePromise<V>): MaybePromise<V> {
    const entry = this.entries.get(budget);
    if (entry && entry.viewer === viewer && entry.what === what) return entry.value;
    const value = work();
    this.entries.set(budget, { viewer, what, value });
    return value;
  }
}
