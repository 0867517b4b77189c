import type { LivePolicy } from '../live/index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MIB = 1024 * 1024;

/** Stock changes with every sale. A page may be half a minute behind; the checkout asks GP afresh. */
export const stockPolicy = {
  namespace: 'inventory.stock.v1',
  freshForMs: 30_000,
  announcedFreshForMs: 30 * MINUTE,
  staleForMs: DAY, // an older figure would mislead more than a missing one
  softTimeoutMs: 250,
  batchSize: 500,
  namesKeys: true,
  maxBytes: 48 * MIB, // some 95,000 items at three sites
} satisfies LivePolicy;

export const warehousePolicy = {
  namespace: 'inventory.warehouses.v1',
  freshForMs: 10 * MINUTE,
  staleForMs: 365 * DAY,
  softTimeoutMs: 250,
  batchSize: 1,
  maxBytes: 4 * MIB,
  durable: true,
  keptWarm: true,
} satisfies LivePolicy;
