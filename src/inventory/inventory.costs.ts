import { type Costs, FREE } from '../contract/index.js';
import { stockPolicy } from './inventory.policy.js';

/** The warehouses themselves are kept in memory for all viewers, so that no operation asks GP for them. */
export const inventoryCosts: Costs = {
  fields: {
    Query: { warehouses: { size: 10 } },
    Product: { availability: { asks: [stockPolicy] } },
    Availability: { warehouses: { size: 10 }, closestWith: { rows: 1 } },
    Account: { defaultWarehouse: FREE },
    Warehouse: { id: FREE },
  },
};
