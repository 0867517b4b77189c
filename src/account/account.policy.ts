import type { LivePolicy } from '../live/index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MIB = 1024 * 1024;

/** Holds and credit change during the day. The checkout asks GP afresh; pages need not. */
export const customerPolicy = {
  namespace: 'account.customer.v1',
  freshForMs: MINUTE,
  absentFreshForMs: 10_000,
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
  staleForMs: 30 * DAY,
  softTimeoutMs: 250,
  batchSize: 200,
  namesKeys: true,
  keysOfAPage: 1,
  maxBytes: 32 * MIB,
} satisfies LivePolicy;

/**
 * From the gateway's own database, and forgotten as soon as an order is accepted or handed over by a caller: so short is what
 * an order that goes to GP by itself may be counted twice.
 */
export const acceptedOrdersPolicy = {
  namespace: 'account.accepted-orders.v1',
  freshForMs: 2_000,
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
  namespace: 'account.company.v1',
  freshForMs: 10 * MINUTE,
  staleForMs: 365 * DAY,
  softTimeoutMs: 250,
  batchSize: 1,
  maxBytes: MIB,
  durable: true,
  keptWarm: true,
} satisfies LivePolicy;
