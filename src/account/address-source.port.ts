import type { AccountNumber } from '../values/identifiers.js';
import type { Address } from './address.js';

export abstract class AddressSource {
  /**
   * Every address of each customer, in the order of their codes. A customer without one is absent from the map.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract addresses(
    accountNumbers: readonly AccountNumber[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<AccountNumber, readonly Address[]>>;
}
