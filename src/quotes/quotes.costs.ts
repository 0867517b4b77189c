import { addressPolicy, customerPolicy } from '../account/index.js';
import { type Costs, type ListLength, OWN_RECORD, USER_ERRORS } from '../contract/index.js';
import { FACTS_OF_A_LINE, orderTermsPolicy } from '../ordering/index.js';

const LINES: ListLength = { argument: 'input.lines', most: 500 };

export const quotesCosts: Costs = {
  fields: {
    Mutation: {
      requestQuote: {
        asks: [customerPolicy, addressPolicy, orderTermsPolicy, OWN_RECORD],
        pageSize: LINES,
        asksForEach: FACTS_OF_A_LINE,
      },
    },
    RequestQuotePayload: { userErrors: USER_ERRORS },
  },
  inputLists: {
    'RequestQuoteInput.lines': { rows: 1, most: 500 },
  },
};
