import { day, type EventType, eventType, flag, newEvent, orNull, text, texts, word } from '../events/index.js';
import type { Submission, SubmissionEvents } from '../submissions/index.js';
import { globalId } from '../values/global-id.js';
import { asAccountNumber } from '../values/identifiers.js';
import type { OrderStatus } from './order.js';
import type { SalesOrder } from './sales-order.js';
import { ORDER } from './submission-kinds.js';
import { SUBMISSION } from './submission-view.js';

const SAMPLE_ID = '1f0c3a52-6c0b-4c55-9c0e-7c1f5a0f2b11';
const SUBMITTED = {
  submissionId: text('OrderSubmission.id of the API.', globalId(SUBMISSION, SAMPLE_ID)),
  reference: text("The storefront's own order number.", 'WEB-10027'),
  purchaseOrderNumber: orNull(text("The buyer's own number.", 'PO-4711')),
  fromQuote: orNull(text('The number of the quote that was ordered.', 'QTEST1022')),
};
const ORDER_NUMBER = text('The number of the order in GP.', 'STDORD2240');
const OF_AN_ORDER = { about: 'order', key: SAMPLE_ID, ofAccount: true } as const;
const IN_GP = {
  orderNumber: ORDER_NUMBER,
  reference: orNull(text("The storefront's own order number; null where the order was entered in GP.", 'WEB-10027')),
};
const STATUSES: readonly OrderStatus[] = ['OPEN', 'ON_HOLD', 'PARTIALLY_SHIPPED', 'SHIPPED', 'INVOICED', 'VOIDED'];

export const orderReceived = eventType({
  ...OF_AN_ORDER,
  name: 'order.received.v1',
  summary: 'The gateway has accepted an order. It is on its way to GP.',
  data: SUBMITTED,
});

export const orderPushed = eventType({
  ...OF_AN_ORDER,
  name: 'order.pushed.v1',
  summary: 'GP has the order.',
  data: { ...SUBMITTED, orderNumber: ORDER_NUMBER },
});

export const orderRejected = eventType({
  ...OF_AN_ORDER,
  name: 'order.rejected.v1',
  summary: 'GP has refused the order, or staff have given it up. They have to decide about it.',
  data: { ...SUBMITTED, reason: text("GP's text, or that of staff.", 'The item is discontinued.') },
});

export const orderCancelled = eventType({
  ...OF_AN_ORDER,
  name: 'order.cancelled.v1',
  summary: 'An order was taken back before GP had it. One that is voided in GP is told by order.statusChanged.',
  data: SUBMITTED,
});

export const orderStatusChanged = eventType({
  ...OF_AN_ORDER,
  name: 'order.statusChanged.v1',
  summary: 'The status of an order in GP has changed.',
  data: {
    ...IN_GP,
    status: word('Order.status of the API.', STATUSES, 'ON_HOLD'),
    previousStatus: orNull(word('The status before; null where it was not known.', STATUSES, 'OPEN')),
  },
});

export const orderShipped = eventType({
  ...OF_AN_ORDER,
  name: 'order.shipped.v1',
  summary: 'Something of an order has left the warehouse.',
  data: {
    ...IN_GP,
    shipmentNumber: text('The number in GP of the invoice or fulfilment order that it left on.', 'STDINV2251'),
    shippedOn: orNull(day('The day.', '2026-03-31')),
    trackingNumbers: texts('As people have typed them.', ['1Z999AA10123456784']),
    isComplete: flag('Nothing of the order remains to be shipped.', true),
  },
});

export const orderInvoiced = eventType({
  ...OF_AN_ORDER,
  name: 'order.invoiced.v1',
  summary: 'An invoice has come from an order.',
  data: { ...IN_GP, invoiceNumber: text('The number of the invoice in GP.', 'STDINV2251') },
});

export const orderEvents: readonly EventType[] = [
  ...[orderReceived, orderPushed, orderRejected, orderCancelled],
  ...[orderStatusChanged, orderShipped, orderInvoiced],
];

/** What is told of an order on its way to GP. */
export const eventsOfOrder: SubmissionEvents<SalesOrder>[string] = (submission, outcome) => {
  const { id, documentNumber } = submission;
  const account = accountOf(submission);
  const data = submitted(submission);
  switch (outcome) {
    case 'received':
      return [newEvent(orderReceived, id, account, data)];
    case 'pushed':
      return [newEvent(orderPushed, id, account, { ...data, orderNumber: documentNumber ?? '' })];
    case 'rejected':
      return [newEvent(orderRejected, id, account, { ...data, reason: submission.rejection?.message ?? '' })];
    case 'cancelled':
      return [newEvent(orderCancelled, id, account, data)];
  }
};

export const orderSubmissionEvents: SubmissionEvents<SalesOrder> = { [ORDER]: eventsOfOrder };

/** The account of a submitted document; null for a visitor, whose account GP makes with the order. */
export function accountOf({ document: { customer } }: Submission<SalesOrder>) {
  return 'accountNumber' in customer ? asAccountNumber(customer.accountNumber) : null;
}

function submitted({ id, reference, document }: Submission<SalesOrder>) {
  return {
    submissionId: globalId(SUBMISSION, id),
    reference,
    purchaseOrderNumber: document.purchaseOrderNumber,
    fromQuote: document.quote?.number ?? null,
  };
}
