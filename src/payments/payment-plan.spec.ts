import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalString, Exact, ZERO } from '../values/exact.js';
import { asCurrencyId } from '../values/identifiers.js';
import { asCurrencyCode } from '../values/money.js';
import { type CreditItem, itemKey, type PayableItem } from './open-item.js';
import { type PaymentRequest, planPayment } from './payment-plan.js';

const DOLLARS = { id: asCurrencyId('Z-US$'), code: asCurrencyCode('USD'), decimals: 2 };
const NONE: ReadonlyMap<string, Exact> = new Map();

const invoice = (number: string, balance: string, rest: Partial<PayableItem> = {}): PayableItem => ({
  kind: 'invoice',
  number,
  state: 'open',
  balance: new Exact(balance),
  termsDiscount: ZERO,
  ...rest,
});
const credit = (number: string, unapplied: string, appliedTo = NONE): CreditItem => ({
  kind: 'creditMemo',
  number,
  unapplied: new Exact(unapplied),
  appliedTo,
});
const request = (invoices: Record<string, string | null>, rest: Partial<PaymentRequest> = {}): PaymentRequest => ({
  invoices: Object.entries(invoices).map(([number, amount]) => ({ number, amount: amount === null ? null : new Exact(amount) })),
  credits: [],
  onAccount: ZERO,
  ...rest,
});

function planned(wanted: PaymentRequest, payable: readonly PayableItem[], credits: readonly CreditItem[] = []) {
  const planning = planPayment(wanted, { payable, credits }, DOLLARS);
  if ('problems' in planning) throw new Error(JSON.stringify(planning.problems));
  return planning;
}
function problems(wanted: PaymentRequest, payable: readonly PayableItem[], credits: readonly CreditItem[] = []) {
  const planning = planPayment(wanted, { payable, credits }, DOLLARS);
  return 'problems' in planning ? planning.problems.map(({ code, field }) => `${code} ${field?.join('.')}`) : [];
}

describe('A payment comes to', () => {
  it('the balances of its invoices, or what is to come off them, and what is paid on account', () => {
    const { plan } = planned(request({ A: null, B: '40' }, { onAccount: new Exact('5') }), [
      invoice('A', '60.1'),
      invoice('B', '99'),
    ]);
    expect(plan).toMatchObject({ amount: '105.10', onAccount: '5.00', currency: 'USD', currencyId: 'Z-US$' });
    expect(plan.applications.map(({ number, paid }) => [number, paid])).toEqual([
      ['A', '60.10'],
      ['B', '40.00'],
    ]);
  });

  it('less where an invoice is paid in full and in time', () => {
    const discounted = invoice('A', '100', { termsDiscount: new Exact('2') });
    const { plan, termsDiscount } = planned(request({ A: null }), [discounted]);
    expect(plan.amount).toBe('98.00');
    expect(termsDiscount.toFixed()).toBe('2');
    expect(planned(request({ A: '100.00' }), [discounted]).plan.amount).toBe('98.00');
    expect(planned(request({ A: '99.99' }), [discounted]).plan.amount).toBe('99.99');
  });

  it('less by the credits, which are used up in their order', () => {
    const wanted = request({ A: null, B: null }, { credits: ['C', 'D'] });
    const { plan, creditsUsed } = planned(
      wanted,
      [invoice('A', '50'), invoice('B', '50')],
      [credit('D', '70'), credit('C', '20')],
    );
    expect(
      plan.applications.map(({ paid, credits }) => [paid, credits.map(({ number, amount }) => `${amount} of ${number}`)]),
    ).toEqual([
      ['0.00', ['20.00 of C', '30.00 of D']],
      ['10.00', ['40.00 of D']],
    ]);
    expect(plan.amount).toBe('10.00');
    expect(creditsUsed.toFixed()).toBe('90');
  });

  it('nothing less by a credit that is applied to the invoice already, which GP does once', () => {
    const wanted = request({ A: null }, { credits: ['C'] });
    const used = credit('C', '20', new Map([[itemKey({ kind: 'invoice', number: 'A' }), new Exact('1')]]));
    expect(planned(wanted, [invoice('A', '50')], [used]).plan.amount).toBe('50.00');
  });

  it('what its parts add up to, whatever they are', () => {
    const cents = fc.integer({ min: 1, max: 1_000_000 }).map((value) => new Exact(value).div(100));
    const item = fc.record({ balance: cents, part: fc.double({ min: 0.01, max: 1, noNaN: true }), discount: cents });
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 6 }),
        fc.array(cents, { maxLength: 4 }),
        cents,
        (items, credits, onAccount) => {
          const payable = items.map(({ balance, discount }, index) =>
            invoice(`I${index}`, balance.toFixed(), { termsDiscount: Exact.min(discount, balance) }),
          );
          const wanted = items.map(({ balance, part }) => Exact.max(balance.times(part).toDecimalPlaces(2), '0.01'));
          const asked = {
            invoices: wanted.map((amount, index) => ({ number: `I${index}`, amount })),
            credits: credits.map((_, index) => `C${index}`),
            onAccount,
          };
          const { plan, termsDiscount, creditsUsed } = planned(
            asked,
            payable,
            credits.map((each, index) => credit(`C${index}`, each.toFixed())),
          );
          const off = wanted.reduce((sum, amount) => sum.plus(amount), ZERO);
          expect(new Exact(plan.amount).plus(termsDiscount).plus(creditsUsed).toFixed()).toBe(off.plus(onAccount).toFixed());
          for (const [index, each] of plan.applications.entries()) {
            expect(new Exact(each.paid).gte(0)).toBe(true);
            const sum = each.credits.reduce(
              (total, { amount }) => total.plus(amount),
              new Exact(each.paid).plus(each.termsDiscount),
            );
            expect(decimalString(sum)).toBe(decimalString(wanted[index] ?? ZERO));
          }
        },
      ),
    );
  });
});

describe('A payment is refused, at its place, for', () => {
  it.each<readonly [string, PaymentRequest, PayableItem, string]>([
    ['an unknown invoice', request({ Z: null }), invoice('A', '1'), 'UNKNOWN_INVOICE invoices.0.invoiceNumber'],
    ['more than its balance', request({ A: '1.01' }), invoice('A', '1'), 'AMOUNT_EXCEEDS_BALANCE invoices.0.amount'],
    [
      'a paid invoice',
      request({ A: null }),
      invoice('A', '0', { state: 'closed' }),
      'INVOICE_ALREADY_PAID invoices.0.invoiceNumber',
    ],
    [
      'an invoice that is not posted',
      request({ A: null }),
      invoice('A', '0', { state: 'unposted' }),
      'INVOICE_NOT_PAYABLE_YET invoices.0.invoiceNumber',
    ],
    [
      'another currency',
      request({ A: null }),
      invoice('A', '9', { state: 'otherCurrency' }),
      'CURRENCY_MISMATCH invoices.0.invoiceNumber',
    ],
    ['an unknown credit', request({ A: null }, { credits: ['Z'] }), invoice('A', '1'), 'UNKNOWN_CREDIT credits.0'],
    ['a used credit', request({ A: null }, { credits: ['EMPTY'] }), invoice('A', '1'), 'UNKNOWN_CREDIT credits.0'],
  ])('%s', (_, wanted, item, problem) => {
    expect(problems(wanted, [item], [credit('EMPTY', '0')])).toEqual([problem]);
  });
});
