import type { Costs } from '../contract/index.js';
import { itemPricingPolicy, priceListPolicy } from './price.policy.js';

export const pricingCosts: Costs = {
  fields: {
    Product: { price: { asks: [itemPricingPolicy, priceListPolicy] } },
    Price: { breaks: { size: 5 }, explanation: { size: 5 } },
  },
};
