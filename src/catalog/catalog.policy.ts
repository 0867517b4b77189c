import type { LivePolicy } from '../live/index.js';

const DAY = 24 * 3_600_000;
const MIB = 1024 * 1024;

// A listing, a category tree and a family are found by statements of their own: each is a question by itself, so that none waits
// for another's or fails with it.
const EACH_BY_ITSELF = 1;

// These are read from the gateway's own database; the live reader keeps pages going where it is slow or away.

export const productPolicy = {
  namespace: 'catalog.product.v1',
  freshForMs: 30_000,
  absentFreshForMs: 5_000,
  staleForMs: 30 * DAY,
  softTimeoutMs: 250,
  batchSize: 500,
  namesKeys: true,
  keysOfAPage: 1, // the gateway's own database is asked, which costs less than to wait for others
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
