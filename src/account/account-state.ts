import { creditOf } from './credit.js';
import type { CustomerRecord } from './customer-record.js';

/** What may stand in the way of an account. Several can hold at once; 'active' is the absence of all others. */
export type AccountState =
  | 'active'
  | 'onHold'
  | 'inactive'
  | 'parentOnHold'
  | 'parentInactive'
  | 'noCredit'
  | 'overLimit'
  /** GP can't be asked, and no recent enough answer is remembered. */
  | 'unknown';

/** Every state that an account is in. A customer that GP does not know (any more) is as good as inactive. */
export function accountStates(record: CustomerRecord | null): readonly AccountState[] {
  if (!record) return ['inactive'];
  const states: AccountState[] = [];
  if (record.onHold) states.push('onHold');
  if (record.inactive) states.push('inactive');
  const parent = parentWhoseHoldCounts(record);
  if (parent?.parentOnHold) states.push('parentOnHold');
  if (parent?.parentInactive) states.push('parentInactive');
  const credit = creditOf(record);
  if (credit.limitType === 'NO_CREDIT') states.push('noCredit');
  else if (credit.usedUp) states.push('overLimit');
  return states.length > 0 ? states : ['active'];
}

/** On hold and inactive as they take effect: the account's own, or its parent's where the family shares them. */
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
