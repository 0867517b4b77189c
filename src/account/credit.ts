import { Exact, ZERO } from '../values/exact.js';
import type { AccountNumber } from '../values/identifiers.js';
import type { CreditLimit, CustomerRecord, OpenAmounts } from './customer-record.js';

/** An account's credit in the company's functional currency. */
export interface Credit {
  readonly limitType: CreditLimit['type'];
  /** Null unless the limit is an amount. */
  readonly limit: Exact | null;
  readonly balance: Exact;
  /** Orders that will become receivables, less deposits on them. */
  readonly onOrder: Exact;
  /** limit - balance - onOrder; negative when over the limit. Null unless the limit is an amount. */
  readonly available: Exact | null;
  readonly pastDue: Exact;
  /** No more may be bought on account: the limit is used up, or too much is too long overdue. */
  readonly usedUp: boolean;
}

/**
 * Credit as GP's credit check computes it (RM00103, RM00101.CRLMT*). Where the national account checks credit for the whole
 * family, the parent's limit applies to the sums over parent and children.
 * @param accepted what accepted orders take of the limit that the record does not show
 */
export function creditOf(record: CustomerRecord, accepted: Exact = ZERO): Credit {
  const limit = creditLimitOf(record);
  const amounts = sharedCreditOf(record)?.familyAmounts ?? record.amounts;

  const balance = new Exact(amounts.balance);
  const onOrder = new Exact(amounts.unpostedSales)
    .plus(amounts.unpostedSalesOfOtherModules)
    .plus(amounts.orders)
    .minus(amounts.unpostedCash)
    .minus(amounts.unpostedCashOfOtherModules)
    .minus(amounts.deposits)
    .plus(accepted);
  const limitAmount = limit.type === 'AMOUNT' ? new Exact(limit.amount) : null;
  const available = limitAmount?.minus(balance).minus(onOrder) ?? null;
  return {
    limitType: limit.type,
    limit: limitAmount,
    balance,
    onOrder,
    available,
    pastDue: new Exact(amounts.pastDue),
    usedUp: available !== null && (available.lte(ZERO) || isTooMuchTooOld(limit, amounts)),
  };
}

/** The limit that an account's orders count against: its own, or its national account's. */
export function creditLimitOf(record: CustomerRecord): CreditLimit {
  return sharedCreditOf(record)?.parentLimit ?? record.limit;
}

/** Whose limit an account's orders count against: its own, or its national account's. */
export function creditAccountOf(record: CustomerRecord): AccountNumber {
  return sharedCreditOf(record)?.parentNumber ?? record.accountNumber;
}

/** The national account whose credit the account has its share of. */
function sharedCreditOf({ nationalAccount }: CustomerRecord): CustomerRecord['nationalAccount'] | undefined {
  return nationalAccount?.sharesCredit ? nationalAccount : undefined;
}

/** GP checks only the bucket that the limit names, and only where both the bucket and the amount are set. */
function isTooMuchTooOld({ oldBucket }: CreditLimit, { aged }: OpenAmounts): boolean {
  if (!oldBucket || oldBucket.bucket === 0 || new Exact(oldBucket.amount).lte(ZERO)) return false;
  return new Exact(aged[oldBucket.bucket - 1] ?? 0).gt(oldBucket.amount);
}
