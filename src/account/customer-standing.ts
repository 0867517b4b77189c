import { StampedSource } from '../events/index.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { CreditLimit } from './customer-record.js';

/** How a customer stands with the company, as far as events tell of it. */
export interface CustomerStanding {
  readonly accountNumber: AccountNumber;
  readonly onHold: boolean;
  readonly limit: CreditLimit;
}

/** Customers whose records have changed in GP. */
export abstract class ChangedCustomerSource extends StampedSource<CustomerStanding> {}
