import { type DecimalString, Exact } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { Instant } from '../values/instant.js';
import type { DocumentNumber } from './invoice.js';

/** Payments of an account that the gateway has taken, and invoices that it holds for a payment. */
export interface PendingPayments {
  /** Of payments that GP does not have yet, in the functional currency. */
  readonly waiting: DecimalString;
  /** Of payments that GP got within the last hour, with when: what was read of GP before does not show them. */
  readonly lately: readonly { readonly amount: DecimalString; readonly at: Instant }[];
  /** Invoices that a prepared payment holds, or for which a taken payment is on its way to GP. */
  readonly held: readonly DocumentNumber[];
}

/** Tells of payments that GP may not show yet. The room of payments answers it. */
export abstract class PendingPaymentSource {
  /**
   * Accounts without any are absent.
   * @throws {StoreUnavailable} the gateway's own database gave no answer
   */
  abstract pendingPayments(accountNumbers: readonly AccountNumber[]): Promise<ReadonlyMap<AccountNumber, PendingPayments>>;
}

/** The sum of the payments that GP did not show when it was asked at `asOf`. */
export function pendingAt({ waiting, lately }: PendingPayments, asOf: Instant): Exact {
  return lately.filter(({ at }) => at > asOf).reduce((sum, { amount }) => sum.plus(amount), new Exact(waiting));
}
