import { StoreUnavailable } from '../faults/index.js';

/** Whatever the gateway's database does not do is StoreUnavailable. */
export async function stored<T>(operation: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw new StoreUnavailable(operation, { cause });
  }
}
