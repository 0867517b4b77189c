import type { AccountNumber } from '../values/identifiers.js';
import type { CustomerRecord } from './customer-record.js';

export abstract class CustomerSource {
  /**
   * GP's current records of customers. A customer that GP does not know is absent from the map.
   * @throws {ErpUnavailable} no answer before `signal` fired
   */
  abstract customers(
    accountNumbers: readonly AccountNumber[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<AccountNumber, CustomerRecord>>;
}
