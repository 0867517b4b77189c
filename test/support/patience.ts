import { vi } from 'vitest';

/**
 * How long a test waits for what has to happen, unless it hangs. It ends a hang and measures nothing: on a machine that has
 * other work, what takes a second may take a minute. `vi.waitFor` and `vi.waitUntil` give up after a second of their own accord.
 */
export const PATIENCE_MS = 240_000;

type Options = number | { readonly timeout?: number; readonly interval?: number; readonly message?: string };

const patiently = <T>(wait: (callback: () => T, options?: Options) => unknown) =>
  ((callback: () => T, options: Options = {}) =>
    wait(callback, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options })) as never;

const PATIENT: unique symbol = Symbol.for('gp-storefront-gateway.tests.patient');
const waits: typeof vi & { [PATIENT]?: true } = vi;

// Files that share a worker share `vi`.
if (!waits[PATIENT]) {
  waits[PATIENT] = true;
  waits.waitFor = patiently(waits.waitFor);
  waits.waitUntil = patiently(waits.waitUntil);
}
