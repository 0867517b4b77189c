import { addressPolicy, customerPolicy } from '../account/index.js';
import { productPolicy } from '../catalog/index.js';
import {
  type AskedFact,
  type Costs,
  CUSTOM_FIELDS,
  FIRST,
  FREE,
  type ListLength,
  OWN_RECORD,
  USER_ERRORS,
} from '../contract/index.js';
import { stockPolicy } from '../inventory/index.js';
import { itemPricingPolicy, priceListPolicy } from '../pricing/index.js';
import { orderPagePolicy, orderPolicy } from './order.policy.js';
import { orderTermsPolicy, paymentAccountsPolicy, shippingMethodsPolicy, taxDetailPolicy } from './order-entry.policy.js';
import { partCodePolicy, partNumberPolicy } from './part-number.policy.js';

const LINES: ListLength = { argument: 'input.lines', most: 500 };
/** What a line of a cart asks of GP. */
const QUICK_LINES: ListLength = { argument: 'lines', most: 500 };
export const FACTS_OF_A_LINE: readonly AskedFact[] = [productPolicy, itemPricingPolicy, priceListPolicy, stockPolicy];

/** Fields of an order cost nothing more, as they come with its record. */
export const orderingCosts: Costs = {
  fields: {
    Query: {
      order: { asks: [orderPolicy] },
      checkCart: { asks: [customerPolicy, orderTermsPolicy], pageSize: LINES, asksForEach: FACTS_OF_A_LINE },
      orderSubmission: { asks: [OWN_RECORD] },
      quickOrder: { size: QUICK_LINES, asksForEach: [productPolicy, partCodePolicy, itemPricingPolicy] },
    },
    Mutation: {
      placeOrder: {
        asks: [
          ...[customerPolicy, addressPolicy, OWN_RECORD, orderPolicy],
          ...[orderTermsPolicy, shippingMethodsPolicy, taxDetailPolicy, paymentAccountsPolicy],
        ],
        pageSize: LINES,
        asksForEach: FACTS_OF_A_LINE,
      },
      // The order is read before and after it is voided.
      cancelOrder: { asks: [OWN_RECORD, orderPolicy, orderPolicy, orderPolicy, customerPolicy] },
    },
    // Two queries: one for open documents and one for historical ones.
    Account: { orders: { asks: [orderPagePolicy, orderPagePolicy], pageSize: FIRST } },
    Order: {
      lines: { size: 20 },
      billTo: { asks: [addressPolicy] },
      customFields: CUSTOM_FIELDS,
    },
    OrderLine: {
      product: { asks: [productPolicy] },
      warehouse: FREE,
      attributes: { size: 5 },
    },
    // They come with the line. Few codes are ambiguous.
    QuickOrderLine: { product: FREE, candidates: { size: 1 }, problems: { size: 1 } },
    Product: { customerPartNumber: { asks: [partNumberPolicy] } },
    CartCheck: { problems: USER_ERRORS },
    PlaceOrderPayload: { userErrors: USER_ERRORS },
    CancelOrderPayload: { userErrors: USER_ERRORS },
    OrderSubmission: { rejection: FREE, order: { asks: [orderPolicy] } },
  },
  inputLists: {
    'OrderFilter.statuses': { rows: 1, most: 6 },
    'Order.customFields.names': { rows: 1, most: 100 },
    'Query.quickOrder.lines': { rows: 1, most: 500 },
    'CartInput.lines': { rows: 1, most: 500 },
    'PlaceOrderInput.lines': { rows: 1, most: 500 },
    'PlaceOrderInput.fees': { rows: 1, most: 50 },
    'PlaceOrderInput.duties': { rows: 1, most: 50 },
    'PlaceOrderInput.taxes': { rows: 1, most: 50 },
    'PlaceOrderInput.payments': { rows: 1, most: 20 },
    'PlaceOrderInput.customFields': { rows: 1, most: 50 },
    'OrderLineInput.taxes': { rows: 1, most: 50 },
    'OrderLineInput.attributes': { rows: 1, most: 50 },
    'ChargeInput.taxes': { rows: 1, most: 50 },
    'FeeInput.taxes': { rows: 1, most: 50 },
  },
};
