import { day, type EventType, eventType, orNull, text } from '../events/index.js';

const OF_AN_INVOICE = { about: 'invoice', key: 'STDINV2251', ofAccount: true } as const;
const INVOICE = {
  invoiceNumber: text('The number of the invoice in GP.', 'STDINV2251'),
  dueOn: orNull(day('The day on which it is due.', '2026-04-30')),
};

export const invoicePosted = eventType({
  ...OF_AN_INVOICE,
  name: 'invoice.posted.v1',
  summary: 'An invoice was posted in GP.',
  data: INVOICE,
});

export const invoiceDueSoon = eventType({
  ...OF_AN_INVOICE,
  name: 'invoice.dueSoon.v1',
  summary: 'An open invoice is due within a few days (EVENTS_DUE_SOON_DAYS).',
  data: INVOICE,
});

export const invoicePaid = eventType({
  ...OF_AN_INVOICE,
  name: 'invoice.paid.v1',
  summary: 'Nothing of an invoice remains to be paid.',
  data: INVOICE,
});

export const invoiceEvents: readonly EventType[] = [invoicePosted, invoiceDueSoon, invoicePaid];
