import type { LivePolicy } from '../live/index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MIB = 1024 * 1024;

/** What GP looks at when an order is entered. Customers' cards change like the rest of them; the checkout asks afresh. */
export const orderTermsPolicy = {
  namespace: 'ordering.order-terms.v1',
  freshForMs: MINUTE,
  absentFreshForMs: 10_000,
  announcedFreshForMs: 30 * MINUTE,
  staleForMs: 30 * DAY,
  softTimeoutMs: 250,
  batchSize: 500,
  namesKeys: true,
  keysOfAPage: 1,
  maxBytes: 8 * MIB,
} satisfies LivePolicy;

/** Lists of the company's setup, which hardly ever changes. An order reads them anew all the same. */
const SETUP_LIST = {
  freshForMs: 10 * MINUTE,
  staleForMs: 30 * DAY,
  softTimeoutMs: 250,
  batchSize: 1,
  maxBytes: MIB,
} as const;

export const shippingMethodsPolicy = {
  namespace: 'ordering.shipping-methods.v1',
  ...SETUP_LIST,
} satisfies LivePolicy;

export const paymentAccountsPolicy = {
  namespace: 'ordering.payment-accounts.v1',
  ...SETUP_LIST,
} satisfies LivePolicy;

export const taxDetailPolicy = {
  namespace: 'ordering.tax-detail.v1',
  freshForMs: 10 * MINUTE,
  absentFreshForMs: MINUTE,
  staleForMs: 30 * DAY,
  softTimeoutMs: 250,
  batchSize: 500,
  maxBytes: 4 * MIB,
} satisfies LivePolicy;
