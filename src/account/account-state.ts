import { type Exact, ZERO } from '../values/exact.js';
import { creditOf } from './credit.js';
import type { CustomerRecord } from './customer-record.js';

/** A state that may limit an account. Several can apply at once. 'active' means that none of the others applies. */
export type AccountState =
  | 'active'
  | 'onHold'
  | 'inactive'
  | 'parentOnHold'
  | 'parentInactive'
  | 'noCredit'
  | 'overLimit'
  /** GP is unavailable, and no recent enough answer is remembered. */
  | 'unknown';

/**
 * Every state that an account is in. A customer that GP does not know (any more) counts as inactive.
 * @param accepted what accepted orders take of the limit that the record does not show
 */
export function accountStates(record: CustomerRecord | null, accepted: Exact = ZERO): readonly AccountState[] {
  if (!record) return ['inactive'];
  const states: AccountState[] = [];
  if (record.onHold) states.push('onHold');
  if (record.inactive) states.push('inactive');
  const parent = parentWhoseHoldCounts(record);
  if (parent?.parentOnHold) states.push('parentOnHold');
  if (parent?.parentInactive) states.push('parentInactive');
  const credit = creditOf(record, accepted);
  if (credit.limitType === 'NO_CREDIT') states.push('noCredit');
  else if (credit.usedUp) states.push('overLimit');
  return states.length > 0 ? states : ['active'];
}

/** Whether an account is effectively on hold or inactive: by itself, or by its parent where the family shares its hold. */
export function effectiveStatus(record: CustomerRecord): { readonly onHold: boolean; readonly inactive: boolean } {
  const parent = parentWhoseHoldCounts(record);
  return {
    onHold: record.onHold || (parent?.parentOnHold ?? false),
    inactive: record.inactive || (parent?.parentInactive ?? false),
  };
}

function parentWhoseHoldCounts({ nationalAccount, accountNumber }: CustomerRecord) {
  return nationalAccount?.sharesHold && nationalAccount.parentNumber !== accountNumber ? nationalAccount : undefined;
}
