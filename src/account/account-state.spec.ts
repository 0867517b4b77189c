import { describe, expect, it } from 'vitest';
import { decimalString } from '../values/exact.js';
import { asAccountNumber, asCurrencyId } from '../values/identifiers.js';
import { accountStates, effectiveStatus } from './account-state.js';
import type { CreditLimit, CustomerRecord, NationalAccount, OpenAmounts } from './customer-record.js';

const NOTHING_OPEN: OpenAmounts = {
  balance: decimalString(0),
  unpostedSales: decimalString(0),
  unpostedSalesOfOtherModules: decimalString(0),
  orders: decimalString(0),
  unpostedCash: decimalString(0),
  unpostedCashOfOtherModules: decimalString(0),
  deposits: decimalString(0),
  aged: [],
  pastDue: decimalString(0),
};
const UNLIMITED: CreditLimit = { type: 'UNLIMITED', amount: decimalString(0), oldBucket: null };
const NO_CREDIT: CreditLimit = { type: 'NO_CREDIT', amount: decimalString(0), oldBucket: null };
const HUNDRED: CreditLimit = { type: 'AMOUNT', amount: decimalString(100), oldBucket: null };
const USED_UP: OpenAmounts = { ...NOTHING_OPEN, balance: decimalString(100) };

function customer(given: Partial<CustomerRecord> = {}): CustomerRecord {
  return {
    accountNumber: asAccountNumber('CHILD01'),
    name: 'Child',
    customerClass: null,
    onHold: false,
    inactive: false,
    nationalAccount: null,
    limit: UNLIMITED,
    amounts: NOTHING_OPEN,
    currency: asCurrencyId(''),
    priceLevel: null,
    tradeDiscountPercent: null,
    paymentTerms: null,
    taxExemptions: [],
    taxSchedule: null,
    shippingMethod: null,
    warehouse: null,
    salesperson: null,
    billingAddressCode: null,
    shippingAddressCode: null,
    customFields: {},
    ...given,
  };
}

function family(given: Partial<NationalAccount>): NationalAccount {
  return {
    parentNumber: asAccountNumber('PARENT'),
    parentOnHold: false,
    parentInactive: false,
    sharesHold: true,
    sharesCredit: false,
    parentLimit: UNLIMITED,
    familyAmounts: NOTHING_OPEN,
    ...given,
  };
}

describe('the states that an account is in', () => {
  it('are active alone where nothing stands in the way', () => {
    expect(accountStates(customer())).toEqual(['active']);
  });

  it.each([
    ['on hold', { onHold: true }, 'onHold'],
    ['inactive', { inactive: true }, 'inactive'],
    ['without credit', { limit: NO_CREDIT }, 'noCredit'],
    ['at its limit', { limit: HUNDRED, amounts: USED_UP }, 'overLimit'],
  ] as const)('include being %s', (_, given, state) => {
    expect(accountStates(customer(given))).toEqual([state]);
  });

  it('are all of those that hold', () => {
    const record = customer({
      onHold: true,
      inactive: true,
      limit: HUNDRED,
      amounts: USED_UP,
      nationalAccount: family({ parentOnHold: true, parentInactive: true }),
    });
    expect(accountStates(record)).toEqual(['onHold', 'inactive', 'parentOnHold', 'parentInactive', 'overLimit']);
  });

  it('are those of an inactive account where GP knows no such customer', () => {
    expect(accountStates(null)).toEqual(['inactive']);
  });

  it('never call an account without credit over its limit as well', () => {
    expect(accountStates(customer({ limit: NO_CREDIT, amounts: USED_UP }))).toEqual(['noCredit']);
  });
});

describe('an account of a national account', () => {
  it.each([
    ['on hold', { parentOnHold: true }, 'parentOnHold', { onHold: true, inactive: false }],
    ['inactive', { parentInactive: true }, 'parentInactive', { onHold: false, inactive: true }],
  ] as const)('is %s with its parent where the family shares hold and inactivity', (_, given, state, status) => {
    const record = customer({ nationalAccount: family(given) });
    expect(accountStates(record)).toEqual([state]);
    expect(effectiveStatus(record)).toEqual(status);
  });

  it('is not touched by a parent on hold and inactive where the family does not share them', () => {
    const record = customer({
      nationalAccount: family({ parentOnHold: true, parentInactive: true, sharesHold: false }),
    });
    expect(accountStates(record)).toEqual(['active']);
    expect(effectiveStatus(record)).toEqual({ onHold: false, inactive: false });
  });

  it('is over the limit with its family where credit is checked together, regardless of its own limit', () => {
    const together = family({ sharesCredit: true, parentLimit: HUNDRED, familyAmounts: USED_UP });
    expect(accountStates(customer({ nationalAccount: together }))).toEqual(['overLimit']);
    expect(accountStates(customer({ nationalAccount: { ...together, sharesCredit: false } }))).toEqual(['active']);
  });

  it('has no credit where its parent has none and credit is checked together', () => {
    const together = family({ sharesCredit: true, parentLimit: NO_CREDIT });
    expect(accountStates(customer({ nationalAccount: together, limit: HUNDRED }))).toEqual(['noCredit']);
  });

  it('is on hold by itself regardless of its parent', () => {
    const record = customer({ onHold: true, nationalAccount: family({ sharesHold: false }) });
    expect(accountStates(record)).toEqual(['onHold']);
    expect(effectiveStatus(record)).toEqual({ onHold: true, inactive: false });
  });

  it('gives its own hold once where it heads the national account itself', () => {
    const head = customer({
      accountNumber: asAccountNumber('PARENT'),
      onHold: true,
      nationalAccount: family({ parentOnHold: true }),
    });
    expect(accountStates(head)).toEqual(['onHold']);
    expect(effectiveStatus(head)).toEqual({ onHold: true, inactive: false });
  });
});
