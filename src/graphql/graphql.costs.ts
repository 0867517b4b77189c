import { type AskedFact, type Costs, FREE } from '../contract/index.js';

/** Stands for the fact that a node of any type is made of. Its batch size is that of most facts. */
const NODE: AskedFact = { namespace: 'node', batchSize: 500 };

/** The costs of the fields that belong to no capability. */
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
