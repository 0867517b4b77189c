import type { LivePolicy } from '../live/index.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const MIB = 1024 * 1024;

/** Fresh for long enough to serve the fields and reloads of one page, and short enough to show a payment. */
export const invoicePolicy = {
  namespace: 'receivables.invoice.v2',
  freshForMs: 10 * SECOND,
  absentFreshForMs: 2 * SECOND,
  staleForMs: 7 * DAY, // an invoice to be looked up, with its age, is better than none
  softTimeoutMs: 400,
  batchSize: 100, // the invoices of the longest page in one question
  maxBytes: 32 * MIB,
} satisfies LivePolicy;

/** A payment, a credit memo or a return by its number. */
export const creditPolicy = {
  namespace: 'receivables.credit.v1',
  freshForMs: 10 * SECOND,
  absentFreshForMs: 2 * SECOND,
  staleForMs: 7 * DAY,
  softTimeoutMs: 400,
  batchSize: 100,
  maxBytes: 8 * MIB,
} satisfies LivePolicy;

/** A whole credit memo, which is read to be printed. */
export const creditMemoPolicy = {
  namespace: 'receivables.credit-memo.v1',
  freshForMs: 10 * SECOND,
  absentFreshForMs: 2 * SECOND,
  staleForMs: 7 * DAY,
  softTimeoutMs: 400,
  batchSize: 25,
  maxBytes: 8 * MIB,
} satisfies LivePolicy;

/** The places of a page. Its invoices are facts of their own, which other lists and the order share. */
export const invoicePagePolicy = {
  namespace: 'receivables.invoices.v1',
  freshForMs: 5 * SECOND,
  staleForMs: DAY,
  softTimeoutMs: 400,
  batchSize: 1, // one account's long list must not delay another's
  keysOfAPage: 1,
  maxBytes: 8 * MIB,
} satisfies LivePolicy;

export const paymentPagePolicy = {
  namespace: 'receivables.payments.v1',
  freshForMs: 5 * SECOND,
  staleForMs: DAY,
  softTimeoutMs: 400,
  batchSize: 1,
  keysOfAPage: 1,
  maxBytes: 8 * MIB,
} satisfies LivePolicy;

export const creditPagePolicy = {
  namespace: 'receivables.credits.v1',
  freshForMs: 5 * SECOND,
  staleForMs: DAY,
  softTimeoutMs: 400,
  batchSize: 1,
  keysOfAPage: 1,
  maxBytes: 8 * MIB,
} satisfies LivePolicy;

export const openReceivablesPolicy = {
  namespace: 'receivables.open.v1',
  freshForMs: 30 * SECOND,
  absentFreshForMs: 2 * SECOND,
  announcedFreshForMs: 5 * MINUTE,
  staleForMs: DAY, // a balance of yesterday misleads less with its age than none does
  softTimeoutMs: 400,
  batchSize: 25,
  namesKeys: true,
  keysOfAPage: 1,
  maxBytes: 8 * MIB,
} satisfies LivePolicy;

export const statementPolicy = {
  namespace: 'receivables.statement.v1',
  freshForMs: 30 * SECOND,
  staleForMs: DAY,
  softTimeoutMs: 800, // two years of documents, and such a page needs nothing else
  batchSize: 1,
  keysOfAPage: 1,
  maxBytes: 16 * MIB,
} satisfies LivePolicy;

/** From the gateway's own database, and forgotten in all instances as soon as a payment is prepared, taken or handed over. */
export const pendingPaymentsPolicy = {
  namespace: 'receivables.pending-payments.v1',
  freshForMs: 10 * SECOND,
  staleForMs: 60 * MINUTE,
  softTimeoutMs: 100,
  batchSize: 500,
  namesKeys: true,
  keysOfAPage: 1,
  maxBytes: 8 * MIB,
  shared: false, // every instance asks the database itself, which costs no more than to ask another
  ownDatabase: true,
} satisfies LivePolicy;
