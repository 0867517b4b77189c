import { type Costs, FREE } from '../contract/index.js';

/** A link is signed in the process. What it opens is asked for when it is opened. */
export const printingCosts: Costs = {
  fields: {
    Invoice: { documentUrl: FREE },
    Credit: { documentUrl: FREE },
    Quote: { documentUrl: FREE },
    Statement: { documentUrl: FREE },
  },
};
