import { type AskedFact, type Costs, FREE } from '../contract/index.js';

/** The fact that a node is made of, whatever its type: its keys are asked for as many at a time as most facts' are. */
const NODE: AskedFact = { namespace: 'node', batchSize: 500 };

/** What the fields cost that no capability has. */
export const graphqlCosts: Costs = {
  fields: {
    Query: {
      node: { asks: [NODE] },
      nodes: { size: { argument: 'ids', most: 100 }, asksForEach: [NODE] },
    },
    Mutation: { ping: FREE },
  },
  inputLists: { 'Query.nodes.ids': { rows: 1, most: 100 } },
};
