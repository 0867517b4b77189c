import { customerPolicy } from '../account/index.js';
import { type AskedFact, type Costs, OWN_RECORD, USER_ERRORS } from '../contract/index.js';
import { MOST_CREDITS, MOST_INVOICES } from './read-payment-input.js';

/** All documents that a payment names come with one question. */
const OPEN_ITEMS: AskedFact = { namespace: 'payments.open-items', batchSize: MOST_INVOICES + MOST_CREDITS };

export const paymentsCosts: Costs = {
  fields: {
    Mutation: {
      preparePayment: {
        asks: [customerPolicy, OWN_RECORD],
        pageSize: { argument: 'input.invoices', most: MOST_INVOICES },
        asksForEach: [OPEN_ITEMS],
      },
      payInvoices: { asks: [OWN_RECORD, OWN_RECORD] },
      releasePayment: { asks: [OWN_RECORD] },
    },
    PreparePaymentPayload: { userErrors: USER_ERRORS },
    PayInvoicesPayload: { userErrors: USER_ERRORS },
    ReleasePaymentPayload: { userErrors: USER_ERRORS },
  },
  inputLists: {
    'PreparePaymentInput.invoices': { rows: 1, most: MOST_INVOICES },
    'PreparePaymentInput.credits': { rows: 1, most: MOST_CREDITS },
  },
};
