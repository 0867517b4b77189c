import type { LivePolicy } from '../live/index.js';

const DAY = 24 * 3_600_000;
const MIB = 1024 * 1024;

/** Fresh for long enough to serve the fields and reloads of one page, and short enough to follow sales staff. */
export const quotePolicy = {
  namespace: 'quotes.quote.v1',
  freshForMs: 10_000,
  absentFreshForMs: 2_000,
  staleForMs: DAY,
  softTimeoutMs: 400,
  batchSize: 100,
  maxBytes: 16 * MIB,
} satisfies LivePolicy;

/** A buyer looks for a new quote in the list soon after asking for it. */
export const quotePagePolicy = {
  namespace: 'quotes.quotes.v1',
  freshForMs: 3_000,
  staleForMs: DAY, // the last known quotes, each with its age, are better than an empty list
  softTimeoutMs: 500, // for two queries, and such a page needs no others
  batchSize: 1, // one account's long list must not delay another's
  maxBytes: 16 * MIB,
} satisfies LivePolicy;

/** What became of quotes that GP no longer has. */
export const quoteSuccessorPolicy = {
  namespace: 'quotes.successor.v1',
  freshForMs: 10_000,
  absentFreshForMs: 10_000,
  staleForMs: DAY,
  softTimeoutMs: 400,
  batchSize: 100,
  maxBytes: MIB,
} satisfies LivePolicy;
