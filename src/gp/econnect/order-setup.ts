/** How a site enters the storefront's orders, or its requests for quotes, in GP. */
export interface OrderSetup {
  /**
   * Document type ID (SOP40200.DOCID), which decides numbers, allocation, holds and allowed transfers; the one of GP's setup
   * (SOP40100.ORDDOCID, QUODOCID) where null.
   */
  readonly documentId: string | null;
  /** The batch (SY00500, source "Sales Entry"). eConnect creates it where it is missing. */
  readonly batchId: string;
  /** The credit card (SY03100) of card payments for which the storefront names none. GP refuses a payment without one (48). */
  readonly cardName: string | null;
  /** The customer class of new customers, from which they get terms, price level, accounts and taxes. Null for no class. */
  readonly customerClass: string | null;
}

/** The setup with its document ID. */
export type KnownOrderSetup = OrderSetup & { readonly documentId: string };

/** SOPTYPE of the documents that the gateway writes. */
export const QUOTE = 1;
export const ORDER = 2;

export type WrittenType = typeof QUOTE | typeof ORDER;
