import { describe, expect, it } from 'vitest';
import { type CreditItem, itemKey, type PayableItem } from '../../payments/index.js';
import type { DecimalString } from '../../values/exact.js';
import { Exact, ZERO } from '../../values/exact.js';
import { application, invoicePayment } from './receipt-calls.facts.js';
import { stillApplicable } from './still-applicable.js';

const RECEIPT = 'PYMT26-0350';
const payable = (number: string, balance: string, state: PayableItem['state'] = 'open'): PayableItem => ({
  kind: 'invoice',
  number,
  state,
  balance: new Exact(balance),
  termsDiscount: ZERO,
});
const credit = (number: string, unapplied: string, appliedTo: Record<string, string> = {}): CreditItem => ({
  kind: 'creditMemo',
  number,
  unapplied: new Exact(unapplied),
  appliedTo: new Map(
    Object.entries(appliedTo).map(([to, amount]) => [itemKey({ kind: 'invoice', number: to }), new Exact(amount)]),
  ),
});
const use = (number: string, amount: string) => ({ kind: 'creditMemo' as const, number, amount: amount as DecimalString });
const DISCOUNT = { termsDiscount: '2.00' as DecimalString };

function left(payment: Parameters<typeof invoicePayment>[0], items: Partial<Parameters<typeof stillApplicable>[2]>) {
  const { applications, notApplied } = stillApplicable(invoicePayment(payment), RECEIPT, { payable: [], credits: [], ...items });
  return {
    applications: applications.map(
      ({ from, to, amount, termsDiscount }) =>
        `${amount.toFixed()} of ${from.number} to ${to.number}${termsDiscount.isZero() ? '' : ` with ${termsDiscount.toFixed()}`}`,
    ),
    notApplied,
  };
}

describe('What can still be applied of a payment', () => {
  it('is all of it where nothing has happened', () => {
    const applications = [application('A', '60.00', { ...DISCOUNT, credits: [use('C', '38.00')] }), application('B', '40.00')];
    expect(left({ applications }, { payable: [payable('A', '100'), payable('B', '70')], credits: [credit('C', '50')] })).toEqual({
      applications: ['38 of C to A', `60 of ${RECEIPT} to A with 2`, `40 of ${RECEIPT} to B`],
      notApplied: [],
    });
  });

  it.each([
    ['what the balance has room for beside the discount', [payable('A', '50')], [`48 of ${RECEIPT} to A with 2`], '50'],
    ['nothing of a paid invoice', [payable('A', '0', 'closed')], [], '98'],
    ['nothing of an invoice that is gone', [], [], '98'],
  ])('is %s', (_, items, applications, missing) => {
    expect(left({ applications: [application('A', '98.00', DISCOUNT)] }, { payable: items })).toEqual({
      applications,
      notApplied: [`${missing} of ${RECEIPT} to A`],
    });
  });

  it('is what is left of a credit, once for all invoices', () => {
    const applications = ['A', 'B'].map((number) => application(number, '0.00', { credits: [use('C', '30.00')] }));
    expect(left({ applications }, { payable: [payable('A', '30'), payable('B', '30')], credits: [credit('C', '40')] })).toEqual({
      applications: ['30 of C to A', '10 of C to B'],
      notApplied: ['20 of C to B'],
    });
  });

  it('is not what an earlier attempt has applied, and not a second time what others have', () => {
    const applications = ['A', 'B'].map((number) => application(number, '0.00', { credits: [use('C', '30.00')] }));
    const credits = [credit('C', '10', { A: '30.00000', B: '5.00000' })];
    expect(left({ applications }, { payable: [payable('A', '0', 'closed'), payable('B', '25')], credits })).toEqual({
      applications: [],
      notApplied: ['25 of C to B'],
    });
  });

  it('is what was applied to a document of another kind with the same number', () => {
    const applications = [application('A', '0.00', { credits: [use('C', '30.00')] })];
    const toDebitMemo = new Map([[itemKey({ kind: 'debitMemo', number: 'A' }), new Exact('30')]]);
    const credits = [{ ...credit('C', '40'), appliedTo: toDebitMemo }];
    expect(left({ applications }, { payable: [payable('A', '100')], credits })).toEqual({
      applications: ['30 of C to A'],
      notApplied: [],
    });
  });

  it('takes the discount with a credit that covers all the rest', () => {
    const applications = [application('A', '0.00', { ...DISCOUNT, credits: [use('C', '98.00')] })];
    expect(left({ applications }, { payable: [payable('A', '100')], credits: [credit('C', '98')] })).toEqual({
      applications: ['98 of C to A with 2'],
      notApplied: [],
    });
  });
});
