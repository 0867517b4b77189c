import { type DecimalString, Exact } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';

/** What accepted orders take of a credit limit, in the functional currency. */
export interface AcceptedOrders {
  /** Of the orders that GP does not have yet. */
  readonly waiting: DecimalString;
  /** Of the orders that GP got within the last hour, with when: what was read of GP before does not show them. */
  readonly lately: readonly { readonly credit: DecimalString; readonly at: Instant }[];
}

/** Tells of orders that the gateway has accepted and that GP may not show yet. */
export abstract class AcceptedOrderSource {
  /**
   * By the accounts whose limit they count against; those without any are absent.
   * @throws {StoreUnavailable} the gateway's own database gave no answer
   */
  abstract acceptedOrders(creditAccounts: readonly AccountNumber[]): Promise<ReadonlyMap<AccountNumber, AcceptedOrders>>;
}

/** What of a limit is taken by orders that GP did not show when it was asked at `asOf`. */
export function notShownAt({ waiting, lately }: AcceptedOrders, asOf: Instant): Exact {
  return lately.filter(({ at }) => at > asOf).reduce((sum, { credit }) => sum.plus(credit), new Exact(waiting));
}
