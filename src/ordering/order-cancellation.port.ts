import type { AccountNumber } from '../values/identifiers.js';
import type { OrderNumber } from './order.js';

export type Cancellation =
  /** It is voided in GP, now or earlier. */
  | { readonly kind: 'cancelled' }
  /** There is no open order of the account with the number: none at all, or it is finished. */
  | { readonly kind: 'notOpen' }
  /** Something of it is picked, shipped, invoiced, paid or ordered from a supplier, or a rule of the site's forbids it. */
  | { readonly kind: 'tooLate' }
  /** A user of GP works on it at this moment. */
  | { readonly kind: 'inUse' }
  /** The company's GP offers no way to cancel an order. */
  | { readonly kind: 'notOffered' };

/** Cancels orders that are in GP. */
export abstract class OrderCancellation {
  /**
   * Voids an order as long as nothing of it is picked, shipped or invoiced. GP's staff may invoice it at the same moment: it
   * ends either voided or invoiced.
   * @param reason the buyer's words, for the company's own procedures
   * @throws {ErpUnavailable} it is not certain whether it is voided: read the order
   */
  abstract cancel(
    number: OrderNumber,
    accountNumber: AccountNumber,
    reason: string | null,
    signal: AbortSignal,
  ): Promise<Cancellation>;
}
