import { addressPolicy, customerPolicy } from '../account/index.js';
import { type Costs, FIRST, type ListLength, OWN_RECORD, USER_ERRORS } from '../contract/index.js';
import { FACTS_OF_A_LINE, orderTermsPolicy } from '../ordering/index.js';
import { quotePagePolicy, quotePolicy, quoteSuccessorPolicy } from './quote.policy.js';

const LINES: ListLength = { argument: 'input.lines', most: 500 };

export const quotesCosts: Costs = {
  fields: {
    Query: { quote: { asks: [quotePolicy, quoteSuccessorPolicy, OWN_RECORD, OWN_RECORD, OWN_RECORD] } },
    // Two queries of GP: one for open documents and one for historical ones; and three of the gateway's own database.
    Account: { quotes: { asks: [quotePagePolicy, quotePagePolicy, OWN_RECORD, OWN_RECORD, OWN_RECORD], pageSize: FIRST } },
    Quote: { lines: { size: 20 }, messages: { size: 3 } },
    Mutation: {
      requestQuote: {
        asks: [customerPolicy, addressPolicy, orderTermsPolicy, OWN_RECORD],
        pageSize: LINES,
        asksForEach: FACTS_OF_A_LINE,
      },
      // The lines are the quote's, whose usual number counts.
      orderQuote: {
        asks: [quotePolicy, customerPolicy, addressPolicy, orderTermsPolicy, OWN_RECORD, OWN_RECORD, OWN_RECORD],
        pageSize: 20,
        asksForEach: FACTS_OF_A_LINE,
      },
      answerQuote: { asks: [quotePolicy, customerPolicy, OWN_RECORD, OWN_RECORD, OWN_RECORD] },
    },
    RequestQuotePayload: { userErrors: USER_ERRORS },
    AnswerQuotePayload: { userErrors: USER_ERRORS },
  },
  inputLists: {
    'QuoteFilter.statuses': { rows: 1, most: 7 },
    'OrderQuoteInput.payments': { rows: 1, most: 20 },
    'RequestQuoteInput.lines': { rows: 1, most: 500 },
  },
};
