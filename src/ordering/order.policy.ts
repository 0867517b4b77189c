import type { LivePolicy } from '../live/index.js';

const DAY = 24 * 3_600_000;
const MIB = 1024 * 1024;

/** Long enough for the fields and reloads of one page, short enough to follow the warehouse. */
export const orderPolicy = {
  namespace: 'ordering.order.v2',
  freshForMs: 10_000,
  absentFreshForMs: 2_000,
  staleForMs: DAY,
  softTimeoutMs: 400,
  batchSize: 100,
  maxBytes: 32 * MIB,
} satisfies LivePolicy;

/** Who has just ordered looks for the order in the list. */
export const orderPagePolicy = {
  namespace: 'ordering.orders.v2',
  freshForMs: 3_000,
  staleForMs: DAY, // the orders as last seen, each with its age, beat an empty list
  softTimeoutMs: 500, // two questions, and on such a page nothing else
  batchSize: 1, // one account's long list must not hold up another's
  maxBytes: 48 * MIB,
} satisfies LivePolicy;
