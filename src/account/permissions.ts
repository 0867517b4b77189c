import type { UserRole } from '../values/viewer.js';
import { type AccountState, accountStates } from './account-state.js';
import type { CustomerRecord } from './customer-record.js';

export type Action = 'seePrices' | 'placeOrders' | 'purchaseOnAccount' | 'requestQuotes' | 'payInvoices';

/** Why an action is not allowed. The contract's PermissionDenial. */
export type Denial =
  | 'ACCOUNT_ON_HOLD'
  | 'ACCOUNT_INACTIVE'
  | 'NO_CREDIT'
  | 'CREDIT_LIMIT_EXCEEDED'
  | 'ROLE_NOT_PERMITTED'
  | 'ACCOUNT_STATUS_UNKNOWN';

export interface Permission {
  readonly allowed: boolean;
  /** Every reason for the denial; empty where the action is allowed. */
  readonly denials: readonly Denial[];
}

export type Permissions = Readonly<Record<Action, Permission>>;

const YES = null;

/** What each state of an account allows (null), and why it denies the rest. A hold stops orders but not the view of prices. */
// biome-ignore format: a table is read by its columns.
const BY_STATE: Readonly<Record<AccountState, Readonly<Record<Action, Denial | null>>>> = {
  //                              see prices        place orders                          purchase on account                          request quotes                        pay invoices
  active:         { seePrices: YES, placeOrders: YES,                purchaseOnAccount: YES,                      requestQuotes: YES,                payInvoices: YES },
  onHold:         { seePrices: YES, placeOrders: 'ACCOUNT_ON_HOLD',  purchaseOnAccount: 'ACCOUNT_ON_HOLD',        requestQuotes: YES,                payInvoices: YES },
  parentOnHold:   { seePrices: YES, placeOrders: 'ACCOUNT_ON_HOLD',  purchaseOnAccount: 'ACCOUNT_ON_HOLD',        requestQuotes: YES,                payInvoices: YES },
  inactive:       { seePrices: YES, placeOrders: 'ACCOUNT_INACTIVE', purchaseOnAccount: 'ACCOUNT_INACTIVE',       requestQuotes: 'ACCOUNT_INACTIVE', payInvoices: YES },
  parentInactive: { seePrices: YES, placeOrders: 'ACCOUNT_INACTIVE', purchaseOnAccount: 'ACCOUNT_INACTIVE',       requestQuotes: 'ACCOUNT_INACTIVE', payInvoices: YES },
  noCredit:       { seePrices: YES, placeOrders: YES,                purchaseOnAccount: 'NO_CREDIT',              requestQuotes: YES,                payInvoices: YES },
  overLimit:      { seePrices: YES, placeOrders: YES,                purchaseOnAccount: 'CREDIT_LIMIT_EXCEEDED',  requestQuotes: YES,                payInvoices: YES },
  unknown:        { seePrices: YES, placeOrders: YES,                purchaseOnAccount: 'ACCOUNT_STATUS_UNKNOWN', requestQuotes: YES,                payInvoices: YES },
};

/** The most that each role may do, for an active account. */
// biome-ignore format: a table is read by its columns.
const BY_ROLE: Readonly<Record<UserRole, Readonly<Record<Action, boolean>>>> = {
  VIEWER:        { seePrices: true, placeOrders: false, purchaseOnAccount: false, requestQuotes: false, payInvoices: false },
  BUYER:         { seePrices: true, placeOrders: true,  purchaseOnAccount: true,  requestQuotes: true,  payInvoices: false },
  APPROVER:      { seePrices: true, placeOrders: true,  purchaseOnAccount: true,  requestQuotes: true,  payInvoices: true },
  ADMINISTRATOR: { seePrices: true, placeOrders: true,  purchaseOnAccount: true,  requestQuotes: true,  payInvoices: true },
};

/** What a user of this role may do for an account in these states. */
export function permissionsOf(states: readonly AccountState[], role: UserRole): Permissions {
  const permission = (action: Action): Permission => {
    const denials = new Set<Denial>();
    for (const state of states) {
      const denial = BY_STATE[state][action];
      if (denial) denials.add(denial);
    }
    if (!BY_ROLE[role][action]) denials.add('ROLE_NOT_PERMITTED');
    return { allowed: denials.size === 0, denials: [...denials] };
  };
  return {
    seePrices: permission('seePrices'),
    placeOrders: permission('placeOrders'),
    purchaseOnAccount: permission('purchaseOnAccount'),
    requestQuotes: permission('requestQuotes'),
    payInvoices: permission('payInvoices'),
  };
}

/** Whether users of a role place orders, and take them back, whatever the state of their account. */
export function roleMayOrder(role: UserRole): boolean {
  return BY_ROLE[role].placeOrders;
}

/** Whether users of a role pay invoices, whatever the state of their account. */
export function roleMayPay(role: UserRole): boolean {
  return BY_ROLE[role].payInvoices;
}

/** Why no user may place orders for an account now, regardless of role; empty where its buyers may. */
export function orderDenials(record: CustomerRecord): readonly Denial[] {
  return permissionsOf(accountStates(record), 'BUYER').placeOrders.denials;
}

const SIGNED_IN_ONLY: Permission = { allowed: false, denials: ['ROLE_NOT_PERMITTED'] };

/** A visitor sees visitors' prices, and may place a prepaid order as a new customer. */
export const VISITOR_PERMISSIONS: Permissions = {
  seePrices: { allowed: true, denials: [] },
  placeOrders: { allowed: true, denials: [] },
  purchaseOnAccount: { allowed: false, denials: ['NO_CREDIT'] },
  requestQuotes: SIGNED_IN_ONLY,
  payInvoices: SIGNED_IN_ONLY,
};
