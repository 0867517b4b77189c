import type { DecimalString } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';

/** What GP looks at of a customer when an order of theirs is entered, besides what everybody is shown of the account. */
export interface OrderTerms {
  /** The address that bills go to is there, or the customer has none. GP takes no order where it is gone (818). */
  readonly hasBillingAddress: boolean;
  /** How GP checks the credit of a customer whose national account shares it; null where GP checks none, or no amount. */
  readonly parentCredit: ParentCredit | null;
}

/**
 * GP's own check of a national account holds the order against the parent's limit and the parent's balance alone, whatever
 * the children owe (1791, 1792).
 */
export interface ParentCredit {
  readonly parentNumber: AccountNumber;
  /** What is left of the parent's limit, in the functional currency; negative when over it. */
  readonly available: DecimalString;
  /** Too much of the parent's own is too old. */
  readonly isTooOld: boolean;
}

/** Tells on what terms customers of GP may order. */
export abstract class OrderTermsSource {
  /** Customers that GP does not have are absent. @throws {ErpUnavailable} no answer before `signal` fired */
  abstract orderTerms(
    accountNumbers: readonly AccountNumber[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<AccountNumber, OrderTerms>>;
}
