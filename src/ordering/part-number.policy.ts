import type { LivePolicy } from '../live/index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MIB = 1024 * 1024;

/** Staff agree upon such numbers with a customer and hardly change them. Most products have none. */
const AGREED = {
  freshForMs: 30 * MINUTE,
  absentFreshForMs: 10 * MINUTE,
  staleForMs: 30 * DAY,
  softTimeoutMs: 250,
  batchSize: 500,
  maxBytes: 16 * MIB,
} as const;

/** An account's own number of a product. */
export const partNumberPolicy = { namespace: 'ordering.part-number.v1', ...AGREED } satisfies LivePolicy;

/** The products that an account calls by a code. Codes are what people type, and no names of GP's. */
export const partCodePolicy = { namespace: 'ordering.part-code.v1', ...AGREED } satisfies LivePolicy;
