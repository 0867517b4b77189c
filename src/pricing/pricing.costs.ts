import type { Costs } from '../contract/index.js';
import { itemPricingPolicy, priceListPolicy } from './price.policy.js';

export const pricingCosts: Costs = {
  fields: {
    // A company with extended pricing asks for price sheets instead of price lists. An operation costs the same in either.
    Product: { price: { asks: [itemPricingPolicy, priceListPolicy] } },
    Price: { breaks: { size: 5 }, explanation: { size: 5 } },
  },
};
