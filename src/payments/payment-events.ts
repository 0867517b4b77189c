import { type EventType, eventType, newEvent, orNull, text, texts, word } from '../events/index.js';
import type { SubmissionEvents } from '../submissions/index.js';
import { Exact } from '../values/exact.js';
import type { Receipt } from './cash-receipt-intake.port.js';
import { type InvoicePayment, PAYMENT, type PaymentMethod } from './invoice-payment.js';
import { hasReceipt } from './payment-hand-over.js';

const OF_A_PAYMENT = { about: 'payment', key: '0b7c9df4-8a2b-4f63-8a54-3f3b5b8de0aa', ofAccount: true } as const;
const METHODS: readonly PaymentMethod[] = ['CARD', 'BANK_TRANSFER', 'CHECK'];
const PAID = {
  paymentKey: text('The key that preparePayment gave.', '9f0d7c1b-2f4e-4b0c-9a57-0c7a3b1d9e42'),
  method: word('How it was paid.', METHODS, 'CARD'),
  invoiceNumbers: texts('The invoices that it is for, by their numbers in GP.', ['STDINV2251']),
};
const PAYMENT_NUMBER = orNull(text('The number of the receipt in GP; null where credits cover everything.', 'PYMNT000000128'));

export const paymentReceived = eventType({
  ...OF_A_PAYMENT,
  name: 'payment.received.v1',
  summary: 'The gateway has recorded a payment. It is on its way to GP.',
  data: PAID,
});

export const paymentApplied = eventType({
  ...OF_A_PAYMENT,
  name: 'payment.applied.v1',
  summary: 'GP has the payment, and it is applied to its invoices.',
  data: { ...PAID, paymentNumber: PAYMENT_NUMBER },
});

export const paymentUnapplied = eventType({
  ...OF_A_PAYMENT,
  name: 'payment.unapplied.v1',
  summary: 'GP has the payment, but a part of it could not be applied to its invoices any more. Staff have to decide about it.',
  data: { ...PAID, paymentNumber: PAYMENT_NUMBER },
});

export const paymentRejected = eventType({
  ...OF_A_PAYMENT,
  name: 'payment.rejected.v1',
  summary: 'GP has refused a payment whose money was taken. Staff have to decide about it.',
  data: { ...PAID, reason: text("GP's text, or that of staff.", 'The customer is inactive.') },
});

export const paymentEvents: readonly EventType[] = [paymentReceived, paymentApplied, paymentUnapplied, paymentRejected];

/** What is told of payments on their way to GP. */
export const paymentSubmissionEvents: SubmissionEvents<InvoicePayment> = {
  [PAYMENT]: async ({ id, document, documentNumber, rejection }, outcome, transaction) => {
    const { accountNumber: account, paymentKey, method, applications } = document;
    const data = { paymentKey, method, invoiceNumbers: applications.map(({ number }) => number) };
    switch (outcome) {
      case 'received':
        return [newEvent(paymentReceived, id, account, data)];
      case 'pushed': {
        const prepared = await transaction
          .selectFrom('prepared_payment')
          .where('payment_key', '=', paymentKey)
          .select('receipt')
          .executeTakeFirst();
        const type = isWhole(document, prepared?.receipt as Receipt | null | undefined) ? paymentApplied : paymentUnapplied;
        return [newEvent(type, id, account, { ...data, paymentNumber: hasReceipt(document) ? documentNumber : null })];
      }
      case 'rejected':
        return [newEvent(paymentRejected, id, account, { ...data, reason: rejection?.message ?? '' })];
      // Payments are not cancelled.
      case 'cancelled':
        return [];
    }
  },
};

/** Whether GP has applied all that was to be applied. */
function isWhole({ onAccount }: InvoicePayment, receipt: Receipt | null | undefined): boolean {
  if (!receipt) return true;
  return receipt.notApplied.length === 0 && !new Exact(receipt.unapplied).gt(onAccount);
}
