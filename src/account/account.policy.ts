import type { LivePolicy } from '../live/index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MIB = 1024 * 1024;

/** Holds and credit change during the day. The checkout asks GP afresh; pages need not. */
export const customerPolicy = {
  namespace: 'account.customer.v1',
  freshForMs: MINUTE,
  absentFreshForMs: 10_000,
  announcedFreshForMs: 30 * MINUTE,
  staleForMs: 30 * DAY, // an account's name and last known terms are better than a page without an account
  softTimeoutMs: 250,
  batchSize: 500,
  namesKeys: true,
  keysOfAPage: 1,
  maxBytes: 32 * MIB,
  durable: true, // a sign-in while GP is away needs the account's last known record
} satisfies LivePolicy;

export const addressPolicy = {
  namespace: 'account.addresses.v1',
  freshForMs: 10 * MINUTE,
  absentFreshForMs: MINUTE,
  announcedFreshForMs: 60 * MINUTE,
  staleForMs: 30 * DAY,
  softTimeoutMs: 250,
  batchSize: 200,
  namesKeys: true,
  keysOfAPage: 1,
  maxBytes: 32 * MIB,
} satisfies LivePolicy;

/**
 * From the gateway's own database, and forgotten in all instances as soon as an order is accepted or handed over by a caller. An
 * order that reaches GP later than that may be counted twice for as long as this is fresh.
 */
export const acceptedOrdersPolicy = {
  namespace: 'account.accepted-orders.v1',
  freshForMs: 10_000,
  staleForMs: 60 * MINUTE,
  softTimeoutMs: 100,
  batchSize: 500,
  namesKeys: true,
  keysOfAPage: 1,
  maxBytes: 8 * MIB,
  shared: false, // every instance asks the database itself, which costs no more than to ask another
  ownDatabase: true,
} satisfies LivePolicy;

export const companyPolicy = {
  namespace: 'account.company.v3',
  freshForMs: 10 * MINUTE,
  staleForMs: 365 * DAY,
  softTimeoutMs: 250,
  batchSize: 1,
  maxBytes: MIB,
  durable: true,
  keptWarm: true,
} satisfies LivePolicy;
