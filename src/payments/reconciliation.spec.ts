import { describe, expect, it } from 'vitest';
import { NotCsv } from '../files/index.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { DecimalString } from '../values/exact.js';
import { asAccountNumber } from '../values/identifiers.js';
import { asCurrencyCode } from '../values/money.js';
import type { PaymentOnDesk } from './payment-desk.js';
import { providerPayments, reconcile, UnusableProviderFile } from './reconciliation.js';

const decimal = (text: string) => text as DecimalString;

function recorded(transactionId: string, amount: string, rest: Partial<PaymentOnDesk> = {}): PaymentOnDesk {
  return {
    paymentKey: `key of ${transactionId}`,
    accountNumber: asAccountNumber('BRINDLE'),
    method: 'CARD',
    transactionId,
    amount: decimal(amount),
    currency: asCurrencyCode('USD'),
    date: '2026-11-23' as CalendarDate,
    status: 'PUSHED',
    receiptNumber: 'PYMT26-0350',
    receivedAt: 0,
    applications: [],
    onAccount: decimal('0.00'),
    unexpectedlyUnapplied: decimal('0.00'),
    notApplied: [],
    rejection: null,
    ...rest,
  };
}

describe("A provider's file", () => {
  it("is read by its columns' names, as Stripe and others write them", () => {
    const stripe = [
      'id,Description,Created (UTC),Amount,Amount Refunded,Currency,Status,PaymentIntent ID,paymentKey (metadata)',
      'ch_1,An order,2026-11-23 10:00,"1,234.50",0.00,usd,Paid,pi_1,ABC-1',
      'ch_2,An order,2026-11-23 10:01,10.00,0.00,usd,Failed,pi_2,',
      'ch_3,A refund,2026-11-23 10:02,-10.00,0.00,usd,Paid,pi_3,',
    ].join('\n');
    expect(providerPayments(stripe)).toEqual({
      payments: [{ line: 2, transactionId: 'pi_1', amount: '1234.5', currency: 'USD', paymentKey: 'abc-1' }],
      skipped: 2,
    });
    expect(providerPayments('Transaction;Amount\r\n4111111111111111;5\r\n').payments).toEqual([
      { line: 2, transactionId: '************1111', amount: '5', currency: '', paymentKey: null },
    ]);
  });

  it.each([
    ['no header', 'a,b\n1,2', 'line 1: expected a header row with a column for the transaction (id) and one for the amount'],
    ['no amount', 'id,amount\npi_1,5\npi_2,five', 'line 3: expected an amount such as 1234.50'],
    ['no transaction', 'id,amount\n,5', 'line 2: expected the ID of the transaction'],
  ])('with %s is refused with the line', (_, text, message) => {
    expect(() => providerPayments(text)).toThrow(new UnusableProviderFile(message));
  });

  it('that is no CSV is refused with the line', () => {
    expect(() => providerPayments('id,amount\npi_1,5\npi_2,5,6')).toThrow(NotCsv);
  });
});

describe('The reconciliation', () => {
  const of = (transactionId: string, amount: string, rest = {}) => ({
    line: 2,
    transactionId,
    amount: decimal(amount),
    currency: 'USD',
    paymentKey: null,
    ...rest,
  });

  it('finds payments without a receipt, receipts without a payment, and differing amounts', () => {
    const same = recorded('pi_same', '10.00');
    const other = recorded('pi_other', '10.00');
    const alone = recorded('pi_alone', '10.00');
    const check = recorded('4711', '10.00', { method: 'CHECK' });
    const waiting = recorded('pi_waiting', '3.00', { status: 'RECEIVED' });
    const provider = [of('pi_same', '10'), of('pi_other', '10.01'), of('pi_unknown', '1'), of('pi_waiting', '3')];
    expect(reconcile(provider, [same, other, alone, check, waiting])).toEqual({
      withoutReceipt: [provider[2]],
      withoutPayment: [alone],
      differing: [{ ofProvider: provider[1], recorded: other }],
      notInGp: [waiting],
      agreeing: 2,
    });
  });

  it('knows a payment by its key, takes a second transaction with it for another payment, and another currency for another amount', () => {
    const payment = recorded('ch_1', '10.00', { paymentKey: 'abc' });
    const [first, second] = [of('pi_1', '10', { paymentKey: 'abc' }), of('pi_2', '10', { paymentKey: 'abc' })];
    expect(reconcile([first, second], [payment])).toMatchObject({ withoutReceipt: [second], withoutPayment: [], agreeing: 1 });
    expect(reconcile([of('ch_1', '10', { currency: 'CAD' })], [payment]).differing).toHaveLength(1);
  });

  it('finds a payment of another day, and does not miss such a one', () => {
    const before = recorded('pi_1', '10.00');
    expect(reconcile([of('pi_1', '10')], [], [before])).toMatchObject({ withoutReceipt: [], withoutPayment: [], agreeing: 1 });
  });
});
