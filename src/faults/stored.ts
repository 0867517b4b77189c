import { StoreUnavailable } from './store-unavailable.js';

/**
 * Makes one call to a store. It covers that call alone: a mistake in the caller's own code does not count as an outage.
 * @param operation the name of the call, e.g. "identity.login"; it holds no personal data
 * @throws {StoreUnavailable} the call failed
 */
export async function stored<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw new StoreUnavailable(operation, { cause });
  }
}
