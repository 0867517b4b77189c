import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UserRole } from '../values/viewer.js';
import type { AccountState } from './account-state.js';
import { type Action, type Denial, permissionsOf } from './permissions.js';

const ACTIONS = ['seePrices', 'placeOrders', 'purchaseOnAccount', 'requestQuotes', 'payInvoices'] as const satisfies Action[];
const ROLES = ['VIEWER', 'BUYER', 'APPROVER', 'ADMINISTRATOR'] as const satisfies UserRole[];

/** What each state allows before the role narrows it, and the reasons for the rest. */
// biome-ignore format: a table is read by its columns.
const BY_STATE: readonly (readonly [AccountState, string, readonly Denial[]])[] = [
  //                 see  order  on account  quotes  pay
  ['active',         'yes yes    yes         yes     yes', []],
  ['onHold',         'yes no     no          yes     yes', ['ACCOUNT_ON_HOLD']],
  ['parentOnHold',   'yes no     no          yes     yes', ['ACCOUNT_ON_HOLD']],
  ['inactive',       'yes no     no          no      yes', ['ACCOUNT_INACTIVE']],
  ['parentInactive', 'yes no     no          no      yes', ['ACCOUNT_INACTIVE']],
  ['noCredit',       'yes yes    no          yes     yes', ['NO_CREDIT']],
  ['overLimit',      'yes yes    no          yes     yes', ['CREDIT_LIMIT_EXCEEDED']],
  ['unknown',        'yes yes    no          yes     yes', ['ACCOUNT_STATUS_UNKNOWN']],
];

// biome-ignore format: a table is read by its columns.
const BY_ROLE: readonly (readonly [UserRole, string])[] = [
  //                see  order  on account  quotes  pay
  ['VIEWER',        'yes no     no          no      no'],
  ['BUYER',         'yes yes    yes         yes     no'],
  ['APPROVER',      'yes yes    yes         yes     yes'],
  ['ADMINISTRATOR', 'yes yes    yes         yes     yes'],
];

const allows = (row: string, action: Action) => row.split(/ +/)[ACTIONS.indexOf(action)] === 'yes';

const cells = BY_STATE.flatMap(([state, byState, reasons]) =>
  BY_ROLE.flatMap(([role, byRole]) =>
    ACTIONS.map((action) => {
      const denials = [
        ...(allows(byState, action) ? [] : reasons),
        ...(allows(byRole, action) ? [] : (['ROLE_NOT_PERMITTED'] as const)),
      ];
      return { state, role, action, denials, may: denials.length === 0 ? 'may' : 'may not' };
    }),
  ),
);

describe('permissions of an account in one state', () => {
  it.each(cells)('$state: a $role $may $action $denials', ({ state, role, action, denials }) => {
    expect(permissionsOf([state], role)[action]).toEqual({ allowed: denials.length === 0, denials });
  });
});

describe('permissions of an account in several states', () => {
  it('names every reason that stands in the way', () => {
    expect(permissionsOf(['onHold', 'inactive', 'overLimit'], 'VIEWER').purchaseOnAccount.denials).toEqual(
      expect.arrayContaining(['ACCOUNT_ON_HOLD', 'ACCOUNT_INACTIVE', 'CREDIT_LIMIT_EXCEEDED', 'ROLE_NOT_PERMITTED']),
    );
  });

  it('names a reason once, although account and parent both give it', () => {
    expect(permissionsOf(['onHold', 'parentOnHold'], 'BUYER').placeOrders.denials).toEqual(['ACCOUNT_ON_HOLD']);
    expect(permissionsOf(['inactive', 'parentInactive'], 'BUYER').requestQuotes.denials).toEqual(['ACCOUNT_INACTIVE']);
  });

  const states = fc.uniqueArray(fc.constantFrom(...BY_STATE.map(([state]) => state)), { minLength: 1 });

  it('allow only what each of the states allows, in any order', () => {
    fc.assert(
      fc.property(states, fc.constantFrom(...ROLES), fc.constantFrom(...ACTIONS), (together, role, action) => {
        const permission = permissionsOf(together, role)[action];
        expect(permission.allowed).toBe(together.every((state) => permissionsOf([state], role)[action].allowed));
        expect(permission.allowed).toBe(permission.denials.length === 0);
        expect(permissionsOf(together.toReversed(), role)[action].denials.toSorted()).toEqual(permission.denials.toSorted());
      }),
    );
  });

  it('let every role see prices, and let the roles that pay invoices pay them', () => {
    fc.assert(
      fc.property(states, fc.constantFrom(...ROLES), (together, role) => {
        expect(permissionsOf(together, role).seePrices.allowed).toBe(true);
        expect(permissionsOf(together, role).payInvoices.allowed).toBe(role === 'APPROVER' || role === 'ADMINISTRATOR');
      }),
    );
  });
});
