import type { LivePolicy } from '../live/index.js';

const DAY = 24 * 3_600_000;
const MIB = 1024 * 1024;

// A listing, a category tree and a family need a statement each. They are not batched, so that none waits for another's
// statement or fails with it.
const EACH_BY_ITSELF = 1;

// These facts are read from the gateway's own database. The live reader serves pages while that is slow or away.

export const productPolicy = {
  namespace: 'catalog.product.v2',
  freshForMs: 30_000,
  absentFreshForMs: 5_000,
  staleForMs: 30 * DAY,
  softTimeoutMs: 250,
  batchSize: 500,
  namesKeys: true,
  keysOfAPage: 1, // a query to the gateway's own database costs less than waiting for more keys
  maxBytes: 96 * MIB, // a catalogue of 50,000 products fits
  ownDatabase: true,
} satisfies LivePolicy;

export const listingPolicy = {
  namespace: 'catalog.listing.v1',
  freshForMs: 5_000,
  staleForMs: DAY,
  softTimeoutMs: 250,
  batchSize: EACH_BY_ITSELF,
  keysOfAPage: 1,
  maxBytes: 16 * MIB,
  ownDatabase: true,
} satisfies LivePolicy;

export const categoriesPolicy = {
  namespace: 'catalog.categories.v1',
  freshForMs: 30_000,
  staleForMs: 30 * DAY,
  softTimeoutMs: 250,
  batchSize: EACH_BY_ITSELF,
  keysOfAPage: 1,
  maxBytes: 16 * MIB,
  ownDatabase: true,
} satisfies LivePolicy;

export const familyPolicy = {
  namespace: 'catalog.family.v1',
  freshForMs: 30_000,
  staleForMs: 30 * DAY,
  softTimeoutMs: 250,
  batchSize: EACH_BY_ITSELF,
  keysOfAPage: 1,
  maxBytes: 8 * MIB,
  ownDatabase: true,
} satisfies LivePolicy;
