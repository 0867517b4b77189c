import { type Costs, CUSTOM_FIELDS, FIRST, FREE, OWN_RECORD } from '../contract/index.js';
import { acceptedOrdersPolicy, addressPolicy, customerPolicy } from './account.policy.js';

/** Most fields of an account cost nothing more, as they come with its record. */
export const accountCosts: Costs = {
  fields: {
    Query: { viewer: { asks: [OWN_RECORD, customerPolicy] } },
    Viewer: {
      account: FREE,
      accounts: { size: 5, asksForEach: [customerPolicy] },
      permissions: { asks: [acceptedOrdersPolicy] },
    },
    User: { id: FREE },
    Account: {
      credit: { asks: [acceptedOrdersPolicy] },
      parent: { asks: [customerPolicy] },
      addresses: { asks: [addressPolicy], pageSize: FIRST },
      address: { asks: [addressPolicy] },
      billingAddress: { asks: [addressPolicy] },
      shippingAddress: { asks: [addressPolicy] },
      contacts: { asks: [addressPolicy], size: 10 },
      customFields: CUSTOM_FIELDS,
    },
  },
  inputLists: { 'Account.customFields.names': { rows: 1, most: 100 } },
};
