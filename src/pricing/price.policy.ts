import type { LivePolicy } from '../live/index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MIB = 1024 * 1024;

export const itemPricingPolicy = {
  namespace: 'pricing.item.v4',
  freshForMs: 5 * MINUTE,
  absentFreshForMs: 30_000,
  announcedFreshForMs: 60 * MINUTE,
  staleForMs: 7 * DAY,
  softTimeoutMs: 250,
  batchSize: 500,
  namesKeys: true,
  maxBytes: 48 * MIB, // some 90,000 items
} satisfies LivePolicy;

/** Which sheets there are changes now and then, and what they say by the day. None of GP's tables of them has a change stamp. */
export const sheetLinksPolicy = {
  namespace: 'pricing.sheet-links.v2',
  freshForMs: 5 * MINUTE,
  announcedFreshForMs: 60 * MINUTE,
  staleForMs: 7 * DAY,
  softTimeoutMs: 250,
  batchSize: 25, // customers with some sheets of 500 values each
  namesKeys: true,
  keysOfAPage: 2,
  maxBytes: 64 * MIB, // some 3,000 customers with 100 values of their own, or 40,000 of ten sheets without
} satisfies LivePolicy;

/** One sheet and one item. Most sheets do not have most items, so what it lacks is remembered as long as what it has. */
export const sheetPricesPolicy = {
  namespace: 'pricing.sheet-prices.v1',
  freshForMs: 5 * MINUTE,
  announcedFreshForMs: 60 * MINUTE,
  staleForMs: 7 * DAY,
  softTimeoutMs: 250,
  batchSize: 2_000, // a page of 100 products of a customer with 20 sheets
  namesKeys: true,
  maxBytes: 96 * MIB, // some 300,000 pairs of a sheet and an item, most of them without a price
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

/**
 * The rate of one account, currency and day: the key has the day, so that no rate is known beyond the company's midnight. Asked
 * for where a functional price is converted, and nowhere else.
 */
export const exchangeRatePolicy = {
  namespace: 'pricing.exchange-rate.v1',
  freshForMs: 5 * MINUTE,
  absentFreshForMs: MINUTE, // it is entered in the morning, and everybody waits for it
  staleForMs: DAY,
  softTimeoutMs: 250,
  batchSize: 500,
  namesKeys: true,
  keysOfAPage: 1,
  maxBytes: 2 * MIB, // some 8,000 accounts
} satisfies LivePolicy;
