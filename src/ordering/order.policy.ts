import type { LivePolicy } from '../live/index.js';

const DAY = 24 * 3_600_000;
const MIB = 1024 * 1024;

/** Fresh for long enough to serve the fields and reloads of one page, and short enough to follow the warehouse. */
export const orderPolicy = {
  namespace: 'ordering.order.v3',
  freshForMs: 10_000,
  absentFreshForMs: 2_000,
  staleForMs: DAY,
  softTimeoutMs: 400,
  batchSize: 100,
  maxBytes: 32 * MIB,
} satisfies LivePolicy;

/** A buyer looks for a new order in the list soon after placing it. */
export const orderPagePolicy = {
  namespace: 'ordering.orders.v3',
  freshForMs: 3_000,
  staleForMs: DAY, // the last known orders, each with its age, are better than an empty list
  softTimeoutMs: 500, // for two queries, and such a page needs no others
  batchSize: 1, // one account's long list must not delay another's
  maxBytes: 48 * MIB,
} satisfies LivePolicy;
