import { day, type EventType, eventType, newEvent, orNull, text, word } from '../events/index.js';
import { accountOf, eventsOfOrder, QUOTE_ORDER, QUOTE_REQUEST, type SalesOrder, submissionOf } from '../ordering/index.js';
import type { SubmissionEvents } from '../submissions/index.js';
import type { AnswerKind } from './quote-notes.js';

const SAMPLE_ID = '6d1e0f6e-51f3-4d0c-a3be-2d5a3f0f9b7a';
const OF_A_QUOTE = { about: 'quote', key: SAMPLE_ID, ofAccount: true } as const;
const QUOTE_NUMBER = text('The number of the quote in GP.', 'QTEST1022');
const ANSWERS: readonly AnswerKind[] = ['DECLINE', 'REQUEST_CHANGE'];
const REQUESTED = {
  submissionId: text('OrderSubmission.id of the API.', 'T3JkZXJTdWJtaXNzaW9uOjZkMWUwZjZl'),
  reference: text("The storefront's own number of the request.", 'RFQ-311'),
};

export const quoteRequested = eventType({
  ...OF_A_QUOTE,
  name: 'quote.requested.v1',
  summary: 'A buyer has asked for a quote. The request is on its way to GP.',
  data: REQUESTED,
});

export const quotePushed = eventType({
  ...OF_A_QUOTE,
  name: 'quote.pushed.v1',
  summary: 'GP has the request as a quote, which staff have to price.',
  data: { ...REQUESTED, quoteNumber: QUOTE_NUMBER },
});

export const quoteRejected = eventType({
  ...OF_A_QUOTE,
  name: 'quote.rejected.v1',
  summary: 'GP has refused the request for a quote, or staff have given it up. They have to decide about it.',
  data: { ...REQUESTED, reason: text("GP's text, or that of staff.", 'The item is discontinued.') },
});

export const quoteOpened = eventType({
  ...OF_A_QUOTE,
  name: 'quote.opened.v1',
  summary: 'Staff have priced a quote: the buyer can order it.',
  data: { quoteNumber: QUOTE_NUMBER, expiresOn: orNull(day('Its last day.', '2026-04-30')) },
});

export const quoteAnswered = eventType({
  ...OF_A_QUOTE,
  name: 'quote.answered.v1',
  summary: 'A buyer has turned a quote down or asked for other terms. What they wrote is in "npm run quotes -- show".',
  data: { quoteNumber: QUOTE_NUMBER, answer: word('What the buyer answered.', ANSWERS, 'REQUEST_CHANGE') },
});

export const quoteOrdered = eventType({
  ...OF_A_QUOTE,
  name: 'quote.ordered.v1',
  summary: 'GP has the order that a buyer made of a quote.',
  data: { quoteNumber: QUOTE_NUMBER, orderNumber: text('The number of the order in GP.', 'STDORD2240') },
});

export const quoteExpired = eventType({
  ...OF_A_QUOTE,
  name: 'quote.expired.v1',
  summary: "A quote's last day has passed.",
  data: { quoteNumber: QUOTE_NUMBER, expiredOn: day('Its last day.', '2026-04-30') },
});

export const quoteEvents: readonly EventType[] = [
  ...[quoteRequested, quotePushed, quoteRejected, quoteOpened, quoteAnswered, quoteOrdered, quoteExpired],
];

/** What is told of requests for quotes, and of orders from quotes, on their way to GP. */
export const quoteSubmissionEvents: SubmissionEvents<SalesOrder> = {
  [QUOTE_REQUEST]: (submission, outcome) => {
    const { id, reference, documentNumber, rejection } = submission;
    const account = accountOf(submission);
    const data = { submissionId: submissionOf(submission).id, reference };
    switch (outcome) {
      case 'received':
        return [newEvent(quoteRequested, id, account, data)];
      case 'pushed':
        return [newEvent(quotePushed, id, account, { ...data, quoteNumber: documentNumber ?? '' })];
      case 'rejected':
        return [newEvent(quoteRejected, id, account, { ...data, reason: rejection?.message ?? '' })];
      // Requests are not cancelled.
      case 'cancelled':
        return [];
    }
  },
  [QUOTE_ORDER]: async (submission, outcome, transaction) => {
    const ofOrder = await eventsOfOrder(submission, outcome, transaction);
    const number = submission.document.quote?.number;
    if (outcome !== 'pushed' || number === undefined) return ofOrder;
    const data = { quoteNumber: number, orderNumber: submission.documentNumber ?? '' };
    return [...ofOrder, newEvent(quoteOrdered, await quoteKeyOf(transaction, number), accountOf(submission), data)];
  },
};

/** Names a quote in the subjects of its events: the ID of its request, or its number in GP where staff have made it. */
export async function quoteKeyOf(database: Parameters<SubmissionEvents[string]>[2], number: string): Promise<string> {
  const request = await database
    .selectFrom('submission')
    .where('kind', '=', QUOTE_REQUEST)
    .where('status', '=', 'PUSHED')
    .where('document_number', '=', number)
    .select('id')
    .executeTakeFirst();
  return request?.id ?? number;
}
