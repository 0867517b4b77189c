import { setTimeout as pause } from 'node:timers/promises';
import { Exact } from '../../src/values/exact.js';
import type { Answer, TestGateway } from '../support/test-gateway.js';

export const PLACE_ORDER = `mutation Place($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    submission { id idempotencyKey reference status attempts orderNumber rejection { code message } }
    userErrors { code field message }
  }
}`;

export const CHECK_CART = `query Check($input: CartInput!) {
  checkCart(input: $input) {
    lines {
      product { sku }
      quantity
      price { ... on Price { unitPrice { amount } extendedPrice { amount } } ... on Unavailable { reason } }
      warehouse { code }
      quantityAvailable
      quantityBackordered
    }
    subtotal { amount currency }
    permissions { placeOrders { allowed } purchaseOnAccount { allowed } }
    problems { code field }
  }
}`;

export interface Line {
  readonly sku: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly [other: string]: unknown;
}

let orders = 0;

/** An order of these lines, on account unless its payments say otherwise, with a key of its own. */
export function orderOf(lines: readonly Line[], rest: Record<string, unknown> = {}) {
  const total = lines
    .reduce((sum, { quantity, unitPrice }) => sum.plus(new Exact(quantity).times(unitPrice).toDecimalPlaces(2)), new Exact(0))
    .toFixed(2);
  orders++;
  return {
    idempotencyKey: `test-order-${orders}`,
    reference: `WEB-${orders}`,
    lines,
    payments: [{ method: 'ON_ACCOUNT', amount: total }],
    total: { amount: total, currency: 'USD' },
    ...rest,
  };
}

export async function place(gateway: TestGateway, input: Record<string, unknown>, token?: string) {
  const { status, data, errors }: Answer = await gateway.ask(PLACE_ORDER, { input }, token);
  if (status !== 200 || errors) throw new Error(JSON.stringify({ status, errors }));
  return data.placeOrder;
}

/** As clients place an order: again with the same key while it cannot be taken at the moment, which a busy machine may cause. */
export async function placeAtLast(gateway: TestGateway, input: Record<string, unknown>, token?: string) {
  for (;;) {
    const placed = await place(gateway, input, token);
    if (placed.userErrors.every(({ code }) => code !== 'TEMPORARILY_UNAVAILABLE')) return placed;
    await pause(100);
  }
}

/** The codes and places of what stands in the way of an order. */
export async function problemsOf(gateway: TestGateway, input: Record<string, unknown>, token?: string) {
  const { submission, userErrors } = await place(gateway, input, token);
  if (submission) throw new Error('The order was accepted.');
  return userErrors.map(({ code, field }) => (field ? `${code} ${field.join('.')}` : code));
}
