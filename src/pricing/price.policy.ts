import type { LivePolicy } from '../live/index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MIB = 1024 * 1024;

export const itemPricingPolicy = {
  namespace: 'pricing.item.v3',
  freshForMs: 5 * MINUTE,
  absentFreshForMs: 30_000,
  announcedFreshForMs: 60 * MINUTE,
  staleForMs: 7 * DAY,
  softTimeoutMs: 250,
  batchSize: 500,
  namesKeys: true,
  maxBytes: 48 * MIB, // some 90,000 items
} satisfies LivePolicy;

export const priceListPolicy = {
  namespace: 'pricing.price-list.v1',
  freshForMs: 5 * MINUTE,
  absentFreshForMs: MINUTE,
  announcedFreshForMs: 60 * MINUTE,
  staleForMs: 7 * DAY, // a last known contract price, with its age, beats an empty page; the checkout asks afresh
  softTimeoutMs: 250,
  batchSize: 500,
  namesKeys: true,
  maxBytes: 96 * MIB, // some 160,000 lists of three breaks: the ones in use, and not all of GP's 1.6 million rows
} satisfies LivePolicy;
