import { StoreUnavailable } from './store-unavailable.js';

/**
 * Makes one call of a store. It covers that call alone: what its caller does besides, and gets wrong, is no absence.
 * @param operation what was wanted, e.g. "identity.login"; holds no data of anybody's
 * @throws {StoreUnavailable} whatever the gateway's database did not do
 */
export async function stored<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw new StoreUnavailable(operation, { cause });
  }
}
