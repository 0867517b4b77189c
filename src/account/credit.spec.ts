import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalString, Exact } from '../values/exact.js';
import { asAccountNumber, asCurrencyId } from '../values/identifiers.js';
import { creditOf } from './credit.js';
import type { CreditLimit, CustomerRecord, NationalAccount, OpenAmounts } from './customer-record.js';

const text = (value: string | number) => decimalString(value);

function amounts(given: Partial<Record<Exclude<keyof OpenAmounts, 'aged'>, string>> & { aged?: string[] } = {}): OpenAmounts {
  const figure = (key: Exclude<keyof OpenAmounts, 'aged'>) => text(given[key] ?? '0');
  return {
    balance: figure('balance'),
    unpostedSales: figure('unpostedSales'),
    unpostedSalesOfOtherModules: figure('unpostedSalesOfOtherModules'),
    orders: figure('orders'),
    unpostedCash: figure('unpostedCash'),
    unpostedCashOfOtherModules: figure('unpostedCashOfOtherModules'),
    deposits: figure('deposits'),
    aged: (given.aged ?? Array(7).fill('0')).map(text),
    pastDue: figure('pastDue'),
  };
}

function limitOf(amount: string, oldBucket?: { bucket: number; amount: string }): CreditLimit {
  return {
    type: 'AMOUNT',
    amount: text(amount),
    oldBucket: oldBucket ? { bucket: oldBucket.bucket, amount: text(oldBucket.amount) } : null,
  };
}

const NO_CREDIT: CreditLimit = { type: 'NO_CREDIT', amount: text(0), oldBucket: null };
const UNLIMITED: CreditLimit = { type: 'UNLIMITED', amount: text(0), oldBucket: null };

function customer(given: Partial<CustomerRecord> = {}): CustomerRecord {
  return {
    accountNumber: asAccountNumber('CHILD01'),
    name: 'Child',
    customerClass: null,
    onHold: false,
    inactive: false,
    nationalAccount: null,
    limit: limitOf('1000'),
    amounts: amounts(),
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
    sharesHold: false,
    sharesCredit: true,
    parentLimit: limitOf('1000'),
    familyAmounts: amounts(),
    ...given,
  };
}

describe('credit of an account with a limit', () => {
  it('counts the posted open balance as the balance', () => {
    expect(creditOf(customer({ amounts: amounts({ balance: '123.45' }) })).balance.toFixed(2)).toBe('123.45');
  });

  it.each([
    ['unposted sales', { unpostedSales: '100' }, '100'],
    ['unposted sales of other modules', { unpostedSalesOfOtherModules: '100' }, '100'],
    ['sales orders', { orders: '100' }, '100'],
    ['less unposted cash', { unpostedCash: '100' }, '-100'],
    ['less unposted cash of other modules', { unpostedCashOfOtherModules: '100' }, '-100'],
    ['less deposits', { deposits: '100' }, '-100'],
  ])('counts as on order: %s', (_, given, onOrder) => {
    const credit = creditOf(customer({ amounts: amounts(given) }));
    expect(credit.onOrder.toFixed()).toBe(onOrder);
    expect(credit.available?.toFixed()).toBe(new Exact('1000').minus(onOrder).toFixed());
  });

  it('leaves the limit less the balance less what is on order', () => {
    const open = amounts({
      balance: '500.00',
      unpostedSales: '100.10',
      unpostedSalesOfOtherModules: '50.05',
      orders: '300.00',
      unpostedCash: '20.00',
      unpostedCashOfOtherModules: '10.00',
      deposits: '5.15',
    });
    const credit = creditOf(customer({ limit: limitOf('2000'), amounts: open }));
    expect(credit.limit?.toFixed(2)).toBe('2000.00');
    expect(credit.onOrder.toFixed(2)).toBe('415.00');
    expect(credit.available?.toFixed(2)).toBe('1085.00');
  });

  it('balances for any amounts: limit = balance + on order + available, to the last decimal', () => {
    const amount = fc.bigInt(-(10n ** 18n), 10n ** 18n).map((units) => new Exact(units.toString()).div(100_000).toFixed());
    const open = fc.record({ balance: amount, unpostedSales: amount, orders: amount, unpostedCash: amount, deposits: amount });
    fc.assert(
      fc.property(amount, open, (limit, given) => {
        const credit = creditOf(customer({ limit: limitOf(limit), amounts: amounts(given) }));
        expect(
          credit.balance
            .plus(credit.onOrder)
            .plus(credit.available ?? 0)
            .toFixed(),
        ).toBe(new Exact(limit).toFixed());
        expect(credit.usedUp).toBe(credit.available?.lte(0));
      }),
    );
  });

  it.each([
    ['below the limit', '999.99', false],
    ['at the limit, where nothing is left to buy with', '1000.00', true],
    ['over the limit', '1000.01', true],
  ])('is used up or not: %s', (_, balance, usedUp) => {
    expect(creditOf(customer({ amounts: amounts({ balance }) })).usedUp).toBe(usedUp);
  });

  it('is negative where the account is over its limit', () => {
    expect(creditOf(customer({ amounts: amounts({ balance: '1250' }) })).available?.toFixed()).toBe('-250');
  });

  it('has what is past due as GP works it out from the documents, and not from the aged figures', () => {
    const open = amounts({ pastDue: '77.70', aged: ['0', '500', '0', '0', '0', '0', '0'] });
    expect(creditOf(customer({ amounts: open })).pastDue.toFixed(2)).toBe('77.70');
  });
});

describe('the limit on what is as old as one aging bucket', () => {
  const aged = ['900', '0', '300', '800', '0', '0', '0'];
  const withOldBucket = (bucket: number, amount: string, limit = '10000') =>
    creditOf(customer({ limit: limitOf(limit, { bucket, amount }), amounts: amounts({ aged }) })).usedUp;

  it.each([
    ['used up where the bucket holds more', 3, '299.99', true],
    ['not used up where the bucket holds just as much', 3, '300', false],
    ['not used up where the bucket holds less', 3, '300.01', false],
    ['read from that one bucket and not from older ones', 3, '500', false],
    ['read from that one bucket and not from newer ones', 2, '0.01', false],
    ['not tested without a bucket', 0, '1', false],
    ['not tested without an amount', 3, '0', false],
  ])('is %s', (_, bucket, amount, usedUp) => {
    expect(withOldBucket(bucket, amount)).toBe(usedUp);
  });

  it('does not replace the limit on the whole', () => {
    expect(
      creditOf(customer({ limit: limitOf('100', { bucket: 3, amount: '5' }), amounts: amounts({ balance: '100' }) })).usedUp,
    ).toBe(true);
  });

  it('means nothing to an account with unlimited credit', () => {
    const limit = { ...UNLIMITED, oldBucket: { bucket: 3, amount: text(1) } };
    expect(creditOf(customer({ limit, amounts: amounts({ aged }) })).usedUp).toBe(false);
  });
});

describe('credit of an account without an amount for a limit', () => {
  it('is never used up where it is unlimited, and has neither limit nor available amount', () => {
    const credit = creditOf(customer({ limit: UNLIMITED, amounts: amounts({ balance: '1e9' }) }));
    expect(credit).toMatchObject({ limitType: 'UNLIMITED', limit: null, available: null, usedUp: false });
    expect(credit.balance.toFixed()).toBe('1000000000');
  });

  it('has neither limit nor available amount where there is no credit', () => {
    expect(creditOf(customer({ limit: NO_CREDIT }))).toMatchObject({ limitType: 'NO_CREDIT', limit: null, available: null });
  });
});

describe('credit of a family', () => {
  const familyAmounts = amounts({ balance: '700', orders: '200', deposits: '50', pastDue: '60' });
  const nationalAccount = family({ parentLimit: limitOf('1000'), familyAmounts });

  it("holds the family's sums against the parent's limit where the national account checks credit together", () => {
    const child = customer({ nationalAccount, limit: UNLIMITED, amounts: amounts({ balance: '10', pastDue: '1' }) });
    const credit = creditOf(child);
    expect(credit.limitType).toBe('AMOUNT');
    expect(credit.limit?.toFixed()).toBe('1000');
    expect(credit.balance.toFixed()).toBe('700');
    expect(credit.onOrder.toFixed()).toBe('150');
    expect(credit.available?.toFixed()).toBe('150');
    expect(credit.pastDue.toFixed()).toBe('60');
  });

  it("takes the parent's type of limit too", () => {
    expect(creditOf(customer({ nationalAccount: family({ parentLimit: UNLIMITED }), limit: NO_CREDIT })).limitType).toBe(
      'UNLIMITED',
    );
    expect(creditOf(customer({ nationalAccount: family({ parentLimit: NO_CREDIT }) })).limitType).toBe('NO_CREDIT');
  });

  it("tests the family's old bucket with the parent's numbers", () => {
    const shared = family({
      parentLimit: limitOf('10000', { bucket: 2, amount: '100' }),
      familyAmounts: amounts({ aged: ['0', '100.01', '0', '0', '0', '0', '0'] }),
    });
    expect(creditOf(customer({ nationalAccount: shared })).usedUp).toBe(true);
  });

  it("stays the account's own where the national account does not check credit together", () => {
    const child = customer({
      nationalAccount: { ...nationalAccount, sharesCredit: false },
      limit: limitOf('500'),
      amounts: amounts({ balance: '10' }),
    });
    expect(creditOf(child).available?.toFixed()).toBe('490');
  });
});
