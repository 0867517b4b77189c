import type { InvoicePayment } from '../../payments/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { DecimalString } from '../../values/exact.js';
import { asAccountNumber, asCurrencyId } from '../../values/identifiers.js';
import { asCurrencyCode } from '../../values/money.js';
import type { ReceiptSetup } from './receipt-setup.js';

/** Builders of payments for tests. A test states the values that matter to it. */
const decimal = (text: string) => text as DecimalString;

export const RECEIPT_SETUP: ReceiptSetup = { batchId: 'WEBPAY{date}', checkbook: null, card: 'VISA' };

/** What comes off an invoice, without a discount and without credits. */
export function application(number: string, paid: string, rest: Partial<InvoicePayment['applications'][number]> = {}) {
  return { kind: 'invoice' as const, number, paid: decimal(paid), termsDiscount: decimal('0.00'), credits: [], ...rest };
}

/** By default, a payment by card of one invoice of Brindle's. */
export function invoicePayment(payment: Partial<InvoicePayment> = {}): InvoicePayment {
  return {
    paymentKey: '5b8d2f0e-0000-4000-8000-000000000001',
    accountNumber: asAccountNumber('BRINDLE'),
    applications: [application('INV26-0902', '100.00')],
    onAccount: decimal('0.00'),
    amount: decimal('100.00'),
    currency: asCurrencyCode('USD'),
    currencyId: asCurrencyId('Z-US$'),
    decimals: 2,
    method: 'CARD',
    transactionId: 'txn_1',
    authorizationCode: null,
    date: '2026-11-23' as CalendarDate,
    ...payment,
  };
}
